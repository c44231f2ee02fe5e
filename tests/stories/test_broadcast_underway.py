"""Broadcasts on their way: counted up, stopped, sent again, looked back at, by two coordinators."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from bot.channels import Blocked, NotSent, Refused
from handlers import broadcast, routes
from storage import outbox
from storage.broadcasts import Broadcast
from storage.outbox import Outbox
from tests.centre import MONDAY, ZONE, Phone, TestCentre
from tests.stories.test_broadcast import (
    REPORT,
    SOMEONE_MISSED,
    WHO_MISSED,
    _audit,
    _hears_over,
    _sends,
    _started,
    _write,
)

HEAD = "cho lớp NTD-03-2026:\n“Mai nghỉ học”"
NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=ZONE)


@pytest.fixture
async def chi(centre: TestCentre) -> Phone:
    return await centre.registered("Vũ Thị Chi", "1991", unit="Chi bộ thôn Nam")


def _hears_stopped(phone: Phone, sent: int, total: int) -> None:
    """Where messages can be changed, the one with "Dừng" becomes this."""
    if phone.centre.capabilities.edits:
        phone.hears(f"Đã dừng: {sent}/{total} người.")


async def _tick(centre: TestCentre, **delta: float) -> None:
    """Move the clock and ask, without sending."""
    centre.now += timedelta(**delta)
    await centre.run(lambda session: broadcast.tick(session, centre.about, centre.now))


async def _rows(centre: TestCentre, kind: str) -> list[Outbox]:
    query = select(Outbox).where(Outbox.kind == kind).order_by(col(Outbox.id))
    return await centre.database.read(lambda session: list(session.exec(query)))


async def _in_flight(centre: TestCentre, *states: str) -> None:
    """Set the states of the rows of the broadcast, in order, as if the line were slow."""

    def put(session: Session) -> None:
        rows = session.exec(select(Outbox).where(Outbox.kind == "broadcast").order_by(col(Outbox.id))).all()
        for row, state in zip(rows, states, strict=True):
            row.state = state

    await centre.run(put)


async def test_the_count_goes_up_in_one_message(centre: TestCentre, minh: Phone, chi: Phone, hoa: Phone) -> None:
    await _sends(hoa)
    hoa.hears(_started(2), "Dừng")
    await _in_flight(centre, outbox.SENT, outbox.QUEUED)
    await _tick(centre, seconds=1)
    first, started = await _rows(centre, "progress"), (await _rows(centre, "reply"))[-1]
    assert [row.body["text"] for row in first] == ["Đang gửi: 1/2 người."]  # changed before it was seen
    assert (first[0].state, first[0].follows) == (outbox.QUEUED, started.id)
    await _in_flight(centre, outbox.SENT, outbox.SENDING)
    await centre.later(seconds=1)
    if centre.capabilities.edits:
        begun = hoa.hears("Đang gửi: 1/2 người.", "Dừng")
        assert begun.edits == started.message_id  # one message from the beginning to the end
    hoa.hears_nothing()
    await centre.later(seconds=2)
    hoa.hears_nothing()  # nothing new to say

    await _in_flight(centre, outbox.QUEUED, outbox.SENDING)
    await _tick(centre, seconds=2)
    await _in_flight(centre, outbox.SENT, outbox.SENT)
    await _tick(centre, seconds=2)
    await _tick(centre, seconds=2)
    await centre.deliver()
    if centre.capabilities.edits:
        over = hoa.hears("Đã xong: 2/2 người.")  # took the place of the "0/2" that had not gone out yet
        assert over.edits == (await _rows(centre, "progress"))[0].message_id
    hoa.hears(REPORT + "Đã gửi: 2/2 người.")
    hoa.hears_nothing()
    states = [row.state for row in await _rows(centre, "progress")]
    assert states == (["sent", "sent"] if centre.capabilities.edits else ["cancelled"])


async def test_stopping_on_the_way(centre: TestCentre, minh: Phone, chi: Phone, hoa: Phone) -> None:
    centre.wire.refusals[chi.chat] = [NotSent("no line")] * 3
    await _sends(hoa)
    hoa.hears(_started(2), "Dừng")
    minh.hears("Mai nghỉ học")
    await hoa.picks("Dừng")
    _hears_stopped(hoa, 1, 2)
    stopped = (
        f"Thông báo đã dừng giữa chừng, gửi lúc 08:00, Thứ Hai, 23/11/2026, {HEAD}\n\n"
        "Đã gửi: 1/2 người.\nChưa nhận được: 1 người do đã dừng."
    )
    hoa.hears(stopped, *SOMEONE_MISSED)
    await centre.later(minutes=10)
    chi.hears_nothing()
    hoa.hears_nothing()
    await hoa.says("/dunggui 1")
    hoa.hears("Thông báo này không còn đang gửi.", "Xem các thông báo")
    centre.wire.refusals.clear()
    await hoa.says("gửi lại 1")
    hoa.hears(_started(1, again=True), "Dừng")
    chi.hears("Mai nghỉ học")
    minh.hears_nothing()


async def test_what_comes_back_after_the_stop_does_not_go_out(
    centre: TestCentre, minh: Phone, chi: Phone, hoa: Phone
) -> None:
    await _sends(hoa)
    hoa.skips()
    chi.skips()
    await _in_flight(centre, outbox.SENT, outbox.SENDING)
    await hoa.picks("Dừng")
    hoa.hears("Đang dừng. Vài tin đã trên đường đi; một lát nữa trợ lý báo kết quả.")
    await _in_flight(centre, outbox.SENT, outbox.QUEUED)  # the line broke, it would be tried again
    await centre.at(centre.now)
    _hears_stopped(hoa, 1, 2)
    hoa.hears(
        f"Thông báo đã dừng giữa chừng, gửi lúc 08:00, Thứ Hai, 23/11/2026, {HEAD}\n\n"
        "Đã gửi: 1/2 người.\nChưa nhận được: 1 người do đã dừng.",
        *SOMEONE_MISSED,
    )
    chi.hears_nothing()


async def test_refusals_in_words_and_names(centre: TestCentre, minh: Phone, chi: Phone, hoa: Phone) -> None:
    centre.wire.refusals[chi.chat] = [Refused("Bad Request: text is not allowed")]
    await _sends(hoa)
    hoa.skips()
    await centre.later(seconds=2)
    _hears_over(hoa, 1, 2)
    hoa.hears(
        REPORT + "Đã gửi: 1/2 người.\nChưa nhận được: 1 người bị mạng nhắn tin từ chối nội dung.",
        *SOMEONE_MISSED,
    )
    await hoa.says("chưa tới 1")
    hoa.hears(
        "Chưa nhận được (1 người):\nBị mạng nhắn tin từ chối nội dung:\n- Vũ Thị Chi (Chi bộ thôn Nam)", "Quay lại"
    )


async def test_long_lists_of_names_come_in_pages(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await centre.roster("NTD-03-2026", *[(f"Vũ Văn {chr(65 + n % 26)}{n:02}", "1990") for n in range(45)])
    await _sends(hoa)
    hoa.skips()
    await centre.later(seconds=2)
    hoa.skips()
    await hoa.says("chuatoi 1")
    first = hoa.hears(
        "Chưa nhận được (45 người):\nChưa đăng ký:\n- Vũ Văn A00\n- Vũ Văn A26\n…", "Xem tiếp", "Quay lại"
    )
    assert first.message.text.count("\n- ") == 40
    await hoa.picks("Xem tiếp")
    second = hoa.hears("Chưa nhận được (45 người):\nChưa đăng ký:\n- …", "Quay lại")
    assert second.message.text.count("\n- ") == 5


async def test_looking_back(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    for _ in range(11):
        await _sends(hoa)
        await centre.later(minutes=1)
    hoa.skips()
    await hoa.says("kết quả")
    lines = [f"08:{minute:02} 23/11, lớp NTD-03-2026: 1/1" for minute in range(10, 0, -1)]
    hoa.hears("Các thông báo gần đây. Xin chọn để xem kết quả.", *lines)
    await hoa.picks(lines[-1])
    hoa.hears(f"Thông báo gửi lúc 08:01, Thứ Hai, 23/11/2026, {HEAD}\n\nĐã gửi: 1/1 người.")
    await hoa.says("/ketqua 99")
    hoa.hears("Không có thông báo này.", "Xem các thông báo")


async def test_two_coordinators(centre: TestCentre, minh: Phone, chi: Phone, hoa: Phone) -> None:
    nga = await centre.coordinator("Đỗ Thị Nga")
    await _write(hoa)
    hoa.skips()
    await _write(nga, "Mai học bù")
    nga.skips()
    await nga.presses("/tbgui 1")  # the other's draft
    nga.hears("Nút này đã cũ nên không dùng được nữa. …", "Xem hướng dẫn")
    centre.wire.refusals[chi.chat] = [NotSent("no line")] * 2
    await hoa.picks("Gửi ngay")
    hoa.hears(_started(2), "Dừng")
    minh.hears("Mai nghỉ học")
    await nga.says("/ketqua 1")
    nga.hears(
        f"Thông báo đang gửi, từ 08:00, Thứ Hai, 23/11/2026, {HEAD}\n\nĐã gửi: 1/2 người.\nĐang chờ gửi: 1 người.",
        "Dừng",
    )
    await nga.picks("Dừng")
    stopped = (
        f"Thông báo đã dừng giữa chừng, gửi lúc 08:00, Thứ Hai, 23/11/2026, {HEAD}\n\n"
        "Đã gửi: 1/2 người.\nChưa nhận được: 1 người do đã dừng."
    )
    nga.hears(stopped, *SOMEONE_MISSED)
    _hears_stopped(hoa, 1, 2)
    hoa.hears(stopped, *SOMEONE_MISSED)
    await nga.presses("/tbgui 2")
    nga.skips()
    minh.hears("Mai học bù")
    chi.skips()


async def test_both_press_send_again(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    nga = await centre.coordinator("Đỗ Thị Nga")
    centre.wire.refusals[minh.chat] = [Refused("no")]
    await _sends(hoa)
    await centre.later(seconds=2)
    hoa.skips()
    await nga.says("guilai 1")
    nga.hears(_started(1, again=True), "Dừng")
    minh.hears("Mai nghỉ học")
    await hoa.says("guilai 1")
    hoa.hears("Thông báo này đang gửi hoặc chưa gửi, nên chưa gửi lại được.", "Xem các thông báo")
    await centre.later(seconds=2)
    _hears_over(nga, 1, 1)
    nga.hears(REPORT + "Đã gửi: 1/1 người.")
    hoa.hears_nothing()
    minh.hears_nothing()


async def test_the_tick_asked_twice_does_nothing_more(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await _write(hoa)
    hoa.skips()
    await hoa.picks("Hẹn giờ")
    await hoa.says("19:00")
    hoa.skips()
    centre.now = MONDAY + timedelta(hours=12)
    for _ in range(3):
        await _tick(centre)
    assert len(await _rows(centre, "broadcast")) == 1
    await centre.deliver()
    minh.hears("Mai nghỉ học")
    for _ in range(3):
        await _tick(centre)
    assert len(await _rows(centre, "report")) == 2
    assert await centre.run(lambda session: session.exec(select(Broadcast.state)).one()) == "finished"
    assert "broadcasts" in routes.TICKS


async def test_who_blocked_the_bot_meanwhile_gets_it_again_later(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    chi = await centre.registered("Vũ Thị Chi", "1991")
    centre.wire.refusals[chi.chat] = [Blocked("Forbidden: bot was blocked by the user")]
    await _sends(hoa)
    hoa.hears(_started(2), "Dừng")
    minh.hears("Mai nghỉ học")
    await centre.later(seconds=2)
    _hears_over(hoa, 1, 2)
    hoa.hears(REPORT + "Đã gửi: 1/2 người.\nChưa nhận được: 1 người đã chặn trợ lý.", WHO_MISSED)
    await hoa.says("gửi lại 1")
    hoa.hears("Chưa gửi lại được cho ai: …", "Ai chưa nhận được?")

    await chi.says("/trogiup")
    chi.skips()
    await hoa.says("guilai 1")
    hoa.hears(_started(1, again=True), "Dừng")
    chi.hears("Mai nghỉ học")
    await centre.later(seconds=2)
    _hears_over(hoa, 2, 2)
    hoa.hears(REPORT + "Đã gửi: 2/2 người.")
    minh.hears_nothing()
    assert await _audit(centre) == ["sent a broadcast", "sent a broadcast again"]
