"""Telegram's Bot API on loopback, over real HTTP, with everything recorded and every fault on order."""

from tests.fakes.bot_api.chats import Phone, Shown
from tests.fakes.bot_api.faults import Fault, Rates
from tests.fakes.bot_api.server import TOKEN, Arrival, BotApi

__all__ = ["TOKEN", "Arrival", "BotApi", "Fault", "Phone", "Rates", "Shown"]
