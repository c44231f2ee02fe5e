"""python-zalo-bot, which posts forms and drops every refusal that comes with HTTP 200."""
# mypy: ignore-errors
# (It is installed only where this runs.)

from __future__ import annotations

from zalo_bot import Bot, Update

from tests.channels.zalo.clients.serving import serve


def connected(api_url, token):
    bot = Bot(token, base_url=api_url)

    async def get_me():
        found = await bot.get_me()
        return found and {name: getattr(found, name) for name in found.__slots__}

    async def get_update(**arguments):
        return update(await bot.get_update(**arguments))

    def sent(method):
        async def call(**arguments):
            return message(await method(**arguments))

        return call

    def get_webhook_info():
        found = bot.get_webhook_info()
        return found and {"url": found.url, "updated_at": found.updated_at}

    return {
        "get_me": get_me,
        "get_update": get_update,
        "send_message": sent(bot.send_message),
        "send_photo": sent(bot.send_photo),
        "send_sticker": sent(bot.send_sticker),
        "send_chat_action": bot.send_chat_action,
        "set_webhook": bot.set_webhook,
        "delete_webhook": bot.delete_webhook,
        "get_webhook_info": get_webhook_info,
        # As its page shows for a webhook.
        "webhook_body": lambda body: update(Update.de_json(body["result"], bot)),
    }  # fmt: skip


def update(found):
    return found and {"event": found.api_kwargs["event_name"], "message": message(found.message)}


def message(found):
    """What was understood; what was not given is left out."""
    if found is None:
        return None
    sender, chat = found.from_user, found.chat
    fields = {
        "id": found.message_id, "date": round(found.date.timestamp() * 1000), "type": found.message_type,
        "text": found.text, "photo": found.photo_url, "sticker": found.sticker,
        "chat": chat and [chat.id, chat.type], "sender": sender and [sender.id, sender.display_name, sender.is_bot],
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value is not None}


if __name__ == "__main__":
    serve(connected)
