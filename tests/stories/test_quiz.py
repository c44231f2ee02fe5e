"""A quiz from /tracnghiem to the mark, as it reads in the chat."""

from __future__ import annotations

import pytest
from sqlmodel import Session, col, func, select

from storage.files.questions import QuestionRow
from storage.quizzes import AT_THE_END, Answer, Attempt
from tests.centre import BUTTONS, Phone, TestCentre
from tests.quizzes import BRING, HOURS, NOTICE, PHONES, ROOM, RULES, opened

INTRO = "Bài “Nội quy lớp học”: {} câu, được làm 2 lượt, tính điểm cao nhất.\nCần từ 5 điểm để đạt."
LETTERS = ("A", "B", "C", "D")
FIRST = "Câu 1/{}. Xin nghỉ học phải báo trước mấy ngày?\nA. Một ngày\nB. Hai ngày\nC. Ba ngày\nD. Bảy ngày"
FIRST_RIGHT = "✓ Đúng.\nBáo trước để xếp buổi học bù.\nNguồn: Nội quy lớp học, điều 3"
FIRST_WRONG = "✗ Chưa đúng. Đáp án: B. Hai ngày.\nBáo trước để xếp buổi học bù.\nNguồn: Nội quy lớp học, điều 3"
SEVERAL = (
    "Khi đến lớp cần mang những gì?\nA. Thẻ học viên\nB. Máy tính xách tay\nC. Tài liệu\nD. Quà\n"
    "(Có thể có nhiều ý đúng: bấm từng ý rồi bấm Xong, hoặc gõ một lượt, ví dụ: a, c)"
)


async def begin(phone: Phone, questions: int) -> None:
    await phone.says("/tracnghiem")
    phone.hears(INTRO.format(questions), "Bắt đầu")
    await phone.picks("Bắt đầu")


async def test_a_whole_quiz(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, *RULES)
    await begin(minh, 5)
    minh.hears(FIRST.format(5), *LETTERS)
    await minh.picks("B")
    minh.hears(FIRST_RIGHT)
    minh.hears(f"Câu 2/5. {SEVERAL}", *LETTERS, "Xong")
    await minh.says("a, c")
    minh.hears("✓ Đúng.\n\nCâu 3/5. Trong giờ học được nghe điện thoại.", "Đúng", "Sai")
    await minh.picks("Đúng")
    minh.hears(
        "✗ Chưa đúng. Đáp án: Sai.\nNguồn: Nội quy lớp học, điều 5\n\nCâu 4/5. Lớp học ở đâu?\n(Xin gõ câu trả lời)"
    )
    await minh.says("hoi truong  tang 2.")
    minh.hears("✓ Đúng.\n\nCâu 5/5. Mỗi ngày học mấy giờ?\n(Xin gõ một số)")
    await minh.says("7,5")
    minh.hears(
        "✓ Đúng.\n\nĐã làm xong bài “Nội quy lớp học”: 8 điểm.\nĐúng 4/5 câu.\nChưa đúng: câu 3.\n"
        "Tính điểm cao nhất, hiện là 8. Đồng chí còn 1 lượt làm lại.\nĐạt, xếp loại Giỏi.",
        "Làm lại",
        "Xem lại câu chưa đúng",
        "Các bài khác",
    )
    await minh.picks("Xem lại câu chưa đúng")
    minh.hears(
        "Câu 3. Trong giờ học được nghe điện thoại.\nĐồng chí trả lời: Đúng\nĐáp án: Sai\n"
        "Nguồn: Nội quy lớp học, điều 5",
        "Làm lại",
    )


@pytest.mark.parametrize("said", ["b", "B.", "câu b", "đáp án b", "2", "Cau B", "chọn b", "Hai ngày", "B. hai ngày"])
async def test_ways_to_type_a_letter(centre: TestCentre, minh: Phone, said: str) -> None:
    await opened(centre, NOTICE, HOURS)
    await begin(minh, 2)
    minh.hears(FIRST.format(2), *LETTERS)
    await minh.says(said)
    minh.hears(f"{FIRST_RIGHT}\n\nCâu 2/2. Mỗi ngày học mấy giờ?\n(Xin gõ một số)")


@pytest.mark.parametrize("said", ["a, c", "ac", "A và C", "a c", "1,3", "C; A", "các câu a, c"])
async def test_ways_to_type_several_letters(centre: TestCentre, minh: Phone, said: str) -> None:
    await opened(centre, BRING, HOURS)
    await begin(minh, 2)
    minh.hears(f"Câu 1/2. {SEVERAL}", *LETTERS, "Xong")
    await minh.says(said)
    minh.hears("✓ Đúng.\n\nCâu 2/2. Mỗi ngày học mấy giờ?\n(Xin gõ một số)")


@pytest.mark.parametrize("said", ["a", "A, B, C", "câu c"])
async def test_partly_right(centre: TestCentre, minh: Phone, said: str) -> None:
    await opened(centre, BRING)
    await begin(minh, 1)
    minh.hears(f"Câu 1/1. {SEVERAL}", *LETTERS, "Xong")
    await minh.says(said)
    minh.hears(
        "Đúng một phần. Đáp án: A. Thẻ học viên; C. Tài liệu.\n\n"
        "Đã làm xong bài “Nội quy lớp học”: 5 điểm.\nĐúng 0/1 câu.\nĐúng một phần: câu 1.\n"
        "Tính điểm cao nhất, hiện là 5. Đồng chí còn 1 lượt làm lại.\nĐạt, xếp loại Trung bình.",
        "Làm lại",
        "Xem lại câu chưa đúng",
        "Các bài khác",
    )


@pytest.mark.parametrize("capabilities", [BUTTONS], ids=["buttons"])
async def test_marking_several_options_with_buttons(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, BRING, HOURS)
    await begin(minh, 2)
    question = f"Câu 1/2. {SEVERAL}"
    minh.hears(question, *LETTERS, "Xong")
    await minh.picks("Xong")
    minh.hears("Đồng chí chưa chọn ý nào.")
    minh.hears(question, *LETTERS, "Xong")
    await minh.picks("A")
    assert minh.hears(question, "✓A", "B", "C", "D", "Xong").edits == "1"
    await minh.picks("B")
    minh.hears(question, "✓A", "✓B", "C", "D", "Xong")
    await minh.picks("✓B")
    minh.hears(question, "✓A", "B", "C", "D", "Xong")
    await minh.picks("C")
    minh.hears(question, "✓A", "B", "✓C", "D", "Xong")
    await minh.picks("Xong")
    minh.hears("✓ Đúng.\n\nCâu 2/2. Mỗi ngày học mấy giờ?\n(Xin gõ một số)")


@pytest.mark.parametrize("said", ["sai", "Sai.", "s", "2", "SAI"])
async def test_ways_to_type_false(centre: TestCentre, minh: Phone, said: str) -> None:
    await opened(centre, PHONES, HOURS)
    await begin(minh, 2)
    minh.hears("Câu 1/2. Trong giờ học được nghe điện thoại.", "Đúng", "Sai")
    await minh.says(said)
    minh.hears("✓ Đúng.\nNguồn: Nội quy lớp học, điều 5\n\nCâu 2/2. Mỗi ngày học mấy giờ?\n(Xin gõ một số)")


@pytest.mark.parametrize("said", ["đúng", "Đúng", "dung", "đ", "D", "1", "ĐÚNG!"])
async def test_true_is_never_taken_for_the_command_that_stops(centre: TestCentre, minh: Phone, said: str) -> None:
    await opened(centre, PHONES, NOTICE)
    await minh.says("/tracnghiem")
    minh.skips()
    await minh.picks("Bắt đầu")
    minh.hears("Câu 1/2. Trong giờ học được nghe điện thoại.", "Đúng", "Sai")
    await minh.says(said)
    minh.hears("✗ Chưa đúng. Đáp án: Sai.\n…\n\nCâu 2/2. Xin nghỉ học phải báo trước mấy ngày?…", *LETTERS)
    for again in ("đúng", "dung"):
        await minh.says(again)
        minh.hears("Câu này có các ý từ A đến D. Xin chọn lại.", *LETTERS)
    await minh.says("b")
    minh.skips()
    await minh.says("dung")
    minh.hears(
        "Đồng chí đã làm xong bài “Nội quy lớp học”, câu trả lời này không tính thêm. Điểm được tính: 5.",
        "Các bài khác",
    )
    assert not (await minh.person()).stopped


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("a, b", "Câu này chỉ có một ý đúng. Xin chọn một chữ."),
        ("e", "Câu này có các ý từ A đến D. Xin chọn lại."),
        ("7", "Câu này có các ý từ A đến D. Xin chọn lại."),
    ],
)
async def test_an_unclear_letter_leaves_the_question_open(
    centre: TestCentre, minh: Phone, said: str, answer: str
) -> None:
    await opened(centre, NOTICE, HOURS)
    await begin(minh, 2)
    minh.skips()
    await minh.says(said)
    minh.hears(answer, *LETTERS)
    await minh.says("b")
    minh.hears(f"{FIRST_RIGHT}\n\nCâu 2/2. Mỗi ngày học mấy giờ?\n(Xin gõ một số)")


async def test_an_unclear_number_or_word_leaves_the_question_open(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, HOURS, PHONES)
    await begin(minh, 2)
    minh.skips()
    await minh.says("7 hoặc 8")
    minh.hears("Trợ lý chưa hiểu số này. Xin gõ một số, ví dụ: 7 hoặc 7,5.")
    await minh.says("7.5 giờ")
    minh.hears("✓ Đúng.\n\nCâu 2/2. Trong giờ học được nghe điện thoại.", "Đúng", "Sai")
    await minh.says("c")
    minh.hears("Xin chọn Đúng hoặc Sai.", "Đúng", "Sai")
    await minh.picks("Sai")
    minh.hears("✓ Đúng.\n…Đã làm xong bài “Nội quy lớp học”: 10 điểm.…", "Làm lại", "Các bài khác")


async def test_a_command_word_leaves_a_short_answer_open(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, ROOM, HOURS)
    await begin(minh, 2)
    minh.skips()
    await minh.says("ngôn ngữ")
    minh.hears("…", "Tiếng Việt", "English")
    await minh.says("hội trường tầng hai")
    minh.hears("✓ Đúng.\n\nCâu 2/2. Mỗi ngày học mấy giờ?\n(Xin gõ một số)")


async def test_feedback_at_the_end(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, NOTICE, PHONES, HOURS, feedback=AT_THE_END, attempts_allowed=1)
    await minh.says("trắc nghiệm")
    minh.hears("Bài “Nội quy lớp học”: 3 câu, được làm một lượt.\nCần từ 5 điểm để đạt.", "Bắt đầu")
    await minh.picks("Bắt đầu")
    minh.hears(FIRST.format(3), *LETTERS)
    await minh.picks("A")
    minh.hears("Câu 2/3. Trong giờ học được nghe điện thoại.", "Đúng", "Sai")
    await minh.picks("Sai")
    minh.hears("Câu 3/3. Mỗi ngày học mấy giờ?\n(Xin gõ một số)")
    await minh.says("8")
    minh.hears(
        "Đã làm xong bài “Nội quy lớp học”: 3,3 điểm.\nĐúng 1/3 câu.\nChưa đúng: câu 1, 3.\n"
        "Chưa đạt: cần từ 5 điểm.\n\n"
        "Câu 1. Xin nghỉ học phải báo trước mấy ngày?\nĐồng chí trả lời: A. Một ngày\n"
        "Đáp án: B. Hai ngày\nBáo trước để xếp buổi học bù.\nNguồn: Nội quy lớp học, điều 3\n\n"
        "Câu 3. Mỗi ngày học mấy giờ?\nĐồng chí trả lời: 8\nĐáp án: 7,5",
        "Các bài khác",
    )


async def test_a_question_is_never_counted_twice(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, NOTICE, PHONES)
    await begin(minh, 2)
    right = minh.hears(FIRST.format(2), *LETTERS).message.choices[1].command
    await minh.picks("A")
    minh.hears(f"{FIRST_WRONG}\n\nCâu 2/2. Trong giờ học được nghe điện thoại.", "Đúng", "Sai")
    for _ in range(3):
        await minh.presses(right)
        minh.hears(
            "Câu này đã trả lời rồi, chỉ tính một lần. Mời đồng chí làm tiếp:\n\n"
            "Câu 2/2. Trong giờ học được nghe điện thoại.",
            "Đúng",
            "Sai",
        )
    await minh.says("sai.")
    minh.hears(
        "✓ Đúng.\n…Đã làm xong bài “Nội quy lớp học”: 5 điểm.…",
        "Làm lại",
        "Xem lại câu chưa đúng",
        "Các bài khác",
    )
    await minh.presses(right)
    minh.hears(
        "Đồng chí đã làm xong bài “Nội quy lớp học”, câu trả lời này không tính thêm. Điểm được tính: 5.",
        "Các bài khác",
    )

    def rows(session: Session) -> tuple[int, list[Attempt]]:
        attempts = session.exec(select(Attempt)).all()
        return session.exec(select(func.count(col(Answer.id)))).one(), list(attempts)

    answers, attempts = await centre.run(rows)
    assert answers == 2
    assert [(attempt.points, attempt.mark) for attempt in attempts] == [(1.0, 5.0)]


async def test_a_second_try_and_the_best_counts(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, NOTICE)
    await begin(minh, 1)
    await minh.says("b")
    minh.skips()
    await minh.picks("Làm lại")
    minh.hears(FIRST.format(1), *LETTERS)
    await minh.picks("A")
    minh.hears(
        f"{FIRST_WRONG}\n\nĐã làm xong bài “Nội quy lớp học”: 0 điểm.\nĐúng 0/1 câu.\nChưa đúng: câu 1.\n"
        "Điểm được tính (cao nhất): 10.\nĐạt, xếp loại Xuất sắc.",
        "Xem lại câu chưa đúng",
        "Các bài khác",
    )
    await minh.says("/tracnghiem")
    minh.hears("Các bài trắc nghiệm đang mở. Xin chọn một bài theo số:\n\n1. Nội quy lớp học: 10 điểm", "1")
    await minh.picks("1")
    minh.hears(
        "Đồng chí đã làm xong bài “Nội quy lớp học”.\nĐiểm được tính: 10.",
        "Xem lại câu chưa đúng",
        "Các bài khác",
    )


@pytest.mark.parametrize("row", [ROOM, HOURS])
async def test_true_without_accents_does_not_stop_either(centre: TestCentre, minh: Phone, row: QuestionRow) -> None:
    await opened(centre, row)
    await begin(minh, 1)
    minh.skips()
    await minh.says("dung")
    minh.skips()
    assert not (await minh.person()).stopped


async def test_commands_work_while_a_question_is_open_and_after_the_last(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, ROOM, PHONES)
    await begin(minh, 2)
    minh.skips()
    await minh.says("dừng")
    minh.skips()
    assert (await minh.person()).stopped
    await minh.says("hoi truong tang 2")
    minh.hears("✓ Đúng.\n\nCâu 2/2. Trong giờ học được nghe điện thoại.", "Đúng", "Sai")
    await minh.says("sai")
    minh.skips()
    await minh.says("ngôn ngữ")
    minh.hears("…", "Tiếng Việt", "English")


async def test_what_is_no_answer_leaves_the_question_open(centre: TestCentre, minh: Phone) -> None:
    await opened(centre, HOURS)
    await minh.says("/tracnghiem")
    minh.skips()
    await minh.picks("Bắt đầu")
    minh.skips()
    await minh.says("bảy giờ")
    minh.hears("Trợ lý chưa hiểu câu trả lời cho câu 1. Xin gõ một số, ví dụ: 7 hoặc 7,5. Muốn tạm dừng, gõ /huy.")
    await minh.says("7,5")
    minh.hears("✓ Đúng.\n\nĐã làm xong …", "Làm lại", "Các bài khác")


async def test_the_command_that_stops_is_no_answer(centre: TestCentre, minh: Phone) -> None:
    """Though without accents it is the same word as "đúng"."""
    await opened(centre, PHONES, HOURS)
    await begin(minh, 2)
    minh.skips()
    await minh.says("dừng")
    minh.skips()
    assert (await minh.person()).stopped
    await minh.says("sai ạ")
    minh.hears("✓ Đúng.\nNguồn: Nội quy lớp học, điều 5\n\nCâu 2/2. Mỗi ngày học mấy giờ?\n(Xin gõ một số)")


@pytest.mark.parametrize("said", ["Dạ b ạ", "1b", "câu 1: B", "đáp án là B", "ĐA B", "b nhé", "b, hai ngày", "B đúng"])
async def test_polite_and_wordy_letters(centre: TestCentre, minh: Phone, said: str) -> None:
    await opened(centre, NOTICE, HOURS)
    await begin(minh, 2)
    minh.skips()
    await minh.says(said)
    minh.hears(f"{FIRST_RIGHT}\n\nCâu 2/2. Mỗi ngày học mấy giờ?\n(Xin gõ một số)")


async def test_what_is_too_little_for_an_answer_is_asked_about(centre: TestCentre, minh: Phone) -> None:
    """ "c ạ" is C; "da" may be "dạ" and is neither D nor A."""
    await opened(centre, BRING, HOURS)
    await begin(minh, 2)
    minh.skips()
    await minh.says("da")
    how = "Xin gõ các chữ, cách nhau bằng dấu phẩy, ví dụ: a, c."
    minh.hears(f"Trợ lý chưa hiểu câu trả lời cho câu 1. {how} Muốn tạm dừng, gõ /huy.", *LETTERS, "Xong")
    await minh.says("c ạ")
    minh.hears("Đúng một phần. …", *())


@pytest.mark.parametrize("said", ["bỏ qua", "Không biết", "câu trước", "quay lại"])
async def test_no_way_around_a_question(centre: TestCentre, minh: Phone, said: str) -> None:
    await opened(centre, NOTICE)
    await begin(minh, 1)
    minh.skips()
    await minh.says(said)
    minh.hears(
        "Trợ lý hỏi lần lượt từng câu, không bỏ qua hay quay lại câu trước được. "
        "Xin chọn câu trả lời mà đồng chí cho là đúng nhất.",
        *LETTERS,
    )


@pytest.mark.parametrize(
    "said", ["Dạ, hội trường tầng 2 ạ", "Đáp án là: hội trường tầng hai.", "trả lời: Hội trường tầng 2"]
)
async def test_a_short_answer_with_words_around_it(centre: TestCentre, minh: Phone, said: str) -> None:
    await opened(centre, ROOM, HOURS)
    await begin(minh, 2)
    minh.skips()
    await minh.says("-")
    how = "Xin gõ câu trả lời. Muốn tạm dừng, gõ /huy."
    minh.hears(f"Trợ lý chưa hiểu câu trả lời cho câu 1. {how}")
    await minh.says(said)
    minh.hears("✓ Đúng.\n\nCâu 2/2. Mỗi ngày học mấy giờ?\n(Xin gõ một số)")


async def test_who_writes_twice_to_a_slow_bot_answers_no_question_unseen(centre: TestCentre, minh: Phone) -> None:
    """As after a restart: both messages arrive before the next question has gone out."""
    await opened(centre, NOTICE, PHONES)
    await begin(minh, 2)
    minh.skips()
    delivering = centre.delivery.drain

    async def nothing() -> None:
        """Nothing goes out."""

    centre.delivery.drain = nothing  # type: ignore[method-assign]
    for said in ("b", "b", "2"):
        await minh.says(said)
    centre.delivery.drain = delivering  # type: ignore[method-assign]
    await centre.deliver()
    minh.hears(f"{FIRST_RIGHT}\n\nCâu 2/2. Trong giờ học được nghe điện thoại.", "Đúng", "Sai")
    minh.hears("Xin chọn Đúng hoặc Sai.", "Đúng", "Sai")
    before = "Tin nhắn này đến trước khi trợ lý gửi câu 2, nên chưa tính. Mời đồng chí trả lời câu 2 ở trên."
    minh.hears(before, "Đúng", "Sai")
    await minh.says("2")
    assert "10 điểm" in minh.skips()[-1].message.text
