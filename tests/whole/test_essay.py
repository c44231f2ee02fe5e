"""An essay as photo and document, from the learner's phone to the marker's, over the real HTTP of a fake Bot API."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.bot_api import BotApi
from tests.fakes.bot_api.chats import Shown
from tests.whole.running import Machine
from tests.whole.test_story import HOA, LAN, Chat, import_class, registers

PHOTO = b"\xff\xd8\xff\xe0" + b"trang mot" * 200
SMALL = b"\xff\xd8\xff\xe0" + b"nho"
PDF = b"%PDF-1.7\n" + b"trang hai" * 50


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as platform:
        yield platform


def takes_a_photo(api: BotApi, chat: int) -> None:
    """Telegram offers a photo in several sizes, the smallest first."""
    api.files |= {"small": SMALL, "large": PHOTO}
    sizes = [
        {"file_id": name, "file_unique_id": name, "width": width, "height": width, "file_size": len(api.files[name])}
        for name, width in (("small", 90), ("large", 1280))
    ]
    api.sends(chat, photo=sizes)


async def test_photo_and_document_reach_the_marker(api: BotApi, tmp_path: Path) -> None:
    machine = Machine(tmp_path, api, quiet_hours="")
    await import_class(machine)
    invitation = (await machine.chuong_here("invite", "coordinator")).splitlines()[0].removeprefix("Code: ")
    lan, hoa = Chat(api, LAN, "Lan"), Chat(api, HOA, "Hoa")

    async def heard(chat: Chat, words: str) -> list[Shown]:
        """Everything new in the chat, once the last of it holds these words."""
        messages = api.phone(chat.number).messages
        try:
            await api.until(lambda: len(messages) > chat.read and words in messages[-1].text, 12)
        except TimeoutError:
            raise AssertionError((words, [one.text for one in messages[chat.read :]])) from None
        new, chat.read = messages[chat.read :], len(messages)
        return new

    async with machine.running() as bot:
        await registers(lan, "Trần Thị Lan", "5/3/1990")
        await hoa.says(f"/start {invitation}")
        await hoa.presses("Đồng ý")
        await hoa.says("Lê Thị Hoa")
        lan.read, hoa.read = (len(api.phone(number).messages) for number in (LAN, HOA))
        api.says(HOA, "/thuhoach")
        await heard(hoa, "Chưa giao bài thu hoạch nào.")
        api.presses(HOA, "Giao bài mới")
        await heard(hoa, "Xin gõ tên bài")
        api.says(HOA, "Thu hoạch cuối khóa")
        await heard(hoa, "Xin gõ đề bài")
        api.presses(HOA, "Không cần đề riêng")
        (asked,) = await heard(hoa, "Hạn nộp là lúc nào?")
        api.presses(HOA, next(iter(asked.buttons)))
        await heard(hoa, "Bài thu hoạch “Thu hoạch cuối khóa”")
        api.presses(HOA, "Giao bài và báo lớp")
        await heard(lan, "Có bài thu hoạch mới: “Thu hoạch cuối khóa”.")
        await heard(hoa, "Trợ lý báo cho 1 học viên")
        api.presses(LAN, "Xem và nộp bài")
        await heard(lan, "chưa nộp bài này.")
        api.presses(LAN, "Nộp bài")
        await heard(lan, "")
        takes_a_photo(api, LAN)
        api.uploads(LAN, "Trang 2.pdf", PDF)
        await heard(lan, "1 ảnh, 1 tệp")
        bot.kill()
        await bot.wait()
    async with machine.running():
        api.says(LAN, "nộp")
        await heard(lan, "Gồm: 1 ảnh, 1 tệp")
        api.says(HOA, "/cham")
        await heard(hoa, "Các bài chờ đồng chí chấm.")
        api.presses(HOA, "1")
        shown = await heard(hoa, "Điểm cho bài")
        files = [(one.text, one.content) for one in shown if one.content]
        assert files == [("Ảnh 1/2: anh.jpg", PHOTO), ("Tệp 2/2: Trang 2.pdf", PDF)]
