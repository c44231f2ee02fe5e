"""`python -m tests.faults.breaking run`: the bot with one handler that breaks, as a mistake of ours would make it."""

from __future__ import annotations

from dataclasses import replace

from bot.cli import main
from handlers import routes
from handlers.turn import Reply, Turn

BROKEN = "hỏng"
ASK = routes.COMMANDS["hoi"]


def break_late(turn: Turn) -> Reply:
    """As `/hoi`, but a text with the bad word breaks it when everything is written already."""
    reply = ASK.handler(turn)
    if BROKEN in turn.text:
        raise ZeroDivisionError("a mistake of ours")
    return reply


if __name__ == "__main__":
    routes.COMMANDS["hoi"] = replace(ASK, handler=break_late)
    main()
