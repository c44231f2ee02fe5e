"""Progress, as it reads in the chat."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlmodel import Session, select

from storage import cohorts, people
from storage.audit import Audit
from storage.essays import Assignment
from storage.files import making
from storage.messages import File
from storage.people import Person
from storage.quizzes import CLOSED, attempts
from tests.centre import Phone, TestCentre
from tests.quizzes import NOTICE, PHONES, opened
from tests.storage import school

CODE = "NTD-03-2026"


def _learner(session: Session, name: str) -> Person:
    (person,) = people.with_name(session, name)
    return person


async def _a_class_under_way(centre: TestCentre) -> None:
    """Two lessons over, one to come; four quizzes, of which Minh passed one."""

    def teach(session: Session) -> None:
        cohort = cohorts.called(session, CODE)
        assert cohort is not None
        for days in (-2, -1, 1):
            school.lesson(session, cohort, days=days)
        minh = _learner(session, "Nguyễn Văn Minh")
        first, second = school.quiz(session, "Bài 1", cohort), school.quiz(session, "Bài 2", cohort)
        school.quiz(session, "Bài 3", cohort)
        school.quiz(session, "Bài 4", cohort, state=CLOSED)
        school.attempt(session, minh, first, 1, 7.5)
        school.attempt(session, minh, second, 1, 4)

    await centre.run(teach)


async def test_a_learner_sees_what_is_done_and_what_is_missing(centre: TestCentre, minh: Phone) -> None:
    await _a_class_under_way(centre)
    await minh.says("tiến độ")
    heard = minh.hears(
        "Tiến độ lớp NTD-03-2026\n"
        "Buổi học: đã qua 2 trên 3 buổi, còn 1 buổi.\n\n"
        "Trắc nghiệm: đã làm 2 trên 4 bài (mỗi bài cần đạt từ 5 điểm).\n"
        "• Bài 1: 7,5 (Khá)\n"
        "• Bài 2: 4 (Không đạt)\n"
        "• Bài 3: chưa làm\n"
        "• Bài 4: chưa làm, bài đã đóng\n\n"
        "Để hoàn thành, đồng chí cần:\n"
        "• dự 1 buổi học\n"
        "• làm bài: Bài 3\n"
        "• làm lại để đạt: Bài 2\n"
        "• hỏi cán bộ giáo vụ về bài đã đóng hoặc hết lượt làm: Bài 4",
        "Làm trắc nghiệm",
        "Xem lịch học",
        "Hỏi cán bộ giáo vụ",
    )
    picture = heard.message.file
    assert picture is not None and picture.is_picture
    assert _said_in(picture) == {
        "heading": "Tiến độ lớp NTD-03-2026",
        "under": "Bồi dưỡng nhận thức về Đảng",
        "lessons": {"label": "Buổi học", "words": "đã qua 2 trên 3 buổi", "held": 2, "to_come": 1},
        "quizzes": [
            {"title": "Bài 1", "words": "7,5 (Khá)", "mark": 7.5, "state": "passed"},
            {"title": "Bài 2", "words": "4 (Không đạt)", "mark": 4.0, "state": "again"},
            {"title": "Bài 3", "words": "chưa làm", "mark": None, "state": "to_do"},
            {"title": "Bài 4", "words": "chưa làm, bài đã đóng", "mark": None, "state": "lost"},
        ],
        "foot": "Còn: 1 buổi học, 3 bài trắc nghiệm",
        "finished": False,
    }
    assert making.made(picture).startswith(b"\x89PNG")


async def test_whoever_has_everything_is_told_so(centre: TestCentre, minh: Phone) -> None:
    def finish(session: Session) -> None:
        cohort = cohorts.called(session, CODE)
        assert cohort is not None
        school.lesson(session, cohort, days=-1)
        school.attempt(session, _learner(session, "Nguyễn Văn Minh"), school.quiz(session, "Bài 1", cohort), 1, 9.5)

    await centre.run(finish)
    await minh.says("/tiendo")
    heard = minh.hears(
        "Tiến độ lớp NTD-03-2026\n"
        "Buổi học: đã qua 1 trên 1 buổi, còn 0 buổi.\n\n"
        "Trắc nghiệm: đã làm 1 trên 1 bài (mỗi bài cần đạt từ 5 điểm).\n"
        "• Bài 1: 9,5 (Xuất sắc)\n\n"
        "Đồng chí đã đủ điều kiện hoàn thành lớp học."
    )
    assert heard.message.file is not None
    assert heard.message.file.data["foot"] == "Đã đủ điều kiện hoàn thành"


async def test_a_class_that_has_not_begun(minh: Phone) -> None:
    await minh.says("/tiendo")
    heard = minh.hears("Tiến độ lớp NTD-03-2026\nBuổi học: chưa có lịch.\n\nChưa có bài trắc nghiệm nào được mở.")
    assert heard.message.file is not None
    assert heard.message.file.data["foot"] == "chưa có lịch học"
    assert making.made(heard.message.file).startswith(b"\x89PNG")


async def test_each_class_has_its_own_message(centre: TestCentre, minh: Phone) -> None:
    await centre.roster("DVM-01-2026", ("Nguyễn Văn Minh", "1988"))
    await _a_class_under_way(centre)
    await minh.says("/tiendo")
    minh.hears("Tiến độ lớp DVM-01-2026\n…")
    minh.hears("Tiến độ lớp NTD-03-2026\n…", "Làm trắc nghiệm", "Xem lịch học", "Hỏi cán bộ giáo vụ")


async def test_a_stranger_has_no_progress(stranger: Phone) -> None:
    await stranger.says("/tiendo")
    stranger.hears("Đồng chí cần đăng ký trước, chỉ mất một phút.", "Đăng ký")


async def test_a_coordinator_is_in_no_class(hoa: Phone) -> None:
    await hoa.says("/tiendo")
    hoa.hears(
        "Đồng chí chưa có tên trong lớp nào đang mở. Nếu có sai sót, xin hỏi cán bộ giáo vụ.",
        "Hỏi cán bộ giáo vụ",
    )


async def test_the_coordinator_gets_the_table(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await centre.roster(CODE, ("Trần Thị Lan", "1990-03-05", "Chi bộ thôn Đông"))
    await _a_class_under_way(centre)
    await hoa.says("xuất ntd-03-2026")
    heard = hoa.hears(
        "Bảng tiến độ lớp NTD-03-2026: 2 học viên, 1 người đã đăng ký với trợ lý, 0 người đủ điều kiện hoàn thành."
    )
    table = heard.message.file
    assert table is not None and table.name == "tien-do-ntd-03-2026.xlsx"
    assert [column["heading"] for column in table.data["columns"]] == [
        "STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Đăng ký trợ lý", "Buổi đã qua",
        "Bài 1", "Bài 2", "Bài 3", "Bài 4", "Trung bình", "Còn thiếu", "Kết quả",
    ]  # fmt: skip
    assert table.data["rows"] == [
        [1, "Trần Thị Lan", "05/03/1990", "Chi bộ thôn Đông", "Chưa", "2/3", None, None, None, None, None,
         "1 buổi học; Bài 1; Bài 2; Bài 3; Bài 4", "Chưa đủ"],
        [2, "Nguyễn Văn Minh", "1988", "Chi bộ thôn Tây", "Đã", "2/3", 7.5, 4.0, None, None, 5.8,
         "1 buổi học; Bài 2; Bài 3; Bài 4", "Chưa đủ"],
    ]  # fmt: skip
    assert making.made(table).startswith(b"PK")
    acts = await centre.database.read(lambda session: list(session.exec(select(Audit))))
    assert [(act.action, act.subject) for act in acts] == [("exported progress", "cohort:1")]


async def test_the_coordinator_may_choose_the_class(centre: TestCentre, hoa: Phone) -> None:
    await hoa.says("/xuat")
    hoa.hears("Chưa có lớp nào đang mở. Xin gửi danh sách lớp (tệp Excel) vào đây để mở lớp.")
    await centre.roster(CODE)
    await hoa.says("/xuat lớp ma")
    hoa.hears("Không có lớp nào mã “lớp ma”. Xuất bảng tiến độ của lớp nào?", CODE)
    await hoa.picks(CODE)
    heard = hoa.hears(
        "Bảng tiến độ lớp NTD-03-2026: 0 học viên, 0 người đã đăng ký với trợ lý, 0 người đủ điều kiện hoàn thành."
    )
    assert heard.message.file is not None
    assert making.made(heard.message.file).startswith(b"PK")


def _said_in(picture: File) -> dict[str, Any]:
    shown = ("heading", "under", "lessons", "quizzes", "foot", "finished")
    return {name: picture.data[name] for name in shown}


async def test_weak_chapters_and_essays(centre: TestCentre, minh: Phone) -> None:
    questions = [replace(PHONES, stem=f"Câu {number}.", chapter="Chương 1") for number in range(3)]
    await opened(centre, *questions, NOTICE, title="Ôn tập")

    def study(session: Session) -> None:
        cohort, person = cohorts.called(session, CODE), _learner(session, "Nguyễn Văn Minh")
        assert cohort is not None and person.id is not None
        session.add(
            Assignment(
                cohort_id=cohort.id or 0, title="Bài thu hoạch 1", state="open", due_at=centre.now + timedelta(days=7),
                created_at=centre.now,
            )
        )  # fmt: skip
        attempt_id = attempts.begin(session, 1, person.id, centre.now)
        for given in ([1], [0], [0], [1]):
            where = attempts.place(session, attempt_id, person.id, centre.now)
            assert where is not None
            attempts.answer(session, where, given, centre.now)

    await centre.run(study)
    await minh.says("/tiendo")
    assert minh.skips()[0].message.text.endswith(
        "Bài thu hoạch:\n• Bài thu hoạch 1: chưa nộp, hạn 08:00, Thứ Hai, 30/11/2026\n\n"
        "Nên ôn lại: Chương 1 (đúng 33 %). Gõ /ontap để làm lại những câu chưa đúng."
    )
    hoa = await centre.coordinator()
    await hoa.says("/nguoihoc minh")
    assert "\nChương còn yếu: Chương 1 (đúng 33 %).\n" in hoa.skips()[0].message.text


async def test_a_try_under_way_tells_nothing_of_its_answers(centre: TestCentre, minh: Phone) -> None:
    """Whoever looks after every answer could else try out what is right."""
    await opened(centre, *(replace(PHONES, stem=f"Câu {number}.", chapter="Chương 1") for number in range(4)))

    def study(session: Session) -> None:
        person = _learner(session, "Nguyễn Văn Minh").id or 0
        attempt_id = attempts.begin(session, 1, person, centre.now)
        for given in ([1], [0], [0]):
            where = attempts.place(session, attempt_id, person, centre.now)
            assert where is not None
            attempts.answer(session, where, given, centre.now)

    await centre.run(study)
    await minh.says("/tiendo")
    assert "Nên ôn lại" not in minh.skips()[0].message.text
