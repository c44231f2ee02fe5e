"""The phones in the browser: what the page asks the server for, and one visit with a real browser."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
from matplotlib.image import imread
from playwright.async_api import Page, expect

from bot.channels import Outgoing
from bot.channels.local import Bubble
from bot.web.phones import LARGEST_FILE, Phone
from storage.messages import Choice, File, Message
from tests.web.browser import chromium, served
from tests.web.demo import LETTERS, MONDAY, Demo, three_phones

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415478da63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


@pytest.fixture
def demo() -> Demo:
    return three_phones()


@asynccontextmanager
async def visiting(demo: Demo, address: str = "http://127.0.0.1:8080") -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(demo.app)
    async with httpx.AsyncClient(transport=transport, base_url=address, headers={"Origin": address}) as client:
        yield client


def only(phone: Phone) -> Bubble:
    (bubble,) = phone.channel.transcript(phone.chat)
    return bubble


async def test_the_page_shows_the_phones_and_the_clock(demo: Demo) -> None:
    async with visiting(demo) as client:
        page = await client.get("/")
    assert page.status_code == 200
    assert "Thứ Hai, 23/11/2026 · <b>14:05</b>" in page.text
    assert "Trung tâm &lt;Chính trị&gt;" in page.text
    assert page.text.count('<section class="phone"') == 3
    assert page.text.count('<input type="file"') == 1
    assert page.text.count("data-buttons") == 2


@pytest.mark.parametrize("name", ["phones.css", "phones.js", "bubbles.js", "bell.svg"])
async def test_its_files_are_its_own(demo: Demo, name: str) -> None:
    async with visiting(demo) as client:
        page = await client.get("/")
        file = await client.get(f"/phones/static/{name}")
    assert file.status_code == 200
    assert page.headers["content-security-policy"].startswith("default-src 'self';")
    assert "http" not in (page.text + file.text).replace("http://www.w3.org/2000/svg", "").replace("https?:", "")


async def test_what_is_typed_reaches_the_bot(demo: Demo) -> None:
    async with visiting(demo) as client, demo.listening():
        answer = await client.post("/phones/minh/say", json={"text": "lịch\nhôm nay"})
        await demo.minh.channel.settled()
    assert answer.status_code == 204
    assert [(event.chat, event.text, event.name) for event in demo.heard] == [("12", "lịch\nhôm nay", "Lê Văn Minh")]
    assert demo.minh.channel.transcript("12")[0].at == MONDAY


async def test_a_button_reaches_the_bot_while_it_is_there(demo: Demo) -> None:
    asked = await demo.lan.channel.send(Outgoing("11", Message("Câu 1", LETTERS)))
    async with visiting(demo) as client, demo.listening():
        right = await client.post("/phones/lan/press", json={"message": asked, "command": "/answer B"})
        wrong = await client.post("/phones/lan/press", json={"message": asked, "command": "/answer Z"})
        await demo.lan.channel.settled()
    assert (right.status_code, wrong.status_code) == (204, 409)
    assert [(event.text, event.message_id) for event in demo.heard] == [("/answer B", asked)]


async def test_a_file_is_taken_and_given_back_as_a_download(demo: Demo) -> None:
    async with visiting(demo) as client:
        sent = await client.post("/phones/hoa/attach", params={"name": "../lớp 1.xlsx"}, content=b"<script>")
        file = only(demo.hoa).file
        assert file is not None
        back = await client.get(f"/phones/hoa/files/{file.token}")
        elsewhere = await client.get(f"/phones/lan/files/{file.token}")
    assert (sent.status_code, file.name, back.content) == (204, "lớp 1.xlsx", b"<script>")
    assert back.headers["content-disposition"] == "attachment; filename*=utf-8''l%E1%BB%9Bp%201.xlsx"
    assert back.headers["content-type"] == "application/octet-stream"
    assert back.headers["x-content-type-options"] == "nosniff"
    assert elsewhere.status_code == 404


async def test_a_picture_opens_in_the_page(demo: Demo) -> None:
    message = Message("Tiến độ", file=File("chart", "tien-do.png"))
    await demo.lan.channel.send(Outgoing("11", message, content=PIXEL))
    file = only(demo.lan).file
    assert file is not None
    async with visiting(demo) as client:
        picture = await client.get(f"/phones/lan/files/{file.token}")
    assert (picture.headers["content-type"], picture.content) == ("image/png", PIXEL)
    assert picture.headers["content-disposition"].startswith("inline;")


@pytest.mark.parametrize(
    ("path", "status", "content"),
    [
        ("/phones/nobody/say", 404, b'{"text": "a"}'),
        ("/phones/lan/say", 400, b'{"text": "  "}'),
        ("/phones/lan/say", 400, b'{"text": 5}'),
        ("/phones/lan/say", 400, b"[]"),
        ("/phones/lan/say", 400, b"\xff"),
        ("/phones/lan/say", 413, b" " * 70_000),
        ("/phones/lan/attach?name=a.xlsx", 400, b"rows"),
        ("/phones/hoa/attach?name=..%5C", 400, b"rows"),
        ("/phones/hoa/attach?name=a.xlsx", 413, b" " * (LARGEST_FILE + 1)),
        ("/clock", 400, b"{}"),
        ("/clock", 400, b'{"minutes": -60}'),
        ("/clock", 400, b'{"minutes": true}'),
        ("/clock", 409, b'{"to": "next"}'),
    ],
)
async def test_what_cannot_be_is_refused(demo: Demo, path: str, status: int, content: bytes) -> None:
    async with visiting(demo) as client:
        answer = await client.post(path, content=content)
    assert answer.status_code == status
    assert [phone.channel.transcript(phone.chat) for phone in (demo.lan, demo.hoa)] == [(), ()]
    assert demo.clock.at == MONDAY


@pytest.mark.parametrize(
    ("jump", "at", "due"),
    [
        ({"minutes": 10}, MONDAY + timedelta(minutes=10), "14:30 hôm nay"),
        ({"to": "evening"}, datetime(2026, 11, 23, 12, tzinfo=UTC), "14:05 Thứ Tư, 25/11/2026"),
        ({"to": "day"}, MONDAY + timedelta(days=1), "14:05 ngày mai"),
        ({"to": "next"}, MONDAY + timedelta(minutes=25), "14:05 Thứ Tư, 25/11/2026"),
    ],
)
async def test_the_clock_moves_forward(demo: Demo, jump: dict[str, Any], at: datetime, due: str) -> None:
    demo.clock.due = [MONDAY + timedelta(minutes=25), MONDAY + timedelta(days=2)]
    async with visiting(demo) as client:
        answer = await client.post("/clock", json=jump)
    assert demo.clock.at == at
    local = at.astimezone(demo.clock.zone)
    day = "Thứ Hai" if local.day == 23 else "Thứ Ba"
    assert (answer.json()["day"], answer.json()["time"]) == (f"{day}, {local:%d/%m/%Y}", f"{local:%H:%M}")
    assert answer.json()["due"] == due


async def test_at_seven_in_the_evening_the_next_evening_is_tomorrow(demo: Demo) -> None:
    async with visiting(demo) as client:
        await client.post("/clock", json={"to": "evening"})
        await client.post("/clock", json={"to": "evening"})
    assert demo.clock.at == datetime(2026, 11, 24, 12, tzinfo=UTC)


async def test_a_notice_overdue_is_awaited_no_longer_than_now(demo: Demo) -> None:
    demo.clock.due = [MONDAY - timedelta(minutes=1)]
    async with visiting(demo) as client:
        answer = await client.post("/clock", json={"to": "next"})
    assert (answer.status_code, demo.clock.at) == (200, MONDAY)


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        ("GET", {"Host": "localhost:8080", "Origin": "http://evil.example"}, 200),
        ("GET", {"Host": "evil.example"}, 403),
        ("GET", {"Host": "[::1"}, 403),
        ("POST", {"Host": "evil.example", "Origin": "http://evil.example"}, 403),
        ("POST", {"Origin": "http://evil.example"}, 403),
        ("POST", {"Origin": "http://127.0.0.1:9999"}, 403),
        ("POST", {"Origin": "null"}, 403),
        ("POST", {"Host": "localhost:8080", "Origin": "http://localhost:8080"}, 204),
    ],
)
async def test_only_this_machine_and_this_page_are_served(
    demo: Demo, method: str, headers: dict[str, str], status: int
) -> None:
    path = "/" if method == "GET" else "/phones/lan/say"
    async with visiting(demo) as client:
        answer = await client.request(method, path, headers=headers, json={"text": "chào"})
    assert answer.status_code == status
    assert len(demo.lan.channel.transcript("11")) == (1 if status == 204 else 0)


async def test_a_post_without_an_origin_is_refused(demo: Demo) -> None:
    async with visiting(demo) as client:
        del client.headers["Origin"]
        assert (await client.post("/phones/lan/say", json={"text": "chào"})).status_code == 403


async def next_event(lines: AsyncIterator[str]) -> tuple[str, dict[str, Any]]:
    name = ""
    async for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        if line.startswith("data: "):
            return name, json.loads(line.removeprefix("data: "))
    raise EOFError


async def test_the_page_hears_all_then_each_change_until_the_phones_close(demo: Demo) -> None:
    await demo.lan.channel.send(Outgoing("11", Message("Chào Lan")))
    async with served(demo.app) as address, httpx.AsyncClient() as client:  # noqa: SIM117
        async with client.stream("GET", f"{address}/events") as news:
            lines = news.aiter_lines()
            name, phones = await next_event(lines)
            assert (name, [len(phones[key]) for key in ("lan", "minh", "hoa")]) == ("all", [1, 0, 0])
            assert await next_event(lines) == (
                "clock",
                {"day": "Thứ Hai, 23/11/2026", "time": "14:05", "due": ""},
            )
            demo.minh.channel.type("a chat that no phone shows", "chào")
            await demo.minh.channel.send(Outgoing("12", Message("Chọn", (Choice("Lịch", "/lich"),))))
            name, change = await next_event(lines)
            assert (name, change["phone"], change["bubble"]["text"]) == ("bubble", "minh", "Chọn\n\n1. Lịch")
            assert (change["bubble"]["at"], change["bubble"]["day"]) == ("14:05", "Thứ Hai, 23/11/2026")
            await demo.clock.advance(timedelta(hours=1))
            assert (await next_event(lines))[1]["time"] == "15:05"
            await demo.hoa.channel.close()
            with pytest.raises(EOFError):
                await next_event(lines)


@asynccontextmanager
async def opened(demo: Demo, width: int = 1440, height: int = 900) -> AsyncIterator[Page]:
    """The page in a real browser. Any error on its console fails the test."""
    async with AsyncExitStack() as stack:
        browser = await stack.enter_async_context(chromium())
        address = await stack.enter_async_context(served(demo.app))
        await stack.enter_async_context(demo.listening())
        page = await browser.new_page(viewport={"width": width, "height": height})
        troubles: list[str] = []
        page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        await page.goto(address)
        yield page
        await page.close()
        assert troubles == []


async def test_a_visit_with_a_real_browser(demo: Demo, tmp_path: Path) -> None:
    async with opened(demo) as page:
        await expect(page.locator(".phone")).to_have_count(3)
        lan = page.locator('[data-key="lan"]')
        await lan.get_by_label("Tin nhắn của Lan").fill("<b>xin chào</b>\n2")
        await lan.get_by_label("Tin nhắn của Lan").press("Enter")
        await expect(lan.locator(".person p")).to_have_text("<b>xin chào</b>\n2")
        await expect(lan.locator(".bot p")).to_have_text("Đã nhận: <b>xin chào</b>\n2")
        await lan.get_by_role("button", name="B", exact=True).click()
        await expect(lan.locator(".bot p")).to_have_text("Đã nhận: /answer B")
        await page.locator('[data-key="hoa"] input[type=file]').set_input_files(
            {"name": "lớp.xlsx", "mimeType": "application/octet-stream", "buffer": b"rows"}
        )
        await expect(page.locator('[data-key="hoa"] .person .name')).to_have_text("lớp.xlsx4 byte")
        await page.get_by_role("button", name="Đến 19:00").click()
        await expect(page.locator("#toast")).to_have_text("Bây giờ là 19:00, Thứ Hai, 23/11/2026")
        scrolls = await page.evaluate("document.documentElement.scrollHeight > innerHeight")
        picture = await page.screenshot(path=tmp_path / "phones.png")
    assert not scrolls
    pixels = imread(BytesIO(picture))
    assert pixels.shape[:2] == (900, 1440)
    assert pixels.std() > 0.05


async def test_the_page_finds_its_way_back_after_a_restart(demo: Demo) -> None:
    async with opened(demo) as page:
        await expect(page.locator("#lost")).to_be_hidden()
        for phone in (demo.lan, demo.minh, demo.hoa):
            await phone.channel.close()
        await expect(page.locator("#lost")).to_be_visible()
        await demo.lan.channel.send(Outgoing("11", Message("Tôi đã trở lại")))
        for phone in (demo.lan, demo.minh, demo.hoa):
            phone.channel.closed = False
        await expect(page.locator('[data-key="lan"] .bot p')).to_have_text("Tôi đã trở lại", timeout=15_000)
        await expect(page.locator("#lost")).to_be_hidden()
