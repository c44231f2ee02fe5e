"""What the person sees on their phone after the bot said something."""

from collections.abc import AsyncIterator

import pytest

from bot.channels import Outgoing, Paused, Refused, Unsure, short
from bot.channels.telegram import TelegramChannel
from storage.messages import Choice, File, Message, Received
from tests.fakes.bot_api import TOKEN, BotApi, Fault

LAN = 7
YES_NO = (Choice("Đúng", "/confirm 17"), Choice("Không phải", "/start"))
ROSTER = File("roster", "lớp.xlsx")
CODE = File("qr", "ma.png")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as api:
        yield api


@pytest.fixture
async def telegram(api: BotApi) -> AsyncIterator[TelegramChannel]:
    telegram = TelegramChannel(1, TOKEN, api_url=api.url, patience=2, poll_seconds=1)
    yield telegram
    await telegram.close()


def to_lan(text: str, *choices: Choice, file: File | None = None, **more: object) -> Outgoing:
    return Outgoing(str(LAN), Message(text, choices, file), **more)  # type: ignore[arg-type]


async def test_a_text_with_buttons(api: BotApi, telegram: TelegramChannel) -> None:
    sent = await telegram.send(to_lan("Đồng chí là <Lan> & *Minh*?", *YES_NO))

    [shown] = api.phone(LAN).messages
    assert sent == str(shown.message_id)
    assert shown.text == "Đồng chí là <Lan> & *Minh*?"
    assert shown.rows == [[("Đúng", "/confirm 17"), ("Không phải", "/start")]]
    [call] = api.arrivals
    assert call.method == "sendMessage"  # and no getMe before it
    assert set(call.fields) == {"chat_id", "text", "reply_markup", "link_preview_options"}
    assert call.fields["link_preview_options"] == '{"is_disabled": true}'


async def test_an_edit_replaces_text_and_takes_buttons_away(api: BotApi, telegram: TelegramChannel) -> None:
    first = await telegram.send(to_lan("Đúng không?", *YES_NO))
    assert await telegram.send(to_lan("Đã ghi.", edits=first)) == first

    [shown] = api.phone(LAN).messages
    assert (shown.text, shown.rows, shown.edits) == ("Đã ghi.", [], 1)


async def test_an_edit_that_changes_nothing_is_fine(api: BotApi, telegram: TelegramChannel) -> None:
    first = await telegram.send(to_lan("Đúng không?", *YES_NO))
    assert await telegram.send(to_lan("Đúng không?", *YES_NO, edits=first)) == first
    assert len(api.phone(LAN).messages) == 1


@pytest.mark.parametrize("problem", ["message can't be edited", "message to edit not found"])
async def test_what_cannot_be_edited_is_sent_anew(api: BotApi, telegram: TelegramChannel, problem: str) -> None:
    first = await telegram.send(to_lan("Đúng không?", *YES_NO))
    api.breaks(Fault.bad_request(problem), "editMessageText")
    second = await telegram.send(to_lan("Đã ghi.", edits=first))
    assert [shown.message_id for shown in api.phone(LAN).messages] == [int(first), int(second)]


async def test_files_and_what_no_longer_fits_are_sent_anew(api: BotApi, telegram: TelegramChannel) -> None:
    first = await telegram.send(to_lan("Đúng không?"))
    with_file = await telegram.send(to_lan("Đây", file=ROSTER, content=b"xlsx", edits=first))
    await telegram.send(to_lan("Đã ghi.", edits=with_file))  # a file's message has no text to edit
    await telegram.send(to_lan("dài " * 2000, edits=first))
    assert [call.method for call in api.arrivals] == [
        "sendMessage",
        "sendDocument",
        "editMessageText",
        "sendMessage",
        "sendMessage",
        "sendMessage",
    ]


async def test_another_refusal_of_an_edit_is_a_refusal(api: BotApi, telegram: TelegramChannel) -> None:
    api.breaks(Fault.bad_request("message text is too strange"), "editMessageText")
    with pytest.raises(Refused):
        await telegram.send(to_lan("Đã ghi.", edits="1"))
    assert api.phone(LAN).messages == []


async def test_a_document_with_caption_and_buttons(api: BotApi, telegram: TelegramChannel) -> None:
    content = bytes(range(256)) + b"\r\n--x\r\n"
    await telegram.send(to_lan("Danh sách lớp", *YES_NO, file=ROSTER, content=content))
    [shown] = api.phone(LAN).messages
    assert (shown.text, shown.file_name, shown.content) == ("Danh sách lớp", "lớp.xlsx", content)
    assert not shown.is_picture
    assert list(shown.buttons) == ["Đúng", "Không phải"]


async def test_a_picture_without_text(api: BotApi, telegram: TelegramChannel) -> None:
    await telegram.send(to_lan("", file=CODE, content=b"\x89PNG"))
    [shown] = api.phone(LAN).messages
    assert (shown.text, shown.content, shown.is_picture) == ("", b"\x89PNG", True)


@pytest.mark.parametrize("problem", ["PHOTO_INVALID_DIMENSIONS", "IMAGE_PROCESS_FAILED", "file is too big for a photo"])
async def test_a_picture_that_cannot_be_shown_goes_as_a_document(
    api: BotApi, telegram: TelegramChannel, problem: str
) -> None:
    api.breaks(Fault.bad_request(problem), "sendPhoto")
    sent = await telegram.send(to_lan("Trang 1", *YES_NO, file=CODE, content=b"\xff\xd8\xff"))
    [shown] = api.phone(LAN).messages
    assert (shown.text, shown.content, shown.is_picture) == ("Trang 1", b"\xff\xd8\xff", False)
    assert (sent, list(shown.buttons)) == (str(shown.message_id), ["Đúng", "Không phải"])


async def test_another_refusal_of_a_picture_is_a_refusal(api: BotApi, telegram: TelegramChannel) -> None:
    api.breaks(Fault.bad_request("chat not found"), "sendPhoto")
    with pytest.raises(Refused):
        await telegram.send(to_lan("Trang 1", file=CODE, content=b"\xff\xd8\xff"))
    assert api.phone(LAN).messages == []


async def test_a_caption_that_is_too_long_goes_before_the_file(api: BotApi, telegram: TelegramChannel) -> None:
    fits, too_long = "🔔" * 512, "🔔" * 512 + "!"
    await telegram.send(to_lan(fits, file=CODE, content=b"1"))
    sent = await telegram.send(to_lan(too_long, *YES_NO, file=CODE, content=b"2"))
    one, text, file = api.phone(LAN).messages
    assert (one.text, one.content) == (fits, b"1")
    assert (text.text, text.content, text.rows) == (too_long, None, [])
    assert (file.text, file.content, list(file.buttons)) == ("", b"2", ["Đúng", "Không phải"])
    assert sent == str(file.message_id)


async def test_a_long_text_goes_in_parts_with_the_buttons_under_the_last(
    api: BotApi, telegram: TelegramChannel
) -> None:
    paragraphs = [f"{number} " + "x" * 2990 for number in range(3)]
    sent = await telegram.send(to_lan("\n\n".join(paragraphs), *YES_NO))
    shown = api.phone(LAN).messages
    assert [one.text for one in shown] == paragraphs
    assert [bool(one.rows) for one in shown] == [False, False, True]
    assert sent == str(shown[-1].message_id)


async def test_a_later_part_that_fails_makes_the_whole_doubtful(api: BotApi, telegram: TelegramChannel) -> None:
    out = to_lan("x" * 4096 + "y" * 10)
    api.breaks(Fault.too_many(3), "sendMessage")
    with pytest.raises(Paused):  # nothing arrived yet
        await telegram.send(out)

    api.breaks(Fault.too_many(3), "sendMessage", after=1)
    with pytest.raises(Unsure) as unsure:
        await telegram.send(out)
    assert unsure.value.detail.startswith("parts that arrived: 1; then Flood control exceeded")
    assert [len(shown.text) for shown in api.phone(LAN).messages] == [4096]


async def test_a_button_without_a_command_is_refused_before_it_is_sent(api: BotApi, telegram: TelegramChannel) -> None:
    with pytest.raises(Refused):
        await telegram.send(to_lan("?", Choice("A", "")))
    assert api.arrivals == []


async def test_a_button_carries_no_more_than_telegram_takes(api: BotApi, telegram: TelegramChannel) -> None:
    command = f"/suathat 1 key {'tầng␣' * 20}"
    await telegram.send(to_lan("?", Choice("A", command)))
    [shown] = api.phone(LAN).messages
    [[(label, carried)]] = shown.rows
    assert (label, carried) == ("A", short(command, 64)) and len(carried.encode()) <= 64


async def test_the_command_menu_is_set_for_the_chat(api: BotApi, telegram: TelegramChannel) -> None:
    await telegram.send(Outgoing(str(LAN), Message("Chào", commands=(("lich", "Lịch học"),))))
    await api.until(lambda: bool(api.phone(LAN).commands))
    assert api.phone(LAN).commands == [("lich", "Lịch học")]


async def test_a_menu_that_fails_fails_nothing(
    api: BotApi, telegram: TelegramChannel, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "bot")
    api.breaks(Fault.bad_request("BOT_COMMAND_INVALID"), "setMyCommands")
    await telegram.send(Outgoing(str(LAN), Message("Chào", commands=(("LỊCH", "Lịch học"),))))
    await api.until(lambda: bool(api.calls("setMyCommands")))
    await telegram.close()
    assert len(api.phone(LAN).messages) == 1


async def test_fetching_a_file(api: BotApi, telegram: TelegramChannel) -> None:
    api.uploads(LAN, "lớp 3.xlsx", b"rows")
    [reference] = api.files
    assert await telegram.fetch(Received(reference, "lớp 3.xlsx", 4)) == b"rows"


async def test_who_the_bot_is(telegram: TelegramChannel) -> None:
    assert await telegram.identify() == "chuong_test_bot"


async def test_setting_and_taking_back_the_webhook(api: BotApi, telegram: TelegramChannel) -> None:
    await telegram.set_webhook("https://chuong.example/telegram", "s" * 16)
    assert api.webhook == {"url": "https://chuong.example/telegram", "secret": "s" * 16}
    [call] = api.calls("setWebhook")
    assert call.fields["allowed_updates"] == '["message", "callback_query", "my_chat_member"]'
    await telegram.delete_webhook()
    assert api.webhook == {"url": "", "secret": ""}


def test_what_it_can_do(telegram: TelegramChannel) -> None:
    able = telegram.capabilities
    assert (telegram.account_id, able.buttons, able.edits, able.longest_text) == (1, True, True, 4096)
    assert able.sends_per_second is None  # CHUONG_SENDS_PER_SECOND says it
