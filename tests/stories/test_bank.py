"""The bank: files of questions come in, are approved in the chat, found again and taken out."""

from __future__ import annotations

import pytest
from sqlmodel import Session, select

from storage import people
from storage.files import banks, sheets
from storage.people import INSTRUCTOR
from storage.quizzes import APPROVED, DRAFT, REPLACED, Question, Quiz, QuizQuestion
from storage.stored import StoredFile
from tests.centre import Phone, TestCentre

TEXT = """CHƯƠNG I. NỘI QUY
Câu 1: Xin nghỉ học báo trước mấy ngày?
A. Một ngày
B. Hai ngày
Đáp án: B
Giải thích: Để xếp học bù.
Câu 2: Trong giờ học được nghe điện thoại.
A. Đúng
B. Sai
Đáp án: B
"""
FIRST = (
    "Xin nghỉ học báo trước mấy ngày?\nA. Một ngày\nB. Hai ngày ✓\nGiải thích: Để xếp học bù.\n"
    "Chương: CHƯƠNG I. NỘI QUY\nTệp: de.txt"
)
SECOND = "Trong giờ học được nghe điện thoại.\nĐáp án: Sai\nChương: CHƯƠNG I. NỘI QUY\nTệp: de.txt"
DECISIONS = ("Duyệt", "Bỏ", "Để sau", "Sửa")


@pytest.fixture
async def hoa(centre: TestCentre) -> Phone:
    await centre.roster("NTD-03-2026", ("Trần Thị Lan", "1990"))
    return await centre.coordinator()


@pytest.fixture
async def binh(centre: TestCentre, hoa: Phone) -> Phone:
    """The phone of an instructor."""
    phone = await centre.registered("Phạm Văn Bình", "1980")

    def appoint(session: Session) -> None:
        people.grant(people.with_name(session, "Phạm Văn Bình")[0], INSTRUCTOR)

    await centre.run(appoint)
    return phone


async def sends(phone: Phone, text: str = TEXT, name: str = "de.txt", *, into: str = "Dùng tên này") -> str:
    """Send the file, choose the class and the title; what the preview says."""
    await phone.sends_file(name, text.encode())
    phone.skips()
    await phone.picks("NTD-03-2026")
    phone.skips()
    await phone.picks(into)
    return phone.skips()[-1].message.text


async def states(centre: TestCentre) -> list[tuple[str, int]]:
    def find(session: Session) -> list[tuple[str, int]]:
        return [(one.state, one.version) for one in session.exec(select(Question).order_by(Question.id))]  # type: ignore[arg-type]

    return await centre.run(find)


async def test_a_text_file_becomes_a_quiz(centre: TestCentre, hoa: Phone) -> None:
    lan = await centre.registered("Nguyễn Văn Minh", "1988")
    await hoa.sends_file("de.txt", TEXT.encode())
    hoa.hears("Tệp de.txt là bộ 2 câu hỏi. Dùng cho lớp nào? Chọn lớp, hoặc gõ mã lớp.", "NTD-03-2026", "Lớp mới", "Bỏ")
    await hoa.picks("NTD-03-2026")
    hoa.hears(
        "Bài trắc nghiệm tên là gì? Chọn để dùng tên “de”, hoặc gõ tên khác.",
        "Dùng tên này",
        "Chỉ đưa vào ngân hàng",
        "Bỏ",
    )
    await hoa.picks("Dùng tên này")
    hoa.hears(
        "Câu hỏi cho lớp NTD-03-2026, tệp de.txt.\nBài trắc nghiệm mới: de.\n\nĐọc được 2 câu:\n• 2 câu mới\n"
        "Gồm: 1 trắc nghiệm, 1 đúng/sai.\n\nDòng đầu được hiểu là:\n• Xin nghỉ học báo trước mấy ngày?\n"
        "   A. Một ngày\n   B. Hai ngày\n   Đáp án: B\n• Trong giờ học được nghe điện thoại.\n   Đáp án: Sai\n\n"
        "Lưu những thông tin này?",
        "Lưu và duyệt luôn",
        "Lưu, duyệt sau",
        "Bỏ",
    )
    await hoa.picks("Lưu và duyệt luôn")
    hoa.hears("Đã lưu câu hỏi vào bài de, lớp NTD-03-2026:\n• 2 câu mới\n\nBài đã mở. Đã báo cho 1 học viên.")
    lan.hears("Có bài trắc nghiệm mới: “de”.", "Làm bài")
    assert await states(centre) == [(APPROVED, 1)] * 2


async def test_the_same_file_twice_changes_nothing(centre: TestCentre, hoa: Phone) -> None:
    await sends(hoa)
    await hoa.picks("Lưu và duyệt luôn")
    hoa.skips()
    said = await sends(hoa)
    assert "• 2 câu đã có, không đổi" in said and "Không có gì mới, nên không cần lưu." in said
    said = await sends(hoa, into="Chỉ đưa vào ngân hàng")
    assert "• 2 câu đã có, không đổi" in said
    assert len(await states(centre)) == 2


async def test_another_quiz_takes_the_question_from_the_bank(centre: TestCentre, hoa: Phone) -> None:
    await sends(hoa, into="Chỉ đưa vào ngân hàng")
    await hoa.picks("Lưu và duyệt luôn")
    hoa.hears("Đã lưu câu hỏi vào ngân hàng (xem lại: /nganhang):\n• 2 câu mới")
    said = await sends(hoa)
    assert "• 2 câu lấy từ ngân hàng" in said
    await hoa.picks("Lưu và duyệt luôn")
    assert len(await states(centre)) == 2


async def test_the_same_stem_with_another_content_is_reported(centre: TestCentre, hoa: Phone) -> None:
    await sends(hoa, into="Chỉ đưa vào ngân hàng")
    await hoa.picks("Lưu và duyệt luôn")
    other = TEXT.replace("Hai ngày", "Bảy ngày")
    said = await sends(hoa, other, "khac.txt", into="Chỉ đưa vào ngân hàng")
    assert (
        "Dòng 2: Ngân hàng đã có câu “Xin nghỉ học báo trước mấy ngày?” với nội dung khác; câu này sẽ được thêm thành "
        "câu mới." in said
    )


async def test_an_instructors_questions_wait_for_a_coordinator(centre: TestCentre, hoa: Phone, binh: Phone) -> None:
    await binh.sends_file("de.txt", TEXT.encode())
    binh.hears("Tệp de.txt là bộ 2 câu hỏi. Dùng cho lớp nào? Chọn lớp, hoặc gõ mã lớp.", "NTD-03-2026", "Bỏ")
    await binh.picks("NTD-03-2026")
    binh.skips()
    await binh.picks("Dùng tên này")
    assert [choice.label for choice in binh.skips()[-1].message.choices] == ["Lưu, duyệt sau", "Bỏ"]
    await binh.picks("Lưu, duyệt sau")
    binh.hears(
        "Đã lưu câu hỏi vào bài de, lớp NTD-03-2026:\n• 2 câu mới\n\nCác câu mới đang chờ duyệt, học viên chưa thấy."
    )
    hoa.hears("Tệp de.txt vừa đưa câu hỏi mới vào ngân hàng. Xin duyệt trước khi học viên làm.", "Duyệt câu hỏi")
    await binh.says("/tracnghiem")
    binh.hears("Hiện không có bài trắc nghiệm nào đang mở. Khi có bài mới, trợ lý sẽ báo đồng chí.")
    await hoa.says("duyet")
    hoa.hears(f"Câu chờ duyệt (còn 2 câu):\n\n{FIRST}\nNgười gửi: Phạm Văn Bình", *DECISIONS, "Duyệt cả 2 câu của tệp")
    await hoa.picks("Duyệt")
    hoa.hears(
        "✓ Đã duyệt: Xin nghỉ học báo trước mấy ngày?\n\nCâu chờ duyệt (còn 1 câu):\n\n"
        f"{SECOND}\nNgười gửi: Phạm Văn Bình",
        *DECISIONS,
        "Hoàn tác",
    )
    await hoa.picks("Duyệt")
    hoa.hears(
        "✓ Đã duyệt: Trong giờ học được nghe điện thoại.\nKhông còn câu nào chờ duyệt.",
        "Mở bài de (NTD-03-2026)",
        "Hoàn tác",
    )
    await hoa.picks("Mở bài de (NTD-03-2026)")
    hoa.hears("Bài “de” đã mở. Đã báo cho 1 học viên.")
    binh.hears("Có bài trắc nghiệm mới: “de”.", "Làm bài")


async def test_a_roster_is_not_for_instructors(centre: TestCentre, binh: Phone) -> None:
    await binh.sends_file("ds.csv", "Họ và tên,Ngày sinh\nLê An,1990\n".encode())
    binh.hears("Đồng chí gửi được tệp câu hỏi. Danh sách lớp và lịch học do cán bộ giáo vụ gửi.")


async def test_undo_later_and_leaving_out(centre: TestCentre, hoa: Phone) -> None:
    await sends(hoa)
    await hoa.picks("Lưu, duyệt sau")
    hoa.skips()
    await hoa.says("/duyet")
    hoa.skips()
    await hoa.picks("Bỏ")
    assert hoa.skips()[0].message.text.startswith("✗ Đã bỏ: Xin nghỉ học báo trước mấy ngày?")
    await hoa.picks("Hoàn tác")
    hoa.hears(f"Câu chờ duyệt (còn 2 câu):\n\n{FIRST}\nNgười gửi: Lê Thị Hoa", *DECISIONS, "Duyệt cả 2 câu của tệp")
    await hoa.picks("Để sau")
    assert "Trong giờ học được nghe điện thoại." in hoa.skips()[0].message.text
    await hoa.picks("Duyệt cả 2 câu của tệp")
    hoa.hears("Duyệt cả 2 câu còn lại của tệp de.txt mà không xem từng câu?", "Duyệt cả", "Xem từng câu")
    await hoa.picks("Duyệt cả")
    hoa.hears("✓ Đã duyệt 2 câu.\nKhông còn câu nào chờ duyệt.", "Mở bài de (NTD-03-2026)", "Hoàn tác")
    assert await states(centre) == [(APPROVED, 1)] * 2
    await hoa.picks("Hoàn tác")
    assert hoa.skips()[0].message.text.startswith("Đã hoàn tác 2 câu.\n\nCâu chờ duyệt (còn 2 câu):")
    assert await states(centre) == [(DRAFT, 1)] * 2


async def test_a_draft_is_corrected(centre: TestCentre, hoa: Phone) -> None:
    await sends(hoa)
    await hoa.picks("Lưu, duyệt sau")
    hoa.skips()
    await hoa.says("/duyet")
    hoa.skips()
    await hoa.picks("Sửa")
    parts = ("Đề", "Đáp án", "Giải thích", "Nguồn", "Chương", "Mức độ", "Nhãn", "Ý A", "Ý B", "Quay lại")
    hoa.hears("Sửa phần nào?", *parts)
    await hoa.picks("Đáp án")
    hoa.hears("Xin gõ đáp án mới, ví dụ: B hoặc A, C.", "Quay lại")
    await hoa.says("d")
    assert hoa.skips()[0].message.text.endswith("\nXin gõ đáp án mới, ví dụ: B hoặc A, C.")
    await hoa.says("a")
    text = hoa.skips()[-1].message.text
    assert "A. Một ngày ✓\nB. Hai ngày\n" in text
    assert await states(centre) == [(REPLACED, 1), (DRAFT, 1), (DRAFT, 2)]

    def links(session: Session) -> list[str]:
        in_quiz = select(Question.state).join(QuizQuestion)
        return [*session.exec(in_quiz), session.exec(select(Quiz.state)).one()]

    assert await centre.run(links) == [DRAFT, DRAFT, DRAFT]


async def test_looking_into_the_bank(centre: TestCentre, hoa: Phone) -> None:
    await hoa.says("/nganhang")
    hoa.hears("Ngân hàng chưa có câu hỏi nào. Xin gửi tệp câu hỏi (Word, Excel, GIFT, Moodle XML) vào đây.")
    await sends(hoa)
    await hoa.picks("Lưu và duyệt luôn")
    hoa.skips()
    await hoa.says("ngan hang")
    programme = "Bồi dưỡng nhận thức về Đảng"
    hoa.hears(
        f"Ngân hàng câu hỏi:\n\n{programme}\n1. CHƯƠNG I. NỘI QUY: 2 câu đã duyệt\n\n"
        "Chọn số để xem câu của một chương. Gõ /nganhang và vài từ, hoặc số của câu, để tìm một câu.",
        "1",
        *(f"Xuất {name}: {programme}" for name in ("GIFT", "Moodle XML", "Excel")),
    )
    await hoa.says("/nganhang bao truoc")
    about = f"{FIRST}\nNgười gửi: Lê Thị Hoa\nDuyệt: Lê Thị Hoa, Thứ Hai, 23/11/2026\nCó trong bài: de"
    hoa.hears(f"Câu số 1 (đã duyệt, bản 1)\n\n{about}", "Sửa", "Thôi dùng")
    await hoa.picks("Thôi dùng")
    hoa.hears(f"Câu số 1 (thôi dùng, bản 1)\n\n{about}", "Dùng lại")
    await hoa.picks("Dùng lại")
    assert hoa.skips()[0].message.text.startswith("Câu số 1 (đã duyệt, bản 1)")
    await hoa.says("/nganhang không có đâu")
    hoa.hears("Không tìm thấy câu nào có “không có đâu”.")


@pytest.mark.parametrize(("name", "ending"), [("GIFT", ".gift.txt"), ("Moodle XML", ".xml"), ("Excel", ".xlsx")])
async def test_the_bank_as_a_file_is_read_again(centre: TestCentre, hoa: Phone, name: str, ending: str) -> None:
    await sends(hoa)
    await hoa.picks("Lưu và duyệt luôn")
    hoa.skips()
    await hoa.says("/nganhang")
    hoa.skips()
    await hoa.picks(f"Xuất {name}: Bồi dưỡng nhận thức về Đảng")
    out = hoa.hears(f"2 câu đã duyệt của chương trình Bồi dưỡng nhận thức về Đảng, dạng {name}.")
    assert out.message.file is not None and out.message.file.name == f"ngan-hang-cau-hoi-2026-11-23{ending}"
    await centre.later(days=3)

    def kept(session: Session) -> int:
        return len(session.exec(select(StoredFile.id)).all())

    assert await centre.run(kept) == 0
    if out.content is not None:
        read = banks.read(out.content, "x")
        if read is None:
            assert sheets.read(out.content, "x.xlsx").sheets
        else:
            assert [row.stem[:8] for row in read.rows] == ["Xin nghỉ", "Trong gi"]


async def test_a_learner_gets_none_of_it(centre: TestCentre, hoa: Phone) -> None:
    minh = await centre.registered("Nguyễn Văn Minh", "1988")
    await sends(hoa)
    await hoa.picks("Lưu, duyệt sau")
    hoa.skips()
    for command in ("/duyet", "/nganhang", "/duyetcau 1", "/xuatcau 1 gift"):
        await minh.says(command)
        assert "Xin nghỉ" not in minh.skips()[0].message.text
    await minh.presses("/duyetcau 1")
    minh.skips()
    assert await states(centre) == [(DRAFT, 1)] * 2
