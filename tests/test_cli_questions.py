"""`chuong import questions` and `chuong export questions`, in every format."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from storage.database import Database
from tests.storage import school
from tests.terminal import chuong

TEXT = "Câu 1: Xin nghỉ báo trước mấy ngày?\nA. Một ngày\n*B. Hai ngày\nCâu 2: Thiếu đáp án?\nA. a\nB. b\n"
PROGRAMME = "Bồi dưỡng nhận thức về Đảng"


@pytest.fixture(autouse=True)
def here(empty_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the database of a class, and a file of questions."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CHUONG_DATABASE_URL", f"sqlite:///{tmp_path / 'chuong.db'}")
    shutil.copy(empty_database, tmp_path / "chuong.db")
    database = Database(f"sqlite:///{tmp_path / 'chuong.db'}")
    with database.session() as session:
        school.cohort(session)
    database.dispose()
    (tmp_path / "de.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def bring_in(file: str, *options: str) -> str:
    done = chuong("import", "questions", file, "--cohort", "NTD-03-2026", "--yes", *options)
    assert (done.code, done.stderr) == (0, "")
    return done.stdout


def test_text_into_the_bank(here: Path) -> None:
    said = bring_in("de.txt")
    assert "Chỉ đưa vào ngân hàng câu hỏi của chương trình." in said
    assert "Dòng 4: Câu “Thiếu đáp án?” chưa có đáp án." in said
    assert said.endswith("Đã lưu câu hỏi vào ngân hàng (xem lại: /nganhang):\n• 1 câu mới\n• 1 dòng chưa dùng được\n")
    assert bring_in("de.txt").endswith("Không có gì mới, nên không cần lưu.\n")


def test_drafts_wait(here: Path) -> None:
    assert "Các câu mới đang chờ duyệt" in bring_in("de.txt", "--quiz", "Nội quy", "--draft")
    done = chuong("export", "questions", "--programme", PROGRAMME, "-o", "a.xlsx")
    assert done.stdout.startswith("Wrote 0 questions")


@pytest.mark.parametrize("name", ["a.xlsx", "a.xml", "a.txt"])
def test_what_was_exported_is_imported_again(here: Path, name: str) -> None:
    bring_in("de.txt")
    done = chuong("export", "questions", "--programme", PROGRAMME, "-o", name)
    assert done.said == (0, f"Wrote 1 questions to {name}.\n", "")
    assert bring_in(name).endswith("Không có gì mới, nên không cần lưu.\n")


def test_what_goes_wrong_is_said(here: Path) -> None:
    done = chuong("export", "questions", "--programme", "Khác", "-o", "a.xlsx")
    assert (done.code, done.stderr.strip()) == (1, f"There is no programme 'Khác'. The programmes: {PROGRAMME}.")
    done = chuong("export", "questions", "--programme", PROGRAMME, "-o", "a.pdf")
    assert (done.code, done.stderr.strip()) == (1, "a.pdf does not end in .xlsx or .xml or .txt. Choose such a name.")
    (here / "a.pdf").write_bytes(b"%PDF-1.7")
    done = chuong("import", "questions", "a.pdf", "--cohort", "NTD-03-2026", "--yes")
    assert done.code == 1 and "Trợ lý không đọc được tệp này." in done.stderr
