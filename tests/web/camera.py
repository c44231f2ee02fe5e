"""Photographs of the demo's phones, taken on a Monday that is always the same."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import httpx
from PIL import Image

from tests.web.hand import Hand
from tests.whole.running import ROOT, free_port

PICTURES = ROOT / "docs" / "pictures"
TODAY = date(2026, 11, 23)
SHORTEST_PAGE = 640
DEMO = f"""
import sys
from datetime import UTC, datetime
import bot.demo
from bot.cli import main
from bot.clock import Clock

class OnMonday(Clock):
    def __init__(self):
        super().__init__()
        self._ahead = datetime.fromisoformat("{TODAY}T12:00:00+07:00") - datetime.now(UTC)

bot.demo.Clock = OnMonday
sys.argv = ["chuong", "demo", "--port", sys.argv[1]]
main()
"""
# Hides what was said before the bubble of that number; how much taller the page must be to show the rest.
HIDE_EARLIER = """(phone, first) => {
    const log = phone.querySelector('.log');
    const shown = [...log.querySelectorAll('li[data-id]')].slice(first);
    for (const one of log.children) if (!shown.includes(one)) one.style.display = 'none';
    shown[0].style.marginTop = 'auto';
    const said = shown.at(-1).getBoundingClientRect().bottom - shown[0].getBoundingClientRect().top;
    return Math.ceil(said + 30 - log.clientHeight);
}"""
SHOW_ALL = """phone => {
    const log = phone.querySelector('.log');
    for (const one of log.children) one.style = '';
    log.scrollTop = log.scrollHeight;
}"""


@asynccontextmanager
async def demo() -> AsyncIterator[str]:
    """The address of a demo that believes it is that Monday."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("CHUONG_")}
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", DEMO, str(port)),
            cwd=folder,
            env={**kept, "PYTHONPATH": str(ROOT)},
            stdout=asyncio.subprocess.DEVNULL,
        )
        try:
            yield await _answering(f"http://127.0.0.1:{port}")
        finally:
            process.terminate()
            await asyncio.wait_for(process.wait(), 10)


async def _answering(address: str) -> str:
    async with httpx.AsyncClient() as client:
        for _ in range(300):
            try:
                (await client.get(f"{address}/healthz")).raise_for_status()
                return address
            except httpx.ConnectError:
                await asyncio.sleep(0.1)
    raise TimeoutError("the demo does not answer")


@dataclass
class Camera:
    """Photographs a phone from the last picture or `starts` on, as tall as what was said needs."""

    hand: Hand
    folder: Path = PICTURES
    first: dict[str, int] = field(default_factory=dict)

    async def starts(self, key: str, *, back: int = 0) -> None:
        """The next picture of the phone begins with what is said from now on, or so many bubbles back."""
        self.first[key] = await self.hand.bubbles(key).count() - back

    async def shoots(self, key: str, name: str) -> None:
        page, phone = self.hand.page, self.hand.phone(key)
        await page.mouse.move(0, 0)
        await asyncio.sleep(0.6)  # bubbles slide in, pictures load
        size = page.viewport_size
        assert size is not None
        room: int = await phone.evaluate(HIDE_EARLIER, self.first.get(key, 0))
        await page.set_viewport_size({**size, "height": max(size["height"] + room, SHORTEST_PAGE)})
        await asyncio.sleep(1)  # what was just changed shines for a moment
        await phone.locator(".frame").screenshot(path=self.folder / f"{name}.png")
        shrink(self.folder / f"{name}.png")
        await page.set_viewport_size(size)
        await phone.evaluate(SHOW_ALL)
        await self.starts(key)

    async def shoots_all(self, name: str) -> None:
        """The whole page with the phones."""
        await self.hand.page.mouse.move(0, 0)
        await asyncio.sleep(6)  # the news of the clock goes away
        await self.hand.page.screenshot(path=self.folder / f"{name}.png")
        shrink(self.folder / f"{name}.png")


def shrink(path: Path) -> None:
    """The same picture with 256 colours: a third of the size."""
    with Image.open(path) as image:
        image.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
