"""The story of a class on Zalo, by `chuong run` against a fake Zalo over real HTTP: two bots, polling and webhook."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes.bot_api import BotApi
from tests.fakes.zalo import TOKEN, Zalo
from tests.whole.running import SECRET, Machine, free_port
from tests.whole.test_story import COHORT, QUIZ, import_class

SECOND = "900200:another-token-that-must-stay-secret"
DUNG = "đúng"


@pytest.fixture
async def zalo() -> AsyncIterator[Zalo]:
    async with Zalo(TOKEN, SECOND) as platform:
        yield platform


@pytest.fixture(params=["polling", "webhook"])
async def machine(request: pytest.FixtureRequest, tmp_path: Path, zalo: Zalo) -> Machine:
    """A machine without Telegram."""
    settings = {"telegram_token": "", "zalo_tokens": f"lop1={TOKEN},lop2={SECOND}", "zalo_api_url": zalo.url}
    if request.param == "webhook":
        port = str(free_port())
        settings |= {"public_url": f"http://127.0.0.1:{port}", "web_port": port, "zalo_webhook_secret": SECRET}
        settings |= {"webhook_secret": SECRET}
    return Machine(tmp_path, BotApi(), **settings)


class Chat:
    """One person's chat with one of the bots."""

    def __init__(self, zalo: Zalo, chat: str, token: str = TOKEN) -> None:
        self.zalo, self.chat, self.token = zalo, chat, token
        self.read = 0

    async def says(self, text: str) -> str:
        self.zalo.says(self.chat, text, token=self.token)
        return await self.hears()

    async def hears(self) -> str:
        """The text of the next message."""
        self.read += 1
        return (await self.zalo.heard(self.chat, self.read, self.token))[self.read - 1].words


async def registers(chat: Chat, name: str, birth: str) -> str:
    """All by typing."""
    assert (await chat.says("start")).startswith("Chào đồng chí!")
    await chat.says("1")
    await chat.says(name)
    assert (await chat.says(birth)).startswith(f"Có phải đồng chí là {name}?\nlớp {COHORT}")
    return await chat.says(DUNG)


async def ready(zalo: Zalo, machine: Machine) -> None:
    """Until every bot is polled, or has its webhook."""
    asked = "setWebhook" if "CHUONG_PUBLIC_URL" in machine.environment else "getUpdates"
    await zalo.until(lambda: {one.token for one in zalo.arrivals if one.method == asked} == set(zalo.bots))


async def test_the_story_of_a_class_on_zalo(zalo: Zalo, machine: Machine) -> None:
    await import_class(machine)
    invitation = (await machine.chuong_here("invite", "coordinator")).splitlines()[0].removeprefix("Code: ")
    lan, minh, hoa = Chat(zalo, "lan"), Chat(zalo, "minh", SECOND), Chat(zalo, "hoa")
    async with machine.running():
        await ready(zalo, machine)
        assert "Trần Thị Lan" in await registers(lan, "Trần Thị Lan", "5/3/1990")
        await registers(minh, "Nguyễn Văn Minh", "1988")
        assert (await lan.says("lich")).count("Chuyên đề") == 2
        await hoa.says(f"start {invitation}")
        await hoa.says("đồng ý")
        assert (await hoa.says("Lê Thị Hoa")).startswith("Chào đồng chí Lê Thị Hoa, cán bộ giáo vụ")
        assert QUIZ in await lan.says("trac nghiem")
        assert (await lan.says("1")).startswith("Câu 1/2. Buổi sáng bắt đầu lúc mấy giờ?")
        assert "Nghỉ học phải báo trước." in await lan.says("câu b")
        assert "10" in await lan.says("1.")
        await hoa_broadcasts(hoa)
        assert await lan.hears() == "Chào Trần Thị Lan, mai học ở hội trường."
        assert await minh.hears() == "Chào Nguyễn Văn Minh, mai học ở hội trường."
        qr = await qr_of(hoa, zalo, "CHUONG_PUBLIC_URL" in machine.environment)
    assert qr
    log = (await asyncio.to_thread(machine.log.read_bytes)).decode()
    assert [secret in log for secret in (TOKEN, SECOND, SECRET, "Trần Thị Lan")] == [False] * 4
    assert "Traceback" not in log


async def hoa_broadcasts(hoa: Chat) -> None:
    """From the command to the start of a broadcast, by typing."""
    await hoa.says("thong bao")
    await hoa.says("Một lớp")
    await hoa.says("1")
    assert "2 người" in await hoa.says("Chào {ten}, mai học ở hội trường.")
    await hoa.says("gui ngay")


async def qr_of(hoa: Chat, zalo: Zalo, public: bool) -> bool:
    """A picture: by an address of ours where there is one, else its text."""
    await zalo.until(lambda: any("Đã gửi" in one.words for one in zalo.messages("hoa")))
    hoa.read = len(zalo.messages("hoa"))
    await hoa.says(f"lop {COHORT}")
    await hoa.says("1")
    last = zalo.messages("hoa")[-1]
    return last.method == ("sendPhoto" if public else "sendMessage")
