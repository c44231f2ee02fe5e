"""The sample centre: invented people, a timetable around today, and questions about its own rules."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from storage.files.questions import Kind, QuestionRow
from storage.files.timetable import LessonRow

CENTRE = "Trung tâm Chính trị Sông Ngàn"
BOT = "Trợ lý Sông Ngàn"  # as its account is called
PROGRAMMES = (
    "Bồi dưỡng nhận thức về Đảng",
    "Bồi dưỡng đảng viên mới",
    "Lý luận chính trị và nghiệp vụ cho cán bộ Đoàn cơ sở",
    "Nghiệp vụ công tác Đảng cho cấp ủy viên cơ sở",
    "Sơ cấp lý luận chính trị",
)
FIRST_COHORT, SECOND_COHORT = "NTD-03-2026", "DVM-02-2026"
QUIZ = "Nội quy và lịch học"
HOA = "Lê Thị Hoa"


@dataclass(frozen=True, slots=True)
class Learner:
    """An invented learner; `birth` as stored."""

    name: str
    birth: str
    unit: str
    phone: str = ""

    @property
    def typed_birth(self) -> str:
        """The birth date as a person types it."""
        parts = [str(int(part)) for part in reversed(self.birth.split("-"))]
        return "/".join(parts)


LAN = Learner("Trần Thị Lan", "1990-03-05", "Chi bộ thôn Đông")
MINH = Learner("Nguyễn Văn Minh", "1988-11-20", "Chi bộ thôn Tây")

UNITS = (
    "Chi bộ thôn Đông",
    "Chi bộ thôn Tây",
    "Chi bộ Trường THCS Sông Ngàn",
    "Chi bộ Trạm Y tế",
    "Đoàn xã Sông Ngàn",
)
_FIRST = """
Phạm Văn An 1985-04-12, Hoàng Thị Ánh 1992-09-30, Vũ Đức Bình 1979-01-08, Đặng Thị Cúc 1995-06-17,
Bùi Quang Dũng 1983-12-02, Đỗ Thị Dung 1990-07-25, Ngô Văn Đạt 1998-02-14, Dương Thị Giang 1987-10-05,
Lý Văn Hải 1976-05-21, Hồ Thị Hạnh 1993-03-03, Trịnh Công Hậu 1981-08-19, Mai Thị Hiền 1996-11-11,
Đinh Văn Hùng 1989-01-27, Phan Thị Hương 1984-06-06, Tạ Minh Khôi 1999-04-23, Lương Thị Liên 1991-12-15,
Cao Văn Long 1980-02-28, Tô Thị Mai 1994-10-09, Chu Văn Nam 1986-07-13, Nguyễn Thị Nga 1997-05-04,
Nguyễn Thị Nga 1982-05-04, Lâm Văn Phúc 1978-09-16
"""
_SECOND = """
Kiều Văn Quân 1990-08-08, Thái Thị Quyên 1988-03-22, Vương Đình Sơn 1977-12-30, Hà Thị Tâm 1995-01-19,
Hạ Văn Thắng 1983-04-07, Quách Thị Thảo 1992-06-28, Mạc Văn Thịnh 1986-02-11, Triệu Thị Thu 1998-09-05,
Lưu Văn Tiến 1981-11-24, Đoàn Thị Trang 1994-07-02, Nghiêm Văn Trung 1979-10-18, Phùng Thị Tuyết 1989-05-29,
Giáp Văn Tùng 1996-03-14, Khổng Thị Uyên 1984-08-26, Âu Văn Việt 1991-01-06, Ông Thị Xuân 1987-12-09,
Ứng Thị Yến 1993-04-01
"""


def _listed(text: str, first: int) -> list[Learner]:
    people = [line.strip().rsplit(" ", 1) for line in text.split(",")]
    return [
        # Every seventh is in the file without a phone, as in real ones. The numbers are nobody's.
        Learner(name, birth, UNITS[number % len(UNITS)], f"0900000{first + number}" if number % 7 else "")
        for number, (name, birth) in enumerate(people)
    ]


FIRST_ROSTER = [LAN, MINH, *_listed(_FIRST, 100)]
SECOND_ROSTER = _listed(_SECOND, 200)

MORNING, AFTERNOON, EVENING = time(7, 30), time(13, 30), time(18, 30)
_LENGTH = {MORNING: time(11), AFTERNOON: time(17), EVENING: time(20, 30)}
_HALL, _ROOM = "Hội trường tầng 2", "Phòng học số 3"


def timetable(cohort: str, today: date) -> list[LessonRow]:
    """The lessons of a cohort: some are over, two fall on tomorrow, the others follow."""
    plan = {
        FIRST_COHORT: [
            (-7, MORNING, "Khai giảng, phổ biến nội quy lớp học", "Lê Thị Hoa", _HALL),
            (-5, MORNING, "Chuyên đề 1", "Phạm Văn Giảng", _HALL),
            (1, MORNING, "Chuyên đề 2", "Phạm Văn Giảng", _HALL),
            (1, AFTERNOON, "Chuyên đề 3", "Đào Thị Sư", _ROOM),
            (3, MORNING, "Thảo luận tổ", "Đào Thị Sư", _ROOM),
            (6, MORNING, "Ôn tập", "Phạm Văn Giảng", _HALL),
            (8, AFTERNOON, "Bế giảng, trao giấy chứng nhận", "Lê Thị Hoa", _HALL),
        ],
        SECOND_COHORT: [
            (-2, EVENING, "Khai giảng, phổ biến nội quy lớp học", "Lê Thị Hoa", _ROOM),
            (1, EVENING, "Chuyên đề 1", "Đào Thị Sư", _ROOM),
            (4, EVENING, "Chuyên đề 2", "Phạm Văn Giảng", _ROOM),
            (7, EVENING, "Chuyên đề 3", "Đào Thị Sư", _ROOM),
        ],
    }[cohort]
    return [
        LessonRow(
            row=number,
            sheet="",
            date=today + timedelta(days=days),
            starts=starts,
            ends=_LENGTH[starts],
            session="",
            topic=topic,
            instructor=instructor,
            place=place,
            periods=4,
        )
        for number, (days, starts, topic, instructor, place) in enumerate(plan, 2)
    ]


# The rules that the questions ask about stand in docs/mau/noi-quy.md.
_RULES = "Nội quy lớp học (mẫu)"


def _question(row: int, kind: Kind, stem: str, article: int, explanation: str, **key: object) -> QuestionRow:
    empty: dict[str, object] = {"options": [], "key": [], "accepted": [], "number": None, "tolerance": 0.0}
    return QuestionRow(
        row=row,
        sheet="",
        kind=kind,
        stem=stem,
        explanation=explanation,
        source=f"{_RULES}, điều {article}",
        chapter="Nội quy",
        level="Dễ",
        **{**empty, **key},  # type: ignore[arg-type]
    )


QUESTIONS = [
    _question(
        2,
        "single",
        "Theo nội quy, học viên có mặt ở lớp buổi sáng chậm nhất lúc mấy giờ?",
        1,
        "Lớp buổi sáng bắt đầu lúc 7 giờ 30; học viên có mặt trước 15 phút.",
        options=["7 giờ 00", "7 giờ 15", "7 giờ 30", "7 giờ 45"],
        key=[1],
    ),
    _question(
        3,
        "truefalse",
        "Học viên nghỉ học có lý do phải báo cán bộ giáo vụ trước buổi học.",
        2,
        "Nghỉ học phải báo trước, nhắn tin cho trợ lý cũng được.",
        options=["Đúng", "Sai"],
        key=[0],
    ),
    _question(
        4,
        "single",
        "Học viên nghỉ quá bao nhiêu phần thời gian học thì không được cấp giấy chứng nhận?",
        3,
        "Học viên phải dự ít nhất bốn phần năm số buổi.",
        options=["Một phần mười", "Một phần năm", "Một phần ba", "Một nửa"],
        key=[1],
    ),
    _question(
        5,
        "multiple",
        "Khi đến lớp, học viên cần mang theo những gì?",
        4,
        "Nội quy yêu cầu mang tài liệu và vở ghi; điện thoại để chế độ im lặng.",
        options=["Tài liệu học tập", "Vở ghi chép", "Máy tính xách tay", "Bút viết"],
        key=[0, 1, 3],
    ),
    _question(
        6,
        "number",
        "Mỗi bài trắc nghiệm cần đạt ít nhất mấy điểm (thang điểm 10)?",
        5,
        "Bài đạt khi được từ 5 điểm trở lên.",
        number=5.0,
    ),
    _question(
        7,
        "short",
        "Trong giờ học, điện thoại phải để ở chế độ gì?",
        4,
        "Điện thoại để chế độ im lặng để không làm phiền lớp.",
        accepted=["im lặng", "yên lặng", "chế độ im lặng", "rung"],
    ),
    _question(
        8,
        "single",
        "Buổi học chiều bắt đầu lúc mấy giờ?",
        1,
        "Buổi chiều bắt đầu lúc 13 giờ 30.",
        options=["13 giờ 00", "13 giờ 30", "14 giờ 00"],
        key=[1],
    ),
    _question(
        9,
        "single",
        "Trợ lý nhắn tin nhắc lịch vào những lúc nào, nếu học viên không đổi?",
        6,
        "Trợ lý nhắc lúc 19 giờ tối hôm trước và một giờ trước buổi học.",
        options=["Tối hôm trước", "Một giờ trước buổi học", "Cả A và B", "Không nhắc"],
        key=[2],
    ),
    _question(
        10,
        "truefalse",
        "Học viên phải tự hỏi lại lịch, trung tâm không báo khi buổi học thay đổi.",
        6,
        "Khi lịch thay đổi, trợ lý báo ngay cho từng học viên.",
        options=["Đúng", "Sai"],
        key=[1],
    ),
    _question(
        11,
        "single",
        "Muốn xem lịch học trong cuộc trò chuyện này, gõ lệnh nào?",
        6,
        "Gõ /lich, hoặc chỉ cần: lich.",
        options=["/lich", "/tiendo", "/thongbao", "/xoa"],
        key=[0],
    ),
]
