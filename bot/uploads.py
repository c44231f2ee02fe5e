"""Files that people send: fetched and read outside of any transaction."""

from __future__ import annotations

import asyncio

from bot.channels import Channel
from handlers.turn import OpenedFile
from storage.essays import received
from storage.files import banks, sheets
from storage.messages import Received

LARGEST = sheets.MEGABYTES * 1024 * 1024


async def as_it_is(channel: Channel, file: Received) -> OpenedFile:
    """The file's bytes, for what is kept and not read; nothing is fetched of one that nobody may hand in.

    Raises `NotSent` when it cannot be fetched just now.
    """
    refused = received.check_name(file.name, file.size)
    if refused is not None:
        return OpenedFile(file.name, problem=refused.why, as_it_is=True)
    return OpenedFile(file.name, as_it_is=True, content=await channel.fetch(file))


async def opened(channel: Channel, file: Received) -> OpenedFile:
    """The file as a grid or as questions, or with the reason why it cannot be read.

    Raises `NotSent` when it cannot be fetched just now.
    """
    if file.size > LARGEST:
        return OpenedFile(file.name, problem="unreadable-too-large", values={"limit": sheets.MEGABYTES})
    data = await channel.fetch(file)
    try:
        questions = await asyncio.to_thread(banks.read, data, file.name)
        if questions is not None:
            return OpenedFile(file.name, questions=questions)
        return OpenedFile(file.name, await asyncio.to_thread(sheets.read, data, file.name))
    except sheets.Unreadable as problem:
        return OpenedFile(file.name, problem=f"unreadable-{problem.key}", values=dict(problem.vars))
