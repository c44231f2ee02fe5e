"""Lists of questions with the oddities of those who type them: nothing is guessed, nothing lost without a word."""

from __future__ import annotations

import pytest

from storage.files import banks, question_text
from storage.files.problems import Problem
from storage.files.question_rows import QuestionSheet

ONE, TWO = "Câu 1: Một?\nA. a\nB. b\n", "Câu 2: Hai?\nA. a\nB. b\n"
AGAIN = "Câu 1: Ba?\nA. a\nB. b\n"


def read(text: str) -> QuestionSheet:
    return question_text.read_text(text)


def told(sheet: QuestionSheet) -> list[tuple[str, int | None, str, str]]:
    return [(problem.key, problem.row, problem.found, problem.expected) for problem in sheet.problems]


@pytest.mark.parametrize(
    ("text", "stem", "options", "key"),
    [
        ("Câu 1: Cho:\na) Một\nb) Hai\nSố ý:\nA. 1\nB. 2\nĐáp án: B", "Cho:\na) Một\nb) Hai\nSố ý:", ["1", "2"], [1]),
        ("Câu 1: Cho:\n1. Một\n2. Hai\nSố ý:\nA. 1\nB. 2\nĐáp án: B", "Cho:\n1. Một\n2. Hai\nSố ý:", ["1", "2"], [1]),
        ("Câu 1: Diễn ra năm\n1930. Chọn:\nA. x\nB. y\nĐáp án: A", "Diễn ra năm\n1930. Chọn:", ["x", "y"], [0]),
        ("1. Diễn ra năm\n1930. Chọn:\nA. x\nB. y\nĐáp án: A", "Diễn ra năm\n1930. Chọn:", ["x", "y"], [0]),
        ("Câu 1: Theo\nC. Mác, đó là gì?\nA. x\nB. y\nĐáp án: A", "Theo\nC. Mác, đó là gì?", ["x", "y"], [0]),
        ("Câu 1: Ở đâu\ny tế tốt?\nA. x\nB. y\nĐáp án: A", "Ở đâu\ny tế tốt?", ["x", "y"], [0]),
        ("Câu 1: Theo\nHướng dẫn 154 thì sao?\nA. x\nB. y\nĐáp án: A", "Theo\nHướng dẫn 154 thì sao?", ["x", "y"], [0]),
        ("Câu 1: Theo\nChương 3 Điều lệ?\nA. x\nB. y\nĐáp án: A", "Theo\nChương 3 Điều lệ?", ["x", "y"], [0]),
        ("Câu 1: Chọn\nĐáp án nào đúng?\nA. x\nB. y\nĐáp án: A", "Chọn\nĐáp án nào đúng?", ["x", "y"], [0]),
        ("Câu 1: Căn cứ: Điều 5\nHỏi gì?\nA. x\nB. y\nĐáp án: A", "Căn cứ: Điều 5\nHỏi gì?", ["x", "y"], [0]),
        ("Câu 1: Bậc tiểu học (TH) là?\nA. x\nB. y\nĐáp án: A", "Bậc tiểu học (TH) là?", ["x", "y"], [0]),
        ("Câu 1: Hàm nào?\nA. f(x)\nB. g(x)\nĐáp án: A", "Hàm nào?", ["f(x)", "g(x)"], [0]),
        ("Câu 1: Gì?\na) x b) y\nc) z d) t\nĐáp án: d", "Gì?", ["x", "y", "z", "t"], [3]),
        ("Câu 1：Gì？\nＡ．x\nＢ．y\nĐáp án：Ｂ", "Gì?", ["x", "y"], [1]),
        ("Câu 1.2: Gì?\nA. x\nB. y\nĐáp án: B", "Gì?", ["x", "y"], [1]),
        ("Câu 1: Gì?\nA. x B. y C. z Đáp án: B\nĐÁP ÁN\n1-B", "Gì?", ["x", "y", "z"], [1]),
        ("Câu 1: Gì? (Đáp án: B)\nA. x\nB. y", "Gì?", ["x", "y"], [1]),
        ("Câu 1: Gì?\nA. x\nB. y\nChọn B", "Gì?", ["x", "y"], [1]),
        ("Câu 1: Gì?\nA. x\nB. y\n=> B", "Gì?", ["x", "y"], [1]),
        ("Câu 1: Gì?\nA. x\nB. y\nĐ.A: B", "Gì?", ["x", "y"], [1]),
        ("Câu 1: Gì?\n☐ A. x\n☑ B. y\n☐ C. z", "Gì?", ["x", "y", "z"], [1]),
        ("Câu 1: Gì?\nA. f (x)\nB. g (x)\nÐáp án: A", "Gì?", ["f (x)", "g (x)"], [0]),
        ("Câu 1: Gì?\nA. x\nB. y\nC. Cả A và B\nĐáp án: C", "Gì?", ["x", "y", "Cả A và B"], [2]),
    ],
)  # fmt: skip
def test_what_is_clear_is_read(text: str, stem: str, options: list[str], key: list[int]) -> None:
    sheet = read(text)
    assert told(sheet) == []
    assert [(row.stem, row.options, row.key) for row in sheet.rows] == [(stem, options, key)]


@pytest.mark.parametrize(
    ("text", "key", "found"),
    [
        ("Câu 1: Gì?\n1. x\n2. y\nĐáp án: 2", "options-unlettered", "Gì? 1. x 2. y"),
        ("Câu 1: Gì?\n- x\n- y\nĐáp án: y", "options-unlettered", "Gì? - x - y"),
        ("Câu 1: Gì?\nA. x\nB. y\nC z\nĐáp án: A", "option-unclear", "C z"),
        ("Câu 1: Gì?\nA. x\tC. z\nB. y\tD. t\nĐáp án: A", "option-unclear", "x\tC. z"),
        ("Câu 1: Gì?\nA- x\nB- y\nĐáp án: A", "option-unclear", "A- x"),
        ("Câu 1: Gì?\n" + "".join(f"{sign}. {sign}\n" for sign in "ABCDEFGHI") + "Đáp án: A", "option-unclear", "I. I"),
        ("Câu 1: Gì?\nA. x\nB.\nC. z\nĐáp án: A", "option-empty", "Gì?"),
        ("Câu 1: Gì?\nA. x\nB. y\nC. Cả A và B\nĐáp án: A, B", "key-both", "A, B"),
        ("Câu 1: Gì?\nA. x\nB. y\nC. Tất cả đều đúng\nĐáp án: A và B", "key-both", "A và B"),
    ],
)
def test_what_is_in_doubt_is_refused(text: str, key: str, found: str) -> None:
    sheet = read(text)
    assert (sheet.rows, told(sheet)[0][:3]) == ([], (key, 1, found))


@pytest.mark.parametrize(
    "table",
    [
        "ĐÁP ÁN\n1A 2B", "BẢNG ĐÁP ÁN\n1.A\n2.B", "ĐÁP ÁN\nCâu 1: A\nCâu 2: B", "ĐÁP ÁN\nCâu 1: A. a\nCâu 2: B. b",
        "ĐÁP ÁN: 1A, 2B", "Đáp án: 1-A; 2-B", "BẢNG ĐÁP ÁN\nCâu\t1\t2\nĐ.A\tA\tB", "BẢNG ĐÁP ÁN\n1\t2\nA\tB",
        "BẢNG ĐÁP ÁN\n1\nA\n2\nB", "ĐÁP ÁN MÃ ĐỀ 101\n1-A 2-B", "--- HẾT ---\nĐÁP ÁN\nCâu\tĐáp án\n1\tA\n2\tB",
        "III. ĐÁP ÁN\n1A 2B", "PHẦN ĐÁP ÁN\n1A 2B", "ĐÁP ÁN CÂU HỎI TRẮC NGHIỆM\n1A 2B", "1A 2B", "1-A\n2-B",
        "ĐÁP ÁN VÀ THANG ĐIỂM\nCâu\tĐáp án\tĐiểm\n1\tA\t0,25\n2\tB\t0,25",
    ],
)  # fmt: skip
def test_tables_of_keys(table: str) -> None:
    sheet = read(f"{ONE}{TWO}{table}")
    assert (told(sheet), [row.key for row in sheet.rows]) == ([], [[0], [1]])


def test_reasons_in_a_table_of_keys() -> None:
    sheet = read(f"{ONE}{TWO}ĐÁP ÁN\nCâu 1: Chọn A. Vì điều 5.\nCâu 2: B. Giải thích: xem điều 6")
    assert [(row.key, row.explanation) for row in sheet.rows] == [([0], "Vì điều 5."), ([1], "xem điều 6")]


def test_a_table_behind_each_chapter() -> None:
    sheet = read(f"CHƯƠNG I\n{ONE}{TWO}ĐÁP ÁN\n1A 2B\nCHƯƠNG II\n{AGAIN}ĐÁP ÁN\n1B")
    assert told(sheet) == []
    assert [(row.stem, row.key, row.chapter) for row in sheet.rows] == [
        ("Một?", [0], "CHƯƠNG I"), ("Hai?", [1], "CHƯƠNG I"), ("Ba?", [1], "CHƯƠNG II"),
    ]  # fmt: skip


def test_a_table_may_name_a_chapter_more_shortly() -> None:
    sheet = read(f"PHẦN I. NHẬN BIẾT\n{ONE}PHẦN II. THÔNG HIỂU\n{AGAIN}ĐÁP ÁN\nPhần I:\n1A\nPhần II:\n1B")
    assert (told(sheet), [row.key for row in sheet.rows]) == ([], [[0], [1]])


def test_tables_that_disagree_or_name_a_question_that_is_not_there() -> None:
    sheet = read(f"{ONE}{TWO}ĐÁP ÁN MÃ ĐỀ 1\n1A 2B\nĐÁP ÁN MÃ ĐỀ 2\n1B 2B 7C")
    assert [row.key for row in sheet.rows] == [[1]]
    assert told(sheet) == [("keys-differ", 1, "A / B", ""), ("key-without-question", 10, "7", "")]


@pytest.mark.parametrize(
    ("between", "problem"),
    [
        ("Đáp án: B\nLưu ý câu này\n", ("text-stray", 5, "Lưu ý câu này", "")),
        ("Đáp án: B\nHẾT\nGiám thị không giải thích\nGIÁM ĐỐC\n", ("text-strays", 6, "Giám thị không giải thích", "1")),
        ("Đáp án: B\nTrang 1/2 - Mã đề 001\n", ("text-pages", None, "1", "")),
        ("Dựa vào đoạn sau, trả lời\nĐáp án: B\n", ("option-goes-on", 1, "Dựa vào đoạn sau, trả lời", "B")),
    ],
)
def test_what_belongs_to_no_option_is_told(between: str, problem: tuple[str, int | None, str, str]) -> None:
    sheet = read(f"{ONE}{between}{TWO}Đáp án: A")
    assert (told(sheet), [row.key for row in sheet.rows]) == ([problem], [[1], [0]])


@pytest.mark.parametrize("heading", ["II. THÔNG HIỂU", "NỘI DUNG 2: LỊCH", "Bài 2: Lịch học", "Chủ đề 2. Lịch"])
def test_headings_are_no_part_of_an_option(heading: str) -> None:
    sheet = read(f"{ONE.replace('A. a', '*A. a')}{heading}\n{TWO.replace('A. a', '*A. a')}")
    assert told(sheet) == []
    assert [(row.options, row.chapter) for row in sheet.rows] == [(["a", "b"], ""), (["a", "b"], heading)]


def test_an_explanation_swallows_no_question() -> None:
    sheet = read("1. Một?\nA. a\nB. b\nĐáp án: A\nGiải thích: vì\n1. lẽ một\n2. Hai?\nA. a\nB. b\nĐáp án: B")
    assert [(row.stem, row.key, row.explanation) for row in sheet.rows] == [
        ("Một?", [0], "vì\n1. lẽ một"), ("Hai?", [1], ""),
    ]  # fmt: skip
    assert told(sheet) == []


def test_reasoning_may_end_with_the_key() -> None:
    asked = "Câu 1: Một?\nA. a\nB. b\n"
    sheet = read(f"{asked}Lời giải: xét\nChọn B\nVì thế.")
    assert [(row.key, row.explanation) for row in sheet.rows] == [([1], "xét\nVì thế.")]
    sheet = read(f"{asked}Đáp án: A\nLời giải: xét\nChọn B")
    assert (sheet.rows, told(sheet)) == ([], [("keys-differ", 1, "A / B", "")])


def test_essays_stand_under_their_heading_and_points_are_told() -> None:
    sheet = read(f"PHẦN I. TRẮC NGHIỆM\n{ONE}Đáp án: A\nPHẦN II. TỰ LUẬN\nCâu 1 (2,5 điểm): Nêu vai trò?")
    assert [(row.kind, row.stem) for row in sheet.rows] == [("single", "Một?"), ("essay", "Nêu vai trò?")]
    assert told(sheet) == [("worth-left-out", None, "1", "2,5")]


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        (f"PHẦN I. TỰ LUẬN\nCâu 1: Nêu?\nPHẦN II. TRẮC NGHIỆM\n{ONE}Đáp án: A", "essay, single"),
        (f"TỰ LUẬN:\nCâu 1: Nêu?\nTRẮC NGHIỆM KHÁCH QUAN\n{ONE}Đáp án: A", "essay, single"),
        (f"{ONE}Đáp án: A\nB. TỰ LUẬN (3 điểm)\nCâu 1: Nêu?\nCâu 2: Vì sao?", "single, essay, essay"),
        (f"A. TRẮC NGHIỆM\n{ONE}C. c\nB. TỰ LUẬN\nCâu 2: Nêu?\nBẢNG ĐÁP ÁN\n1-A", "single, essay"),
        ("Câu 1: Thi gì?\nA. TRẮC NGHIỆM\nB. TỰ LUẬN\nC. Cả hai\nĐáp án: B", "single"),
    ],
)
def test_a_part_may_be_called_by_what_it_asks_for(text: str, read_as: str) -> None:
    sheet = read(text)
    assert (", ".join(row.kind for row in sheet.rows), told(sheet)) == (read_as, [])
    assert not any("TRẮC" in row.stem for row in sheet.rows)


def test_a_question_taken_for_a_heading_is_not_lost_in_an_explanation() -> None:
    sheet = read(f"{ONE}Đáp án: A\nGiải thích: vì\n{TWO.replace('Câu 2: Hai', 'BÀI 2: HAI')}Đáp án: A")
    assert (sheet.rows, told(sheet)) == ([], [("letters-unclear", 1, "A, B, A, B", "")])


def test_numbers_that_do_not_follow_are_told_once() -> None:
    sheet = read("".join(f"Câu {number}: Câu {number}?\nA. a\n*B. b\n" for number in (1, 2, 4, 9)))
    assert told(sheet) == [("numbers-jump", None, "2", "2 → 4, 4 → 9")]


def test_numbers_are_no_part_of_the_question_in_aiken_either() -> None:
    for first, second in (("Câu 1: ", "Câu 2: "), ("1. ", "2. ")):
        text = f"{first}Một?\nA. a\nB. b\nANSWER: A\n\n{second}Hai?\nA. a\nB. b\nANSWER: B\n"
        sheet = banks.read(text.encode(), "de.txt")
        assert sheet is not None and [(row.stem, row.key) for row in sheet.rows] == [("Một?", [0]), ("Hai?", [1])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    sheet = banks.read(f"{ONE}Đáp án: B".replace("\n", "\r\n").encode(encoding), "de.txt")
    assert sheet is not None and [(row.stem, row.options, row.key) for row in sheet.rows] == [("Một?", ["a", "b"], [1])]


def test_an_old_font_is_converted_and_told() -> None:
    sheet = banks.read("C©u 1: N¨m nµo?\nA. N¨m 1930\n*B. N¨m bèn l¨m".encode("latin-1"), "de.txt")
    assert sheet is not None and [(row.stem, row.options) for row in sheet.rows] == [
        ("Năm nào?", ["Năm 1930", "Năm bốn lăm"])
    ]
    assert sheet.problems == [Problem("old-font", found="C©u 1: N¨m nµo?", expected="Câu 1: Năm nào?")]


@pytest.mark.parametrize(
    "text",
    [
        "ĐÁP ÁN\n" * 30_000, "Câu 1: x\nCHƯƠNG I\n" * 5_000,
        "Câu 1: x\nA. a\n" * 5_000 + "ĐÁP ÁN\n" + "1-A\n" * 30_000,
        "Câu 2: x\nĐÁP ÁN\n1-A\n" * 5_000 + "Câu 1: x\n" * 5_000, "ĐÁP ÁN\n" + "1 " * 500_000, "1. x\n" * 30_000,
    ],
)  # fmt: skip
def test_no_file_takes_long(text: str) -> None:
    # Looking through all questions for every key or heading would take minutes here.
    assert read(text).rows == []
