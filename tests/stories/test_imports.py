"""A coordinator sends a roster: what the bot asks, shows and saves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import Session

from bot.channels import Outgoing
from storage import cohorts, people, uploads
from storage.people import Person
from storage.uploads import Upload
from tests.centre import Phone, TestCentre
from tests.stories.files import ROSTER, count, csv, imported

WHICH = "Tệp ds.csv là danh sách 3 người. Dùng cho lớp nào? Chọn lớp, hoặc gõ mã lớp."
NEW_PROGRAMME = "NTD-04-2026 là lớp mới. Xin gõ tên chương trình của lớp, ví dụ: Bồi dưỡng đảng viên mới."
SUMMARY = """Danh sách lớp NTD-04-2026, tệp ds.csv.
NTD-04-2026 là lớp mới. Chương trình Bồi dưỡng đảng viên mới cũng mới.

Đọc được 3 người:
• 3 người mới
Đơn vị mới: Chi bộ thôn Đông, Chi bộ thôn Nam

Dòng đầu được hiểu là:
• Trần Thị Lan, Chi bộ thôn Đông, sinh 05/03/1990, điện thoại 0912345678
• Lê Văn Bình, Chi bộ thôn Nam, sinh 1985

Xin xem lại:
Dòng 5: Ngày sinh “31/02/1991” không hiểu được. …
Dòng 5: Số điện thoại “0987” không đúng. …

Lưu những thông tin này?"""


async def test_a_roster_of_a_new_class_is_shown_and_saved(centre: TestCentre, hoa: Phone) -> None:
    await hoa.sends_file("ds.csv", csv(ROSTER))
    hoa.hears(WHICH, "Lớp mới", "Bỏ")
    await hoa.picks("Lớp mới")
    hoa.hears("Xin gõ mã lớp mới, viết liền, ví dụ NTD-03-2026.", "Bỏ")
    await hoa.says("NTD-04-2026")
    hoa.hears(NEW_PROGRAMME, "Bỏ")
    await hoa.says("Bồi dưỡng đảng viên mới")
    hoa.hears(SUMMARY, "Lưu", "Bỏ")
    assert await count(centre, Person) == 1  # Hoa: nothing is saved yet
    await hoa.picks("Lưu")
    hoa.hears(
        "Đã lưu danh sách lớp NTD-04-2026:\n• 3 người mới\n\n"
        "Tiếp theo: lấy mã QR của lớp, gửi cho học viên để đăng ký.",
        "Xem lớp NTD-04-2026",
    )
    assert await count(centre, Person) == 4
    assert await count(centre, Upload) == 0
    await hoa.picks("Xem lớp NTD-04-2026")
    hoa.hears("Lớp NTD-04-2026, Bồi dưỡng đảng viên mới\n…", *CLASS_CHOICES)


CLASS_CHOICES = (
    "Lấy mã QR",
    "Đổi giờ nhắc hôm trước",
    "Đổi giờ nhắc trước buổi",
    "Tải bảng tiến độ",
    "Các lớp khác",
)


async def test_sending_the_same_file_again_changes_nothing(centre: TestCentre, hoa: Phone) -> None:
    await imported(hoa, ROSTER)
    await hoa.sends_file("ds.csv", csv(ROSTER))
    hoa.hears(WHICH, "NTD-04-2026", "Lớp mới", "Bỏ")
    await hoa.picks("NTD-04-2026")
    hoa.hears(
        "Danh sách lớp NTD-04-2026, tệp ds.csv.\n\nĐọc được 3 người:\n• 3 người đã có trong lớp, không đổi\n…"
        "Không có gì mới, nên không cần lưu."
    )
    assert await count(centre, Upload) == 0


async def test_changes_absences_and_people_known_elsewhere_are_shown(centre: TestCentre, hoa: Phone) -> None:
    await imported(hoa, ROSTER)
    await centre.roster("DVM-01-2026", ("Vũ Thị Mai", "1979-08-09"))
    changed = (
        "Họ và tên,Ngày sinh,Đơn vị,Điện thoại\n"
        "Trần Thị Lan,05/03/1990,Chi bộ thôn Đông,0987654321\n"
        "Vũ Thị Mai,09/08/1979,Chi bộ thôn Bắc,\n"
    )
    await hoa.sends_file("lop NTD-04-2026.csv", csv(changed))
    hoa.hears(
        "Tệp lop NTD-04-2026.csv là danh sách 2 người, có nhắc đến lớp NTD-04-2026. "
        "Dùng cho lớp nào? Chọn lớp, hoặc gõ mã lớp.",
        "NTD-04-2026",
        "DVM-01-2026",
        "Lớp mới",
        "Bỏ",
    )
    await hoa.picks("NTD-04-2026")
    hoa.hears(
        """Danh sách lớp NTD-04-2026, tệp lop NTD-04-2026.csv.

Đọc được 2 người:
• 1 người đã có ở Trung tâm, sẽ ghi danh thêm vào lớp này
• 1 người trong lớp đổi thông tin
2 người trong lớp không có trong tệp, để nguyên.
Đơn vị mới: Chi bộ thôn Bắc
Thông tin đổi:
• Trần Thị Lan: điện thoại 0912345678 → 0987654321

Dòng đầu được hiểu là:
• Trần Thị Lan, Chi bộ thôn Đông, sinh 05/03/1990, điện thoại 0987654321
• Vũ Thị Mai, Chi bộ thôn Bắc, sinh 09/08/1979

Lưu những thông tin này?""",
        "Lưu",
        "Bỏ",
    )


async def test_what_changed_meanwhile_is_shown_before_it_is_saved(centre: TestCentre, hoa: Phone) -> None:
    await centre.roster("NTD-04-2026", ("Vũ Thị Mai", "1979"))
    await hoa.sends_file("ds.csv", csv(ROSTER))
    await hoa.says("NTD-04-2026")
    hoa.skips()
    await centre.roster("NTD-04-2026", ("Trần Thị Lan", "1990-03-05"))
    await hoa.picks("Lưu")
    hoa.hears(
        "Trong lúc chờ, dữ liệu của Trung tâm đã thay đổi. Xin xem lại trước khi lưu.\n\n"
        "Danh sách lớp NTD-04-2026, tệp ds.csv.\n\nĐọc được 3 người:\n• 2 người mới\n"
        "• 1 người trong lớp đổi thông tin\n…",
        "Lưu",
        "Bỏ",
    )
    await hoa.picks("Lưu")
    hoa.hears("Đã lưu danh sách lớp NTD-04-2026:\n…", "Xem lớp NTD-04-2026")


async def test_a_dropped_file_leaves_nothing(centre: TestCentre, hoa: Phone) -> None:
    await hoa.sends_file("ds.csv", csv(ROSTER))
    hoa.hears(WHICH, "Lớp mới", "Bỏ")
    await hoa.picks("Bỏ")
    hoa.hears("Đã bỏ tệp ds.csv. Trợ lý chưa lưu gì.")
    assert await count(centre, Upload) == 0
    await hoa.presses("/bonhap 1")
    hoa.hears("Tệp này đã được xử lý hoặc đã quá một ngày. Cần nhập thì xin gửi lại tệp.")


async def test_files_sent_together_come_one_after_the_other(hoa: Phone) -> None:
    await hoa.sends_file("một.csv", csv(ROSTER))
    await hoa.sends_file("hai.csv", csv(ROSTER))
    hoa.skips()
    await hoa.picks("Bỏ")
    hoa.hears("Đã bỏ tệp hai.csv. Trợ lý chưa lưu gì.", "Nhập tiếp một.csv")
    await hoa.picks("Nhập tiếp một.csv")
    hoa.hears("Tệp một.csv là danh sách 3 người. …", "Lớp mới", "Bỏ")


async def test_many_problems_come_as_a_file(hoa: Phone) -> None:
    rows = "".join(f"Học Viên {'ABCDEFGHIJKLM'[number]},32/13/1990\n" for number in range(13))
    await hoa.sends_file("ds.csv", csv("Họ và tên,Ngày sinh\n" + rows))
    await hoa.says("NTD-04-2026")
    await hoa.says("Bồi dưỡng đảng viên mới")
    hoa.skips()
    assert [choice.label for choice in hoa.shown] == ["Lưu", "Xem tất cả các dòng cần sửa", "Bỏ"]
    await hoa.picks("Xem tất cả các dòng cần sửa")
    out = hoa.hears("Tệp kèm theo ghi đủ 13 điều cần xem lại.", "Lưu", "Bỏ")
    text = content(out)
    assert text.startswith("Cần xem lại trong tệp ds.csv\r\n\r\nDòng 2: Ngày sinh “32/13/1990” không hiểu được.")
    assert text.count("Dòng ") == 13
    await hoa.picks("Lưu")
    hoa.hears("Đã lưu danh sách lớp NTD-04-2026:\n• 13 người mới\n…", "Xem lớp NTD-04-2026")


def content(out: Outgoing) -> str:
    assert out.message.file is not None
    return str(out.message.file.data["text"])


@pytest.mark.parametrize(
    ("name", "data", "answer"),
    [
        ("ds.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Đây là tệp Excel kiểu cũ (.xls). …"),
        ("anh.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "Trợ lý không đọc được tệp này. …"),
        ("ds.xlsx", b"PK\x03\x04" + bytes(100), "Tệp bị hỏng nên không mở được. …"),
        ("ds.csv", b"", "Tệp không có nội dung. …"),
    ],
)
async def test_a_file_that_cannot_be_read_gets_one_clear_sentence(
    hoa: Phone, name: str, data: bytes, answer: str
) -> None:
    await hoa.sends_file(name, data)
    hoa.hears(answer)


async def test_a_table_that_is_nothing_known_is_asked_about(hoa: Phone) -> None:
    await hoa.sends_file("chi tiêu.csv", csv("Khoản,Số tiền\nĐiện,100\nNước,200\n"))
    hoa.hears(
        "Trợ lý chưa nhận ra tệp chi tiêu.csv là gì. Đây là tệp nào?",
        "Danh sách lớp",
        "Lịch học",
        "Câu hỏi trắc nghiệm",
        "Bỏ",
    )
    await hoa.picks("Danh sách lớp")
    hoa.hears(
        "Trợ lý không đọc được dòng nào trong tệp chi tiêu.csv.\n…\n"
        "Danh sách lớp cần một dòng tiêu đề có cột Họ và tên; nên có thêm Ngày sinh, Đơn vị, Điện thoại. "
        "Xin sửa tệp rồi gửi lại."
    )


async def test_a_code_that_is_none_is_asked_for_again(hoa: Phone) -> None:
    await hoa.sends_file("ds.csv", csv(ROSTER))
    hoa.skips()
    await hoa.says("lớp số 4 năm 2026")
    hoa.hears("Mã lớp gồm chữ, số và dấu gạch, viết liền, không quá 30 ký tự. Ví dụ: NTD-03-2026.", "Bỏ")
    await hoa.says("hủy")
    hoa.hears("Đã bỏ qua. Gõ /trogiup khi cần.")


async def test_learners_and_strangers_may_not_send_files(centre: TestCentre, minh: Phone, stranger: Phone) -> None:
    for phone in (minh, stranger):
        await phone.sends_file("ds.csv", csv(ROSTER))
        phone.hears("Trợ lý chỉ đọc được chữ. Xin đồng chí gõ bằng chữ.", "Xem hướng dẫn")
        await phone.presses("/luunhap 1 00000000")
        phone.hears("Nút này đã cũ nên không dùng được nữa. …", "Xem hướng dẫn")
    assert await count(centre, Upload) == 0


async def test_a_file_is_its_senders_alone(centre: TestCentre, hoa: Phone) -> None:
    other = await centre.coordinator("Ngô Văn Sơn")
    await hoa.sends_file("ds.csv", csv(ROSTER))

    def steal(session: Session) -> None:
        sender = people.with_name(session, "Ngô Văn Sơn")[0]
        assert uploads.waiting(session, 1, sender.id or 0) is None

    await centre.run(steal)
    await other.presses("/bonhap 1")
    other.hears("Nút này đã cũ nên không dùng được nữa. …", "Xem hướng dẫn")
    assert await count(centre, Upload) == 1


async def test_a_file_that_nobody_answered_for_is_forgotten(centre: TestCentre, hoa: Phone) -> None:
    await hoa.sends_file("ds.csv", csv(ROSTER))
    await centre.run(lambda session: uploads.forget_before(session, centre.now - timedelta(days=1)))
    assert await count(centre, Upload) == 1
    await centre.run(lambda session: uploads.forget_before(session, centre.now + timedelta(seconds=1)))
    assert await count(centre, Upload) == 0


async def test_the_class_of_a_new_roster_has_its_programme(centre: TestCentre, hoa: Phone) -> None:
    await imported(hoa, ROSTER)

    def look(session: Session) -> list[str]:
        cohort = cohorts.called(session, "NTD-04-2026")
        assert cohort is not None and cohort.id is not None
        return [person.name for person in cohorts.learners(session, cohort.id)]

    assert await centre.run(look) == ["Lê Văn Bình", "Phạm Thị Hạnh", "Trần Thị Lan"]
