"""Changing an essay that was set: deadlines, instructions, reminding, closing, taking it back, drafts that wait."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session

from storage import cohorts, learners
from tests.centre import Phone, TestCentre
from tests.essays import DUE, FRIDAY, PDF, TITLE, assignment, begins, essay, hands_in, instructor, submissions

PREVIEW = (
    f"Bài thu hoạch “{TITLE}”, lớp NTD-03-2026, 1 học viên\nHạn nộp: {DUE}\n(không có đề riêng)\n"
    "Người chấm: Phạm Văn Dũng\nNgười chấm thứ hai: không có"
)
DRAFT = (
    "Giao bài và báo lớp", "Đổi tên bài", "Đổi đề bài", "Đổi hạn nộp", "Đổi người chấm", "Người chấm thứ hai",
    "Chấm không thấy tên", "Bỏ",
)  # fmt: skip


@pytest.fixture
async def dung(centre: TestCentre) -> Phone:
    return await instructor(centre, "Phạm Văn Dũng")


async def sees(phone: Phone, number: int) -> None:
    await phone.says(f"/thuhoach {number}")
    phone.skips()


async def test_an_essay_is_taken_back_and_set_again(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    number = await essay(centre, dung, announced=True)
    minh.skips()
    await sees(dung, number)
    await dung.picks("Thu hồi bài")
    dung.hears(
        "Thu hồi bài này? Học viên được báo là không phải nộp; bài trở lại thành bản nháp, sửa rồi giao lại được.",
        "Thu hồi bài",
        "Để mở",
    )
    await dung.picks("Thu hồi bài")
    dung.hears(f"Đã thu hồi bài “{TITLE}”, báo cho 1 học viên. Đây là bản nháp:")
    dung.hears(PREVIEW, *DRAFT)
    minh.hears(f"Bài thu hoạch “{TITLE}” đã được thu hồi, đồng chí không phải nộp.")
    await minh.says("/thuhoach")
    minh.hears("Đồng chí chưa có bài thu hoạch nào. Khi có bài mới, trợ lý sẽ báo đồng chí.")
    await minh.says(f"/thuhoach {number}")
    minh.hears("Không có bài thu hoạch này trong lớp đồng chí đang học.", "Các bài thu hoạch")
    await dung.picks("Giao bài và báo lớp")
    dung.skips()
    minh.hears(f"Có bài thu hoạch mới: “{TITLE}”. Hạn nộp: {DUE}.", "Xem và nộp bài")


async def test_what_somebody_sent_something_for_is_not_taken_back(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    number = await essay(centre, dung)
    await sees(dung, number)
    await dung.picks("Thu hồi bài")
    dung.skips()
    await begins(minh)
    await minh.says("Bài của tôi.")
    await dung.picks("Thu hồi bài")
    dung.hears("Đã có học viên gửi bài nên không thu hồi được. Muốn dừng nhận thì đóng bài.", "Để mở")
    assert (await assignment(centre, number)).state == "open"


async def test_whoever_has_not_heard_yet_hears_nothing_of_an_essay_taken_back(
    centre: TestCentre, dung: Phone, minh: Phone
) -> None:
    await centre.at(FRIDAY.replace(day=23, hour=22))  # notices wait for the morning
    number = await essay(centre, dung, announced=True)
    await sees(dung, number)
    await dung.picks("Thu hồi bài")
    dung.skips()
    await dung.picks("Thu hồi bài")
    dung.hears(f"Đã thu hồi bài “{TITLE}”, báo cho 0 học viên. Đây là bản nháp:")
    await centre.later(hours=12)
    minh.hears_nothing()


async def test_a_deadline_that_changes_before_the_class_has_heard(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    """One notice with the new deadline, not the old one and a correction."""
    await centre.at(FRIDAY.replace(day=23, hour=22))
    number = await essay(centre, dung, announced=True)
    await sees(dung, number)
    await dung.picks("Đổi hạn nộp")
    dung.skips()
    await dung.says("17h 30/11")
    dung.skips()
    await dung.picks("Đổi và báo lớp")
    dung.skips()
    await centre.later(hours=12)
    minh.hears(f"Có bài thu hoạch mới: “{TITLE}”. Hạn nộp: 17:00, Thứ Hai, 30/11/2026.", "Xem và nộp bài")
    minh.hears_nothing()


async def test_reminding_those_who_have_not_handed_in(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    lan = await centre.registered("Trần Thị Lan", "1990-03-05")
    number = await essay(centre, dung)
    await hands_in(centre, lan)
    await sees(dung, number)
    await dung.picks("Ai chưa nộp?")
    dung.hears(
        f"Chưa nộp bài “{TITLE}”: 1 học viên\n1. Nguyễn Văn Minh (Chi bộ thôn Tây)",
        "Nhắc những người này",
        "Xem bài thu hoạch",
    )
    await dung.picks("Nhắc những người này")
    dung.hears(f"Nhắc 1 học viên chưa nộp bài “{TITLE}”?", "Nhắc những người này", "Xem bài thu hoạch")
    minh.hears_nothing()
    await dung.picks("Nhắc những người này")
    dung.hears("Trợ lý nhắc 1 học viên.", "Xem bài thu hoạch")
    minh.hears(f"Đồng chí chưa nộp bài thu hoạch “{TITLE}”. Hạn nộp: {DUE}.", "Xem và nộp bài")
    lan.hears_nothing()


async def test_reminding_after_the_deadline(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    """In the evening the notice waits for the morning; whoever hands in meanwhile does not get it."""
    lan = await centre.registered("Trần Thị Lan", "1990-03-05")
    number = await essay(centre, dung)
    await centre.at(FRIDAY.replace(hour=22))
    minh.skips(), lan.skips()
    await dung.says(f"/thuhoach {number}")
    dung.skips()
    await dung.picks("Ai chưa nộp?")
    dung.skips()
    await dung.picks("Nhắc những người này")
    dung.skips()
    await dung.picks("Nhắc những người này")
    dung.hears("Trợ lý nhắc 2 học viên.", "Xem bài thu hoạch")
    await hands_in(centre, lan)
    await centre.later(hours=9)
    minh.hears(
        f"Đồng chí chưa nộp bài thu hoạch “{TITLE}”. Đã quá hạn ({DUE}), nhưng vẫn nộp được; bài sẽ ghi là nộp muộn.",
        "Xem và nộp bài",
    )
    lan.hears_nothing()


async def test_who_left_the_class_meanwhile_is_not_reminded(
    centre: TestCentre, hoa: Phone, dung: Phone, minh: Phone
) -> None:
    number = await essay(centre, dung)
    await centre.at(FRIDAY.replace(day=23, hour=22))
    await sees(dung, number)
    await dung.picks("Ai chưa nộp?")
    dung.skips()
    await dung.picks("Nhắc những người này")
    dung.skips()
    await dung.picks("Nhắc những người này")
    dung.hears("Trợ lý nhắc 1 học viên.", "Xem bài thu hoạch")
    person_id = (await minh.person()).id or 0

    def leave(session: Session) -> None:
        mine = cohorts.enrolment(session, 1, person_id)
        assert mine is not None
        learners.withdraw(session, mine, person_id, centre.now)

    await centre.run(leave)
    await centre.later(hours=12)
    minh.hears_nothing()


async def test_other_instructions_show_the_old_ones(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    number = await essay(centre, dung, instructions="Viết về nội quy lớp học.")
    await sees(dung, number)
    await dung.picks("Đổi đề bài")
    dung.hears(
        "Đề hiện nay:\n\nViết về nội quy lớp học.\n\nXin gõ đề bài, hoặc gửi một tệp đề bài (Word, PDF, ảnh).",
        "Giữ đề cũ",
        "Không cần đề riêng",
    )
    await dung.says("Viết về lớp học.")
    dung.hears(
        f"Đã đổi đề bài “{TITLE}”. Học viên mở bài sẽ thấy đề mới. Đề cũ:\n\nViết về nội quy lớp học.",
        "Báo lớp",
        "Đổi đề bài",
        "Xem bài thu hoạch",
    )
    minh.hears_nothing()
    await dung.picks("Báo lớp")
    dung.hears("Trợ lý báo cho 1 học viên.", "Xem bài thu hoạch")
    minh.hears(f"Đề bài thu hoạch “{TITLE}” vừa được sửa. Xin đồng chí xem lại.", "Xem và nộp bài")
    await sees(dung, number)
    await dung.picks("Đổi đề bài")
    dung.skips()
    await dung.picks("Không cần đề riêng")
    dung.hears("Bỏ đề bài này, cả tệp kèm theo nếu có?", "Bỏ đề", "Xem bài thu hoạch")
    assert (await assignment(centre, number)).instructions == "Viết về lớp học."
    await dung.picks("Bỏ đề")
    dung.hears("Đã đổi đề bài …Đề cũ:\n\nViết về lớp học.", "Báo lớp", "Đổi đề bài", "Xem bài thu hoạch")
    assert (await assignment(centre, number)).instructions == ""


async def test_a_closed_essay_is_not_changed_by_an_old_question(
    centre: TestCentre, hoa: Phone, dung: Phone, minh: Phone
) -> None:
    number = await essay(centre, dung, instructions="Đề.")
    await sees(dung, number)
    await dung.picks("Đổi hạn nộp")
    dung.skips()
    await hoa.says(f"/thuhoach {number}")
    hoa.skips()
    await hoa.picks("Đóng bài")
    hoa.skips()
    await hoa.picks("Đóng bài")
    hoa.skips()
    await dung.says("17h 30/11")
    dung.hears(f"Bài “{TITLE}” đã đóng. Muốn sửa thì mở lại trước.", "Xem bài thu hoạch")
    await dung.presses(f"/thsua {number} de")
    dung.hears(f"Bài “{TITLE}” đã đóng. Muốn sửa thì mở lại trước.", "Xem bài thu hoạch")
    one = await assignment(centre, number)
    assert (one.state, one.due_at, one.instructions) == ("closed", FRIDAY, "Đề.")


async def test_closing_when_everybody_has_handed_in(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    number = await essay(centre, dung)
    await hands_in(centre, minh)
    await sees(dung, number)
    await dung.picks("Đóng bài")
    dung.hears("Đóng bài này? Mọi học viên đã nộp; sau khi đóng không ai nộp lại được nữa.", "Đóng bài", "Để mở")


async def test_a_draft_waits_where_it_was_left(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    await dung.says("/thuhoach")
    dung.skips()
    await dung.picks("Giao bài mới")
    await dung.says(TITLE)
    await dung.sends_file("Đề bài.pdf", PDF)
    await dung.says("lịch")
    dung.skips()
    await dung.says("/thuhoach 1")  # by its number, too
    dung.hears("Hạn nộp là lúc nào? …", *(dung.shown[at].label for at in range(3)))
    await dung.says("/huy")
    await dung.says("/thuhoach")
    dung.skips()
    await dung.picks("Giao bài mới")
    dung.hears(f"Đồng chí đang soạn dở bài “{TITLE}”.", "Soạn tiếp", "Bỏ, soạn bài khác")
    await dung.picks("Soạn tiếp")
    dung.skips()
    await dung.says("17h 27/11")
    dung.hears(PREVIEW.replace("(không có đề riêng)", "(đề bài trong tệp kèm theo)"), *DRAFT)
    await dung.says("/thuhoach")
    dung.skips()
    await dung.picks("Giao bài mới")
    dung.skips()
    await dung.picks("Bỏ, soạn bài khác")
    dung.hears("Bài thu hoạch cho lớp NTD-03-2026. Xin gõ tên bài, ví dụ: Thu hoạch cuối khóa.", "Bỏ")


async def test_whoever_looks_at_a_part_of_a_draft_can_leave_it(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    await dung.says("/thuhoach")
    dung.skips()
    await dung.picks("Giao bài mới")
    await dung.says(TITLE)
    dung.skips()
    await dung.picks("Không cần đề riêng")
    await dung.says("17h 27/11")
    for change, keep in (
        ("Đổi tên bài", "Giữ tên cũ"),
        ("Đổi hạn nộp", "Giữ hạn cũ"),
        ("Đổi người chấm", "Xem bài thu hoạch"),
    ):
        dung.skips()
        await dung.picks(change)
        dung.skips()
        await dung.picks(keep)
        dung.hears(PREVIEW, *DRAFT)


async def test_a_programme_that_had_two_markers_has_them_again(centre: TestCentre, dung: Phone, minh: Phone) -> None:
    thu = await instructor(centre, "Đỗ Thị Thu")
    await essay(centre, dung, thu, anonymous=True)
    for phone, other in ((dung, "Đỗ Thị Thu"), (thu, "Phạm Văn Dũng")):
        await phone.says("/thuhoach")
        phone.skips()
        await phone.picks("Giao bài mới")
        await phone.says("Bài thứ hai")
        phone.skips()
        await phone.picks("Không cần đề riêng")
        phone.skips()
        await phone.says("17h 27/11")
        phone.hears(
            f"…\nNgười chấm: {phone.name}\nNgười chấm thứ hai: {other}\nNgười chấm không thấy tên học viên.",
            *DRAFT[:6],
            "Chấm có thấy tên",
            "Bỏ",
        )


async def test_who_is_told_less_than_a_day_before_is_not_promised_a_reminder(
    centre: TestCentre, dung: Phone, minh: Phone
) -> None:
    await dung.says("/thuhoach")
    dung.skips()
    await dung.picks("Giao bài mới")
    await dung.says(TITLE)
    dung.skips()
    await dung.picks("Không cần đề riêng")
    await dung.says("17h hôm nay")
    dung.skips()
    await dung.picks("Giao bài và báo lớp")
    dung.hears(
        f"Đã giao bài “{TITLE}”. Trợ lý báo cho 1 học viên. "
        "Hạn nộp còn chưa đến một ngày, nên trợ lý không tự nhắc lại.",
        "Xem bài thu hoạch",
    )
    await centre.later(hours=5)
    assert len(minh.skips()) == 1
    assert await submissions(centre) == []


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("17h 30/11", "17:00, Thứ Hai, 30/11/2026"),
        ("17 giờ ngày 30 tháng 11", "17:00, Thứ Hai, 30/11/2026"),
        ("trước 17h ngày 30/11", "17:00, Thứ Hai, 30/11/2026"),
        ("Hạn nộp: 17h30 30/11/2026", "17:30, Thứ Hai, 30/11/2026"),
        ("chậm nhất 5h chiều thứ sáu", "17:00, Thứ Sáu, 27/11/2026"),
        ("đến 23h59 ngày mai", "23:59, Thứ Ba, 24/11/2026"),
        ("3 ngày nữa", "08:00, Thứ Năm, 26/11/2026"),
    ],
)
async def test_ways_to_type_a_deadline(centre: TestCentre, dung: Phone, minh: Phone, said: str, due: str) -> None:
    number = await essay(centre, dung)
    await sees(dung, number)
    await dung.picks("Đổi hạn nộp")
    dung.skips()
    await dung.says(said)
    dung.hears(f"Đổi hạn nộp từ {DUE} sang {due}? Cả lớp sẽ được báo.", "Đổi và báo lớp", "Giữ hạn cũ")


@pytest.mark.parametrize("said", ["30/11", "cuối tuần", "17h 31/11", "25h 30/11", "17h hoặc 18h 30/11"])
async def test_what_is_no_deadline(centre: TestCentre, dung: Phone, minh: Phone, said: str) -> None:
    number = await essay(centre, dung)
    await sees(dung, number)
    await dung.picks("Đổi hạn nộp")
    dung.skips()
    await dung.says(said)
    assert dung.skips()[0].message.text.startswith("Trợ lý chưa hiểu hạn nộp này.")
    assert (await assignment(centre, number)).due_at == FRIDAY
    assert FRIDAY - centre.now > timedelta(days=4)
