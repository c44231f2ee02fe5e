"""Fetching a picture that a person sent, from where Zalo says it is, and from nowhere else."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from urllib.parse import urlsplit

import httpx

from bot.channels import NotSent

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of a picture that are fetched at the most."""


async def fetched(client: httpx.AsyncClient, url: str, *, local: bool) -> bytes:
    """The bytes at the address. Raises `NotSent` when they cannot be had, or should not.

    Redirects are not followed. `local` allows http:// and addresses of private networks, for a platform that runs
    on this machine.
    """
    try:
        target = urlsplit(url)
        host, port = target.hostname or "", target.port or 443
    except ValueError:
        raise NotSent("the picture's address makes no sense") from None
    if not local and (target.scheme != "https" or await _is_private(host, port)):
        raise NotSent("the picture's address is not on the open web")
    try:
        async with client.stream("GET", url) as answer:
            if answer.status_code != httpx.codes.OK:
                raise NotSent(f"the picture cannot be had (HTTP {answer.status_code})")
            return await _body(answer)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NotSent(f"the picture cannot be had ({type(error).__name__})") from None


async def _body(answer: httpx.Response) -> bytes:
    body = bytearray()
    async for chunk in answer.aiter_bytes():
        body += chunk
        if len(body) > LARGEST_FILE:
            raise NotSent(f"the picture has more than {LARGEST_FILE} bytes")
    return bytes(body)


async def _is_private(host: str, port: int) -> bool:
    """Whether the host stands in a network that is not open to all: nobody may look into ours through us."""
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False  # nothing will be fetched from there, unless by a proxy, which decides for itself
    return not all(ipaddress.ip_address(str(address[0]).partition("%")[0]).is_global for *_, address in found)
