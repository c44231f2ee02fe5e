"""Every problem has its sentence in both languages."""

import re
from pathlib import Path

import pytest
from fluent.runtime import FluentBundle, FluentResource

ROOT = Path(__file__).parents[2]
VALUES = {"row": 12, "sheet": "S", "found": "f", "expected": "e", "limit": 5}


def keys_in_code() -> set[str]:
    """The keys that the readers raise and report."""
    raised = re.compile(r'(?:Unreadable|_refused)\(\s*"([a-z-]+)"(?: if [^"]* else "([a-z-]+)")?')
    reported = re.compile(
        r'(?:Problem|Refused|report|_again|notes\.tell|notes\.count)\(\s*"([a-z-]+)"(?: if [^"]* else "([a-z-]+)")?'
        r'|"(clash-\w+)", lambda'
    )
    keys = set()
    for file in (ROOT / "storage/files").glob("*.py"):
        code = file.read_text(encoding="utf-8")
        keys |= {f"unreadable-{key}" for found in raised.findall(code) for key in found if key}
        keys |= {f"problem-{key}" for found in reported.findall(code) for key in found if key}
    return keys


def bundle(language: str) -> tuple[FluentBundle, set[str]]:
    folder = ROOT / "handlers/texts" / language
    text = "\n".join((folder / f"{topic}.ftl").read_text(encoding="utf-8") for topic in ("problem", "unreadable"))
    texts = FluentBundle([language], use_isolating=False)
    texts.add_resource(FluentResource(text))
    return texts, set(re.findall(r"^([a-z-]+) =", text, re.MULTILINE))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_key_has_a_sentence(language: str) -> None:
    assert keys_in_code() - bundle(language)[1] == set()  # the handlers add problems of their own


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_sentence_can_be_filled(language: str) -> None:
    texts, keys = bundle(language)
    errors = {}
    for key in sorted(keys):
        pattern = texts.get_message(key).value
        assert pattern is not None
        errors[key] = texts.format_pattern(pattern, VALUES)[1]
    assert {key: found for key, found in errors.items() if found} == {}
