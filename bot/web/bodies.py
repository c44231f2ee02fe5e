"""The body of a webhook call, as far as it may be read."""

from __future__ import annotations

import json

from starlette.requests import ClientDisconnect, Request

LARGEST_BODY = 1024 * 1024


async def json_object(request: Request) -> tuple[int, dict[str, object] | None]:
    """The JSON object, or the status that says why there is none: 413 for over 1 MB, else 400."""
    try:
        body = await _body(request)
    except ClientDisconnect:
        return 400, None
    if body is None:
        return 413, None
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):  # brackets nested a hundred thousand deep are no update either
        return 400, None
    return (200, found) if isinstance(found, dict) else (400, None)


async def _body(request: Request) -> bytes | None:
    """The body, or None when it is too large; counted as it comes, since a chunked one has no length."""
    if int(request.headers.get("Content-Length", 0)) > LARGEST_BODY:
        return None
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return None
    return bytes(body)
