"""Which files may be handed in: told by name and first bytes. Nothing is opened."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from dataclasses import dataclass
from pathlib import PurePath

from storage.essays import DOCUMENT, PHOTO

MEGABYTE = 1024 * 1024
LARGEST_FILE = 10 * MEGABYTE
MOST_FILES = 20
MOST_TOGETHER = 30 * MEGABYTE
LONGEST_NAME = 80

_ZIP, _OLE, _RTF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
_WORD = (_ZIP, _OLE, _RTF)  # phones and old programs mix these up, and every Word opens them all the same
# How a file of each kind begins. Of heic and webp the telling letters come a little later (see `_begins`).
_KINDS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF",),
    ".docx": _WORD,
    ".doc": _WORD,
    ".rtf": _WORD,
    ".odt": (_ZIP,),
    ".pptx": (_ZIP, _OLE),
    ".ppt": (_ZIP, _OLE),
    ".txt": (),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".heic": (b"ftyp",),
    ".heif": (b"ftyp",),
    ".webp": (b"RIFF",),
}
_PHOTOS = {".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp"}
_SURE = (".pdf", ".jpg", ".png", ".heic", ".webp")  # told by their bytes alone
_NO_TEXT = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", _ZIP, _OLE)
_LATER = {b"ftyp": 4}  # where these letters stand
_FORBIDDEN = re.compile(r'[<>:"/\\|?*%#&]+')


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a file is not taken: `kind`, `large`, `empty` or `broken` (it is not what its name says)."""

    why: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that may be handed in, under a clean name; `kind` is photo or document."""

    name: str
    kind: str


def check_name(name: str, size: int) -> Refused | None:
    """Why the file need not even be fetched; None when it should be. A nameless one is told by its bytes."""
    if size > LARGEST_FILE:
        return Refused("large")
    return None if not name or _ending(clean(name)) in _KINDS else Refused("kind")


def check(name: str, content: bytes) -> Taken | Refused:
    """Whether the file may be handed in."""
    name = clean(name) or f"bai{_guessed(content)}"
    if _ending(name) in _PHOTOS:  # a channel that does not say of which kind a photo is calls all of them the same
        name = PurePath(name).stem + (_guessed(content, _PHOTOS) or _ending(name))
    refused = check_name(name, len(content))
    if refused is not None:
        return refused
    if not content:
        return Refused("empty")
    ending = _ending(name)
    if not _fits(ending, content):
        return Refused("broken")
    return Taken(name, PHOTO if ending in _PHOTOS else DOCUMENT)


def clean(name: str) -> str:
    """The last part of the name without control characters and what a path or an address could trip over."""
    said = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(sign for sign in said if unicodedata.category(sign)[0] != "C")
    tidy = " ".join(_FORBIDDEN.sub(" ", shown).split()).lstrip(".")
    path = PurePath(tidy)
    return f"{path.stem[:LONGEST_NAME].strip()}{path.suffix.lower()[:10]}"


def _ending(name: str) -> str:
    return PurePath(name).suffix.lower()


def _guessed(content: bytes, among: Set[str] = frozenset(_SURE)) -> str:
    """The ending that the first bytes speak for, or an empty one."""
    return next((ending for ending in _SURE if ending in among and _fits(ending, content)), "")


def _fits(ending: str, content: bytes) -> bool:
    signs = _KINDS[ending]
    if not signs:  # a plain text
        return not content.startswith(_NO_TEXT)
    if ending == ".pdf":  # some programs write a few bytes before it
        return signs[0] in content[:1024]
    return any(content[_LATER.get(sign, 0) :].startswith(sign) for sign in signs)
