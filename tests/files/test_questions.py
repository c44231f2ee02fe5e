"""Questions in spreadsheets."""

from datetime import date

import pytest

from storage.files import recognise
from storage.files.problems import Problem
from storage.files.questions import Kind, QuestionRow, QuestionSheet, read
from storage.files.sheets import Cell, Grid, Sheet
from tests.files.workbooks import grid

HEADER: list[Cell] = [
    "STT",
    "Câu hỏi",
    "A",
    "B",
    "C",
    "D",
    "Đáp án",
    "Giải thích",
    "Nguồn",
    "Chương",
    "Mức độ",
]


def one(*cells: Cell) -> Grid:
    """A sheet of one question: stem, A, B, C, D, key."""
    return grid([HEADER, [1, *cells]])


def test_all_columns_are_read() -> None:
    row: list[Cell] = [
        1,
        "Câu 1: Hai\ncộng ba?",
        "A. 4",
        "B. 5",
        "C) 6",
        7,
        "B",
        "2 + 3",
        "Sách 1",
        "I",
        "Dễ",
    ]
    assert read(grid([["NGÂN HÀNG"], HEADER, row])) == QuestionSheet(
        [
            QuestionRow(
                *(3, "S", "single", "Hai\ncộng ba?", ["4", "5", "6", "7"], [1]),
                explanation="2 + 3",
                source="Sách 1",
                chapter="I",
                level="Dễ",
            )
        ]
    )


@pytest.mark.parametrize(
    ("key", "right"),
    [
        *[(key, [1]) for key in ("B", "b", "B.", "câu b", "Đáp án B", "ĐÁP ÁN: B", "Huế", "huế.", "B. Huế", 2, "2")],
        *[(key, [0, 2]) for key in ("A, C", "AC", "A;C", "c và a", "A/C", "Hà Nội; Vinh", "A, C, A")],
    ],
)
def test_keys(key: Cell, right: list[int]) -> None:
    kind: Kind = "single" if len(right) == 1 else "multiple"
    question = QuestionRow(2, "S", kind, "Ở đâu?", ["Hà Nội", "Huế", "Vinh"], right)
    assert read(one("Ở đâu?", "Hà Nội", "Huế", "Vinh", None, key)) == QuestionSheet([question])


@pytest.mark.parametrize("key", ["Đúng", "đúng", "Đ", True, "TRUE"])
def test_true(key: Cell) -> None:
    question = QuestionRow(2, "S", "truefalse", "1 < 2", ["Đúng", "Sai"], [0])
    assert read(one("1 < 2", None, None, None, None, key)) == QuestionSheet([question])
    assert read(one("1 < 2", "Sai", "Đúng", None, None, key)) == QuestionSheet([question])
    assert read(one("1 < 2", "Sai", "Đúng", None, None, "B")) == QuestionSheet([question])


@pytest.mark.parametrize("key", ["Sai", "S", False, "false"])
def test_false(key: Cell) -> None:
    question = QuestionRow(2, "S", "truefalse", "1 > 2", ["Đúng", "Sai"], [1])
    assert read(one("1 > 2", None, None, None, None, key)) == QuestionSheet([question])


@pytest.mark.parametrize(
    ("key", "number", "tolerance"),
    [
        ("7,5", 7.5, 0.0),
        ("7.5", 7.5, 0.0),
        (7.5, 7.5, 0.0),
        ("7,5 ± 0,1", 7.5, 0.1),
        ("7,5 +- 0,1", 7.5, 0.1),
        (1930, 1930.0, 0.0),
        ("-3", -3.0, 0.0),
        ("1.000.000,5", 1_000_000.5, 0.0),
        ("0.125", 0.125, 0.0),
    ],
)
def test_numbers(key: Cell, number: float, tolerance: float) -> None:
    question = QuestionRow(2, "S", "number", "Bao nhiêu?", number=number, tolerance=tolerance)
    assert read(one("Bao nhiêu?", None, None, None, None, key)) == QuestionSheet([question])


@pytest.mark.parametrize(
    ("key", "accepted"),
    [
        ("Hồ Chí Minh | Bác Hồ", ["Hồ Chí Minh", "Bác Hồ"]),
        ("km/h; km/giờ", ["km/h", "km/giờ"]),
        ("tự do, dân chủ", ["tự do, dân chủ"]),
        ("7,5 kg", ["7,5 kg"]),
        (date(1930, 2, 3), ["03/02/1930", "3/2/1930"]),
        (10**400, [str(10**400)]),
    ],
)
def test_short_answers(key: Cell, accepted: list[str]) -> None:
    question = QuestionRow(2, "S", "short", "Ai?", accepted=accepted)
    assert read(one("Ai?", None, None, None, None, key)) == QuestionSheet([question])


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ((None, "x", "y", None, None, "A"), Problem("stem-missing", "S", 2, "1 · x · y · A")),
        (("Q", "x", "y"), Problem("key-missing", "S", 2, "Q")),
        (("Q", "x", "y", None, None, "C"), Problem("key-empty-option", "S", 2, "C", "C")),
        (("Q", "x", "y", None, None, "A, C"), Problem("key-empty-option", "S", 2, "A, C", "C")),
        (("Q", "x", "y", None, None, "z"), Problem("key-unknown", "S", 2, "z")),
        (("Q", "x", "y", None, None, "B. z"), Problem("key-differs", "S", 2, "B. z", "y")),
        (("Q", 2, 1, 3, None, 2), Problem("key-unclear", "S", 2, "2")),
        (("Q", "x", None, None, None, "A"), Problem("options-few", "S", 2, "x")),
        (("Q", None, None, None, None, "D"), Problem("options-few", "S", 2, "D")),
        (("Q", "x", "y", "x", None, "B"), Problem("option-twice", "S", 2, "x", "A, C")),
        (("Q", None, None, None, None, "1.000"), Problem("number-unclear", "S", 2, "1.000")),
    ],
)
def test_a_doubtful_question_is_not_taken(cells: tuple[Cell, ...], problem: Problem) -> None:
    good: list[Cell] = [2, "Tốt?", "x", "y", None, None, "A"]
    assert read(grid([HEADER, [1, *cells], good])) == QuestionSheet(
        [QuestionRow(3, "S", "single", "Tốt?", ["x", "y"], [0])], [problem]
    )


def test_options_that_look_like_keys_are_read_as_text() -> None:
    questions = read(
        grid(
            [
                HEADER,
                [1, "P", "C - Mác", "D", None, None, "C - Mác"],
                [2, "Q", "1,2", "1,3", None, None, "1,2"],
            ]
        )
    )
    assert [(question.options, question.key) for question in questions.rows] == [
        (["C - Mác", "D"], [0]),
        (["1,2", "1,3"], [0]),
    ]


def test_an_empty_option_in_the_middle_moves_no_key() -> None:
    assert read(one("Q", "x", None, "y", "z", "D")).rows[0].key == [2]


def test_the_same_stem_twice_is_reported_and_both_are_kept() -> None:
    table = read(grid([HEADER, [1, "Là gì?", "x", "y", None, None, "A"], [2, "LÀ GÌ?", "u", "v", None, None, "A"]]))
    assert ([row.row for row in table.rows], table.problems) == (
        [2, 3],
        [Problem("stem-twice", "S", 3, "LÀ GÌ?", "2")],
    )


def test_chapters_as_rows_empty_numbers_and_headers_of_two_lines() -> None:
    rows: list[list[Cell]] = [
        ["Câu", "Nội dung câu hỏi", "Phương án", None, None, "Đáp án đúng"],
        [None, None, "A", "B", "C"],
        ["CHƯƠNG 1. MỞ ĐẦU"],
        [1, "P", "x", "y", None, "A"],
        [2],
        ["Chương 2"],
        [3, "Q", "x", "y", "z", "C"],
    ]
    merged = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 4), (0, 5, 1, 5), (2, 0, 2, 5)]
    assert read(grid(rows, merged)) == QuestionSheet(
        [
            QuestionRow(4, "S", "single", "P", ["x", "y"], [0], chapter="CHƯƠNG 1. MỞ ĐẦU"),
            QuestionRow(7, "S", "single", "Q", ["x", "y", "z"], [2], chapter="Chương 2"),
        ]
    )


def test_nothing_to_read_is_reported() -> None:
    assert read(grid([["a"]])) == QuestionSheet([], [Problem("no-header", "S")])
    assert read(grid([HEADER])) == QuestionSheet([], [Problem("no-rows", "S")])


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (HEADER, "questions"),
        (["Câu hỏi", "Đáp án"], "questions"),
        (["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Ghi chú"], "roster"),
        (["Họ đệm", "Tên"], "roster"),
        (["Thứ", "Ngày", "Buổi", "Nội dung", "Giảng viên"], "timetable"),
        (["Thời gian", "Chuyên đề", "Họ và tên giảng viên"], "timetable"),
        (["a", "b"], None),
    ],
)
def test_tables_are_recognised_by_their_header(header: list[Cell], kind: str | None) -> None:
    assert recognise(grid([["DANH SÁCH"], header, ["x"]])) == kind


@pytest.mark.parametrize(
    ("header", "key", "right"),
    [
        (["STT", "Câu hỏi", "Phương án 1", "Phương án 2", "Phương án 3", "Đáp án đúng"], 2, [1]),
        (["STT", "Câu hỏi", "Đáp án 1", "Đáp án 2", "Đáp án 3", "Đáp án"], "1, 3", [0, 2]),
        (["STT", "Question Text", "Option 1", "Option 2", "Option 3", "Correct Answer"], 2, [1]),
        (["", "Question - max 120 characters", "Answer 1 - max 75 characters", "Answer 2", "Answer 3",
          "Correct answer(s)"], "1,3", [0, 2]),
    ],
)  # fmt: skip
def test_options_numbered_in_the_header(header: list[Cell], key: Cell, right: list[int]) -> None:
    rows = read(grid([header, [1, "Hỏi?", "x", "y", "z", key]])).rows
    assert [(row.options, row.key) for row in rows] == [(["x", "y", "z"], right)]


@pytest.mark.parametrize("key", ["A C", "(A), (C)", "1;3", "A\nC", "đáp án đúng là A, C"])
def test_more_ways_to_write_a_key(key: str) -> None:
    assert [row.key for row in read(one("Ở đâu?", "Hà Nội", "Huế", "Vinh", None, key)).rows] == [[0, 2]]


def test_what_is_not_read_is_told() -> None:
    rows: list[list[Cell]] = [[*HEADER, "Người soạn", "Ghi chú"], [1, "P", "x", "y", None, None, "A"]]
    rows[1] += [None] * 4 + ["Lan", "cũ"]
    rows.append([2, "Q", "#N/A", "y"])
    sheets = [Sheet("S", rows, hidden_rows=[2, 3]), Sheet("Ẩn", rows, hidden=True)]
    rows.append(["Người lập biểu", None, None, None, None, "GIÁM ĐỐC"])
    assert read(Grid(sheets)).problems == [
        Problem("rows-hidden", "S", None, "2", "2"), Problem("sheet-hidden", "Ẩn"),
        Problem("columns-unread", "S", None, "Người soạn, Ghi chú"), Problem("cell-error", "S", 3, "#N/A"),
    ]  # fmt: skip


def test_a_key_that_an_option_says_too_is_in_doubt() -> None:
    for key, last in (("A, B", "Cả A và B"), ("A và B", "A và B đều đúng"), ("A, B", "Tất cả các ý trên")):
        assert read(one("Q", "x", "y", last, None, key)).problems[0] == Problem("key-both", "S", 2, key, "C")
    assert read(one("Q", "x", "y", "Cả A và B", "z", "A, D")).rows[0].key == [0, 3]
