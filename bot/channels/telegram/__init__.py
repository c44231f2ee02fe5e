"""Telegram: python-telegram-bot is the wire (Bot, request layer, errors), the getUpdates loop is our own."""

from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.incoming import parse
from bot.channels.telegram.layout import split

__all__ = ["TelegramChannel", "parse", "split"]
