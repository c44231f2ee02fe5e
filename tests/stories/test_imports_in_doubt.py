"""People of a roster who may be known already, and rosters that change what is known."""

from __future__ import annotations

import pytest

from storage.people import Person
from tests.centre import Phone, TestCentre
from tests.stories.files import ROSTER, count, csv, imported

DOUBTS = "Họ và tên,Ngày sinh,Điện thoại\nLê Văn Bình,17/06/1985,\nĐỗ Thị Cúc,1980,0912345678\n"
ASKED = """Danh sách lớp DVM-02-2026, tệp ds.csv.
DVM-02-2026 là lớp mới, chương trình Bồi dưỡng đảng viên mới.

Đọc được 2 người:
• 2 người có thể trùng, cần đồng chí quyết định

Dòng đầu được hiểu là:
• Lê Văn Bình, sinh 17/06/1985
• Đỗ Thị Cúc, sinh 1980, điện thoại 0912345678

Xin xem lại:
Dòng 2: Lê Văn Bình, sinh 17/06/1985 trùng tên với Lê Văn Bình, sinh 1985, đã có ở Trung tâm.
Dòng 3: Đỗ Thị Cúc, sinh 1980 có cùng số điện thoại với Trần Thị Lan, sinh 05/03/1990, đã có ở Trung tâm.

2 người nói trên là cùng người với người đã có, hay là người khác?"""


@pytest.mark.parametrize(
    ("answer", "becomes", "persons"),
    [
        ("Là cùng người", "• 2 người đã có ở Trung tâm, sẽ ghi danh thêm vào lớp này", 4),
        ("Là người khác", "• 2 người mới", 6),
    ],
)
async def test_people_who_may_be_known_are_asked_about(
    centre: TestCentre, hoa: Phone, answer: str, becomes: str, persons: int
) -> None:
    await imported(hoa, ROSTER)
    await hoa.sends_file("ds.csv", csv(DOUBTS))
    hoa.skips()
    await hoa.says("lớp mới DVM-02-2026")
    hoa.hears("DVM-02-2026 là lớp mới. …", "Bồi dưỡng đảng viên mới", "Bỏ")
    await hoa.picks("Bồi dưỡng đảng viên mới")
    hoa.hears(ASKED, "Là cùng người", "Là người khác", "Chưa lưu những dòng này", "Bỏ")
    await hoa.picks(answer)
    hoa.hears(f"…Đọc được 2 người:\n{becomes}\n…Lưu những thông tin này?", "Lưu", "Bỏ")
    await hoa.picks("Lưu")
    hoa.hears("Đã lưu danh sách lớp DVM-02-2026:\n…", "Xem lớp DVM-02-2026")
    assert await count(centre, Person) == persons


async def test_rows_in_doubt_can_be_left_out(centre: TestCentre, hoa: Phone) -> None:
    await imported(hoa, ROSTER)
    await hoa.sends_file("ds.csv", csv(DOUBTS + "Vũ Thị Mai,1979,\n"))
    await hoa.says("NTD-04-2026")
    hoa.skips()
    await hoa.picks("Chưa lưu những dòng này")
    hoa.hears("…• 1 người mới\n• 2 dòng có thể trùng, không lưu\n…", "Lưu", "Bỏ")
    await hoa.picks("Lưu")
    hoa.hears("…• 1 người mới\n• 2 dòng có thể trùng, không lưu\n…", "Xem lớp NTD-04-2026")
    assert await count(centre, Person) == 5
