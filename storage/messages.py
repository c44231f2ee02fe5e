"""What travels on any channel: what a person sent, what the bot says, and the choices it offers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

PICTURES = (".png", ".jpg", ".jpeg")  # that every channel shows in the chat


@dataclass(frozen=True, slots=True)
class Choice:
    """A label and the command it stands for.

    `in_text` says that the label already stands in the message's text (the letters of a question), so a
    channel without buttons need not list it again.
    """

    label: str
    command: str
    in_text: bool = False

    def to_json(self) -> dict[str, Any]:
        return {"label": self.label, "command": self.command, "in_text": self.in_text}


@dataclass(frozen=True, slots=True)
class File:
    """A file or picture that goes with a message, made from `data` when the message is sent.

    `kind` names the maker (see `storage.files.making`); `data` is plain JSON. With `document` in it the file goes as a
    document whatever its name says: nobody has looked whether what a learner sent is a picture.
    """

    kind: str
    name: str
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def is_picture(self) -> bool:
        return self.name.lower().endswith(PICTURES) and "document" not in self.data


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the bot.

    `replaces` asks to edit the message whose button was pressed; `commands` are (name, description) pairs
    for the chat's command menu, where a channel has one.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    file: File | None = None
    replaces: bool = False
    commands: tuple[tuple[str, str], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The message as plain JSON, without what is empty."""
        body: dict[str, Any] = {"text": self.text}
        if self.choices:
            body["choices"] = [choice.to_json() for choice in self.choices]
        if self.file is not None:
            body["file"] = {"kind": self.file.kind, "name": self.file.name, "data": self.file.data}
        if self.replaces:
            body["replaces"] = True
        if self.commands:
            body["commands"] = self.commands
        return body

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Message:
        """The message that `to_json` wrote."""
        file = body.get("file")
        return cls(
            text=body.get("text", ""),
            choices=tuple(Choice(**choice) for choice in body.get("choices", ())),
            file=File(**file) if file else None,
            replaces=body.get("replaces", False),
            commands=tuple((name, description) for name, description in body.get("commands", ())),
        )


@dataclass(frozen=True, slots=True)
class Received:
    """A file that a person sent; `reference` is what the channel needs to fetch it, `size` in bytes."""

    reference: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """One event from a channel, the same on every channel.

    `key` is unique within the account: a repeat of it is dropped. `kind` is `text` (typed), `press` (a
    button; `text` is its command and `message_id` the message it stood under), `file`, `other` (a sticker, a
    voice: something that cannot be read), `group` (it was called in a group, where everyone reads the answer),
    `blocked`, `unblocked`, `moved` (`text` is the chat's new id) or `broken` (it has not the promised shape).
    """

    key: str
    chat: str
    kind: str
    text: str = ""
    name: str = ""
    language: str = ""
    message_id: str = ""
    file: Received | None = None
