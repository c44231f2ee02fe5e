"""Files that people send: fetched and read outside of any transaction."""

from __future__ import annotations

import asyncio

from bot.channels import Channel
from handlers.turn import OpenedFile
from storage.files import sheets
from storage.messages import Received

LARGEST = sheets.MEGABYTES * 1024 * 1024


async def opened(channel: Channel, file: Received) -> OpenedFile:
    """The file as a grid, or with the reason why it cannot be read.

    Raises `NotSent` when it cannot be fetched just now.
    """
    if file.size > LARGEST:
        return OpenedFile(file.name, problem="unreadable-too-large", values={"limit": sheets.MEGABYTES})
    data = await channel.fetch(file)
    try:
        return OpenedFile(file.name, await asyncio.to_thread(sheets.read, data, file.name))
    except sheets.Unreadable as problem:
        return OpenedFile(file.name, problem=f"unreadable-{problem.key}", values=dict(problem.vars))
