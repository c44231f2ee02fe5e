"""How the bot speaks: its texts with the centre's words, times and numbers filled in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from handlers.texts import text
from storage.messages import Choice, File, Message
from storage.quiet_hours import Quiet, end_of_quiet

WEEKDAYS = {
    "vi": ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
ADDRESS_IN_ENGLISH = "you"  # English has one word for all three Vietnamese forms


@dataclass(frozen=True, slots=True)
class Centre:
    """What every text may need to know about the centre.

    Its quiet hours, how many messages go out a second, and the address of its pages (empty: there are none).
    """

    name: str
    zone: ZoneInfo
    address_form: str = "đồng chí"
    quiet: Quiet | None = (time(21), time(6))
    per_second: float = 25
    pages: str = ""

    def after_quiet(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours in which it lies."""
        return end_of_quiet(moment, self.quiet, self.zone)


@dataclass(frozen=True, slots=True)
class Voice:
    """The bot speaking one language on behalf of one centre."""

    centre: Centre
    language: str = "vi"

    def text(self, key: str, **values: Any) -> str:
        """The text, filled in; `you`, `You` (how the person is addressed) and `centre` are always there."""
        you = self.centre.address_form if self.language == "vi" else ADDRESS_IN_ENGLISH
        return text(
            self.language,
            key,
            {"you": you, "You": you[0].upper() + you[1:], "centre": self.centre.name, **values},
        )

    def say(
        self, key: str, *choices: Choice, file: File | None = None, replaces: bool = False, **values: Any
    ) -> Message:
        """A message with that text and these choices."""
        return Message(self.text(key, **values), choices, file, replaces)

    def choice(self, key: str, command: str, **values: Any) -> Choice:
        """A choice whose label is that text."""
        return Choice(self.text(key, **values), command)

    def day(self, moment: datetime) -> str:
        """`Thứ Ba, 24/11/2026`."""
        local = moment.astimezone(self.centre.zone)
        return f"{WEEKDAYS[self.language][local.weekday()]}, {local:%d/%m/%Y}"

    def clock(self, moment: datetime) -> str:
        """`07:30`."""
        return f"{moment.astimezone(self.centre.zone):%H:%M}"

    def moment(self, moment: datetime) -> str:
        """`07:30, Thứ Ba, 24/11/2026`."""
        return f"{self.clock(moment)}, {self.day(moment)}"

    def number(self, value: float, decimals: int = 1) -> str:
        """`7,5` in Vietnamese, `7.5` in English; a whole number without decimals."""
        written = f"{value:.{decimals}f}".rstrip("0").rstrip(".") if decimals else f"{value:.0f}"
        return written.replace(".", ",") if self.language == "vi" else written

    def to(self, language: str) -> Voice:
        """The same voice in another language."""
        return replace(self, language=language)
