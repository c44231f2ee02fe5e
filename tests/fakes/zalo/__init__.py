"""A Zalo Bot Platform on loopback."""

from tests.fakes.zalo import events
from tests.fakes.zalo.server import TOKEN, Arrival, Quirks, Zalo

__all__ = ["TOKEN", "Arrival", "Quirks", "Zalo", "events"]
