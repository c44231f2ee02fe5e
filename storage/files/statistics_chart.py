"""The picture of how a quiz went: its marks, and how easy each question was."""

from __future__ import annotations

from typing import Any

from storage.files.chart import BLUE, GREY, INK, LEFT, PALE, RED, RIGHT, WIDTH, box, paper, shortened, words, written

HEAD, MARKS, FOOT = 96, 250, 40  # the heights of the parts
ROW = 34
PLOT = 150  # the height of the tallest bar of marks


def png(data: dict[str, Any]) -> bytes:
    """A PNG picture, 1,200 pixels wide.

    `data`: `heading`, `under`; `marks_label`, `bands` (ten numbers of attempts); `questions_label`, `questions` a list
    of {label, share (0 to 1), words, flagged}, a line each; `foot`.
    """
    questions = data["questions"]
    height = HEAD + MARKS + 50 + ROW * len(questions) + FOOT
    axes = paper(height)
    box(axes, 0, 0, WIDTH, HEAD - 12, BLUE, round_by=0)
    words(axes, LEFT, 32, shortened(data["heading"], 44), 19, "#ffffff", weight="bold")
    words(axes, LEFT, 63, shortened(data["under"], 62), 12.5, "#d6e4f5")
    _marks(axes, data)
    top = HEAD + MARKS
    words(axes, LEFT, top + 16, data["questions_label"], 15, INK, weight="bold")
    for number, question in enumerate(questions):
        _question(axes, question, top + 44 + number * ROW)
    words(axes, LEFT, height - 22, shortened(data["foot"], 80), 12, GREY)
    return written(axes)


def _marks(axes: Any, data: dict[str, Any]) -> None:
    """A bar for each band of marks, with how many lie in it above."""
    words(axes, LEFT, HEAD + 14, data["marks_label"], 15, INK, weight="bold")
    bands, bottom = data["bands"], HEAD + 50 + PLOT
    step, most = (RIGHT - LEFT) / len(bands), max([*bands, 1])
    for number, count in enumerate(bands):
        left, tall = LEFT + number * step + 6, PLOT * count / most
        if count:
            box(axes, left, bottom - tall, step - 12, tall, BLUE, round_by=0)
            words(axes, left + (step - 12) / 2, bottom - tall - 10, str(count), 12, INK, ha="center")
        else:
            box(axes, left, bottom - 2, step - 12, 2, PALE, round_by=0)
        words(axes, left + (step - 12) / 2, bottom + 14, f"{number}–{number + 1}", 11, GREY, ha="center")


def _question(axes: Any, question: dict[str, Any], top: float) -> None:
    words(axes, LEFT, top + 10, question["label"], 13, INK)
    left, right = LEFT + 74, RIGHT - 74
    box(axes, left, top, right - left, 20, PALE, round_by=4)
    if question["share"] > 0:
        colour = RED if question["flagged"] else BLUE
        box(axes, left, top, max((right - left) * question["share"], 8), 20, colour, round_by=4)
    words(axes, RIGHT, top + 10, question["words"], 13, RED if question["flagged"] else INK, ha="right")
