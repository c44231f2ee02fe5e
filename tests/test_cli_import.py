"""`chuong import`: the same summaries as in the chat, and one clear sentence for what cannot be used."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from sqlmodel import Session, func, select
from typer.testing import CliRunner, Result

from bot.cli_import import commands, imports
from storage import cohorts
from storage.database import Database, Work
from storage.lessons import Lesson
from storage.people import Person
from storage.quizzes import OPEN, Quiz

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

    def run(self, *arguments: str, answers: str = "") -> Result:
        return CliRunner().invoke(imports, list(arguments), input=answers)

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
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHUONG_DATABASE_URL", f"sqlite:///{tmp_path / 'chuong.db'}")
    return Terminal(tmp_path)


def test_a_roster_is_shown_and_saved_without_asking(terminal: Terminal) -> None:
    result = terminal.run("roster", terminal.file("ds.csv", ROSTER), *NEW_CLASS, "--yes")
    assert (result.exit_code, result.stdout) == (0, PREVIEW + SAVED)
    assert terminal.count(Person) == 2


def test_without_yes_it_asks(terminal: Terminal) -> None:
    file = terminal.file("ds.csv", ROSTER)
    refused = terminal.run("roster", file, *NEW_CLASS, answers="n\n")
    assert refused.exit_code == 1
    assert refused.stdout == PREVIEW + "Lưu? [y/N]: n\n"
    assert refused.stderr == "Chưa lưu gì.\n"
    assert terminal.count(Person) == 0
    assert terminal.run("roster", file, *NEW_CLASS, answers="y\n").stdout.endswith(SAVED)
    assert terminal.count(Person) == 2


def test_doing_it_twice_changes_nothing(terminal: Terminal) -> None:
    file = terminal.file("ds.csv", ROSTER)
    terminal.run("roster", file, *NEW_CLASS, "--yes")
    again = terminal.run("roster", file, "--cohort", "NTD-04-2026", "--yes")
    assert again.exit_code == 0
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
    assert result.exit_code == 0, result.output
    assert terminal.count(Person) == people


def test_with_yes_alone_the_doubtful_are_named_and_left_out(terminal: Terminal) -> None:
    terminal.run("roster", terminal.file("ds.csv", ROSTER), *NEW_CLASS, "--yes")
    result = terminal.run("roster", terminal.file("hai.csv", DOUBTS), "--cohort", "NTD-04-2026", "--yes")
    assert result.exit_code == 0
    assert "Dòng 2: Lê Văn Bình, sinh 17/06/1985 trùng tên với Lê Văn Bình, sinh 1985" in result.stdout
    assert result.stdout.endswith("Không có gì mới, nên không cần lưu.\n")
    assert terminal.count(Person) == 2


def test_a_timetable_is_saved(terminal: Terminal) -> None:
    terminal.run("roster", terminal.file("ds.csv", ROSTER), *NEW_CLASS, "--yes")
    file = terminal.file("lich.csv", TIMETABLE)
    result = terminal.run("timetable", file, "--cohort", "ntd-04-2026", "--yes")
    assert (result.exit_code, result.stdout) == (
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
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith(
        "Đã lưu câu hỏi vào bài Nội quy, lớp NTD-04-2026:\n• 1 câu mới\n\nBài đã mở. Đã báo cho 0 học viên.\n"
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
        (("roster", "mat.csv", *NEW_CLASS), "Không có tệp mat.csv."),
        (("roster", ".", *NEW_CLASS), ". là thư mục, không phải tệp."),
        (
            ("roster", "cu.xls", *NEW_CLASS),
            "cu.xls: Đây là tệp Excel kiểu cũ (.xls). Xin mở bằng Excel, chọn Lưu thành (Save As) dạng .xlsx "
            "rồi gửi lại.",
        ),
        (
            ("roster", "ds.csv", "--cohort", "NTD-04-2026"),
            'NTD-04-2026 là lớp mới. Xin thêm --programme "Tên chương trình".',
        ),
        (
            ("roster", "ds.csv", "--cohort", "lớp mới", "--programme", "Đảng viên mới"),
            "Mã lớp gồm chữ, số và dấu gạch, viết liền, không quá 30 ký tự. Ví dụ: NTD-03-2026.",
        ),
        (
            ("timetable", "lich.csv", "--cohort", "NTD-04-2026"),
            "Không có lớp nào mã NTD-04-2026. Xin nhập danh sách lớp trước.",
        ),
        (
            ("questions", "cau.csv", "--cohort", "NTD-04-2026", "--quiz", "Nội quy"),
            "Không có lớp nào mã NTD-04-2026. Xin nhập danh sách lớp trước.",
        ),
        (
            ("roster", "ds.csv", *NEW_CLASS, "--same", "--different"),
            "Chỉ dùng một trong hai: --same hoặc --different.",
        ),
        (
            ("roster", "dau.csv", *NEW_CLASS),
            "Trợ lý không đọc được dòng nào trong tệp dau.csv.\n"
            "Trang tính “dau” có tiêu đề nhưng không đọc được dòng nào. Xin kiểm tra lại.\n"
            "Danh sách lớp cần một dòng tiêu đề có cột Họ và tên; nên có thêm Ngày sinh, Đơn vị, Điện thoại. "
            "Xin sửa tệp rồi gửi lại.",
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
    (terminal.folder / "cu.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    result = terminal.run(*arguments, "--yes")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", sentence + "\n")
    assert terminal.count(Person) == 0


def test_another_programme_of_a_known_class_is_refused(terminal: Terminal) -> None:
    file = terminal.file("ds.csv", ROSTER)
    terminal.run("roster", file, *NEW_CLASS, "--yes")
    result = terminal.run("roster", file, "--cohort", "NTD-04-2026", "--programme", "Sơ cấp", "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "Lớp NTD-04-2026 thuộc chương trình Bồi dưỡng đảng viên mới. Xin bỏ --programme, hoặc xem lại mã lớp.\n"
    )


def test_the_other_classes_are_named_when_one_is_unknown(terminal: Terminal) -> None:
    terminal.run("roster", terminal.file("ds.csv", ROSTER), *NEW_CLASS, "--yes")
    result = terminal.run("timetable", terminal.file("lich.csv", TIMETABLE), "--cohort", "XYZ-1", "--yes")
    assert result.stderr == "Không có lớp nào mã XYZ-1. Các lớp: NTD-04-2026.\n"


def test_it_is_mounted_as_chuong_import() -> None:
    assert commands is imports
    assert [command.name for command in imports.registered_commands] == ["roster", "timetable", "questions"]
