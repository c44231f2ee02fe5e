"""Questions drawn by lot, of every kind, with letters that formats trip over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from storage.files.question_rows import Picture, QuestionRow

NASTY = ["~", "=", "#", "{", "}", ":", "\\", "->", "%50%", "&", "<b>", "&amp;", "“x”", "ằ", "🔔", "A.", "=1+1", "'",
         '"', "[tag:a]", "*", "//", "$CATEGORY:", "|", ";", "…", "a < b", "\\n", "::", "]"]  # fmt: skip
WORDS = ["Lớp", "học", "mấy", "giờ", "7", "nội quy", "Đúng", "sai", "điều 3"]


def lines(pieces: list[str], most: int = 5) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces), min_size=1, max_size=most).map(" ".join)


text = lines([*WORDS, *NASTY])
block = st.lists(text, min_size=1, max_size=3).map("\n".join)
chapter = st.lists(lines(WORDS, 3), max_size=2).map(" / ".join)
KINDS = ("single", "multiple", "truefalse", "short", "number", "matching", "ordering", "essay")


def _about() -> dict[str, st.SearchStrategy[Any]]:
    word = lines(WORDS, 4)
    return {
        "explanation": st.one_of(st.just(""), block), "source": st.one_of(st.just(""), word),
        "level": st.sampled_from(["", "Dễ", "Khó"]), "name": st.one_of(st.just(""), word), "chapter": chapter,
        "tags": st.lists(word, max_size=2, unique=True),
    }  # fmt: skip


def _options(least: int = 2, most: int = 6) -> st.SearchStrategy[list[str]]:
    return st.lists(text, min_size=least, max_size=most, unique=True)


@st.composite
def rows(draw: st.DrawFn, kinds: tuple[str, ...] = ()) -> QuestionRow:
    """A question as a reader gives it."""
    about = {name: draw(strategy) for name, strategy in _about().items()}
    row = QuestionRow(0, "", "essay", draw(block), **about)
    kind = draw(st.sampled_from(kinds or KINDS))
    match kind:
        case "single":
            options = draw(_options())
            key = [draw(st.integers(0, len(options) - 1))]
            return replace(row, kind="single", options=options, key=key, feedbacks=draw(_feedbacks(len(options))))
        case "multiple":
            options = draw(_options(3))
            key = sorted(draw(st.sets(st.integers(0, len(options) - 1), min_size=1, max_size=2)))
            return replace(row, kind="multiple", options=options, key=key, feedbacks=draw(_feedbacks(len(options))))
        case "truefalse":
            key = [draw(st.integers(0, 1))]
            return replace(row, kind="truefalse", options=["Đúng", "Sai"], key=key, feedbacks=draw(_feedbacks(2)))
        case "short":
            accepted = draw(_options(1, 3))
            return replace(row, kind="short", accepted=accepted, feedbacks=draw(_feedbacks(len(accepted))))
        case "number":
            number = draw(st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3)))
            return replace(row, kind="number", number=number, tolerance=draw(st.sampled_from([0.0, 0.1, 2.0])))
        case "matching":
            lefts, options = draw(_options(2, 4)), draw(_options(2, 4))
            # Options are listed as they come up; those that nothing belongs to stand last.
            first = [draw(st.integers(0, len(options) - 1)) for _ in lefts]
            order = list(dict.fromkeys([*first, *range(len(options))]))
            key = [order.index(at) for at in first]
            return replace(row, kind="matching", lefts=lefts, options=[options[at] for at in order], key=key)
        case "ordering":
            return replace(row, kind="ordering", options=draw(_options(2, 5)))
    return row


def _feedbacks(count: int) -> st.SearchStrategy[list[str]]:
    some = st.lists(st.one_of(st.just(""), text), min_size=count, max_size=count)
    return some.map(lambda said: said if any(said) else [])


picture = st.sampled_from([None, Picture("lop.png", b"\x89PNG\r\n"), Picture("so_do.jpg", b"\xff\xd8\xff\xe0")])
