"""A coordinator's files for the stories about imports."""

from __future__ import annotations

from sqlmodel import Session, func, select

from storage.people import Person
from storage.quizzes import Question
from storage.uploads import Upload
from tests.centre import Phone, TestCentre

ROSTER = """DANH SÁCH HỌC VIÊN
STT,Họ và tên,Ngày sinh,Đơn vị,Điện thoại
1,Trần Thị Lan,05/03/1990,Chi bộ thôn Đông,0912345678
2,Lê Văn Bình,1985,Chi bộ thôn Nam,
3,Phạm Thị Hạnh,31/02/1991,Chi bộ thôn Nam,0987
"""


def csv(text: str) -> bytes:
    """The text as Excel saves it."""
    return text.encode("utf-8-sig")


async def count(centre: TestCentre, table: type[Person] | type[Upload] | type[Question]) -> int:
    """How many rows the table has."""

    def look(session: Session) -> int:
        return session.exec(select(func.count()).select_from(table)).one()

    return await centre.database.read(look)


async def imported(hoa: Phone, text: str, code: str = "NTD-04-2026") -> None:
    """The roster of a new class, sent, shown and saved."""
    await hoa.sends_file("ds.csv", csv(text))
    await hoa.says(code)
    hoa.skips()
    await hoa.says("Bồi dưỡng đảng viên mới")
    hoa.skips()
    await hoa.picks("Lưu")
    hoa.skips()
