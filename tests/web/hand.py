"""A hand that uses the demo's page as a person does: types, taps, moves the clock, looks."""

from __future__ import annotations

import asyncio
from pathlib import Path

from playwright.async_api import Locator, Page


class Hand:
    """Works the phones of the page at `address`."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    async def opens(self) -> None:
        await self.page.goto(self.address)
        await self.page.wait_for_selector(".phone .write textarea")

    def phone(self, key: str) -> Locator:
        return self.page.locator(f'.phone[data-key="{key}"]')

    def bubbles(self, key: str) -> Locator:
        return self.phone(key).locator(".log > li[data-id]")

    async def types(self, key: str, text: str, *, answers: int = 1) -> str:
        """Type and send; the text of the last bubble after so many answers came."""
        before = await self.bubbles(key).count()
        await self.phone(key).locator("textarea").fill(text)
        await self.phone(key).locator(".send").click()
        return await self._answer(key, before + 1 + answers)

    async def taps(self, key: str, label: str, *, answers: int = 1) -> str:
        """Tap the newest button of that label; with `answers` 0 the message is rewritten in its place."""
        before = await self.bubbles(key).count()
        last = await self.last(key)
        await self.bubbles(key).get_by_role("button", name=label, exact=True).last.click()
        if answers:
            return await self._answer(key, before + answers)
        for _ in range(100):
            if await self.last(key) != last:
                break
            await asyncio.sleep(0.05)
        return await self.last(key)

    async def attaches(self, key: str, file: Path) -> str:
        before = await self.bubbles(key).count()
        await self.phone(key).locator('input[type="file"]').set_input_files(file)
        return await self._answer(key, before + 2)

    async def jumps(self, label: str) -> None:
        """Move the clock forward."""
        await self.page.get_by_role("button", name=label, exact=True).click()
        await asyncio.sleep(1)

    async def waits_for(self, key: str, text: str) -> str:
        """Until the last bubble holds the text."""
        await self.bubbles(key).filter(has_text=text).last.wait_for(timeout=15_000)
        return await self.last(key)

    async def last(self, key: str) -> str:
        count = await self.bubbles(key).count()
        return (await self.bubbles(key).nth(count - 1).inner_text()) if count else ""

    async def photographs(self, path: Path) -> None:
        """A picture of the whole page."""
        await asyncio.sleep(0.4)  # bubbles slide in
        await self.page.screenshot(path=path)

    async def photographs_phone(self, key: str, path: Path) -> None:
        """A picture of one phone."""
        await asyncio.sleep(0.4)
        await self.phone(key).locator(".frame").screenshot(path=path)

    async def _answer(self, key: str, count: int) -> str:
        await self.bubbles(key).nth(count - 1).wait_for(timeout=15_000)
        return await self.last(key)
