"""What stands in a person's Telegram: the bot's messages with their buttons, and the command menu."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Shown:
    """One message of the bot as the person sees it now."""

    message_id: int
    text: str
    rows: list[list[tuple[str, str]]] = field(default_factory=list)
    file_name: str = ""
    content: bytes | None = None
    is_picture: bool = False
    edits: int = 0

    @property
    def buttons(self) -> dict[str, str]:
        """Label → command, all rows together."""
        return dict(button for row in self.rows for button in row)

    def to_json(self) -> dict[str, object]:
        return {"id": self.message_id, "text": self.text, "buttons": self.rows, "file": self.file_name}


@dataclass
class Phone:
    """One person's private chat with the bot."""

    chat: int
    name: str = "Lan"
    language: str = "vi"
    messages: list[Shown] = field(default_factory=list)
    commands: list[tuple[str, str]] = field(default_factory=list)
    blocked: bool = False

    def find(self, message_id: int) -> Shown | None:
        return next((shown for shown in self.messages if shown.message_id == message_id), None)

    def button(self, label_or_command: str) -> tuple[Shown, str]:
        """The newest message with such a button, and the button's command. Raises LookupError."""
        for shown in reversed(self.messages):
            for label, command in shown.buttons.items():
                if label_or_command in (label, command):
                    return shown, command
        seen = [label for shown in self.messages for label in shown.buttons]
        raise LookupError(f"chat {self.chat} has no button {label_or_command!r}, only {seen}")

    def person(self) -> dict[str, object]:
        first, _, last = self.name.partition(" ")
        user = {"id": self.chat, "is_bot": False, "first_name": first, "language_code": self.language}
        return user | ({"last_name": last} if last else {})

    def as_chat(self) -> dict[str, object]:
        return {"id": self.chat, "type": "private", "first_name": self.name}
