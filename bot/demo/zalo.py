"""A phone as on Zalo: long texts come in parts, and each part counts in the plan of its account."""

from __future__ import annotations

from dataclasses import replace

from bot.channels import Capabilities, Outgoing, as_plain_text
from bot.channels.local import LocalChannel
from bot.channels.zalo.splitting import LONGEST, split
from storage.messages import Message

PEOPLE, MESSAGES = 50, 3000  # what Zalo gives a bot for nothing, the messages in a month
AS_ON_ZALO = Capabilities(
    buttons=False, edits=False, files=False, longest_text=LONGEST, people=PEOPLE, messages_a_month=MESSAGES
)


class ZaloPhones(LocalChannel):
    """Local phones with Zalo's limits."""

    async def send(self, out: Outgoing) -> str:
        """Show the parts one under the other, the file with the first; the last bubble's id. Raises `Blocked`."""
        shown = ""
        for number, part in enumerate(self._parts(out)):
            message = Message(part, file=None if number else out.message.file)
            shown = await super().send(replace(out, message=message))
        return shown

    def count(self, out: Outgoing) -> int:
        """The parts."""
        return len(self._parts(out))

    def _parts(self, out: Outgoing) -> list[str]:
        return split(as_plain_text(out.message, notice=out.notice))
