"""The bytes of a file that goes with a message: made from its data, or from what is kept in the database."""

from __future__ import annotations

import asyncio

from storage import stored
from storage.database import Database
from storage.essays import keeping
from storage.files import making
from storage.messages import File


async def content(database: Database, file: File) -> bytes:
    """The file's bytes. Raises `KeyError` when a kept one was deleted meanwhile."""
    if file.kind == stored.KIND:
        return await database.read(lambda session: stored.content(session, file.data["id"]))
    if file.kind == keeping.KIND:
        return await database.read(lambda session: keeping.archive(session, file.data["submissions"]))
    return await asyncio.to_thread(making.made, file)
