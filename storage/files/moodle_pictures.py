"""Pictures that come with questions: one is kept, with the stem; the others are told of. None is ever fetched."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from storage.files import clean_text
from storage.files.moodle_rows import Notes
from storage.files.moodle_tree import Node
from storage.files.question_rows import Picture, QuestionRow

LARGEST_PICTURE = 1024 * 1024
_IN_FILE = "@@PLUGINFILE@@/"
_IN_TEXT = re.compile(r"data:image/\w{2,10};base64,", re.IGNORECASE)


def picture_of(name: str, content: bytes) -> Picture | None:
    """The picture, if it is one that a chat shows and not over 1 MB, under a name without a path."""
    ending = _ending(content)
    if ending is None or len(content) > LARGEST_PICTURE:
        return None
    base = re.sub(r"[^\w.-]+", "_", name[-200:].rpartition("/")[2])
    base = re.sub(r"\.(?:png|jpe?g|gif|webp|bmp)$", "", base, flags=re.IGNORECASE)[:60].strip("._") or "hinh"
    return Picture(f"{base}.{ending}", content)


def _ending(content: bytes) -> str | None:
    if content.startswith(b"\x89PNG"):
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "gif"
    return "webp" if content.startswith(b"RIFF") and content[8:12] == b"WEBP" else None


@dataclass(frozen=True)
class Pictures:
    """The pictures of one question, and where to tell of those that are left out."""

    row: QuestionRow
    notes: Notes

    def kept(self, question: Node, stem: Node, addresses: Sequence[str]) -> Picture | None:
        """The first picture of the stem, if it is one; the others are told of."""
        files = [(one.attributes.get("name", ""), one.said()) for one in stem.children_named("file")]
        if old := question.said("image_base64"):  # before Moodle 2
            files.append((question.said("image"), old))
        inline = [("hinh", one.partition(",")[2]) for one in addresses if _IN_TEXT.match(one[:40])]
        found: Picture | None = None
        for name, content in [*files, *inline]:
            picture = picture_of(name, _decoded(content)) if found is None else None
            if picture is None:
                self._tell(name)
            found = found or picture
        names = {_file_name(name) for name, _ in files}
        for address in addresses:
            if not _IN_TEXT.match(address[:40]) and _file_name(address) not in names:
                self._tell_of(address)
        return found

    def left_out(self, part: Node, addresses: Sequence[str]) -> None:
        """Tells of the pictures of another part: its files, and those that it only names."""
        names = [one.attributes.get("name", "") for one in part.children_named("file")]
        for name in names:
            self._tell(name)
        known = set(map(_file_name, names))
        for address in addresses:
            if _file_name(address) not in known:
                self._tell_of(address)

    def _tell_of(self, address: str) -> None:
        if address.lower().startswith(("http:", "https:", "//")):
            self.notes.tell("picture-elsewhere", self.row.row, self.row.stem)
        else:
            self._tell(address.removeprefix(_IN_FILE))

    def _tell(self, name: str) -> None:
        self.notes.tell("picture-left-out", self.row.row, name or self.row.stem)


def _file_name(address: str) -> str:
    """The name of the file in an address, as Moodle compares it."""
    return clean_text.line(unquote(address.removeprefix(_IN_FILE)[:400]).partition("?")[0])


def _decoded(content: str) -> bytes:
    if len(content) > 2 * LARGEST_PICTURE:
        return b""
    try:
        return base64.b64decode("".join(content.split()), validate=True)
    except (binascii.Error, ValueError):
        return b""
