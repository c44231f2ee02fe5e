"""`chuong import`: the same summaries as in the chat, and one clear sentence for what cannot be used."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TypeVar

import pytest
from sqlmodel import Session, func, select

from storage import cohorts
from storage.database import Database, Work
from storage.lessons import Lesson
from storage.people import Person
from storage.quizzes import OPEN, Quiz
from tests.terminal import Done, chuong

ROSTER = (
    "Họ và tên,Ngày sinh,Đơn vị,Điện thoại\n"
    "Trần Thị Lan,05/03/1990,Chi bộ Đông,0912345678\n"
    "Lê Văn Bình,1985,Chi bộ Nam,\n"
)
DOUBTS = "Họ và tên,Ngày sinh,Điện thoại\nLê Văn Bình,17/06/1985,\n"
TIMETABLE = "Ngày,Thời gian,Nội dung,Địa điểm\n24/11/2030,7h30 - 11h00,Nội quy lớp học,Hội trường\n"
QUESTIONS = "Câu hỏi,A,B,Đáp án\nGiờ học bắt đầu lúc nào?,7 giờ,8 giờ,A\n"
T = TypeVar("T")
NEW_CLASS = ("--cohort", "NTD-04-2026", "--programme", "Bồi dưỡng đảng viên mới")
PREVIEW = """Danh sách lớp NTD-04-2026, tệp ds.csv.
NTD-04-2026 là lớp mới. Chương trình Bồi dưỡng đảng viên mới cũng mới.

Đọc được 2 người:
• 2 người mới
Đơn vị mới: Chi bộ Đông, Chi bộ Nam

Dòng đầu được hiểu là:
• Trần Thị Lan, Chi bộ Đông, sinh 05/03/1990, điện thoại 0912345678
• Lê Văn Bình, Chi bộ Nam, sinh 1985

"""
SAVED = """Đã lưu danh sách lớp NTD-04-2026:
• 2 người mới

Tiếp theo: lấy mã QR của lớp, gửi cho học viên để đăng ký.
"""


class Terminal:
    """A folder with files, and the command run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, name: str, text: str) -> str:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def run(self, *arguments: str, answers: str = "") -> Done:
        return chuong("import", *arguments, answers=answers)

    def count(self, table: type[Person] | type[Lesson] | type[Quiz]) -> int:
        return self.look(lambda session: session.exec(select(func.count()).select_from(table)).one())

    def look(self, work: Work[T]) -> T:
        database = Database(f"sqlite:///{self.folder / 'chuong.db'}")
        try:
            with database.session() as session:
                return work(session)
        finally:
            database.dispose()


@pytest.fixture
def terminal(empty_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHUONG_DATABASE_URL", f"sqlite:///{tmp_path / 'chuong.db'}")
    shutil.copy(empty_database, tmp_path / "chuong.db")
    return Terminal(tmp_path)


def test_a_roster_is_shown_and_saved_without_asking(terminal: Terminal) -> None:
    result = terminal.run("roster", terminal.file("ds.csv", ROSTER), *NEW_CLASS, "--yes")
    assert (result.code, result.stdout) == (0, PREVIEW + SAVED)
    assert terminal.count(Person) == 2


def test_without_yes_it_asks(terminal: Terminal) -> None:
    file = terminal.file("ds.csv", ROSTER)
    refused = terminal.run("roster", file, *NEW_CLASS, answers="n\n")
    assert refused.code == 1
    assert refused.stdout == PREVIEW + "Save? [y/N]: n\n"
    assert refused.stderr == "Nothing was saved.\n"
    assert terminal.count(Person) == 0
    assert terminal.run("roster", file, *NEW_CLASS, answers="y\n").stdout.endswith(SAVED)
    assert terminal.count(Person) == 2


def test_doing_it_twice_changes_nothing(terminal: Terminal) -> None:
    file = terminal.file("ds.csv", ROSTER)
    terminal.run("roster", file, *NEW_CLASS, "--yes")
    again = terminal.run("roster", file, "--cohort", "NTD-04-2026", "--yes")
    assert again.code == 0
    assert again.stdout.endswith("\nKhông có gì mới, nên không cần lưu.\n")
    assert terminal.count(Person) == 2


@pytest.mark.parametrize(
    ("option", "answers", "people"),
    [("--same", "", 2), ("--different", "", 3), ("", "2\ny\n", 3), ("", "5\n1\ny\n", 2)],
)
def test_people_who_may_be_known_are_decided_upon(terminal: Terminal, option: str, answers: str, people: int) -> None:
    terminal.run("roster", terminal.file("ds.csv", ROSTER), *NEW_CLASS, "--yes")
    options = [option, "--yes"] if option else []
    file = terminal.file("hai.csv", DOUBTS)
    result = terminal.run("roster", file, "--cohort", "NTD-04-2026", *options, answers=answers)
    assert result.code == 0, result.stderr
    assert terminal.count(Person) == people


def test_with_yes_alone_the_doubtful_are_named_and_left_out(terminal: Terminal) -> None:
    terminal.run("roster", terminal.file("ds.csv", ROSTER), *NEW_CLASS, "--yes")
    result = terminal.run("roster", terminal.file("hai.csv", DOUBTS), "--cohort", "NTD-04-2026", "--yes")
    assert result.code == 0
    assert "Dòng 2: Lê Văn Bình, sinh 17/06/1985 trùng tên với Lê Văn Bình, sinh 1985" in result.stdout
    assert result.stdout.endswith("Không có gì mới, nên không cần lưu.\n")
    assert terminal.count(Person) == 2


def test_a_timetable_is_saved(terminal: Terminal) -> None:
    terminal.run("roster", terminal.file("ds.csv", ROSTER), *NEW_CLASS, "--yes")
    file = terminal.file("lich.csv", TIMETABLE)
    result = terminal.run("timetable", file, "--cohort", "ntd-04-2026", "--yes")
    assert (result.code, result.stdout) == (
        0,
        "Lịch học lớp NTD-04-2026, tệp lich.csv.\n\nĐọc được 1 buổi:\n• 1 buổi mới\n\nDòng đầu được hiểu là:\n"
        "• Chủ nhật, 24/11/2030, 07:30 - 11:00, Nội quy lớp học, Hội trường\n\n"
        "Đã lưu lịch học lớp NTD-04-2026:\n• 1 buổi mới\n\nChưa có học viên nào cần báo.\n",
    )
    assert terminal.count(Lesson) == 1


def test_questions_become_an_open_quiz(terminal: Terminal) -> None:
    terminal.run("roster", terminal.file("ds.csv", ROSTER), *NEW_CLASS, "--yes")
    file = terminal.file("cau hoi.csv", QUESTIONS)
    result = terminal.run("questions", file, "--cohort", "NTD-04-2026", "--quiz", "Nội quy", "--yes")
    assert result.code == 0, result.stderr
    assert result.stdout.endswith(
        "Đã lưu câu hỏi vào bài Nội quy, lớp NTD-04-2026:\n• 1 câu mới\n\nBài đã mở. Chưa có học viên nào cần báo.\n"
    )
    assert terminal.look(lambda session: [quiz.state for quiz in session.exec(select(Quiz))]) == [OPEN]


def test_the_cohort_of_a_new_roster_is_there(terminal: Terminal) -> None:
    terminal.run("roster", terminal.file("ds.csv", ROSTER), *NEW_CLASS, "--yes")

    def look(session: Session) -> int:
        cohort = cohorts.called(session, "NTD-04-2026")
        assert cohort is not None and cohort.id is not None
        return cohorts.size(session, cohort.id)

    assert terminal.look(look) == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("roster", "mat.csv", *NEW_CLASS), "There is no file mat.csv."),
        (("roster", ".", *NEW_CLASS), ". is a folder, not a file."),
        (
            ("roster", "cu.xls", *NEW_CLASS),
            "cu.xls: Đây là tệp Excel kiểu cũ (.xls). Xin mở bằng Excel, chọn Lưu thành (Save As) dạng .xlsx "
            "rồi gửi lại.",
        ),
        (
            ("roster", "hong.xlsx", *NEW_CLASS),
            "hong.xlsx: Tệp bị hỏng nên không mở được. Xin mở bằng Excel hoặc Word, "
            "lưu thành tệp mới (.xlsx, .docx) rồi gửi lại.",
        ),
        (
            ("roster", "ds.csv"),
            'Name the class with --cohort CODE; for a new class also its --programme "NAME".',
        ),
        (
            ("roster", "ds.csv", "--cohort", "NTD-04-2026"),
            'NTD-04-2026 is a new class: add --programme "its name", or check the code.',
        ),
        (
            ("roster", "ds.csv", "--cohort", "lớp mới", "--programme", "Đảng viên mới"),
            "'lớp mới' cannot be the code of a class. Write 2 to 30 letters, digits and hyphens without spaces, "
            "at least one digit, for example NTD-03-2026.",
        ),
        (
            ("timetable", "lich.csv", "--cohort", "NTD-04-2026"),
            "There is no class 'NTD-04-2026'. There are no classes yet: import a roster first.",
        ),
        (
            ("timetable", "lich.csv"),
            "Name the class with --cohort CODE. There are no classes yet: import a roster first.",
        ),
        (
            ("questions", "cau.csv", "--cohort", "NTD-04-2026", "--quiz", "Nội quy"),
            "There is no class 'NTD-04-2026'. There are no classes yet: import a roster first.",
        ),
        (
            ("roster", "ds.csv", *NEW_CLASS, "--same", "--different"),
            "Use only one of --same and --different.",
        ),
        (
            ("roster", "dau.csv", *NEW_CLASS),
            "dau.csv: Trang tính “dau” có tiêu đề nhưng không đọc được dòng nào. Xin kiểm tra lại.",
        ),
        (
            ("timetable", "ds.csv", "--cohort", "NTD-04-2026"),
            "ds.csv: Trang tính “ds” không có dòng tiêu đề nên không được đọc. Xin đặt dòng tiêu đề trong 15 dòng đầu.",
        ),
    ],
)
def test_what_cannot_be_used_gets_one_clear_sentence(
    terminal: Terminal, arguments: tuple[str, ...], sentence: str
) -> None:
    terminal.file("ds.csv", ROSTER)
    terminal.file("lich.csv", TIMETABLE)
    terminal.file("cau.csv", QUESTIONS)
    terminal.file("dau.csv", "Họ và tên,Ngày sinh\n")
    (terminal.folder / "hong.xlsx").write_bytes(b"abcde")
    (terminal.folder / "cu.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    result = terminal.run(*arguments, "--yes")
    assert (result.code, result.stdout, result.stderr) == (1, "", sentence + "\n")
    assert terminal.count(Person) == 0


def test_another_programme_of_a_known_class_is_refused(terminal: Terminal) -> None:
    file = terminal.file("ds.csv", ROSTER)
    terminal.run("roster", file, *NEW_CLASS, "--yes")
    result = terminal.run("roster", file, "--cohort", "NTD-04-2026", "--programme", "Sơ cấp", "--yes")
    assert (result.code, result.stdout) == (1, "")
    assert result.stderr == (
        "Class NTD-04-2026 belongs to the programme Bồi dưỡng đảng viên mới. "
        "Leave --programme out, or check the code of the class.\n"
    )


def test_the_other_classes_are_named_when_one_is_unknown(terminal: Terminal) -> None:
    terminal.run("roster", terminal.file("ds.csv", ROSTER), *NEW_CLASS, "--yes")
    result = terminal.run("timetable", terminal.file("lich.csv", TIMETABLE), "--cohort", "XYZ-1", "--yes")
    assert result.stderr == "There is no class 'XYZ-1'. The classes: NTD-04-2026.\n"


def test_in_a_foreign_folder_no_database_is_made(terminal: Terminal) -> None:
    (terminal.folder / "chuong.db").unlink()
    result = terminal.run("roster", terminal.file("ds.csv", ROSTER), *NEW_CLASS)
    assert result.said == (
        1,
        "",
        f"There is no database at {terminal.folder / 'chuong.db'}. Go to the folder where the bot runs, or set "
        "CHUONG_DATABASE_URL; `chuong migrate` makes a new one.\n",
    )
    assert not (terminal.folder / "chuong.db").exists()


def test_what_changed_between_preview_and_answer_is_not_saved(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = terminal.file("ds.csv", ROSTER)

    def meanwhile(_question: str) -> bool:
        monkeypatch.undo()
        monkeypatch.chdir(terminal.folder)
        monkeypatch.setenv("CHUONG_DATABASE_URL", f"sqlite:///{terminal.folder / 'chuong.db'}")
        terminal.run("roster", file, *NEW_CLASS, "--yes")
        return True

    monkeypatch.setattr("typer.confirm", meanwhile)
    result = terminal.run("roster", file, *NEW_CLASS)
    assert (result.code, result.stderr) == (
        1,
        "Meanwhile the centre's data changed, so nothing was saved. Run the command again.\n",
    )
    assert terminal.count(Person) == 2
