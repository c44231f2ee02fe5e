"""A coordinator sends a timetable or questions."""

from __future__ import annotations

from storage.quizzes import Question
from tests.centre import Phone, TestCentre
from tests.stories.files import count, csv

QUESTIONS = (
    "Câu hỏi,A,B,C,D,Đáp án\n"
    "Giờ học buổi sáng bắt đầu lúc nào?,7 giờ,7 giờ 30,8 giờ,9 giờ,B\n"
    "Học viên nghỉ học phải báo trước.,,,,,Đúng\n"
    "Câu này thiếu đáp án?,Có,Không,,,\n"
)


async def test_questions_become_an_open_quiz(centre: TestCentre, hoa: Phone, minh: Phone) -> None:
    await hoa.sends_file("Nội quy lớp học.csv", csv(QUESTIONS))
    hoa.hears("Tệp Nội quy lớp học.csv là bộ 2 câu hỏi. …", "NTD-03-2026", "Lớp mới", "Bỏ")
    await hoa.picks("NTD-03-2026")
    hoa.hears(
        "Bài trắc nghiệm tên là gì? Chọn để dùng tên “Nội quy lớp học”, hoặc gõ tên khác.",
        "Dùng tên này",
        "Chỉ đưa vào ngân hàng",
        "Bỏ",
    )
    await hoa.picks("Dùng tên này")
    hoa.hears(
        """Câu hỏi cho lớp NTD-03-2026, tệp Nội quy lớp học.csv.
Bài trắc nghiệm mới: Nội quy lớp học.

Đọc được 2 câu:
• 2 câu mới
• 1 dòng chưa dùng được
Gồm: 1 trắc nghiệm, 1 đúng/sai.

Dòng đầu được hiểu là:
• Giờ học buổi sáng bắt đầu lúc nào?
   A. 7 giờ
   B. 7 giờ 30
   C. 8 giờ
   D. 9 giờ
   Đáp án: B
• Học viên nghỉ học phải báo trước.
   Đáp án: Đúng

Xin xem lại:
Dòng 4: Câu “Câu này thiếu đáp án?” chưa có đáp án. …

Lưu những thông tin này?""",
        "Lưu và duyệt luôn",
        "Lưu, duyệt sau",
        "Bỏ",
    )
    await hoa.picks("Lưu và duyệt luôn")
    hoa.hears(
        "Đã lưu câu hỏi vào bài Nội quy lớp học, lớp NTD-03-2026:\n• 2 câu mới\n• 1 dòng chưa dùng được\n\n"
        "Bài đã mở. Đã báo cho 1 học viên."
    )
    assert "Nội quy lớp học" in minh.skips()[0].message.text
    assert await count(centre, Question) == 2


CLASS_CHOICES = (
    "Lấy mã QR",
    "Đổi giờ nhắc hôm trước",
    "Đổi giờ nhắc trước buổi",
    "Tải bảng tiến độ",
    "Các lớp khác",
)


TIMETABLE = (
    "Ngày,Thời gian,Nội dung,Giảng viên,Địa điểm\n"
    "24/11/2026,7h30 - 11h00,Nội quy lớp học,Lê Văn Bình,Hội trường\n"
    "25/11/2026,13h30 - 17h00,Cách ghi chép,Lê Văn Bình,Hội trường\n"
    "26/11/2026,,Ôn tập,,\n"
)


async def test_a_timetable_is_saved_and_its_changes_are_told(hoa: Phone, minh: Phone) -> None:
    await hoa.sends_file("lịch.csv", csv(TIMETABLE))
    hoa.hears("Tệp lịch.csv là lịch học 2 buổi. …", "NTD-03-2026", "Lớp mới", "Bỏ")
    await hoa.picks("NTD-03-2026")
    hoa.hears(
        """Lịch học lớp NTD-03-2026, tệp lịch.csv.

Đọc được 2 buổi:
• 2 buổi mới

Dòng đầu được hiểu là:
• Thứ Ba, 24/11/2026, 07:30 - 11:00, Nội quy lớp học, Lê Văn Bình, Hội trường
• Thứ Tư, 25/11/2026, 13:30 - 17:00, Cách ghi chép, Lê Văn Bình, Hội trường

Xin xem lại:
Dòng 4: Chưa rõ giờ học. …

Lưu những thông tin này?""",
        "Lưu",
        "Bỏ",
    )
    await hoa.picks("Lưu")
    hoa.hears("Đã lưu lịch học lớp NTD-03-2026:\n• 2 buổi mới\n\n…")
    minh.skips()
    moved = TIMETABLE.replace("7h30 - 11h00", "8h00 - 11h00").replace("25/11/2026,13h30", "27/11/2026,13h30")
    await hoa.sends_file("lịch.csv", csv("".join(moved.splitlines(keepends=True)[:2])))
    hoa.skips()
    await hoa.picks("NTD-03-2026")
    hoa.hears(
        """Lịch học lớp NTD-03-2026, tệp lịch.csv.

Đọc được 1 buổi:
• 1 buổi đổi giờ hoặc địa điểm
• 1 buổi bị hủy vì không còn trong tệp
Những thay đổi:
• Thứ Ba, 24/11/2026, 07:30 - 11:00, … → Thứ Ba, 24/11/2026, 08:00 - 11:00, Nội quy lớp học, …
• Hủy: Thứ Tư, 25/11/2026, 13:30 - 17:00, Cách ghi chép, Lê Văn Bình, Hội trường

Dòng đầu được hiểu là:
• Thứ Ba, 24/11/2026, 08:00 - 11:00, Nội quy lớp học, Lê Văn Bình, Hội trường

Lưu những thông tin này?""",
        "Lưu",
        "Bỏ",
    )
    await hoa.picks("Lưu")
    hoa.hears("…\nĐã báo cho 1 học viên.")
    assert len(minh.skips()) == 1


async def test_a_timetable_may_come_before_the_roster(hoa: Phone) -> None:
    await hoa.sends_file("lịch.csv", csv(TIMETABLE))
    hoa.skips()
    await hoa.says("NTD-09-2026")
    hoa.skips()
    await hoa.says("Bồi dưỡng đảng viên mới")
    hoa.hears(
        "Lịch học lớp NTD-09-2026, tệp lịch.csv.\n"
        "NTD-09-2026 là lớp mới. Chương trình Bồi dưỡng đảng viên mới cũng mới.\n\nĐọc được 2 buổi:\n…",
        "Lưu",
        "Bỏ",
    )
    await hoa.picks("Lưu")
    hoa.hears("Đã lưu lịch học lớp NTD-09-2026:\n• 2 buổi mới\n\nChưa có học viên nào cần báo.")
    await hoa.says("/lop NTD-09-2026")
    hoa.hears("…Đã đăng ký với trợ lý: 0 trên 0 người.\n\nBuổi học tới: 07:30, …", *CLASS_CHOICES)
