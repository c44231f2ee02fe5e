"""Serves our pages and webhooks with uvicorn until the bot stops."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute

from bot.app import PortTaken


class WebServer:
    """One uvicorn server on one port. `leaving` ends what pages hold open before the server waits for them."""

    def __init__(
        self,
        routes: Sequence[BaseRoute],
        host: str,
        port: int,
        leaving: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._leaving = leaving
        self._config = uvicorn.Config(
            Starlette(routes=list(routes)),
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_graceful_shutdown=3,
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until `stop`. Raises `PortTaken`."""
        server = _Quiet(self._config)
        stopping = asyncio.create_task(self._exit_with(server, stop))
        try:
            await server.serve()
        except SystemExit:
            # uvicorn leaves the whole process when it cannot bind; we say why instead.
            raise PortTaken(f"{self._config.host}:{self._config.port}") from None
        finally:
            stopping.cancel()

    async def _exit_with(self, server: uvicorn.Server, stop: asyncio.Event) -> None:
        await stop.wait()
        if self._leaving is not None:
            await self._leaving()
        server.should_exit = True


class _Quiet(uvicorn.Server):
    """Leaves the signals to the app, which stops everything in order."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
