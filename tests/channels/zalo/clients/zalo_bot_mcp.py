"""zalo-bot-mcp, which posts JSON and judges as its author measured the platform."""
# mypy: ignore-errors
# (It is installed only where this runs.)

from __future__ import annotations

from dataclasses import asdict

from zalo_bot_mcp import zalo_api

from tests.channels.zalo.clients.serving import serve


def connected(api_url, token):
    zalo_api.BASE_URL = api_url
    api = zalo_api.ZaloBotApi(token)

    async def get_updates(timeout):  # noqa: ASYNC109  # theirs
        result = await api.get_updates(timeout)
        # As its own loop does.
        updates = result if isinstance(result, list) else [result] if result else []
        return {"result": result, "texts": [asdict(one) for one in map(zalo_api.parse_update, updates) if one]}

    return {
        "get_me": api.get_me,
        "get_updates": get_updates,
        "send_message": api.send_message,
        "send_chat_action": api.send_chat_action,
        "get_webhook_info": api.get_webhook_info,
    }  # fmt: skip


if __name__ == "__main__":
    serve(connected)
