"""Questions of every kind looked at, found and put right in the chat, and decisions taken back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import Session, col, select

from storage import people, programmes
from storage.people import INSTRUCTOR
from storage.quizzes import APPROVED, DRAFT, REPLACED, Question, Quiz, bank
from tests.centre import MONDAY, Phone, TestCentre
from tests.quizzes import NOTICE, opened

MONDAY_SAID = "Thứ Hai, 23/11/2026"
KINDS: dict[str, tuple[list[str], dict[str, Any]]] = {
    "single": (["Một", "Hai", "Ba"], {"right": [1]}),
    "multiple": (["Một", "Hai", "Ba"], {"right": [0, 1]}),
    "truefalse": (["Đúng", "Sai"], {"right": [1]}),
    "short": ([], {"accepted": ["1945", "năm 1945"]}),
    "number": ([], {"value": 7.5, "tolerance": 0.5, "also": [[8.0, 0.0, 1.0]]}),
    "matching": (["Giáo vụ", "Giảng viên"], {"lefts": ["Điểm danh", "Lên lớp"], "right": [0, 1]}),
    "ordering": (["Điểm danh", "Nghe giảng"], {"right": [0, 1]}),
    "essay": ([], {}),
}


@pytest.fixture
async def hoa(centre: TestCentre, minh: Phone) -> Phone:
    return await centre.coordinator()


async def question(centre: TestCentre, kind: str, stem: str = "Câu gì?", state: str = APPROVED, **values: Any) -> int:
    def add(session: Session) -> int:
        programme = programmes.founded(session, "Bồi dưỡng nhận thức về Đảng")
        options, key = KINDS[kind]
        one = Question(
            programme_id=programme.id, kind=kind, stem=stem, options=options, key=key, state=state,
            approved_at=MONDAY if state == APPROVED else None, created_at=MONDAY, **values,
        )  # fmt: skip
        session.add(one)
        session.flush()
        return one.id or 0

    return await centre.run(add)


async def newest(centre: TestCentre) -> Question:
    return await centre.run(lambda session: session.exec(select(Question).order_by(col(Question.id).desc())).first())  # type: ignore[arg-type,return-value]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("single", "A. Một\nB. Hai ✓\nC. Ba"),
        ("multiple", "A. Một ✓\nB. Hai ✓\nC. Ba"),
        ("truefalse", "Đáp án: Sai"),
        ("short", "Đáp án: 1945 / năm 1945"),
        ("number", "Đáp án: 7,5 (± 0,5) / 8"),
        ("matching", "1. Điểm danh\n2. Lên lớp\nA. Giáo vụ\nB. Giảng viên\nĐáp án: 1-A, 2-B"),
        ("ordering", "A. Điểm danh\nB. Nghe giảng\nĐáp án: A, B"),
        ("essay", "(Tự luận)"),
    ],
)
async def test_every_kind_is_seen_with_its_key(
    centre: TestCentre, minh: Phone, hoa: Phone, kind: str, said: str
) -> None:
    number = await question(
        centre, kind, source="Điều lệ, điều 4", chapter="Chương 1", level="Khó", tags=["điều lệ", "thi"]
    )
    await hoa.says(f"/nganhang {number}")
    hoa.hears(
        f"Câu số {number} (đã duyệt, bản 1)\n\nCâu gì?\n{said}\nNguồn: Điều lệ, điều 4\nChương: Chương 1\nMức độ: Khó\n"
        "Nhãn: điều lệ, thi\nDuyệt: —, Thứ Hai, 23/11/2026",
        "Sửa",
        "Thôi dùng",
    )


@pytest.mark.parametrize(
    ("kind", "part", "said", "key", "becomes"),
    [
        ("single", "Đáp án", "a, c", {"right": [0, 2]}, "multiple"),
        ("multiple", "Đáp án", "C", {"right": [2]}, "multiple"),
        ("truefalse", "Đáp án", "đúng", {"right": [0]}, "truefalse"),
        ("short", "Đáp án", "1", {"accepted": ["1"]}, "short"),  # no place in a list, and no number either
        ("short", "Đáp án", "1945; Năm 1945", {"accepted": ["1945", "Năm 1945"]}, "short"),
        ("number", "Đáp án", "1", {"value": 1.0, "tolerance": 0.0}, "number"),
        ("number", "Đáp án", "6,5 ± 0,25", {"value": 6.5, "tolerance": 0.25}, "number"),
        ("matching", "Vế 2", "Dạy học", {"lefts": ["Điểm danh", "Dạy học"], "right": [0, 1]}, "matching"),
        ("short", "Bắt buộc gõ đúng dấu", "", {"accepted": ["1945", "năm 1945"], "accents": True}, "short"),
    ],
)
async def test_a_key_is_put_right(
    centre: TestCentre, hoa: Phone, kind: str, part: str, said: str, key: dict[str, Any], becomes: str
) -> None:
    number = await question(centre, kind, state=DRAFT)
    await hoa.says(f"/nganhang {number}")
    hoa.skips()
    await hoa.picks("Sửa")
    hoa.skips()
    await hoa.picks(part)
    if said:
        hoa.skips()
        await hoa.says(said)
    assert hoa.skips()[0].message.text.startswith("Câu chờ duyệt (còn 1 câu):")
    new = await newest(centre)
    assert (new.kind, new.key, new.state, new.version) == (becomes, key, DRAFT, 2)


async def test_what_is_no_key_is_refused_and_the_word_of_a_command_is_one(centre: TestCentre, hoa: Phone) -> None:
    number = await question(centre, "number", state=DRAFT)
    await hoa.says(f"/nganhang {number}")
    for choice in ("Sửa", "Đáp án"):
        hoa.skips()
        await hoa.picks(choice)
    hoa.skips()
    await hoa.says("bảy")
    hoa.hears(
        "“bảy” không phải là một số. Xin ghi như 7,5 hoặc 7,5 ± 0,1.\nXin gõ số đúng, ví dụ: 7,5 hoặc 7,5 ± 0,1.",
        "Quay lại",
    )
    await hoa.says("x" * 2001)
    assert "dài hơn 2" in hoa.skips()[0].message.text
    await hoa.says("hủy")
    hoa.hears("Đã bỏ qua. Gõ /trogiup khi cần.")
    assert (await newest(centre)).id == number


async def test_an_approved_question_is_changed_by_a_version_that_waits(
    centre: TestCentre, minh: Phone, hoa: Phone
) -> None:
    quiz = await opened(centre, NOTICE, title="Ôn tập")
    await hoa.says("/nganhang bao truoc may ngay")
    for choice in ("Sửa", "Mức độ"):
        hoa.skips()
        await hoa.picks(choice)
    hoa.hears("Xin gõ nội dung mới. Muốn bỏ trống thì gõ dấu gạch ngang (-).", "Quay lại")
    await hoa.says("Khó")
    assert "Mức độ: Khó" in hoa.skips()[0].message.text
    await hoa.says("/nganhang 1")
    hoa.skips()
    await hoa.picks("Sửa")
    hoa.skips()
    await hoa.picks("Nguồn")  # of the change that waits, not beside it
    assert hoa.skips()[0].message.text.startswith("Hiện nay là: Nội quy lớp học, điều 3\nXin gõ nội dung mới.")
    await hoa.says("-")
    text = hoa.skips()[0].message.text
    assert "Mức độ: Khó" in text and "Nguồn" not in text

    def standing(session: Session) -> tuple[list[tuple[str, int]], list[int | None]]:
        one = session.get_one(Quiz, quiz.id)
        every = session.exec(select(Question).order_by(col(Question.id)))
        return [(each.state, each.version) for each in every], [each.id for each in bank.of_quiz(session, one)]

    assert await centre.run(standing) == ([(APPROVED, 1), (REPLACED, 2), (DRAFT, 3)], [1])
    await hoa.picks("Duyệt")
    assert await centre.run(standing) == ([(REPLACED, 1), (REPLACED, 2), (APPROVED, 3)], [3])
    await hoa.says("/nganhang 3")
    hoa.skips()
    await hoa.picks("Xem các bản")
    approved = f"đã duyệt; Người gửi: Lê Thị Hoa; Duyệt: Lê Thị Hoa, {MONDAY_SAID}"
    hoa.hears(
        "Các bản của câu này, mới nhất trước:\n\n"
        f"1. Bản 3, {MONDAY_SAID} ({approved}): Xin nghỉ học phải báo trước mấy ngày?\n"
        f"2. Bản 2, {MONDAY_SAID} (bản cũ; Người gửi: Lê Thị Hoa): Xin nghỉ học phải báo trước mấy ngày?\n"
        f"3. Bản 1, {MONDAY_SAID} (bản cũ; Duyệt: —, {MONDAY_SAID}): Xin nghỉ học phải báo trước mấy ngày?",
        "1", "2", "3", "Quay lại",
    )  # fmt: skip
    await hoa.picks("3")
    assert "Nguồn: Nội quy lớp học, điều 3" in hoa.skips()[0].message.text


async def test_an_approved_change_is_taken_back(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    quiz = await opened(centre, NOTICE, title="Ôn tập")
    await hoa.says("/nganhang 1")
    for choice in ("Sửa", "Mức độ"):
        hoa.skips()
        await hoa.picks(choice)
    await hoa.says("Khó")
    hoa.skips()
    await hoa.picks("Duyệt")
    hoa.skips()
    await hoa.picks("Hoàn tác")

    def standing(session: Session) -> tuple[list[str], list[int | None]]:
        one = session.get_one(Quiz, quiz.id)
        every = session.exec(select(Question).order_by(col(Question.id)))
        return [each.state for each in every], [each.id for each in bank.of_quiz(session, one)]

    assert await centre.run(standing) == ([APPROVED, DRAFT], [1])


async def test_what_was_asked_is_not_taken_back(centre: TestCentre, minh: Phone, hoa: Phone) -> None:
    await question(centre, "truefalse", state=DRAFT)
    await hoa.says("/duyet")
    hoa.skips()
    await hoa.picks("Duyệt")
    hoa.skips()
    await hoa.says("/kiemtra")
    for choice in ("Bài mới",):
        hoa.skips()
        await hoa.picks(choice)
    await hoa.says("Ôn tập")
    await hoa.says("1 câu")
    for choice in ("Xong", "Mở bài", "Mở ngay"):
        hoa.skips()
        await hoa.picks(choice)
    await minh.says("/tracnghiem")
    minh.skips()
    await minh.picks("Bắt đầu")
    hoa.skips()
    await hoa.presses("/hoantaccau 1")
    hoa.hears("Không hoàn tác được câu này nữa.", "Duyệt tiếp")
    assert (await newest(centre)).state == APPROVED


async def test_an_instructor_corrects_and_a_coordinator_approves(centre: TestCentre, hoa: Phone) -> None:
    binh = await centre.registered("Phạm Văn Bình", "1980")

    def appoint(session: Session) -> None:
        people.grant(people.with_name(session, "Phạm Văn Bình")[0], INSTRUCTOR)

    await centre.run(appoint)
    await question(centre, "single")
    await binh.says("/nganhang 1")
    assert [choice.label for choice in binh.skips()[0].message.choices] == ["Sửa"]
    await binh.picks("Sửa")
    binh.skips()
    await binh.picks("Ý C")
    binh.skips()
    await binh.says("Bốn")
    out = binh.skips()[0].message
    assert out.text.startswith("Câu số 2 (chờ duyệt, bản 2)") and "C. Bốn" in out.text
    hoa.hears("Phạm Văn Bình vừa sửa một câu trong ngân hàng. Xin duyệt trước khi dùng.", "Duyệt câu hỏi")


async def test_a_chapter_page_by_page_and_a_search_of_several_words(centre: TestCentre, hoa: Phone) -> None:
    for number in range(12):
        await question(
            centre, "single", f"Câu thứ {number} về nội quy", chapter="Chương 1", level="Khó" if number else ""
        )
    await question(centre, "single", "Câu khác", chapter="Chương 2", tags=["thi"])
    await hoa.says("/nganhang")
    assert "1. Chương 1: 12 câu đã duyệt\n2. Chương 2: 1 câu đã duyệt\n" in hoa.skips()[0].message.text
    await hoa.picks("1")
    assert hoa.skips()[0].message.text.startswith("Chương 1: 12 câu. Xin chọn:\n\n1. Câu thứ 0 về nội quy\n2. ")
    await hoa.picks("Trang sau")
    hoa.hears(
        "Chương 1: 12 câu. Xin chọn:\n\n1. Câu thứ 10 về nội quy\n2. Câu thứ 11 về nội quy",
        "1", "2", "Trang trước", "Về ngân hàng",
    )  # fmt: skip
    await hoa.says("/nganhang kho chuong 1")
    out = hoa.skips()[0].message
    assert "\n10. Câu thứ 2 về nội quy\n… và 1 câu khác. Xin gõ thêm từ để tìm cho gần hơn." in out.text
    await hoa.says("/nganhang thi chương 2")
    assert hoa.skips()[0].message.text.startswith("Câu số 13 ")


async def test_a_long_question_is_shown_with_its_key(centre: TestCentre, hoa: Phone) -> None:
    number = await question(centre, "single", "Câu dài. " * 400)
    await hoa.says(f"/nganhang {number}")
    text = hoa.skips()[0].message.text
    assert len(text) <= 1900 and "B. Hai ✓" in text


async def test_the_end_of_the_walk_is_said(centre: TestCentre, hoa: Phone) -> None:
    await question(centre, "truefalse", "Câu một.", state=DRAFT)
    await question(centre, "truefalse", "Câu hai.", state=DRAFT)
    await hoa.says("/duyet")
    for _ in range(2):
        hoa.skips()
        await hoa.picks("Để sau")
    text = hoa.skips()[0].message.text
    assert text.startswith("Đã xem hết một lượt. Còn những câu để sau:\n\nCâu chờ duyệt (còn 2 câu):\n\nCâu một.")


async def test_many_chapters_stand_in_the_order_of_their_numbers(centre: TestCentre, hoa: Phone) -> None:
    for number in (10, 2, *range(3, 10), *range(11, 16), 1):
        await question(centre, "single", f"Câu {number}", chapter=f"Chương {number}")
    await hoa.says("/nganhang")
    assert "1. Chương 1: 1 câu đã duyệt\n2. Chương 2: 1 câu đã duyệt\n" in hoa.skips()[0].message.text
    await hoa.says("/kiemtra")
    hoa.skips()
    await hoa.picks("Bài mới")
    hoa.skips()
    await hoa.says("Ôn tập")
    out = hoa.skips()[0].message
    assert out.text.endswith(
        "Còn 3 chương nữa không có trong danh sách này: xin gõ tên chương, ví dụ: 5 câu chương 13."
    )
    labels = [choice.label for choice in out.choices]
    assert labels[10:] == ["Chương 11 (1 câu)", "Chương 12 (1 câu)", "Chương nào cũng được (15 câu)", "Quay lại"]
    await hoa.says("1 câu chương 13")
    assert "Đã thêm: rút 1 câu (Chương 13)." in hoa.skips()[0].message.text
