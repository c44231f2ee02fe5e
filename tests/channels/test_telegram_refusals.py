"""Each way in which Telegram or the network refuses, and what it means for the message."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from telegram.error import Conflict, NetworkError, TelegramError, TimedOut

from bot.channels import Blocked, Moved, NeverWrote, NotSent, Outgoing, Paused, Refused, SendError, Unsure
from bot.channels.telegram import TelegramChannel
from bot.channels.telegram.refusals import as_send_error
from storage.messages import Message, Received
from tests.fakes.bot_api import TOKEN, BotApi, Fault

SECRET = TOKEN.partition(":")[2]
HELLO = Outgoing("7", Message("Chào"))


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def telegram(api: BotApi) -> AsyncIterator[TelegramChannel]:
    telegram = TelegramChannel(1, TOKEN, api_url=api.url, patience=0.3)
    yield telegram
    await telegram.close()


async def refusal(telegram: TelegramChannel, out: Outgoing = HELLO) -> SendError:
    with pytest.raises(SendError) as refused:
        await telegram.send(out)
    assert SECRET not in refused.value.detail
    assert SECRET not in repr(refused.value)
    return refused.value


TABLE = {
    "429": (Fault.too_many(7), Paused, "rate"),
    "429 without a time": (Fault(429, "Too Many Requests: retry later"), Paused, "rate"),
    "blocked": (Fault.blocked(), Blocked, "blocked"),
    "another 403": (Fault(403, "Forbidden: bot was kicked"), Blocked, "blocked"),
    "deactivated": (Fault(403, "Forbidden: user is deactivated"), NeverWrote, "unreachable"),
    "never wrote": (
        Fault(403, "Forbidden: bot can't initiate conversation with a user"),
        NeverWrote,
        "unreachable",
    ),
    "no such chat": (Fault.bad_request("chat not found"), NeverWrote, "unreachable"),
    "no such peer": (Fault.bad_request("PEER_ID_INVALID"), NeverWrote, "unreachable"),
    "another 400": (Fault.bad_request("message is too long"), Refused, "refused"),
    "moved": (Fault.migrated(-1005), Moved, "moved"),
    "bad token": (Fault(401, "Unauthorized"), NotSent, "network"),
    "malformed token": (Fault(404, "Not Found"), NotSent, "network"),
    "500": (Fault(500, "Internal Server Error"), Unsure, "unsure"),
    "502 after delivery": (Fault.bad_gateway(), Unsure, "unsure"),
    "200 without JSON": (Fault(200, "<html>log in</html>", ending="no json"), Unsure, "unsure"),
    "200 without a result": (Fault(200, "?"), Unsure, "unsure"),
    "silence": (Fault.silence(delivered=True), Unsure, "unsure"),
    "cut connection": (Fault.hang_up(), Unsure, "unsure"),
}


@pytest.mark.parametrize("name", TABLE)
async def test_what_a_refusal_means(api: BotApi, telegram: TelegramChannel, name: str) -> None:
    fault, kind, reason = TABLE[name]
    api.breaks(fault, "sendMessage")
    error = await refusal(telegram)
    assert (type(error), error.reason) == (kind, reason)

    await telegram.send(HELLO)  # and the next one passes


async def test_how_long_to_pause(api: BotApi, telegram: TelegramChannel) -> None:
    api.breaks(Fault.too_many(7))
    paused = await refusal(telegram)
    assert isinstance(paused, Paused)
    assert (paused.seconds, paused.whole_account) == (7, True)
    api.breaks(Fault.too_many(0))
    paused = await refusal(telegram)
    assert isinstance(paused, Paused)
    assert paused.seconds == 1


async def test_where_it_moved(api: BotApi, telegram: TelegramChannel) -> None:
    api.breaks(Fault.migrated(-1005))
    moved = await refusal(telegram)
    assert isinstance(moved, Moved)
    assert moved.chat == "-1005"


async def test_the_detail_says_what_telegram_said(api: BotApi, telegram: TelegramChannel) -> None:
    api.breaks(Fault.bad_request("message is too long"))
    assert (await refusal(telegram)).detail == "Message is too long"
    api.breaks(Fault(401, "Unauthorized"))
    assert (await refusal(telegram)).detail == (
        "Telegram does not accept the bot's token, see CHUONG_TELEGRAM_TOKEN (Unauthorized)"
    )


async def test_nobody_listens(api: BotApi, telegram: TelegramChannel) -> None:
    await api.stop()
    assert type(await refusal(telegram)) is NotSent


async def test_no_connection_is_free(api: BotApi, telegram: TelegramChannel) -> None:
    api.breaks(Fault.silence(), times=16)
    busy = [asyncio.create_task(telegram.send(HELLO)) for _ in range(16)]
    await api.until(lambda: len(api.arrivals) == 16)
    error = await refusal(telegram)
    assert (type(error), "(PoolTimeout)" in error.detail) == (NotSent, True)
    outcomes = await asyncio.gather(*busy, return_exceptions=True)
    assert {type(outcome) for outcome in outcomes} == {Unsure}


def after(cause: Exception, error: TelegramError | None = None) -> TelegramError:
    error = error or TimedOut()
    error.__cause__ = cause
    return error


CAUSES = [
    (after(httpx.PoolTimeout("")), NotSent),
    (after(httpx.ConnectTimeout("")), NotSent),
    (after(httpx.ReadTimeout("")), Unsure),
    (after(httpx.WriteTimeout("")), Unsure),
    (after(httpx.ConnectError(""), NetworkError("x")), NotSent),
    (after(httpx.ProxyError(""), NetworkError("x")), NotSent),
    (after(httpx.ReadError(""), NetworkError("x")), Unsure),
    (after(httpx.WriteError(""), NetworkError("x")), Unsure),
    (after(httpx.RemoteProtocolError(""), NetworkError("x")), Unsure),
    (NetworkError("Internal Server Error"), Unsure),
    (TimedOut(), Unsure),
    (Conflict("terminated by other getUpdates request"), Unsure),
    (TelegramError("?"), Unsure),
]


@pytest.mark.parametrize(("error", "kind"), CAUSES, ids=[f"{e!r} {e.__cause__!r}" for e, _ in CAUSES])
def test_only_the_cause_says_whether_it_may_have_arrived(error: TelegramError, kind: type) -> None:
    assert type(as_send_error(error, TOKEN)) is kind


def test_a_detail_never_holds_the_token() -> None:
    error = NetworkError(f"Unknown error in HTTP implementation: https://api.telegram.org/bot{TOKEN}/sendMessage")
    assert as_send_error(error, TOKEN).detail == (
        "Unknown error in HTTP implementation: https://api.telegram.org/bot<token>/sendMessage"
    )


async def test_a_file_that_cannot_be_had(api: BotApi, telegram: TelegramChannel) -> None:
    with pytest.raises(NotSent):
        await telegram.fetch(Received("no-such", "lớp.xlsx", 4))
    with pytest.raises(NotSent) as too_large:
        await telegram.fetch(Received("large", "phim.mp4", 20 * 1024 * 1024 + 1))
    assert too_large.value.detail == "phim.mp4 has 20971521 bytes; Telegram gives a bot at most 20971520"
    assert len(api.arrivals) == 1


async def test_through_a_proxy(api: BotApi) -> None:
    telegram = TelegramChannel(1, TOKEN, api_url="http://telegram.invalid", proxy=api.url, patience=2)
    await telegram.send(HELLO)
    await telegram.close()
    assert len(api.phone(7).messages) == 1


async def test_a_proxy_that_is_not_there(api: BotApi) -> None:
    await api.stop()
    for proxy in (api.url, api.url.replace("http", "socks5")):
        telegram = TelegramChannel(1, TOKEN, api_url="https://telegram.invalid", proxy=proxy, patience=2)
        assert type(await refusal(telegram)) is NotSent
        await telegram.close()


def test_a_proxy_of_an_unknown_kind_is_refused_without_its_password() -> None:
    with pytest.raises(ValueError, match="must start with http://, https:// or socks5://") as refused:
        TelegramChannel(1, TOKEN, proxy="ftp://lan:secret@proxy")
    assert "secret" not in str(refused.value)
