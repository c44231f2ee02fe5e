"""The Zalo Bot Platform as a channel, over httpx: texts and pictures, no buttons, no files, no edits."""

from bot.channels.zalo.channel import ZaloChannel

__all__ = ["ZaloChannel"]
