"""Broadcasts that go out later: at a time that was typed, or when the night is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.channels import Refused
from tests.centre import ZONE, Phone, TestCentre
from tests.stories.test_broadcast import PREVIEW, _hears_over, _sends, _write

ASK_TIME = "Gửi lúc nào? Xin gõ giờ, ví dụ: 19:00, 7h30 mai, 25/11 8:00."
HEAD = "cho lớp NTD-03-2026:\n“Mai nghỉ học”"
NIGHT = datetime(2026, 11, 23, 22, 0, tzinfo=ZONE)


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
    hoa.hears(
        "Đã hẹn: 07:30, Thứ Ba, 24/11/2026 sẽ gửi cho lớp NTD-03-2026, hiện có 1 người, khoảng 1 giây.", "Hủy hẹn"
    )
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
    _hears_over(hoa, 1, 1)
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
    hoa.hears(
        "Đã hẹn: 06:00, Thứ Ba, 24/11/2026 sẽ gửi cho lớp NTD-03-2026, hiện có 1 người, khoảng 1 giây.", "Hủy hẹn"
    )
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
    hoa.hears(
        "Đã hẹn: 22:00, Thứ Hai, 23/11/2026 sẽ gửi cho lớp NTD-03-2026, hiện có 1 người, khoảng 1 giây.", "Hủy hẹn"
    )
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


async def test_sending_again_at_night_is_asked_about(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    centre.wire.refusals[minh.chat] = [Refused("no")]
    await _sends(hoa)
    await centre.at(NIGHT)
    hoa.skips()
    await hoa.says("guilai 1")
    hoa.hears("Đang giờ nghỉ của học viên, đến 06:00, Thứ Ba, 24/11/2026. Nên gửi lại sau giờ đó.", "Vẫn gửi ngay")
    await hoa.picks("Vẫn gửi ngay")
    minh.hears("Mai nghỉ học")
