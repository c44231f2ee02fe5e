"""What stands before several bots as a reverse proxy would: each new connection goes to one that answers."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from random import Random
from typing import Self


class Crossroads:
    """`async with Crossroads(ports, random) as front`; `front.port` is where the platform calls."""

    def __init__(self, ports: Sequence[int], random: Random) -> None:
        self._ports, self._random = list(ports), random
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._join(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            for port in self._random.sample(self._ports, len(self._ports)):
                with suppress(OSError):
                    there, back = await asyncio.open_connection("127.0.0.1", port)
                    break
            else:
                return
            ways = asyncio.create_task(_pour(reader, back)), asyncio.create_task(_pour(there, writer))
            try:  # when one side has gone, there is nothing to wait for on the other
                await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for way in ways:
                    way.cancel()
                back.close()
        finally:
            writer.close()


async def _pour(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await source.read(65536):
            sink.write(data)
            await sink.drain()
