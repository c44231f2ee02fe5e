"""The page for the projector: what it is told, who may look, and what the room sees of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.async_api import Page, expect
from sqlmodel import Session, select
from starlette.applications import Starlette

from bot.channels import Capabilities
from bot.web import live as live_page
from storage import accounts, stored
from storage.live import LiveQuiz, answers, board, rooms, sending
from storage.live.choosing import Source
from storage.live.rooms import Rules
from storage.messages import Message
from storage.people import Person
from storage.quizzes import Question, known
from storage.quizzes.grading import Given
from tests.centre import BUTTONS, TestCentre
from tests.quizzes import BRING, NOTICE, PHONES, ROOM, opened
from tests.web.browser import chromium, served

ROOT = Path(__file__).parents[2]
PEOPLE = ("Trần Thị Lan", "Nguyễn Văn Minh", "Lê Thị <b>Mai</b>", "Phạm Văn Bình")


@pytest.fixture(params=[BUTTONS], ids=["buttons"])
def capabilities(request: pytest.FixtureRequest) -> Capabilities:
    """A page is no channel, so once is enough."""
    chosen: Capabilities = request.param
    return chosen


class Stage:
    """A live quiz with four people, moved on from behind the stage."""

    def __init__(self, centre: TestCentre) -> None:
        self.centre = centre
        self.live_id = 0
        self.code = ""
        self.people: list[int] = []
        self.app = Starlette(routes=live_page.pages(centre.database, centre.about, lambda: centre.now))

    async def open(self, *rows: Any, rules: Rules | None = None) -> None:
        for number, name in enumerate(PEOPLE):
            await self.centre.registered(name, str(1980 + number))
        quiz = await opened(self.centre, *rows)

        def make(session: Session) -> None:
            accounts.rename(session, self.centre.wire.account_id, "chuong_thu_bot")
            session.get_one(accounts.Account, self.centre.wire.account_id).platform = "telegram"
            self.people = [one.id or 0 for one in session.exec(select(Person).order_by(Person.id))]  # type: ignore[arg-type]
            source = Source(quiz.cohort_id, quiz_id=quiz.id)
            made = rooms.opened(session, source, rules or Rules(), quiz.title, self.people[0], 1, self.centre.now)
            assert made is not None and made.code is not None
            self.live_id, self.code = made.id or 0, made.code

        await self.centre.run(make)

    async def do(self, work: Any) -> None:
        await self.centre.run(lambda session: work(session, session.get_one(LiveQuiz, self.live_id)))

    async def joins(self, count: int = len(PEOPLE)) -> None:
        def join(session: Session, live: LiveQuiz) -> None:
            for number, person in enumerate(self.people[:count], 1):
                rooms.join(session, live, person, number, self.centre.now)

        await self.do(join)

    async def asks(self, position: int) -> None:
        def ask(session: Session, live: LiveQuiz) -> None:
            sending.ask(session, live, position, 25, self.centre.now)
            sending.hand_out(session, live, lambda language: [Message("Câu")], "live.receive_answer", self.centre.now)

        await self.do(ask)

    async def answers(self, *given: Given) -> None:
        def answer(session: Session, live: LiveQuiz) -> None:
            question = rooms.question(session, live, live.position)
            assert question is not None
            for person, one in zip(self.people, given, strict=False):
                answers.answer(session, live, question, person, one, self.centre.now)

        await self.do(answer)

    async def turns(self, state: str) -> None:
        def turn(session: Session, live: LiveQuiz) -> None:
            live.state = state

        await self.do(turn)


@pytest.fixture
def stage(centre: TestCentre) -> Stage:
    return Stage(centre)


@asynccontextmanager
async def visiting(stage: Stage, address: str = "10.0.0.1") -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(stage.app, client=(address, 1))
    async with httpx.AsyncClient(transport=transport, base_url="http://lop.example") as client:
        yield client


class Told:
    """What a page is told, event by event."""

    def __init__(self, lines: AsyncIterator[str]) -> None:
        self._lines = lines

    async def next(self) -> dict[str, Any]:
        async with asyncio.timeout(5):
            async for line in self._lines:
                if line.startswith("data: "):
                    board: dict[str, Any] = json.loads(line.removeprefix("data: "))
                    return board
        raise AssertionError("the stream ended")


@asynccontextmanager
async def watching(stage: Stage) -> AsyncIterator[Told]:
    """Over a real server: a page that is watched never ends."""
    async with (
        served(stage.app) as address,
        httpx.AsyncClient(base_url=address, timeout=10) as client,
        client.stream("GET", f"/live/{stage.code}/events") as answer,
    ):
        assert answer.headers["content-type"].startswith("text/event-stream")
        yield Told(answer.aiter_lines())


async def test_the_room_sees_each_step(stage: Stage) -> None:
    await stage.open(NOTICE, ROOM)
    title = {"code": stage.code, "title": "Nội quy lớp học", "total": 2}
    async with watching(stage) as told:
        ways = ["Telegram @chuong_thu_bot"]
        assert await told.next() == {**title, "phase": "waiting", "joined": 0, "ways": ways, "qr": True}
        await stage.joins()
        assert (await told.next())["joined"] == 4
        await stage.asks(1)
        question = {
            "number": 1, "stem": "Xin nghỉ học phải báo trước mấy ngày?", "hint": "", "picture": False,
            "options": [
                {"letter": letter, "text": text}
                for letter, text in zip("ABCD", NOTICE.options, strict=True)
            ],
        }  # fmt: skip
        asked = {**title, **question, "phase": "question", "seconds": 30, "left": 30.16}
        assert await told.next() == {**asked, "answered": 0, "told": 4}
        stage.centre.now += timedelta(seconds=10)
        await stage.answers([1], [2])
        assert await told.next() == {**asked, "answered": 2, "told": 4, "left": 20.16}
        await stage.turns("answered")
        assert await told.next() == {
            **title, **question, "phase": "answer", "told": 4, "right": 1, "silent": 2, "key": "B. Hai ngày",
            "bars": [{"count": count, "right": at == 1} for at, count in enumerate([0, 1, 1, 0])],
            "reasons": ["Báo trước để xếp buổi học bù.", "Nguồn: Nội quy lớp học, điều 3"],
        }  # fmt: skip
        await stage.turns("standings")
        table = await told.next()
        assert (table["phase"], table["number"]) == ("table", 1)
        assert table["best"] == [
            {"place": 1, "name": "Lan T.", "points": "1"}
        ]  # nobody stands before the room with nothing
        assert table["more"] == ""


async def test_what_was_typed_is_not_shown_to_the_room(stage: Stage) -> None:
    await stage.open(ROOM)
    await stage.joins()
    await stage.asks(1)
    await stage.answers("hội trường tầng 2", "một câu thô lỗ")
    await stage.turns("answered")
    async with watching(stage) as told:
        board = await told.next()
    assert board["bars"] == [{"count": 1, "right": True}, {"count": 1, "right": False}]
    assert (board["key"], board["options"], board["hint"]) == ("Hội trường tầng 2", [], "(Xin gõ câu trả lời)")
    assert "thô lỗ" not in json.dumps(board, ensure_ascii=False)


@pytest.mark.parametrize(("table", "names"), [("nameless", ["", ""]), ("none", [])])
async def test_names_only_where_the_instructor_wants_them(stage: Stage, table: str, names: list[str]) -> None:
    await stage.open(NOTICE, rules=Rules(shown_table=table))
    await stage.joins()
    await stage.asks(1)
    await stage.answers([1], [1], [0])
    await stage.turns("over")
    async with watching(stage) as told:
        board = await told.next()
    assert board["phase"] == "over"
    assert [one["name"] for one in board["best"]] == names


async def test_who_has_as_many_points_is_counted_at_least(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five of forty with the same points are no better than the others."""
    monkeypatch.setattr(answers, "BEST", 2)
    await stage.open(NOTICE)
    await stage.joins()
    await stage.asks(1)
    await stage.turns("standings")
    async with watching(stage) as told:
        empty = await told.next()
        assert (empty["best"], empty["more"]) == ([], "Chưa ai có điểm.")
        await stage.answers([1], [1], [1], [0])
        table = await told.next()
        assert [one["name"] for one in table["best"]] == ["<b>Mai</b> L.", "Lan T."]
        assert table["more"] == "và 1 người nữa cùng 1 điểm"


async def test_the_room_sees_that_several_may_be_right(stage: Stage) -> None:
    await stage.open(BRING)
    await stage.joins()
    await stage.asks(1)
    async with watching(stage) as told:
        assert (await told.next())["hint"] == "(Có thể có nhiều ý đúng)"


async def test_the_code_goes_with_the_quiz(stage: Stage) -> None:
    await stage.open(NOTICE)

    def give_back(session: Session, live: LiveQuiz) -> None:
        live.code = None

    async with watching(stage) as told:
        await told.next()
        await stage.do(give_back)
        assert await told.next() == {"phase": "gone"}
    async with visiting(stage) as client:
        assert (await client.get(f"/live/{stage.code}")).status_code == 404


async def test_many_pages_look_only_once(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await stage.open(NOTICE)
    looks, look = [0], board.seen

    def counted(session: Session, code: str) -> object:
        looks[0] += 1
        return look(session, code)

    monkeypatch.setattr(board, "seen", counted)
    monkeypatch.setattr(live_page, "LOOK_EVERY", 0.05)
    async with watching(stage) as one, served(stage.app) as address, httpx.AsyncClient(base_url=address) as client:
        await one.next()
        async with client.stream("GET", f"/live/{stage.code}/events") as answer:
            other = Told(answer.aiter_lines())
            await other.next()
            before = looks[0]
            await asyncio.sleep(0.5)
            assert 0 < looks[0] - before <= 11
            await stage.joins(1)
            assert (await one.next())["joined"] == (await other.next())["joined"] == 1


async def test_guessing_is_slow(stage: Stage) -> None:
    await stage.open(NOTICE)
    wrong = "1000"  # no code is that low
    async with visiting(stage) as client:
        statuses = [(await client.get(f"/live/{wrong}")).status_code for _ in range(12)]
        assert statuses == [404] * 10 + [429] * 2
        refused = await client.get(f"/live/{stage.code}")
        assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
    async with visiting(stage, "10.0.0.2") as other:
        assert (await other.get(f"/live/{stage.code}")).status_code == 200
        for _ in range(12):
            await other.get(f"/live/{wrong}")
        # A house shares its address: the page that is open may be opened again.
        assert (await other.get(f"/live/{stage.code}")).status_code == 200
        assert (await other.get("/live/1001")).status_code == 429


async def test_a_page_of_yesterday_is_told_and_guesses_nothing(stage: Stage) -> None:
    """It would else ask again and again, and keep its whole house from opening the next one."""
    await stage.open(NOTICE)
    async with visiting(stage) as client:
        await client.get(f"/live/{stage.code}")
        await stage.do(lambda session, live: setattr(live, "code", "2100"))
        for _ in range(12):
            told = await client.get(f"/live/{stage.code}/events")
            assert (told.status_code, "gone" in told.text) == (200, True)
        assert (await client.get("/live/2100")).status_code == 200


@pytest.mark.parametrize("code", ["12%00", "%00", "١٢٣٤", "12345", "abcd", "%ff"])
async def test_what_is_no_code(stage: Stage, code: str) -> None:
    await stage.open(NOTICE)
    async with visiting(stage) as client:
        assert (await client.get(f"/live/{code}")).status_code == 404


@pytest.mark.parametrize("file", ["compose.yaml", "docs/running.md"])
def test_the_proxies_that_we_describe_pass_it_on(file: str) -> None:
    assert "@bot path /telegram /zalo/* /tep/* /live /live/*\n" in (ROOT / file).read_text(encoding="utf-8")


async def test_its_files_are_its_own(stage: Stage) -> None:
    await stage.open(NOTICE)
    async with visiting(stage) as client:
        page = await client.get(f"/live/{stage.code}")
        files = [await client.get(f"/live/static/{name}") for name in ("live.css", "live.js", "bell.svg")]
        other = await client.get("/live/static/phones.js")
    assert page.headers["content-security-policy"].startswith("default-src 'self';")
    assert "Mã " + stage.code in page.text
    assert [file.status_code for file in files] == [200] * 3
    assert other.status_code == 404
    text = page.text + "".join(file.text for file in files)
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


async def test_the_picture_that_opens_the_bot(stage: Stage) -> None:
    await stage.open(NOTICE)
    async with visiting(stage) as client:
        picture = await client.get(f"/live/{stage.code}/qr.png")
    assert (picture.headers["content-type"], picture.content[:4]) == ("image/png", b"\x89PNG")


async def test_a_picture_of_a_question_is_shown_once_it_is_asked(stage: Stage) -> None:
    await stage.open(NOTICE, PHONES)

    def with_files(session: Session) -> None:
        for question, name in zip(session.exec(select(Question)), ("so-do.png", "trang.html"), strict=True):
            question.picture_id = stored.keep(session, name, b"what it shows", stage.centre.now)

    await stage.centre.run(with_files)
    known.forget()
    await stage.joins()
    async with visiting(stage) as client:
        before = await client.get(f"/live/{stage.code}/picture/1")
        await stage.asks(1)
        shown = await client.get(f"/live/{stage.code}/picture/1")
        await stage.asks(2)
        no_picture = await client.get(f"/live/{stage.code}/picture/2")
    assert (before.status_code, shown.status_code, no_picture.status_code) == (404, 200, 404)
    assert (shown.headers["content-type"], shown.content) == ("image/png", b"what it shows")
    assert shown.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "short"), [("Trần Thị Lan", "Lan T."), ("Y Bhiu Niê", "Niê Y."), ("Mai", "Mai"), ("(đã xóa)", "(đã xóa)")]
)
def test_names_in_short(name: str, short: str) -> None:
    assert board.in_short(name) == short


async def test_in_a_browser(stage: Stage, tmp_path: Path) -> None:
    await stage.open(NOTICE, BRING, PHONES)
    async with chromium() as browser, served(stage.app) as address:
        page = await browser.new_page(viewport={"width": 1280, "height": 720})
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        await page.goto(f"{address}/live/{stage.code}")
        await expect(page.locator(".digits")).to_have_text("".join(stage.code))
        await stage.joins()
        await expect(page.locator("#joined")).to_have_text("4")
        await page.screenshot(path=tmp_path / "waiting.png")
        await stage.asks(1)
        await expect(page.locator("#stem")).to_have_text("Xin nghỉ học phải báo trước mấy ngày?")
        await stage.answers([1], [2], [1])
        await expect(page.locator("#answered")).to_have_text("3/4")
        await _fits(page)
        await stage.turns("answered")
        await expect(page.locator(".options .right .votes")).to_have_text("✓ 2")
        key = "2/4 người đúng · 1 người chưa trả lời"
        await expect(page.locator("#key")).to_contain_text(key)
        await _fits(page)
        await stage.turns("over")
        await expect(page.locator(".best .name").nth(0)).to_have_text("<b>Mai</b> L.")
        await expect(page.locator(".best .name").nth(1)).to_have_text("Lan T.")
        await page.set_viewport_size({"width": 390, "height": 780})
        wide: int = await page.evaluate("document.documentElement.scrollWidth")
    assert (errors, wide) == ([], 390)


async def test_the_code_is_asked_for(stage: Stage) -> None:
    await stage.open(NOTICE)
    async with chromium() as browser, served(stage.app) as address:
        page = await browser.new_page(viewport={"width": 1280, "height": 720})
        await page.goto(f"{address}/live/1000")
        await expect(page.locator(".problem")).to_have_text("Không có bài trực tiếp nào với mã này.")
        await page.fill("#code", stage.code)
        await page.click("button")
        await expect(page).to_have_url(f"{address}/live/{stage.code}")
        await page.goto(f"{address}/live?code=abc")
        await expect(page.locator(".problem")).to_have_count(0)
        await expect(page.locator("h1")).to_have_text(f"Màn hình trực tiếp {stage.centre.about.name}")


async def test_every_long_question_fits_the_projector(stage: Stage) -> None:
    """Nobody scrolls a projector: an option that is cut off cannot be picked."""
    stem, option = "Việc tổ chức sinh hoạt định kỳ do ai chuẩn bị, vào lúc nào? " * 6, "Do cấp ủy cơ sở chuẩn bị, " * 6
    long = replace(NOTICE, stem=stem, explanation=stem)
    await stage.open(
        replace(long, options=[f"{option}{number}" for number in range(8)]),
        replace(long, options=["Ngắn", option * 5]),
        replace(long, stem="x" * 300, options=["y" * 200] * 4),
    )
    await stage.joins()
    async with chromium() as browser, served(stage.app) as address:
        page = await browser.new_page(viewport={"width": 1280, "height": 720})
        await page.goto(f"{address}/live/{stage.code}")
        for position in (1, 2, 3):
            await stage.asks(position)
            await expect(page.locator("#number")).to_have_text(f"Câu {position}/3")
            await expect(page.locator("body")).to_have_attribute("data-phase", "question")
            await _fits(page)
            await stage.answers([1], [0])
            await stage.turns("answered")
            await expect(page.locator("body")).to_have_attribute("data-phase", "answer")
            await _fits(page)


async def test_a_connection_that_says_nothing_is_made_anew(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that broke without a word looks like that."""
    monkeypatch.setattr(live_page, "QUIET", 3600)
    await stage.open(NOTICE)
    async with chromium() as browser, served(stage.app) as address:
        page = await browser.new_page()
        opened_streams: list[str] = []
        page.on("request", lambda request: opened_streams.append(request.url) if "/events" in request.url else None)
        await page.clock.install()
        await page.goto(f"{address}/live/{stage.code}")
        await expect(page.locator("#joined")).to_have_text("0")
        await page.clock.run_for(20_000)
        assert len(opened_streams) == 1
        await page.clock.run_for(20_000)
        await stage.joins(2)
        await expect(page.locator("#joined")).to_have_text("2")
        await expect(page.locator("#lost")).to_be_hidden()
    assert len(opened_streams) == 2


async def _fits(page: Page) -> None:
    over = "document.getElementById('main').scrollHeight - document.getElementById('main').clientHeight"
    assert await page.evaluate(over) <= 1
