"""A room full of phones before a real `chuong run`: they join with the code, and answer what reaches them."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Protocol, Self

from sqlmodel import Session, select

from bot.migrating import ensure_migrated
from bot.settings import Settings
from storage import accounts, chats, cohorts, people, programmes
from storage.cohorts import STUDYING, Enrolment
from storage.database import Database
from storage.live import LiveAnswer
from storage.quizzes import APPROVED, OPEN, SINGLE, Question, Quiz, QuizQuestion
from tests.fakes import bot_api, zalo
from tests.fakes.bot_api import BotApi
from tests.fakes.zalo import Zalo
from tests.whole.running import Machine, free_port

LATENCY = 0.05  # seconds that a message takes to Telegram
THINKING = (0.2, 3.0)  # seconds until somebody answers
OPTIONS = ["Một ngày", "Hai ngày", "Ba ngày", "Bảy ngày"]
TITLE = "Nội quy"


@dataclass(frozen=True)
class Heard:
    """One message of the bot, and when it was there."""

    at: float
    text: str


class Platform(Protocol):
    """What the phones of one platform can do."""

    account: tuple[str, str]

    def says(self, chat: str, text: str) -> None: ...
    def picks(self, chat: str, label: str) -> None: ...
    def new(self) -> list[tuple[str, Heard]]: ...


class OnTelegram:
    """Phones with buttons."""

    account = ("telegram", bot_api.TOKEN.partition(":")[0])

    def __init__(self, api: BotApi) -> None:
        self.api, self._seen = api, 0

    def says(self, chat: str, text: str) -> None:
        self.api.says(int(chat), text)

    def picks(self, chat: str, label: str) -> None:
        self.api.presses(int(chat), label)

    def new(self) -> list[tuple[str, Heard]]:
        """New messages (not edits), each with its chat. One without an end yet is asked for again."""
        found = []
        for arrival in self.api.arrivals[self._seen :]:
            if arrival.method in ("sendMessage", "sendDocument") and not arrival.status:
                break
            self._seen += 1
            if arrival.delivered and arrival.method in ("sendMessage", "sendDocument"):
                text = str(arrival.fields.get("text") or arrival.fields.get("caption") or "")
                found.append((str(arrival.chat), Heard(arrival.at + LATENCY, text)))
        return found


class OnZalo:
    """Phones without."""

    account = ("zalo", zalo.TOKEN.partition(":")[0])

    def __init__(self, platform: Zalo) -> None:
        self.zalo, self._seen = platform, 0

    def says(self, chat: str, text: str) -> None:
        self.zalo.says(chat, text)

    def picks(self, chat: str, label: str) -> None:
        self.zalo.says(chat, label)

    def new(self) -> list[tuple[str, Heard]]:
        fresh, self._seen = self.zalo.arrivals[self._seen :], len(self.zalo.arrivals)
        return [(one.chat, Heard(one.at, one.words)) for one in fresh if one.method == "sendMessage" and not one.error]


@dataclass
class Seen:
    """One question: seconds from the button to each phone, and how many were reached and answered."""

    seconds: list[float] = field(default_factory=list)
    outcomes: list[float] = field(default_factory=list)
    answered: int = 0


class Room:
    """`async with Room(folder, "telegram", 80) as room`; `kind` is telegram, zalo, or both, half and half."""

    def __init__(self, folder: Path, kind: str, phones: int, *, questions: int = 3, per_second: float = 25) -> None:
        self.folder, self.kind, self.questions, self.random = folder, kind, questions, Random(phones)
        self.per_second = per_second
        self.url = f"sqlite:///{folder / 'room.db'}"
        self.phones = [str(1001 + number) for number in range(phones)]
        self.leader = "5001"
        self.heard: dict[str, list[Heard]] = defaultdict(list)
        self.sides: dict[str, Platform] = {}
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        api = await self._stack.enter_async_context(BotApi(rates=True))
        api.latency = lambda: LATENCY
        other = await self._stack.enter_async_context(Zalo())
        telegram, on_zalo = OnTelegram(api), OnZalo(other)
        first: Platform = on_zalo if self.kind == "zalo" else telegram
        second: Platform = telegram if self.kind == "telegram" else on_zalo
        self.sides = {chat: (first, second)[at % 2] for at, chat in enumerate(self.phones)} | {self.leader: first}
        settings = {
            "database_url": self.url, "web_port": str(free_port()), "sends_per_second": str(self.per_second),
            "zalo_api_url": other.url, "zalo_tokens": "" if self.kind == "telegram" else zalo.TOKEN,
            "zalo_people": "200", "zalo_messages": "100000",
        }  # fmt: skip
        if self.kind == "zalo":
            settings["telegram_token"] = ""
        self.machine = Machine(self.folder, api, **settings)
        await asyncio.to_thread(self._found)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    async def opened(self) -> str:
        """The leader opens the room; its code."""
        self.says(self.leader, "/tructiep")
        await self.hears(self.leader, "lấy câu hỏi ở đâu?")
        self.picks(self.leader, TITLE)
        await self.hears(self.leader, f"“{TITLE}”")
        self.picks(self.leader, "Mở phòng")
        found = re.search(r"Mã: (\d{4})", (await self.hears(self.leader, "Mã: ")).text)
        assert found is not None
        return found[1]

    async def joined(self, code: str) -> None:
        """Everybody types the code and hears that they are in."""
        for chat in self.phones:
            self.says(chat, code)
        await self.until(lambda: all(self.has(chat, "đã vào") for chat in self.phones), "everybody is in")

    async def asked(self, number: int) -> Seen:
        """The leader goes on to that question; each phone answers a while after it came, and hears what was right."""
        seen, began = Seen(), asyncio.get_running_loop().time()
        self.picks(self.leader, "Bắt đầu" if number == 1 else f"Câu {number}")
        answering = [asyncio.create_task(self.answers(chat, number)) for chat in self.phones]
        arrived = await asyncio.gather(*answering)
        seen.seconds = [at - began for at in arrived]
        await self.until(
            lambda: all(self.has(chat, f"Câu {number}: ") for chat in self.phones), "all hear what was right"
        )
        last = [self.at(chat, f"Câu {number}: ") for chat in self.phones]
        seen.outcomes = [at - min(last) for at in last]
        await self.hears(self.leader, f"Câu {number}/{self.questions}: ")
        seen.answered = await asyncio.to_thread(self.counted, number)
        return seen

    async def answers(self, chat: str, number: int) -> float:
        """One answer to the question, a while after it came; when it came."""
        question = await self.hears(chat, f"Câu {number}/{self.questions}. ")
        await asyncio.sleep(self.random.uniform(*THINKING))
        self.picks(chat, self.random.choice("ABCD"))
        return question.at

    def says(self, chat: str, text: str) -> None:
        self.sides[chat].says(chat, text)

    def picks(self, chat: str, label: str) -> None:
        self.sides[chat].picks(chat, label)

    def has(self, chat: str, words: str) -> bool:
        return any(words in one.text for one in self.heard[chat])

    def at(self, chat: str, words: str) -> float:
        return next(one.at for one in self.heard[chat] if words in one.text)

    async def hears(self, chat: str, words: str) -> Heard:
        """The first message to the chat with these words."""
        await self.until(lambda: self.has(chat, words), f"{chat} hears {words!r}")
        return next(one for one in self.heard[chat] if words in one.text)

    async def until(self, true: Callable[[], bool], what: str, seconds: float = 60) -> None:
        """Look again and again. Raises AssertionError with what the phones heard."""
        try:
            async with asyncio.timeout(seconds):
                while not true():  # the platforms ring for others
                    await asyncio.sleep(0.01)
                    self._listen()
        except TimeoutError:
            told = {chat: [one.text for one in heard][-3:] for chat, heard in self.heard.items()}
            raise AssertionError(f"not within {seconds:g} seconds: {what}; the phones heard {told}") from None

    def _listen(self) -> None:
        for side in set(self.sides.values()):
            for chat, heard in side.new():
                self.heard[chat].append(heard)

    def counted(self, position: int) -> int:
        """How many answers to the question are kept."""
        database = Database(self.url)
        with database.session() as session:
            found = len(session.exec(select(LiveAnswer.person_id).where(LiveAnswer.position == position)).all())
        database.dispose()
        return found

    def _found(self) -> None:
        """The centre: a class whose learners are all registered, a quiz, and a coordinator."""
        ensure_migrated(Settings(database_url=self.url, _env_file=None))
        database, now = Database(self.url), datetime.now(UTC)  # the bot asks the real clock too
        with database.session() as session:
            programme = programmes.founded(session, "Bồi dưỡng đảng viên mới")
            cohort = cohorts.founded(session, "DVM-02-2026", programme, now)
            self._quiz(session, cohort.id or 0, now)
            for at, chat in enumerate([*self.phones, self.leader]):
                person = people.named(session, f"Học viên số {at:02}", now=now)
                account = accounts.opened(session, *self.sides[chat].account)
                place, _ = chats.open_chat(session, account.id or 0, chat, language="vi", now=now)
                place.person_id = person.id
                if chat == self.leader:
                    people.grant(person, people.COORDINATOR)
                else:
                    session.add(Enrolment(cohort_id=cohort.id or 0, person_id=person.id or 0, state=STUDYING))
        database.dispose()

    def _quiz(self, session: Session, cohort_id: int, now: datetime) -> None:
        quiz = Quiz(cohort_id=cohort_id, title=TITLE, folded="noi quy", state=OPEN, created_at=now)
        rows = [
            Question(
                kind=SINGLE, stem=f"Điều {number}: báo nghỉ trước mấy ngày?", options=OPTIONS, key={"right": [1]},
                state=APPROVED, created_at=now,
            )
            for number in range(1, self.questions + 1)
        ]  # fmt: skip
        session.add_all([quiz, *rows])
        session.flush()
        for position, row in enumerate(rows, 1):
            session.add(QuizQuestion(quiz_id=quiz.id or 0, question_id=row.id or 0, position=position))
