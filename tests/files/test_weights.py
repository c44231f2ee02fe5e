"""Shares of points as Moodle lists them, and what tags keep."""

from __future__ import annotations

import pytest

from storage.files import marked_tags, weights
from storage.files.question_rows import QuestionRow


@pytest.mark.parametrize(
    ("percent", "share"),
    [
        ("100", 1.0), ("33.33333", 1 / 3), ("33.33", 1 / 3), ("33,3", 1 / 3), ("-66.667", -2 / 3), ("16.66667", 1 / 6),
        ("14.28571", 1 / 7), ("11.11111", 1 / 9), ("83.33333", 5 / 6), ("12.5", 0.125), ("5", 0.05), ("0", 0.0),
        ("17", None), ("33", None), ("120", None), ("nan", None), ("inf", None), ("", None), ("1" * 5000, None),
    ],
)  # fmt: skip
def test_shares(percent: str, share: float | None) -> None:
    assert weights.share(percent) == share


@pytest.mark.parametrize("share", [*weights.SHARES, *(-share for share in weights.SHARES[:-1])])
def test_a_share_is_written_so_that_it_is_read_again(share: float) -> None:
    assert weights.share(weights.percent(share)) == share


def test_the_usual_shares_of_several_right_options() -> None:
    assert weights.usual([0, 2], 3) == [0.5, -1.0, 0.5]
    assert weights.unusual([0.5, -1.0, 0.5]) == []
    assert weights.unusual([0.5, 0.0, 0.5]) == [0.5, 0.0, 0.5]
    assert weights.unusual([0.0, 0.0]) == [0.0, 0.0]


def test_marked_tags() -> None:
    row = QuestionRow(1, "", "short", "Hỏi?", source="Nội quy", level="Dễ", tags=["cũ"], accents=True)
    tags = marked_tags.together(row, "a/ / b")
    assert tags == ["cũ", "nguồn: Nội quy", "mức: Dễ", "tên chương: a/ / b", "dấu:có"]
    assert marked_tags.parted(tags) == marked_tags.Marked(["cũ"], "Nội quy", "Dễ", "a/ / b", True)
    assert marked_tags.parted(["Nguồn:A", "nguồn: B", "Mức độ: Khó", "x", "x", ""]) == marked_tags.Marked(
        ["x"], "A; B", "Khó"
    )
