"""The picture of someone's progress, drawn from plain data."""

from __future__ import annotations

import io
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle, FancyBboxPatch, Patch

# One unit is one pixel of a picture 800 wide; it is drawn half as large again for sharp phones.
WIDTH, DPI, SCALE = 800, 100, 1.5
MARGIN = 40
LEFT, RIGHT = MARGIN, WIDTH - MARGIN
HEAD, LESSONS, ROW, FOOT = 96, 100, 78, 72  # the heights of the parts
BAR = 26
MOST_ROWS = 8
MOST_DOTS = 24
LONGEST_TITLE, LONGEST_HEADING, LONGEST_FOOT = 40, 38, 58

INK, GREY, PALE, PAPER = "#1d2733", "#5d6b7a", "#e6eaef", "#ffffff"
BLUE, GREEN, AMBER, RED = "#1f5fa8", "#2c8a4b", "#d98a00", "#c0392b"
COLOURS = {"passed": GREEN, "again": AMBER, "to_do": GREY, "lost": RED}


def png(data: dict[str, Any]) -> bytes:
    """A PNG picture, 1,200 pixels wide.

    `data`: `heading`, `under` (a line below it); `lessons` {label, words, held, to_come}; `quizzes` a list of
    {title, words, mark (of 10, or None), state (see `storage.progress`)}, of which the last are shown, and
    `more`, how to say that there are others; `no_quizzes`, what stands there when there is none;
    `pass_mark`, `pass_words`; `foot`, `finished`. All words are ready to show.
    """
    quizzes = data["quizzes"][-MOST_ROWS:]
    height = HEAD + LESSONS + ROW * max(len(quizzes), 1) + (40 if quizzes else 0) + FOOT
    axes = paper(height)
    heading(axes, data)
    _lessons(axes, data["lessons"], HEAD)
    _quizzes(axes, data, quizzes, HEAD + LESSONS)
    _foot(axes, data, height - FOOT)
    return written(axes)


def shortened(text: str, longest: int) -> str:
    """The text, cut at a word and ended with … when it is longer."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > longest // 2 else head).rstrip(" ,.;:-") + "…"


def paper(height: int) -> Axes:
    """A white paper of that height; the origin is its upper left corner."""
    # No pyplot: it keeps global state, and pictures are drawn in threads.
    figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI * SCALE, facecolor=PAPER)
    FigureCanvasAgg(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    return axes


def heading(axes: Axes, data: dict[str, Any]) -> None:
    box(axes, 0, 0, WIDTH, HEAD - 12, BLUE, round_by=0)
    words(axes, LEFT, 32, shortened(data["heading"], LONGEST_HEADING), 19, PAPER, weight="bold")
    words(axes, LEFT, 63, shortened(data["under"], 62), 12.5, "#d6e4f5")


def _lessons(axes: Axes, lessons: dict[str, Any], top: float) -> None:
    words(axes, LEFT, top + 20, lessons["label"], 15, INK, weight="bold")
    words(axes, RIGHT, top + 20, lessons["words"], 14, GREY, ha="right")
    held, total = lessons["held"], lessons["held"] + lessons["to_come"]
    if total > MOST_DOTS:
        _bar(axes, top + 42, held / total, BLUE, 18)
        return
    step = min(40.0, (RIGHT - LEFT) / max(total, 1))
    for number in range(total):
        middle = (LEFT + step * (number + 0.38), top + 56)
        over = number < held
        axes.add_patch(Circle(middle, step * 0.36, facecolor=BLUE if over else PAPER, edgecolor=BLUE, linewidth=2))


def _quizzes(axes: Axes, data: dict[str, Any], quizzes: list[dict[str, Any]], top: float) -> None:
    if not quizzes:
        words(axes, LEFT, top + 30, data["no_quizzes"], 14, GREY)
        return
    for number, quiz in enumerate(quizzes):
        _quiz(axes, quiz, top + 14 + number * ROW)
    bottom = top + 14 + len(quizzes) * ROW
    across = LEFT + (RIGHT - LEFT) * data["pass_mark"] / 10
    for number in range(len(quizzes)):
        upper = top + 14 + number * ROW + 29
        axes.plot([across, across], [upper, upper + BAR + 6], color=INK, linewidth=2, zorder=5)
    words(axes, across, bottom + 4, data["pass_words"], 12.5, INK, ha="center")
    if len(quizzes) < len(data["quizzes"]):
        words(axes, RIGHT, bottom + 4, data["more"], 12, GREY, ha="right")


def _quiz(axes: Axes, quiz: dict[str, Any], top: float) -> None:
    colour = COLOURS[quiz["state"]]
    words(axes, LEFT, top + 10, shortened(quiz["title"], LONGEST_TITLE), 14.5, INK)
    words(axes, RIGHT, top + 10, quiz["words"], 14.5, colour, weight="bold", ha="right")
    _bar(axes, top + 30, (quiz["mark"] or 0) / 10, colour, BAR)


def _foot(axes: Axes, data: dict[str, Any], top: float) -> None:
    colour = GREEN if data["finished"] else AMBER
    box(axes, LEFT, top, RIGHT - LEFT, FOOT - 18, "#e8f5ec" if data["finished"] else "#fff5e0", round_by=8)
    box(axes, LEFT, top, 8, FOOT - 18, colour, round_by=0)
    foot = shortened(data["foot"], LONGEST_FOOT)
    words(axes, LEFT + 24, top + (FOOT - 18) / 2, foot, 14.5, INK, weight="bold")


def _bar(axes: Axes, top: float, share: float, colour: str, height: float) -> None:
    box(axes, LEFT, top, RIGHT - LEFT, height, PALE, round_by=5)
    if share > 0:
        box(axes, LEFT, top, max((RIGHT - LEFT) * min(share, 1), 10), height, colour, round_by=5)


def box(axes: Axes, left: float, top: float, width: float, height: float, colour: str, *, round_by: float) -> None:
    style = f"round,pad=0,rounding_size={round_by}" if round_by else "square,pad=0"
    box: Patch = FancyBboxPatch((left, top), width, height, boxstyle=style, facecolor=colour, linewidth=0)
    axes.add_patch(box)


def words(axes: Axes, left: float, middle: float, said: str, size: float, colour: str, **style: Any) -> None:
    """Write the words on the paper; the place is their left edge and their middle."""
    style = {"va": "center_baseline", "family": "DejaVu Sans", "fontsize": size, "color": colour, **style}
    # What people wrote may hold a $, which would begin a formula.
    axes.text(left, middle, said, parse_math=False, **style)


def written(axes: Axes) -> bytes:
    """The paper as a PNG picture."""
    picture = io.BytesIO()
    figure = axes.get_figure()
    assert figure is not None
    figure.savefig(picture, format="png", dpi=DPI * SCALE, pil_kwargs={"optimize": True})  # type: ignore[union-attr]
    return picture.getvalue()
