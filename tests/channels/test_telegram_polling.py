"""Long polling: an update is confirmed when its turn is committed, not before."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable

import pytest

from bot.channels import Outgoing, Receive, Unusable
from bot.channels.telegram import TelegramChannel, polling
from storage.messages import Choice, Incoming, Message
from tests.fakes.bot_api import TOKEN, BotApi, Fault

LAN, MINH = 7, 8
SECRET = TOKEN.partition(":")[2]


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def telegram(api: BotApi) -> AsyncIterator[TelegramChannel]:
    telegram = TelegramChannel(1, TOKEN, api_url=api.url, patience=1, poll_seconds=1)
    yield telegram
    await telegram.close()


@contextlib.asynccontextmanager
async def listening(telegram: TelegramChannel, receive: Receive) -> AsyncIterator[None]:
    task = asyncio.create_task(telegram.listen(receive))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


class Ear:
    """Hears everything, and fails when told to."""

    def __init__(self, fails: Callable[[Incoming], bool] = lambda _: False) -> None:
        self.heard: list[Incoming] = []
        self._fails = fails

    async def __call__(self, incoming: Incoming) -> None:
        self.heard.append(incoming)
        if self._fails(incoming):
            raise RuntimeError("the database is full")

    @property
    def texts(self) -> list[str]:
        return [incoming.text for incoming in self.heard]


async def test_what_people_say_is_heard_and_confirmed(api: BotApi, telegram: TelegramChannel) -> None:
    ear = Ear()
    first = api.says(LAN, "/start", name="Lan Trần")
    async with listening(telegram, ear):
        await api.until(lambda: api.waiting == [])
        api.says(LAN, "Lịch")
        await api.until(lambda: api.waiting == [])
    assert ear.heard[0] == Incoming(str(first), "7", "text", "/start", name="Lan Trần", language="vi", message_id="1")
    assert ear.texts == ["/start", "Lịch"]
    assert [call.method for call in api.arrivals[:2]] == ["deleteWebhook", "getUpdates"]  # no getMe
    assert "drop_pending_updates" not in api.arrivals[0].fields
    asked = api.arrivals[1].fields
    assert asked["allowed_updates"] == '["message", "callback_query", "my_chat_member"]'
    assert (asked["offset"], asked["timeout"]) == ("0", "1")


async def test_a_webhook_in_the_way_is_taken_back(api: BotApi, telegram: TelegramChannel) -> None:
    api.webhook = {"url": "http://127.0.0.1:9/telegram", "secret": "s"}
    async with listening(telegram, ear := Ear()):
        api.says(LAN, "Lịch")
        await api.until(lambda: api.waiting == [])
    assert ear.texts == ["Lịch"]


async def test_a_turn_that_is_not_committed_is_not_confirmed(api: BotApi, telegram: TelegramChannel) -> None:
    committed, go_on = asyncio.Event(), asyncio.Event()

    async def receive(incoming: Incoming) -> None:
        await go_on.wait()
        committed.set()

    api.says(LAN, "Lịch")
    async with listening(telegram, receive):
        await api.until(lambda: len(api.calls("getUpdates")) == 1)
        await asyncio.sleep(0.1)
        assert len(api.calls("getUpdates")) == 1
        go_on.set()
        await api.until(lambda: api.waiting == [])
        assert committed.is_set()


async def test_a_crash_in_the_middle_brings_the_update_again(api: BotApi, telegram: TelegramChannel) -> None:
    async def never(incoming: Incoming) -> None:
        began.set()
        await asyncio.Event().wait()

    began = asyncio.Event()
    api.says(LAN, "Lịch")
    async with listening(telegram, never):
        await began.wait()
    async with listening(telegram, ear := Ear()):
        await api.until(lambda: api.waiting == [])
    assert ear.texts == ["Lịch"]


async def test_a_failed_turn_comes_again_and_keeps_its_persons_order(api: BotApi, telegram: TelegramChannel) -> None:
    failures = iter([True])
    ear = Ear(fails=lambda incoming: incoming.text == "1" and next(failures, False))
    for chat, text in ((LAN, "1"), (LAN, "2"), (MINH, "a"), (MINH, "b")):
        api.says(chat, text)
    async with listening(telegram, ear):
        await api.until(lambda: api.waiting == [])
    assert [one.text for one in ear.heard if one.chat == "7"] == ["1", "1", "2"]
    assert [one.text for one in ear.heard if one.chat == "8"] == ["a", "b"]


async def test_people_do_not_wait_for_each_other(api: BotApi, telegram: TelegramChannel) -> None:
    minh_was_heard = asyncio.Event()
    order = []

    async def receive(incoming: Incoming) -> None:
        if incoming.text == "1":
            await minh_was_heard.wait()
        order.append(incoming.text)
        if incoming.text == "b":
            minh_was_heard.set()

    for chat, text in ((LAN, "1"), (LAN, "2"), (MINH, "a"), (MINH, "b")):
        api.says(chat, text)
    async with listening(telegram, receive):
        await api.until(lambda: api.waiting == [])
    assert order == ["a", "b", "1", "2"]


async def test_an_update_that_cannot_be_parsed_holds_up_nobody(api: BotApi, telegram: TelegramChannel) -> None:
    broken = api.happens(message={"text": "no chat"})
    api.happens(brain_wave={})
    api.says(LAN, "Lịch")
    async with listening(telegram, ear := Ear()):
        await api.until(lambda: api.waiting == [])
    assert sorted((one.kind, one.key) for one in ear.heard) == [
        ("broken", str(broken)),
        ("text", str(broken + 2)),
    ]


async def test_a_press_is_answered_after_its_turn(api: BotApi, telegram: TelegramChannel) -> None:
    await telegram.send(Outgoing(str(LAN), Message("Đúng không?", (Choice("Đúng", "/confirm 17"),))))
    api.presses(LAN, "Đúng")
    async with listening(telegram, ear := Ear()):
        await api.until(lambda: bool(api.answered))
    [pressed] = ear.heard
    assert (pressed.kind, pressed.text, pressed.message_id) == ("press", "/confirm 17", "1")


async def test_a_storm_of_presses_leaves_connections_for_messages(api: BotApi, telegram: TelegramChannel) -> None:
    await telegram.send(Outgoing(str(LAN), Message("Đúng không?", (Choice("Đúng", "/confirm 17"),))))
    api.breaks(Fault.silence(), "answerCallbackQuery", times=1000)
    for _ in range(300):
        api.presses(LAN, "Đúng")
    async with listening(telegram, ear := Ear()):
        await api.until(lambda: api.waiting == [])
        await telegram.send(Outgoing(str(LAN), Message("Đã ghi.")))
    assert len(ear.heard) == 300
    assert 1 <= len(api.calls("answerCallbackQuery")) <= 4


async def test_a_press_that_cannot_be_answered_is_still_taken(api: BotApi, telegram: TelegramChannel) -> None:
    await telegram.send(Outgoing(str(LAN), Message("Đúng không?", (Choice("Đúng", "/confirm 17"),))))
    api.presses(LAN, "Đúng")
    api.breaks(Fault.bad_request("query is too old"), "answerCallbackQuery")
    async with listening(telegram, Ear()):
        await api.until(lambda: api.waiting == [])


async def test_an_outage_is_told_once_and_survived(
    api: BotApi, telegram: TelegramChannel, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "bot")
    api.breaks(Fault(502, "Bad Gateway"), "getUpdates")
    api.breaks(Fault.hang_up(), "getUpdates")
    api.says(LAN, "Lịch")
    async with listening(telegram, ear := Ear()):
        await api.until(lambda: api.waiting == [])
    assert ear.texts == ["Lịch"]
    assert [record.getMessage() for record in caplog.records if record.name.startswith("bot.")] == [
        "Telegram does not answer; asking until it does: Bad Gateway",
        "Telegram answers again",
    ]
    first, second, third = (call.at for call in api.calls("getUpdates")[:3])
    assert second - first > 0.9
    assert third - second > 1.9


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (
            Fault(409, "Conflict: terminated by other getUpdates request"),
            "Somebody else receives this bot's updates (a webhook or a second bot); stop one of the two: "
            "Conflict: terminated by other getUpdates request",
        ),
        (Fault.too_many(1), "Telegram does not answer; asking until it does: Flood control exceeded."),
        (Fault(200, "?"), "Telegram does not answer; asking until it does: an answer without updates"),
    ],
    ids=["conflict", "429", "portal"],
)
async def test_what_the_operator_is_told(
    api: BotApi, telegram: TelegramChannel, caplog: pytest.LogCaptureFixture, fault: Fault, sentence: str
) -> None:
    api.breaks(fault, "getUpdates")
    async with listening(telegram, Ear()):
        await api.until(lambda: len(api.calls("getUpdates")) == 1)
        await asyncio.sleep(0.1)
    [told] = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert told.startswith(sentence)


async def test_a_slow_turn_lets_later_people_pass(api: BotApi, telegram: TelegramChannel) -> None:
    read, order = asyncio.Event(), []

    async def receive(incoming: Incoming) -> None:
        if incoming.text == "a long file":
            await read.wait()
        order.append(incoming.text)

    first = api.says(LAN, "a long file")
    async with listening(telegram, receive):
        await api.until(lambda: len(api.calls("getUpdates")) == 2)
        api.says(LAN, "lich")
        api.says(MINH, "tien do")
        await api.until(lambda: order == ["tien do"])
        assert api.waiting[0]["update_id"] == first  # not confirmed
        read.set()
        await api.until(lambda: api.waiting == [])
    assert order == ["tien do", "a long file", "lich"]


async def test_a_token_that_was_never_accepted_ends_the_bot(api: BotApi) -> None:
    telegram = TelegramChannel(1, "1:wrong", api_url=api.url, patience=1, poll_seconds=1)
    with pytest.raises(Unusable, match=r"CHUONG_TELEGRAM_TOKEN .Unauthorized.* Copy the token from @BotFather again"):
        await telegram.listen(Ear())
    await telegram.close()


async def test_a_token_that_is_taken_back_meanwhile_is_waited_for(api: BotApi, telegram: TelegramChannel) -> None:
    async with listening(telegram, ear := Ear()):
        await api.until(lambda: len(api.calls("getUpdates")) == 1)
        api.breaks(Fault(401, "Unauthorized"), "getUpdates")
        api.says(LAN, "Lịch")
        await api.until(lambda: api.waiting == [])
    assert ear.texts == ["Lịch"]


async def test_the_second_poller_leaves(
    api: BotApi, telegram: TelegramChannel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(polling, "FIRST_WAIT", 0.1)
    second = TelegramChannel(1, TOKEN, api_url=api.url, patience=1, poll_seconds=1)
    async with listening(telegram, ear := Ear()):
        await api.until(lambda: len(api.calls("getUpdates")) == 1)
        telegram._patience._began -= 100  # it has been reading for a while
        with pytest.raises(Unusable, match="Another bot receives the updates of this token"):
            await asyncio.wait_for(second.listen(Ear()), 60)
        api.says(LAN, "Lịch")
        await api.until(lambda: api.waiting == [])
    assert ear.texts == ["Lịch"]
    await second.close()


async def test_two_pollers_on_one_token(api: BotApi, telegram: TelegramChannel) -> None:
    second = TelegramChannel(1, TOKEN, api_url=api.url, patience=1, poll_seconds=1)
    ears = Ear(), Ear()
    async with listening(telegram, ears[0]):
        await api.until(lambda: len(api.calls("getUpdates")) == 1)
        async with listening(second, ears[1]):
            await api.until(lambda: any(call.status == 409 for call in api.calls("getUpdates")))
            api.says(LAN, "Lịch")
            await api.until(lambda: api.waiting == [])
    assert [ear.texts for ear in ears] == [[], ["Lịch"]]  # the platform ends the older of two calls
    await second.close()


async def test_no_log_record_of_ours_holds_the_token(api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    """The records of httpx and of python-telegram-bot do hold it; bot/logs.py redacts those."""
    caplog.set_level("DEBUG")
    telegram = TelegramChannel(1, TOKEN, api_url=api.url, patience=1, poll_seconds=1)
    api.breaks(Fault(404, f"Not Found: /bot{TOKEN}/getUpdates"), "getUpdates")
    api.happens(message={"text": "broken"})
    async with listening(telegram, Ear(fails=lambda incoming: incoming.kind == "broken")):
        await api.until(lambda: len(api.calls("getUpdates")) == 2)
        await asyncio.sleep(0.1)
    await telegram.close()
    ours = [record for record in caplog.records if record.name.startswith("bot.")]
    assert len(ours) >= 4
    assert not [record for record in ours if SECRET in record.getMessage() + str(record.exc_text)]
    assert [record.name for record in caplog.records if SECRET in record.getMessage()] != []
