"""Broadcasts of which nobody knows whether they arrived, and how long one takes before it is sent."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from bot.channels import Refused, Unsure
from storage import chats, outbox
from storage.broadcasts import Broadcast
from storage.messages import Message
from storage.outbox import Outbox
from tests.centre import ZONE, Phone, TestCentre
from tests.stories.test_broadcast import HOLD, PREVIEW, REPORT, WHO_MISSED, _hears_over, _sends, _started, _write

AGAIN_DOUBTFUL = "Gửi lại cho người không chắc đã nhận"
ASKED = "Không chắc 1 người này đã nhận được hay chưa. Nếu gửi lại, có người sẽ nhận hai lần."


@pytest.fixture
async def chi(centre: TestCentre) -> Phone:
    return await centre.registered("Vũ Thị Chi", "1991", unit="Chi bộ thôn Nam")


async def _sends_held(phone: Phone) -> None:
    await _write(phone)
    phone.skips()
    await phone.picks(HOLD)
    phone.skips()
    await phone.picks("Gửi ngay")


async def test_the_coordinator_chooses_what_happens_in_doubt(minh: Phone, hoa: Phone) -> None:
    await _write(hoa)
    hoa.hears("…1 người, khoảng 1 giây.", *PREVIEW)
    await hoa.picks(HOLD)
    switched = tuple("Khi không chắc đã tới: tự gửi lại" if label == HOLD else label for label in PREVIEW)
    hoa.hears("…1 người, khoảng 1 giây.\nKhi không chắc tin đã tới: không tự gửi lại, để cán bộ quyết định.", *switched)
    await hoa.picks("Khi không chắc đã tới: tự gửi lại")
    hoa.hears("…1 người, khoảng 1 giây.", *PREVIEW)


async def test_a_held_message_is_sent_again_only_when_the_coordinator_says_so(
    centre: TestCentre, minh: Phone, chi: Phone, hoa: Phone
) -> None:
    centre.wire.refusals[chi.chat] = [Unsure("timed out")]
    await _sends_held(hoa)
    hoa.hears(_started(2), "Dừng")
    await centre.later(seconds=2)
    _hears_over(hoa, 1, 2)
    hoa.hears(REPORT + "Đã gửi: 1/2 người.\nKhông chắc đã nhận được hay chưa: 1 người.", AGAIN_DOUBTFUL, WHO_MISSED)
    await hoa.says("chưa tới 1")
    hoa.hears(
        "Chưa nhận được (1 người):\nKhông chắc đã nhận được hay chưa:\n- Vũ Thị Chi (Chi bộ thôn Nam)", "Quay lại"
    )
    await hoa.says("gửi lại 1")
    hoa.hears("Chưa gửi lại được cho ai: …", WHO_MISSED)
    await hoa.says("gửi lại 1 không chắc")
    hoa.hears(ASKED, "Vẫn gửi lại", "Không gửi lại")
    await hoa.picks("Không gửi lại")
    hoa.hears(REPORT + "…", AGAIN_DOUBTFUL, WHO_MISSED)
    chi.hears_nothing()
    await hoa.picks(AGAIN_DOUBTFUL)
    hoa.hears(ASKED, "Vẫn gửi lại", "Không gửi lại")
    await hoa.picks("Vẫn gửi lại")
    hoa.hears(_started(1, again=True), "Dừng")
    chi.hears("Mai nghỉ học")
    await centre.later(seconds=2)
    _hears_over(hoa, 2, 2)
    hoa.hears(REPORT + "Đã gửi: 2/2 người.\nCó thể đã nhận hai lần: 1 người.")
    minh.hears("Mai nghỉ học")
    minh.hears_nothing()


async def test_resending_by_itself_says_who_may_have_it_twice(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    centre.wire.refusals[minh.chat] = [Unsure("timed out")]
    await _sends(hoa)
    hoa.hears(_started(1), "Dừng")
    await centre.later(seconds=2)
    if centre.capabilities.edits:
        hoa.skips()
    minh.hears("Mai nghỉ học")
    await centre.later(seconds=2)
    hoa.skips()
    await hoa.says("ketqua 1")
    hoa.hears(REPORT + "Đã gửi: 1/1 người.\nCó thể đã nhận hai lần: 1 người.")


async def test_the_failed_and_the_doubtful_are_sent_again_separately(
    centre: TestCentre, minh: Phone, chi: Phone, hoa: Phone
) -> None:
    centre.wire.refusals[chi.chat] = [Unsure("timed out")]
    centre.wire.refusals[minh.chat] = [Refused("no")]
    await _sends_held(hoa)
    await centre.later(seconds=2)
    hoa.skips()
    await hoa.says("ketqua 1")
    hoa.hears(
        REPORT + "Đã gửi: 0/2 người.\nChưa nhận được: 1 người bị mạng nhắn tin từ chối nội dung.\n"
        "Không chắc đã nhận được hay chưa: 1 người.",
        "Gửi lại cho người chưa nhận được", AGAIN_DOUBTFUL, WHO_MISSED,
    )  # fmt: skip
    await hoa.picks("Gửi lại cho người chưa nhận được")
    hoa.hears(_started(1, again=True), "Dừng")
    minh.hears("Mai nghỉ học")
    chi.hears_nothing()


async def test_the_doubtful_are_not_written_to_at_night_unless_that_is_meant(
    centre: TestCentre, minh: Phone, hoa: Phone
) -> None:
    centre.wire.refusals[minh.chat] = [Unsure("timed out")]
    await _sends_held(hoa)
    await centre.at(datetime(2026, 11, 23, 22, 0, tzinfo=ZONE))
    hoa.skips()
    await hoa.says("guilai 1 khongchac")
    hoa.hears(ASKED, "Vẫn gửi lại", "Không gửi lại")
    await hoa.picks("Vẫn gửi lại")
    hoa.hears("Đang giờ nghỉ của học viên, đến 06:00, Thứ Ba, 24/11/2026. …", "Vẫn gửi ngay")
    await hoa.picks("Vẫn gửi ngay")
    hoa.hears(_started(1, again=True), "Dừng")
    minh.hears("Mai nghỉ học")


async def _queue(centre: TestCentre, phone: Phone, messages: int) -> None:
    """So many notices wait behind one that is on its way and does not arrive."""

    def put(session: Session) -> None:
        chat, _ = chats.open_chat(session, centre.wire.account_id, phone.chat, language="vi", now=centre.now)
        for _ in range(messages + 1):
            outbox.put(session, chat, Message("…"), now=centre.now, lane=outbox.NOTICE, kind="reminder")
        first = session.exec(select(Outbox).where(Outbox.kind == "reminder").order_by(col(Outbox.id))).first()
        assert first is not None
        first.state, first.lease_until = outbox.SENDING, centre.now + timedelta(hours=1)

    await centre.run(put)


async def test_what_must_go_out_before_is_reckoned_with(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await _queue(centre, minh, 2500)
    await _write(hoa)
    hoa.hears(
        "Xem trước, như Nguyễn Văn Minh sẽ nhận:\n\nMai nghỉ học\n\n———\n"
        "Gửi cho lớp NTD-03-2026: 1 người, khoảng 1 giây.\n"
        "Còn 2.500 tin khác phải gửi trước, nên khoảng 2 phút nữa mới gửi xong.",
        *PREVIEW,
    )
    await hoa.picks("Gửi ngay")
    hoa.hears("Bắt đầu gửi cho 1 người, khoảng 2 phút. Gửi xong trợ lý sẽ báo kết quả.", "Dừng")


async def test_one_that_runs_into_the_night_says_so(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await centre.at(datetime(2026, 11, 23, 20, 59, 30, tzinfo=ZONE))
    await _queue(centre, minh, 2200)
    await _write(hoa)
    hoa.hears(
        "Xem trước, như Nguyễn Văn Minh sẽ nhận:\n\nMai nghỉ học\n\n———\n"
        "Gửi cho lớp NTD-03-2026: 1 người, khoảng 1 giây.\n"
        "Còn 2.200 tin khác phải gửi trước, nên khoảng 89 giây nữa mới gửi xong.\n"
        "Đến khoảng 21:00 mới gửi xong, khi đã vào giờ nghỉ của học viên.",
        *PREVIEW,
    )


async def test_a_broken_one_keeps_no_other_from_going_out(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    for text in ("Mai nghỉ học", "Mai học bù"):
        await _write(hoa, text)
        hoa.skips()
        await hoa.picks("Hẹn giờ")
        await hoa.says("19:00")
        hoa.skips()

    def damage(session: Session) -> None:
        session.get_one(Broadcast, 1).audience = {"kind": "cohort"}

    def mend(session: Session) -> None:
        session.get_one(Broadcast, 1).audience = {"kind": "cohort", "id": 1}

    await centre.run(damage)
    await centre.at(datetime(2026, 11, 23, 19, 0, tzinfo=ZONE))
    minh.hears("Mai học bù")
    minh.hears_nothing()
    hoa.hears(
        "Trợ lý gặp lỗi khi gửi thông báo “Mai nghỉ học” nên đã tạm dừng. "
        "Ai đã có tin thì không bị gửi lại khi bấm Gửi tiếp.",
        "Gửi tiếp", "Xem kết quả",
    )  # fmt: skip
    await centre.run(mend)
    hoa.skips()
    await hoa.says("ketqua 1")
    hoa.hears("Thông báo bị lỗi giữa chừng, gửi lúc 19:00, …Đã gửi: 0/0 người.", "Gửi tiếp")
    await hoa.picks("Gửi tiếp")
    hoa.hears(_started(1, again=True), "Dừng")
    minh.hears("Mai nghỉ học")
    await centre.later(minutes=1)
    minh.hears_nothing()
