"""The handles for a person at a terminal: POST /control/say, press, file, block; GET /control/sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.fakes.bot_api.http import Answer, Request

if TYPE_CHECKING:
    from tests.fakes.bot_api.server import BotApi


def answer(api: BotApi, request: Request) -> Answer:
    """What the handle gives back, as JSON."""
    what = request.path.removeprefix("/control/")
    try:
        result = _sent(api, request.query) if what == "sent" else _act(api, what, _fields(request))
    except (LookupError, ValueError) as error:
        return Answer(json.dumps({"error": str(error)}, ensure_ascii=False).encode(), 400)
    return Answer(json.dumps(result, ensure_ascii=False, indent=1).encode())


def _fields(request: Request) -> dict[str, Any]:
    return dict(json.loads(request.body)) if request.body.startswith(b"{") else request.fields()


def _act(api: BotApi, what: str, fields: dict[str, Any]) -> object:
    chat = int(fields["chat"])
    if what == "say":
        about = {key: fields[key] for key in ("name", "language") if key in fields}
        return {"update_id": api.says(chat, fields["text"], **about)}
    if what == "press":
        return {"update_id": api.presses(chat, fields["button"])}
    if what == "file":  # as multipart (curl -F file=@roster.xlsx), or a text in JSON
        name, content = fields["file"] if "file" in fields else (fields["name"], fields["text"].encode())
        return {"update_id": api.uploads(chat, name, content)}
    if what == "block":
        return {"update_id": api.blocks(chat, blocked=fields.get("blocked", True) in (True, "true", "1"))}
    raise ValueError(f"no such handle: {what}")


def _sent(api: BotApi, query: dict[str, str]) -> object:
    wanted = [int(query["chat"])] if "chat" in query else sorted(api.phones)
    return {str(chat): [shown.to_json() for shown in api.phone(chat).messages] for chat in wanted}
