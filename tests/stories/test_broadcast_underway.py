"""Broadcasts on their way: scheduled, at night, counted up, stopped, looked back at, by two coordinators."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from bot.channels import NotSent, Refused
from handlers import broadcast, routes
from storage import outbox
from storage.broadcasts import Broadcast
from storage.outbox import Outbox
from tests.centre import MONDAY, ZONE, Phone, TestCentre
from tests.stories.test_broadcast import PREVIEW, REPORT, SOMEONE_MISSED, _sends, _started, _write

ASK_TIME = "Gửi lúc nào? Xin gõ giờ, ví dụ: 19:00, 7h30 mai, 25/11 8:00."
HEAD = "cho lớp NTD-03-2026:\n“Mai nghỉ học”"
NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=ZONE)


@pytest.fixture
async def chi(centre: TestCentre) -> Phone:
    return await centre.registered("Vũ Thị Chi", "1991", unit="Chi bộ thôn Nam")


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


async def test_sent_at_the_time_that_was_typed(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await _write(hoa)
    hoa.skips()
    await hoa.picks("Hẹn giờ")
    hoa.hears(ASK_TIME, "Quay lại")
    await hoa.says("lúc nào cũng được")
    hoa.hears("Trợ lý chưa hiểu giờ này. Xin gõ như 19:00, 7h30 mai, hoặc 25/11 8:00.", "Quay lại")
    await hoa.says("7:00")
    hoa.hears(
        "07:00, Thứ Hai, 23/11/2026 đã qua (bây giờ là 08:00, Thứ Hai, 23/11/2026). Xin gõ giờ khác, ví dụ: 7h30 mai.",
        "Quay lại",
    )
    await hoa.says("7h30 mai")
    hoa.hears("Đã hẹn: 07:30, Thứ Ba, 24/11/2026 sẽ gửi cho lớp NTD-03-2026.", "Hủy hẹn")
    await centre.at(datetime(2026, 11, 24, 7, 29, tzinfo=ZONE))
    minh.hears_nothing()
    await centre.at(datetime(2026, 11, 24, 7, 30, tzinfo=ZONE))
    minh.hears("Mai nghỉ học")
    hoa.hears(
        "Đã đến giờ hẹn: bắt đầu gửi thông báo cho lớp NTD-03-2026: 1 người, khoảng 1 giây. "
        "Gửi xong trợ lý sẽ báo kết quả.",
        "Dừng",
    )
    await centre.later(seconds=2)
    hoa.hears(f"Thông báo gửi lúc 07:30, Thứ Ba, 24/11/2026, {HEAD}\n\nĐã gửi: 1/1 người.")
    await centre.later(hours=1)
    minh.hears_nothing()
    hoa.hears_nothing()


async def test_who_registers_before_the_time_gets_it_too(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await _write(hoa)
    await hoa.picks(hoa.skips()[-1].message.choices[1].label)
    await hoa.says("19:00")
    hoa.skips()
    late = await centre.registered("Vũ Thị Chi", "1991")
    await centre.at(datetime(2026, 11, 23, 19, 5, tzinfo=ZONE))
    late.hears("Mai nghỉ học")
    minh.hears("Mai nghỉ học")


async def test_a_scheduled_one_can_be_called_off(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await _write(hoa)
    hoa.skips()
    await hoa.picks("Hẹn giờ")
    await hoa.says("19:00")
    hoa.skips()
    await hoa.says("/ketqua")
    hoa.hears("Các thông báo gần đây. Xin chọn để xem kết quả.", "Hẹn 19:00 23/11, lớp NTD-03-2026")
    await hoa.picks("Hẹn 19:00 23/11, lớp NTD-03-2026")
    hoa.hears(f"Thông báo hẹn gửi lúc 19:00, Thứ Hai, 23/11/2026, {HEAD}", "Hủy hẹn")
    await hoa.picks("Hủy hẹn")
    hoa.hears("Đã hủy hẹn. Thông báo chưa gửi cho ai, nội dung vẫn còn.", "Xem lại", "Bỏ")
    await centre.at(datetime(2026, 11, 23, 19, 5, tzinfo=ZONE))
    minh.hears_nothing()
    await hoa.says("huyhen 1")
    hoa.hears("Thông báo này không còn hẹn giờ.", "Xem các thông báo")


async def test_back_from_the_time_to_the_preview(minh: Phone, hoa: Phone) -> None:
    await _write(hoa)
    hoa.skips()
    await hoa.picks("Hẹn giờ")
    hoa.skips()
    await hoa.picks("Quay lại")
    hoa.hears("Xem trước, như Nguyễn Văn Minh sẽ nhận:\n\nMai nghỉ học\n…", *PREVIEW)


async def test_at_night_it_waits_for_the_morning(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await centre.at(NIGHT)
    await _write(hoa)
    hoa.hears(
        "Xem trước, như Nguyễn Văn Minh sẽ nhận:\n\nMai nghỉ học\n\n———\n"
        "Gửi cho lớp NTD-03-2026: 1 người, khoảng 1 giây.\n"
        "Đang giờ nghỉ: thông báo sẽ đi lúc 06:00, Thứ Ba, 24/11/2026. Nếu gấp, có thể vẫn gửi ngay.",
        "Gửi lúc 06:00", "Vẫn gửi ngay", *PREVIEW[1:],
    )  # fmt: skip
    await hoa.picks("Gửi lúc 06:00")
    hoa.hears("Đã hẹn: 06:00, Thứ Ba, 24/11/2026 sẽ gửi cho lớp NTD-03-2026.", "Hủy hẹn")
    minh.hears_nothing()
    await centre.at(NIGHT + timedelta(hours=8))
    minh.hears("Mai nghỉ học")


async def test_at_night_it_may_go_out_anyway(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await centre.at(NIGHT)
    await _write(hoa)
    hoa.skips()
    await hoa.picks("Vẫn gửi ngay")
    minh.hears("Mai nghỉ học")


async def test_a_preview_of_the_evening_does_not_send_at_night(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await _write(hoa)
    hoa.skips()
    await centre.at(NIGHT)
    await hoa.picks("Gửi ngay")
    hoa.hears("…Đang giờ nghỉ: …", "Gửi lúc 06:00", "Vẫn gửi ngay", *PREVIEW[1:])
    minh.hears_nothing()


async def test_a_time_at_night_is_asked_about(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await _write(hoa)
    hoa.skips()
    await hoa.picks("Hẹn giờ")
    hoa.skips()
    await hoa.says("22h")
    hoa.hears(
        "22:00 là giờ nghỉ của học viên. Nên gửi khi hết giờ nghỉ.",
        "Gửi lúc 06:00, Thứ Ba, 24/11/2026", "Vẫn gửi lúc 22:00", "Quay lại",
    )  # fmt: skip
    await hoa.picks("Vẫn gửi lúc 22:00")
    hoa.hears("Đã hẹn: 22:00, Thứ Hai, 23/11/2026 sẽ gửi cho lớp NTD-03-2026.", "Hủy hẹn")
    await centre.at(NIGHT)
    minh.hears("Mai nghỉ học")


async def test_a_late_one_goes_out_but_not_at_night(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await _write(hoa)
    hoa.skips()
    await hoa.picks("Hẹn giờ")
    await hoa.says("19:00")
    await centre.at(NIGHT)
    minh.hears_nothing()
    await centre.at(NIGHT + timedelta(hours=8))
    minh.hears("Mai nghỉ học")


async def test_the_count_goes_up_in_one_message(centre: TestCentre, minh: Phone, chi: Phone, hoa: Phone) -> None:
    await _sends(hoa)
    hoa.hears(_started(2), "Dừng")
    await _in_flight(centre, outbox.SENT, outbox.QUEUED)
    await _tick(centre, seconds=1)
    first = await _rows(centre, "progress")
    assert [row.body["text"] for row in first] == ["Đang gửi: 1/2 người."]  # changed before it was seen
    assert first[0].state == outbox.QUEUED
    await _in_flight(centre, outbox.SENT, outbox.SENDING)
    await centre.later(seconds=1)
    if centre.capabilities.edits:
        begun = hoa.hears("Đang gửi: 1/2 người.", "Dừng")
        assert begun.edits == ""
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
    hoa.hears(
        REPORT + "Đã gửi: 1/2 người.\nChưa nhận được: 1 người bị mạng nhắn tin từ chối nội dung.",
        *SOMEONE_MISSED,
    )
    await hoa.says("chưa tới 1")
    hoa.hears("Chưa nhận được (1 người):\nBị mạng nhắn tin từ chối nội dung:\n- Vũ Thị Chi (Chi bộ thôn Nam)")


async def test_long_lists_of_names_come_in_pages(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await centre.roster("NTD-03-2026", *[(f"Vũ Văn {chr(65 + n % 26)}{n:02}", "1990") for n in range(45)])
    await _sends(hoa)
    hoa.skips()
    await centre.later(seconds=2)
    hoa.skips()
    await hoa.says("chuatoi 1")
    first = hoa.hears("Chưa nhận được (45 người):\nChưa đăng ký:\n- Vũ Văn A00\n- Vũ Văn A26\n…", "Xem tiếp")
    assert first.message.text.count("\n- ") == 40
    await hoa.picks("Xem tiếp")
    second = hoa.hears("Chưa nhận được (45 người):\nChưa đăng ký:\n- …")
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
    nga.hears(REPORT + "Đã gửi: 1/1 người.")
    hoa.hears_nothing()
    minh.hears_nothing()


async def test_sending_again_at_night_is_asked_about(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    centre.wire.refusals[minh.chat] = [Refused("no")]
    await _sends(hoa)
    await centre.at(NIGHT)
    hoa.skips()
    await hoa.says("guilai 1")
    hoa.hears("Đang giờ nghỉ của học viên, đến 06:00, Thứ Ba, 24/11/2026. Nên gửi lại sau giờ đó.", "Vẫn gửi ngay")
    await hoa.picks("Vẫn gửi ngay")
    minh.hears("Mai nghỉ học")


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
