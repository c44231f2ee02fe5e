"""Saying "received" to a broadcast, with the button or in words, whatever else is being asked."""

from __future__ import annotations

from tests.centre import Phone, TestCentre
from tests.stories.test_broadcast import HOLD, REPORT, _hears_over, _sends, _started, _write


async def test_acknowledging(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await centre.registered("Vũ Thị Chi", "1991", unit="Chi bộ thôn Nam")
    await _write(hoa)
    hoa.skips()
    await hoa.picks("Thêm nút “Đã nhận”")
    hoa.hears(
        "Xem trước, như Vũ Thị Chi sẽ nhận:\n\nMai nghỉ học\n\n———\n"
        "Gửi cho lớp NTD-03-2026: 2 người, khoảng 1 giây.\nCó nút “Đã nhận” để người nhận xác nhận.",
        "Gửi ngay", "Hẹn giờ", "Bỏ nút “Đã nhận”", HOLD, "Sửa nội dung", "Bỏ",
    )  # fmt: skip
    await hoa.picks("Gửi ngay")
    hoa.hears(_started(2), "Dừng")
    out = minh.hears("Mai nghỉ học", "Đã nhận")
    if centre.capabilities.buttons:
        await minh.presses(out.message.choices[0].command)
    else:
        await minh.says("danhan 1")
    minh.hears("Cảm ơn đồng chí, đã ghi nhận.")
    await minh.says("đã nhận")
    minh.hears("Đồng chí đã xác nhận rồi, cảm ơn đồng chí.")
    await centre.later(seconds=2)
    _hears_over(hoa, 2, 2)
    hoa.hears(
        REPORT + "Đã gửi: 2/2 người.\nĐã bấm “Đã nhận”: 1/2 người.",
        "Ai chưa bấm “Đã nhận”?",
    )
    await hoa.says("chưa xác nhận 1")
    hoa.hears("Chưa bấm “Đã nhận” (1 người):\n- Vũ Thị Chi (Chi bộ thôn Nam)", "Quay lại")
    await hoa.picks("Quay lại")
    hoa.hears(REPORT + "…", "Ai chưa bấm “Đã nhận”?")


async def test_received_may_be_said_in_many_ways(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    for said in ("da nhan", "Đã nhận!", "đã nhận rồi ạ", "/danhan"):
        await _sends(hoa, acknowledge=True)
        minh.hears("Mai nghỉ học", "Đã nhận")
        await minh.says(said)
        minh.hears("Cảm ơn đồng chí, đã ghi nhận.")
    await minh.says("đã nhận sách chưa?")
    assert "Cảm ơn" not in minh.skips()[-1].message.text


async def test_there_may_be_nothing_to_acknowledge(minh: Phone, stranger: Phone) -> None:
    await minh.says("đã nhận")
    minh.hears("Hiện không có thông báo nào chờ đồng chí xác nhận.")
    await minh.says("danhan 7")
    minh.hears("Hiện không có thông báo nào chờ đồng chí xác nhận.")
    await stranger.says("đã nhận")
    stranger.hears("…", "Đăng ký")


async def test_a_broadcast_does_not_change_what_a_number_means(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await minh.says("/ngonngu")
    minh.hears("…", "Tiếng Việt", "English")
    await _sends(hoa, acknowledge=True)
    minh.hears("Mai nghỉ học", "Đã nhận")
    await minh.says("2")
    minh.hears("…English…")


async def test_acknowledging_does_not_close_an_open_question(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await minh.says("/ngonngu")
    minh.skips()
    await _sends(hoa, acknowledge=True)
    minh.hears("Mai nghỉ học", "Đã nhận")
    await minh.says("đã nhận")
    minh.hears("Cảm ơn đồng chí, đã ghi nhận.")
    await minh.says("2")
    minh.hears("…English…")
