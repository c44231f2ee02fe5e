"""`chuong export progress`."""

import io
import shutil
from pathlib import Path

import openpyxl
import pytest
from sqlmodel import Session, select

from storage.audit import Audit
from storage.database import Database
from tests.storage import school
from tests.terminal import Done, chuong


@pytest.fixture
def centre_database(empty_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database with one class in it."""
    path = tmp_path / "chuong.db"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHUONG_DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setenv("CHUONG_CENTRE_NAME", "Trung tâm Chính trị Sông Ngàn")
    shutil.copy(empty_database, path)
    database = Database(f"sqlite:///{path}")
    with database.session() as session:
        _teach(session)
    database.dispose()
    return path


def _teach(session: Session) -> None:
    cohort = school.cohort(session)
    quiz = school.quiz(session, "Bài 1", cohort)
    for name in ("Lê Thị Đào", "Nguyễn Văn An", "Trần Văn Ân"):
        school.learner(session, name, cohort, unit="=Chi bộ", birth="1990-03-05")
    school.lesson(session, cohort, days=-400)
    an = school.learner(session, "Phạm Bình", cohort)
    school.attempt(session, an, quiz, 1, 7.5)


def _run(*arguments: str) -> Done:
    return chuong("export", "progress", *arguments)


def test_the_table_is_written(centre_database: Path, tmp_path: Path) -> None:
    target = tmp_path / "tien-do.xlsx"
    result = _run("--cohort", "ntd-03-2026", "-o", str(target))
    assert (result.code, result.stderr) == (0, "")
    assert result.stdout == f"Wrote the progress of ntd-03-2026 to {target}.\n"
    sheet = openpyxl.load_workbook(io.BytesIO(target.read_bytes())).active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][0] == "BẢNG TIẾN ĐỘ HỌC TẬP LỚP NTD-03-2026"
    assert rows[4] == [
        "STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Đăng ký trợ lý", "Buổi đã qua", "Bài 1", "Trung bình",
        "Còn thiếu", "Kết quả",
    ]  # fmt: skip
    assert rows[5:9] == [
        [1, "Nguyễn Văn An", "05/03/1990", "'=Chi bộ", "Chưa", "1/1", None, None, "Bài 1", "Chưa đủ"],
        [2, "Trần Văn Ân", "05/03/1990", "'=Chi bộ", "Chưa", "1/1", None, None, "Bài 1", "Chưa đủ"],
        [3, "Phạm Bình", "1990", None, "Chưa", "1/1", 7.5, 7.5, None, "Đủ điều kiện"],
        [4, "Lê Thị Đào", "05/03/1990", "'=Chi bộ", "Chưa", "1/1", None, None, "Bài 1", "Chưa đủ"],
    ]
    database = Database(f"sqlite:///{centre_database}")
    with database.session() as session:
        assert [act.action for act in session.exec(select(Audit))] == ["exported progress"]
    database.dispose()


def test_an_old_file_is_replaced_and_nothing_else_is_left(centre_database: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / "a.xlsx"
    target.write_bytes(b"old")
    assert _run("--cohort", "NTD-03-2026", "-o", str(target)).code == 0
    assert target.read_bytes().startswith(b"PK")
    assert list(folder.iterdir()) == [target]


def test_an_unknown_class(centre_database: Path, tmp_path: Path) -> None:
    result = _run("--cohort", "LOP-MA", "-o", str(tmp_path / "a.xlsx"))
    assert (result.code, result.stdout) == (1, "")
    assert result.stderr == "There is no class 'LOP-MA'. The classes: NTD-03-2026.\n"
    assert not (tmp_path / "a.xlsx").exists()


def test_no_class_is_named(centre_database: Path, tmp_path: Path) -> None:
    sentence = "Name the class with --cohort CODE. The classes: NTD-03-2026.\n"
    assert _run("-o", str(tmp_path / "a.xlsx")).said == (1, "", sentence)


def test_in_a_foreign_folder_no_database_is_made(centre_database: Path, tmp_path: Path) -> None:
    centre_database.unlink()
    assert _run("--cohort", "NTD-03-2026", "-o", str(tmp_path / "a.xlsx")).said == (
        1,
        "",
        f"There is no database at {centre_database}. Go to the folder where the bot runs, or set "
        "CHUONG_DATABASE_URL; `chuong migrate` makes a new one.\n",
    )
    assert [file.suffix for file in tmp_path.iterdir() if file.stem == "chuong"] == []


def test_places_that_cannot_be_written(centre_database: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    for target, sentence in (
        (tmp_path / "folder.xlsx", f"{tmp_path / 'folder.xlsx'} is a folder. Give the name of a file.\n"),
        (tmp_path / "none" / "a.xlsx", f"There is no folder {tmp_path / 'none'}.\n"),
        (
            tmp_path / "a.csv",
            f"{tmp_path / 'a.csv'} does not end in .xlsx. Choose such a name.\n",
        ),
        (
            tmp_path / f"{'x' * 300}.xlsx",
            f"{tmp_path / ('x' * 300)}.xlsx cannot be written (file name too long). "
            "Close it in Excel, or choose another place.\n",
        ),
    ):
        result = _run("--cohort", "NTD-03-2026", "-o", str(target))
        assert (result.code, result.stdout, result.stderr) == (1, "", sentence)


def test_a_file_that_refuses_to_be_replaced(
    centre_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_self: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied")  # Windows, while Excel has it open

    monkeypatch.setattr(Path, "replace", locked)
    target = tmp_path / "a.xlsx"
    result = _run("--cohort", "NTD-03-2026", "-o", str(target))
    assert (result.code, result.stderr) == (
        1,
        f"{target} cannot be written (permission denied). Close it in Excel, or choose another place.\n",
    )
    assert list(tmp_path.glob(".*.part")) == []


def test_bad_settings(centre_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHUONG_TIMEZONE", "Nirgendwo")
    result = _run("--cohort", "NTD-03-2026", "-o", str(tmp_path / "a.xlsx"))
    assert (result.code, result.stderr) == (
        1,
        "CHUONG_TIMEZONE: no such time zone: Nirgendwo\n",
    )
