"""Texts: filled in, long values and all, or refused loudly."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from handlers import texts

TEXTS = Path(texts.__file__).parent


def test_a_text_is_filled_in() -> None:
    filled = texts.text("vi", "registration-class-and-unit", {"cohort": "NTD-03", "unit": "Chi bộ A"})
    assert filled == "lớp NTD-03, Chi bộ A"


def test_values_of_any_length_fit() -> None:
    name = "Nguyễn " * 2000
    assert texts.text("vi", "registration-class-only", {"cohort": name}) == f"lớp {name}"


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="registration-class-only"):
        texts.text("vi", "registration-class-only", {})


@pytest.mark.parametrize("key", ["registration-nothing", "nothing-at-all"])
def test_an_unknown_text_is_an_error(key: str) -> None:
    with pytest.raises(KeyError):
        texts.text("vi", key, {})


def test_an_unknown_language_speaks_vietnamese() -> None:
    assert texts.text("fr", "registration-yes", {}) == "Đúng"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_text_stands_twice(language: str) -> None:
    """Fluent would quietly keep the first one."""
    pattern = re.compile(r"^([a-z][a-z0-9-]*) =", re.MULTILINE)
    keys = [key for file in sorted(TEXTS.glob(f"{language}/*.ftl")) for key in pattern.findall(file.read_text("utf-8"))]
    assert len(keys) > 500
    assert [key for key, times in Counter(keys).items() if times > 1] == []
