"""The smallest HTTP server that can also misbehave: hang, or close without an answer."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

LONGEST_HEAD = 64 * 1024


class HangUpError(Exception):
    """Close the connection without an answer."""


@dataclass
class Request:
    method: str
    path: str
    headers: dict[str, str]
    body: bytes
    query: dict[str, str] = field(default_factory=dict)

    def fields(self) -> dict[str, Any]:
        """What was sent, however it was encoded; an uploaded file is a pair (name, bytes)."""
        kind, _, parameters = self.headers.get("content-type", "").partition(";")
        if kind == "application/json":
            return self.query | dict(json.loads(self.body))
        if kind == "multipart/form-data":
            return self.query | _multipart(self.body, parameters.partition("boundary=")[2])
        return self.query | dict(parse_qsl(self.body.decode(), keep_blank_values=True))


@dataclass
class Answer:
    body: bytes
    status: int = 200
    kind: str = "application/json"


Handler = Callable[[Request], Awaitable[Answer]]


class HttpServer:
    """Serves until stopped; stopping cuts every connection."""

    def __init__(self, handler: Handler) -> None:
        self._handler = handler
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self.port = 0

    async def start(self, port: int = 0) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", port, limit=LONGEST_HEAD)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while (request := await _read(reader)) is not None:
                answer = await self._handler(request)
                writer.write(_head(answer) + answer.body)
                await writer.drain()
        except (HangUpError, ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.transport.abort()


async def _read(reader: asyncio.StreamReader) -> Request | None:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.decode("latin-1").strip().split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    url = urlsplit(target)
    return Request(method, unquote(url.path), headers, await _body(reader, headers), dict(parse_qsl(url.query)))


async def _body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding") != "chunked":
        return await reader.readexactly(int(headers.get("content-length", 0)))
    body = b""
    while size := int(await reader.readline(), 16):
        body += (await reader.readexactly(size + 2))[:-2]
    await reader.readline()
    return body


def _head(answer: Answer) -> bytes:
    lines = (
        f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}",
        f"Content-Type: {answer.kind}",
        f"Content-Length: {len(answer.body)}",
    )
    return "\r\n".join((*lines, "", "")).encode()


def _multipart(body: bytes, boundary: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for part in body.split(b"--" + boundary.encode())[1:-1]:
        head, _, content = part[2:-2].partition(b"\r\n\r\n")
        about = dict(item.split("=", 1) for item in head.decode().split("\r\n")[0].split("; ")[1:])
        name = about["name"].strip('"')
        is_file = "filename" in about
        fields[name] = (about["filename"].strip('"'), content) if is_file else content.decode()
    return fields
