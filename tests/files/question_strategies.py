"""Questions drawn by lot, of every kind, with letters that formats trip over."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from storage.files import clean_text, moodle_rows, weights
from storage.files.question_rows import Picture, QuestionRow
from storage.vietnamese import fold

NASTY = ["~", "=", "#", "{", "}", ":", "\\", "->", "%50%", "&", "<b>", "&amp;", "“x”", "ằ", "🔔", "A.", "=1+1", "'",
         '"', "[tag:a]", "*", "//", "$CATEGORY:", "|", ";", "…", "a < b", "\\n", "::", "]", "[html]", "<!--", "]]>",
         "####", "@@PLUGINFILE@@", ">3 ALL", "\\*", "**", "TRUE", "_____", "&#65;", "<br>", "x²"]  # fmt: skip
WORDS = ["Lớp", "học", "mấy", "giờ", "7", "nội quy", "Đúng", "sai", "điều 3"]


def lines(pieces: list[str], most: int = 5) -> st.SearchStrategy[str]:
    """One line of such pieces."""
    return st.tuples(st.lists(st.sampled_from(pieces), min_size=1, max_size=most), st.sampled_from([" ", ""])).map(
        lambda drawn: clean_text.line(drawn[1].join(drawn[0]))
    )


letters = st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Cf"])
odd = st.text(letters, min_size=1, max_size=8).map(clean_text.line).filter(bool)
text = st.one_of(lines([*WORDS, *NASTY]), odd)
block = st.lists(text, min_size=1, max_size=3).map("\n".join).map(clean_text.block).filter(bool)
chapter = st.one_of(
    st.lists(lines(WORDS, 3), max_size=2).map(" / ".join),
    lines([*WORDS, "/", "//", " / ", "top", "$course$", "\\", ":", "{", "~"], 4),
)
KINDS = ("single", "multiple", "truefalse", "short", "number", "matching", "ordering", "essay")


def _about() -> dict[str, st.SearchStrategy[Any]]:
    word = st.one_of(lines(WORDS, 4), lines([*WORDS, "]", "\\", ":", "[tag:", "&", "<b>", '"'], 4))
    return {
        "explanation": st.one_of(st.just(""), block), "source": st.one_of(st.just(""), word),
        "level": st.sampled_from(["", "Dễ", "Khó"]), "chapter": chapter,
        "tags": st.lists(word, max_size=2, unique=True),
    }  # fmt: skip


def _options(least: int = 2, most: int = 6, one: st.SearchStrategy[str] = text) -> st.SearchStrategy[list[str]]:
    return st.lists(one, min_size=least, max_size=most, unique=True)


@st.composite
def rows(draw: st.DrawFn, kinds: tuple[str, ...] = ()) -> QuestionRow:
    """A question as a reader gives it."""
    about = {name: draw(strategy) for name, strategy in _about().items()}
    row = moodle_rows.named(QuestionRow(0, "", "essay", draw(block), **about), draw(st.one_of(st.just(""), text)))
    kind = draw(st.sampled_from(kinds or KINDS))
    match kind:
        case "single" | "multiple":
            return draw(_choice(row, one=kind == "single"))
        case "truefalse":
            key = [draw(st.integers(0, 1))]
            return replace(row, kind="truefalse", options=["Đúng", "Sai"], key=key, feedbacks=draw(_feedbacks(2)))
        case "short":
            return draw(_short(row))
        case "number":
            return draw(_number(row))
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


@st.composite
def _choice(draw: st.DrawFn, row: QuestionRow, *, one: bool) -> QuestionRow:
    options = draw(_options(2 if one else 3))
    row = replace(row, options=options, feedbacks=draw(_feedbacks(len(options))))
    places = st.integers(0, len(options) - 1)
    if one:
        key = [draw(places)]
        others = draw(st.lists(st.sampled_from([0.0, 0.5, 1 / 3, -0.25]), min_size=len(options), max_size=len(options)))
        shares = [1.0 if place in key else share for place, share in enumerate(others)]
        return replace(row, kind="single", key=key, weights=shares if any(set(shares) - {0.0, 1.0}) else [])
    key = sorted(draw(st.sets(places, min_size=1, max_size=4)))
    loss = draw(st.sampled_from([0.0, -0.5, None]))
    shares = [1 / len(key) if place in key else loss or 0.0 for place in range(len(options))]
    return replace(row, kind="multiple", key=key, weights=[] if loss is None else weights.unusual(shares))


@st.composite
def _short(draw: st.DrawFn, row: QuestionRow) -> QuestionRow:
    wildcards = draw(st.booleans())
    forms = draw(_options(1, 3, lines([*WORDS, "*"], 4) if wildcards else text))
    shares = [1.0, *sorted(draw(st.sampled_from([1.0, 0.5, 1 / 6])) for _ in forms[1:])[::-1]]
    return replace(
        row, kind="short", accepted=forms, wildcards=wildcards and any("*" in form for form in forms),
        weights=[] if set(shares) == {1.0} else shares, feedbacks=draw(_feedbacks(len(forms))),
        accents=draw(st.booleans()),
    )  # fmt: skip


@st.composite
def _number(draw: st.DrawFn, row: QuestionRow) -> QuestionRow:
    number = st.one_of(st.floats(-1e6, 1e6).map(lambda value: round(value, 3)), st.floats(-1e14, 1e14)).map(
        lambda value: value + 0.0
    )
    off = st.sampled_from([0.0, 0.1, 2.0, 1e-7])
    more = draw(st.lists(st.tuples(number, off, st.sampled_from([1.0, 0.5, 1 / 3])), max_size=2))
    more.sort(key=lambda one: one[2] != 1)
    feedbacks = draw(_feedbacks(1 + len(more)))
    return replace(row, kind="number", number=draw(number), tolerance=draw(off), more_numbers=more, feedbacks=feedbacks)


def _feedbacks(count: int) -> st.SearchStrategy[list[str]]:
    some = st.lists(st.one_of(st.just(""), block), min_size=count, max_size=count)
    return st.one_of(st.just([]), some.map(lambda said: said if any(said) else []))


def banks(most: int = 4) -> st.SearchStrategy[list[QuestionRow]]:
    """Some questions, no two with the same stem."""
    return st.lists(rows(), max_size=most, unique_by=lambda row: fold(row.stem))


picture = st.sampled_from([
    None, Picture("lop.png", b"\x89PNG\r\n\x1a\n..."), Picture("sơ_đồ.jpg", b"\xff\xd8\xff\xe0"),
    Picture("h.webp", b"RIFF\x00\x00\x00\x00WEBP"), Picture("v1.2.gif", b"GIF89a"),
])  # fmt: skip
