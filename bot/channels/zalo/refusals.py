"""What Zalo's refusals and a broken connection mean for a message that was to go out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from bot.channels import Blocked, NeverWrote, NotSent, Paused, QuotaUsedUp, Refused, SendError, Unsure
from bot.channels.zalo.calls import Calls, ZaloError

# Not a byte of the request can have reached the platform.
NEVER_LEFT = (
    httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol,
)  # fmt: skip
TOO_FAST_SECONDS = 30.0  # the platform names no time to wait, and asking again makes it worse
UNAUTHORIZED, FORBIDDEN, TIMEOUT, TOO_MANY = 401, 403, 408, 429


@contextmanager
def send_errors(calls: Calls) -> Iterator[None]:
    """Turns what a call raises inside into the `SendError` that says what to do next."""
    try:
        yield
    except ZaloError as error:
        raise meaning(error) from error
    except NEVER_LEFT as error:  # these hold the address, and so the token
        raise NotSent(type(error).__name__) from None
    except httpx.HTTPError as error:
        raise Unsure(calls.without_token(f"{type(error).__name__}: {error}")) from None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        # "ok", but not what was promised with it: it was probably done.
        raise Unsure(f"an answer that makes no sense ({type(error).__name__})") from error


def meaning(error: ZaloError) -> SendError:
    """The refusal in the channels' words.

    403 is a fault of the platform's servers, not of the person's; 429 names no time, and most often says that the
    month is used up.
    """
    detail, words = str(error), error.description.lower()
    if error.code == TOO_MANY:
        return QuotaUsedUp(detail) if "quota" in words else Paused(TOO_FAST_SECONDS, detail)
    if error.code == UNAUTHORIZED:
        return NotSent(f"Zalo refuses the token: {detail}")
    if error.code in {FORBIDDEN, TIMEOUT} or error.code >= 500 or 200 <= error.code < 300:
        return Unsure(detail)
    if "block" in words:
        return Blocked(detail)
    if ("chat" in words or "user" in words) and "not found" in words:
        return NeverWrote(detail)
    return Refused(detail)
