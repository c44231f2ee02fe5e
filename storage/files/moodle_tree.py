"""The questions of an XML file one after the other, as small trees; nothing in the file is fetched or expanded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from storage.files.keys import Refused
from storage.files.sheets import Unreadable

_DEEPEST = 50  # elements within each other; Moodle's have seven
_MOST_NODES = 5_000  # in one question
_QUESTION, _ROOTS = "question", ("quiz", "question")


@dataclass(slots=True)
class Node:
    """An element, the line on which it begins, and what is in it; `text` is that before its first child."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list[Node] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def child(self, name: str) -> Node | None:
        """The first of that name."""
        return next((child for child in self.children if child.name == name), None)

    def children_named(self, name: str) -> list[Node]:
        """All of that name."""
        return [child for child in self.children if child.name == name]

    def said(self, name: str = "") -> str:
        """The text of this part or of its first child of that name, within <text> or without; "" when there is none.

        Raises Refused when there are tags in the text: HTML that somebody forgot to escape.
        """
        part = self.child(name) if name else self
        if part is None:
            return ""
        part = part.child("text") or part
        if part.name == "text" and part.children:
            raise Refused("moodle-markup", part.children[0].name[:40])
        return "".join(part.texts)


def read(data: bytes, take: Callable[[Node], None]) -> None:
    """Calls `take` with each question as soon as it ends. Raises Unreadable for what is no such file, or a trap."""
    target = _Target(take)
    parser = DefusedXMLParser(target=target, forbid_dtd=True)
    target.parser = parser.parser
    try:
        parser.feed(data)
        parser.close()
    except DefusedXmlException:
        raise Unreadable("xml-declarations") from None
    except ParseError as error:
        raise Unreadable("broken-xml", row=error.position[0]) from None
    except (LookupError, ValueError):  # an unknown encoding
        raise Unreadable("broken-xml", row=1) from None


class _Target:
    """Builds the tree of one question at a time."""

    parser: Any = None

    def __init__(self, take: Callable[[Node], None]) -> None:
        self._take = take
        self._path: list[Node] = []
        self._depth = 0
        self._nodes = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1 and name not in _ROOTS:
            raise Unreadable("no-questions-in-xml")
        if not self._path and name != _QUESTION:
            return
        self._nodes = self._nodes + 1 if self._path else 1
        if len(self._path) > _DEEPEST or self._nodes > _MOST_NODES:
            raise Unreadable("broken-xml", row=self.parser.CurrentLineNumber)
        node = Node(name, attributes, self.parser.CurrentLineNumber)
        if self._path:
            self._path[-1].children.append(node)
        self._path.append(node)

    def data(self, text: str) -> None:
        if self._path:
            self._path[-1].texts.append(text)

    def end(self, _name: str) -> None:
        self._depth -= 1
        if self._path:
            node = self._path.pop()
            if not self._path:
                self._take(node)

    def close(self) -> None:
        """Nothing is left to be done."""
