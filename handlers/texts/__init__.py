"""Every word the bot says, in Fluent files: `<language>/<topic>.ftl` holds the messages `<topic>-…`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource

FOLDER = Path(__file__).parent
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
DEFAULT = "vi"

# Fluent refuses longer values (it fears texts that grow without end); a list of names or a learner's question
# may well be longer, so such values are put in afterwards.
LONG = 500
_MARK = "\uf8ff"  # of Unicode's private use, so nobody types it


def text(language: str, key: str, values: dict[str, Any]) -> str:
    """The message `key` in the language, filled in. Raises `KeyError` for an unknown key or a missing value."""
    bundle = _bundle(language if language in LANGUAGES else DEFAULT, key.partition("-")[0])
    message = bundle.get_message(key) if bundle.has_message(key) else None
    if message is None or message.value is None:
        raise KeyError(f"no text {key!r} in {language!r}")
    long = {name: value for name, value in values.items() if isinstance(value, str) and len(value) > LONG}
    stand_ins = {name: f"{_MARK}{number}{_MARK}" for number, name in enumerate(long)}
    filled, errors = bundle.format_pattern(message.value, {**values, **stand_ins})
    if errors:
        raise KeyError(f"text {key!r} in {language!r}: {errors}")
    said = str(filled)
    for name, stand_in in stand_ins.items():
        said = said.replace(stand_in, long[name])
    return said


@cache
def _bundle(language: str, topic: str) -> FluentBundle:
    # A file is parsed when first needed: the first reply must not wait for all of them.
    bundle = FluentBundle([language], use_isolating=False)
    file = FOLDER / language / f"{topic}.ftl"
    if not file.exists():
        raise KeyError(f"no texts about {topic!r} in {language!r}")
    bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle
