"""The story of the first class, by `chuong run` against a fake Bot API over real HTTP: polling, webhook, kill -9."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.fakes.bot_api import BotApi, Fault
from tests.whole import samples
from tests.whole.running import SECRET, Machine, free_port

LAN, MINH, HOA = 1001, 1002, 2001
COHORT = "NTD-03-2026"
PROGRAMME = "Bồi dưỡng nhận thức về Đảng"
QUIZ = "Nội quy"


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as platform:
        yield platform


@pytest.fixture(params=["polling-sqlite", "webhook-postgresql"])
async def machine(request: pytest.FixtureRequest, tmp_path: Path, api: BotApi) -> Machine:
    """A machine with nothing on it, that polls or is called, with a file or a PostgreSQL."""
    way, _, database = request.param.partition("-")
    settings = {"quiet_hours": ""}
    if database == "postgresql":
        settings["database_url"] = request.getfixturevalue("new_postgresql")
    if way == "webhook":
        port = str(free_port())
        settings |= {"public_url": f"http://127.0.0.1:{port}", "web_port": port, "webhook_secret": SECRET}
    return Machine(tmp_path, api, **settings)


class Chat:
    """One person's chat with the bot, over the fake platform."""

    def __init__(self, api: BotApi, number: int, name: str) -> None:
        self.api, self.number, self.name = api, number, name
        self.read = 0

    async def says(self, text: str) -> str:
        self.api.says(self.number, text, name=self.name)
        return await self.hears()

    async def says_until(self, text: str, awaited: str) -> str:
        """The text of the newest message, once it holds what is awaited."""
        self.api.says(self.number, text, name=self.name)
        messages = self.api.phone(self.number).messages
        await self.api.until(lambda: awaited in messages[-1].text)
        self.read = len(messages)
        return messages[-1].text

    async def presses(self, label: str) -> str:
        self.api.presses(self.number, label)
        return await self.hears()

    async def sends_file(self, name: str, data: bytes) -> str:
        self.api.uploads(self.number, name, data)
        return await self.hears()

    async def hears(self) -> str:
        """The text of the next message."""
        self.read += 1
        messages = await self.api.heard(self.number, self.read)
        return messages[self.read - 1].text


async def import_class(machine: Machine, *, programs: bool = False) -> None:
    """A roster, a timetable and questions from Excel, by the command line; with a program for each or in this one."""
    chuong = machine.chuong if programs else machine.chuong_here
    now = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh"))  # the program asks the real clock too
    for name, data in (
        ("roster", samples.roster()),
        ("timetable", samples.timetable(now)),
        ("questions", samples.questions()),
    ):
        await asyncio.to_thread((machine.folder / f"{name}.xlsx").write_bytes, data)
    await chuong("migrate")
    await chuong("import", "roster", "roster.xlsx", "--cohort", COHORT, "--programme", PROGRAMME, "--yes")
    await chuong("import", "timetable", "timetable.xlsx", "--cohort", COHORT, "--yes")
    await chuong("import", "questions", "questions.xlsx", "--cohort", COHORT, "--quiz", QUIZ, "--yes")


async def registers(chat: Chat, name: str, birth: str) -> str:
    await chat.says("/start")
    await chat.presses("Đồng ý")
    await chat.says(name)
    asked = await chat.says(birth)
    assert asked.startswith(f"Có phải đồng chí là {name}?\nlớp {COHORT}")
    return await chat.presses("Đúng")


async def test_the_story_of_the_first_class(api: BotApi, machine: Machine) -> None:
    programs = "CHUONG_DATABASE_URL" not in machine.environment  # they take seconds to load, so only once
    await import_class(machine, programs=programs)
    chuong = machine.chuong if programs else machine.chuong_here
    invitation = (await chuong("invite", "coordinator")).splitlines()[0].removeprefix("Code: ")
    lan, minh, hoa = Chat(api, LAN, "Lan"), Chat(api, MINH, "Minh"), Chat(api, HOA, "Hoa")
    async with machine.running() as bot:
        await registers(lan, "Trần Thị Lan", "5/3/1990")
        assert (await lan.says("/lich")).count("Chuyên đề") == 2
        await hoa.says(f"/start {invitation}")
        await hoa.presses("Đồng ý")
        assert (await hoa.says("Lê Thị Hoa")).startswith("Chào đồng chí Lê Thị Hoa, cán bộ giáo vụ")
        assert QUIZ in await lan.says("/tracnghiem")
        assert (await lan.presses("Bắt đầu")).startswith("Câu 1/2. Buổi sáng bắt đầu lúc mấy giờ?")
        bot.kill()  # in the middle of the quiz
        await bot.wait()
    assert b"Traceback" not in await asyncio.to_thread(machine.log.read_bytes)
    async with machine.running():
        # The question may come once more: nobody knew whether it had arrived when the bot was killed.
        assert "Nghỉ học phải báo trước." in await lan.says_until("câu b", "Câu 2/2. ")
        assert "10" in await lan.presses("Đúng")
        await registers(minh, "Nguyễn Văn Minh", "1988")
        assert "10" in await lan.says("tiến độ")
        await hoa_broadcasts(hoa)
        lan.read, minh.read = (len(api.phone(number).messages) for number in (LAN, MINH))
        await hoa.presses("Gửi ngay")
        assert await lan.hears() == "Chào Trần Thị Lan, mai học ở hội trường."
        assert await minh.hears() == "Chào Nguyễn Văn Minh, mai học ở hội trường."
        await api.until(lambda: "Đã gửi: 2/3 người." in api.phone(HOA).messages[-1].text)
    log = (await asyncio.to_thread(machine.log.read_bytes)).decode()
    assert [secret in log for secret in (api.token, SECRET, "Trần Thị Lan", "912345678")] == [False] * 4
    assert sorted(api.menus) == ["", "en", "vi"]
    assert "start" in dict(api.menus["vi"])
    assert "lich" in dict(api.phone(LAN).commands)
    assert "thongbao" not in dict(api.phone(LAN).commands)
    assert "thongbao" in dict(api.phone(HOA).commands)


async def hoa_broadcasts(hoa: Chat) -> None:
    """Up to the preview of a broadcast to the whole class, by buttons."""
    await hoa.says("/thongbao")
    await hoa.presses("Một lớp")
    await hoa.presses(f"{COHORT} (3 người)")
    preview = await hoa.says("Chào {ten}, mai học ở hội trường.")
    assert "2 người" in preview


async def test_what_the_platform_breaks_is_made_good(api: BotApi, machine: Machine) -> None:
    async with machine.running():
        lan = Chat(api, LAN, "Lan")
        api.breaks(Fault.too_many(1), "sendMessage", times=1)
        assert (await lan.says("/start")).startswith("Chào đồng chí!")
        api.breaks(Fault.bad_gateway(), "sendMessage", times=1)
        await lan.presses("Đồng ý")
        assert len(api.phone(LAN).messages) in {2, 3}  # in doubt it is sent again
