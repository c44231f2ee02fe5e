"""A whole centre in a test: the real dispatcher, database, outbox and delivery, and the people who chat."""

from __future__ import annotations

import itertools
import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlmodel import Session

from bot.channels import Capabilities, Outgoing, as_plain_text, short
from bot.channels.telegram.layout import LONGEST_COMMAND
from bot.delivery import Delivery
from bot.dispatch import Dispatcher
from bot.floods import Floods
from handlers import routes
from handlers.voice import Centre
from storage import accounts, chats, cohorts, people, plans, programmes, registration, units
from storage.cohorts import Cohort, Enrolment
from storage.database import Database, Work
from storage.messages import Choice, Incoming, Received
from storage.people import Person
from storage.vietnamese import fold
from tests import wire as wires
from tests.wire import Wire

T = TypeVar("T")

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE).astimezone(UTC)  # every test begins then
SELDOM = 3600  # seconds between two ticks that look through everything
BUTTONS = Capabilities()
PLAIN = Capabilities(buttons=False, edits=False, files=False)


class TestCentre:
    """`now` is moved by `at` and `later`. `phone` gives a new phone; `roster` puts learners on one."""

    __test__ = False

    def __init__(self, database: Database, capabilities: Capabilities) -> None:
        self.database = database
        self.capabilities = capabilities
        self.now = MONDAY
        self.about = Centre("Trung tâm Chính trị Sông Ngàn", ZONE)
        self.dispatcher = Dispatcher(database, self.about, lambda: self.now, lambda account: None)
        self.dispatcher.bot_name = "chuong_thu_bot"
        with database.session() as session:
            account = accounts.opened(session, "wire", "test")
            assert account.id is not None
            self.wire = wires.wire(account.id, capabilities)
        self.delivery = Delivery(database, self.wire, lambda: self.now, per_second=1000)
        self.others: list[Delivery] = []  # of further accounts
        self.log: list[str] = []
        self._chats = itertools.count(1001)
        self._asked: dict[str, datetime] = {}  # when each tick asked the last time

    def account(self, name: str, capabilities: Capabilities = PLAIN) -> Wire:
        """One more account of the centre's, with a plan if it has one."""
        with self.database.session() as session:
            account = accounts.opened(session, "other", name)
            account.name = name
            assert account.id is not None
            wire = wires.wire(account.id, capabilities)
            plan = capabilities.people, capabilities.messages_a_month
            plans.agree(session, account.id, *plan, incoming=capabilities.counts_incoming)
        self.others.append(Delivery(self.database, wire, lambda: self.now, per_second=1000, zone=ZONE))
        return wire

    def phone(self, name: str, *, chat: str = "", wire: Wire | None = None) -> Phone:
        """A phone that has not written yet, on the centre's first account or on that one."""
        return Phone(self, name, chat or str(next(self._chats)), wire or self.wire)

    async def run(self, work: Work[T]) -> T:
        """Do something in the database directly."""
        return await self.database.run(work)

    async def deliver(self) -> None:
        """Send everything that is due now."""
        self.dispatcher.floods = Floods()
        await self.delivery.drain()
        for delivery in (*self.others, self.delivery) if self.others else ():  # what one does not take, another may
            await delivery.drain()

    async def at(self, moment: datetime) -> None:
        """Move the clock there, let every tick ask (the hourly ones once an hour), and deliver."""
        self.now = moment.astimezone(UTC)
        for name, (seconds, ask) in routes.TICKS.items():
            if seconds >= SELDOM and abs((self.now - self._asked.get(name, MONDAY)).total_seconds()) < seconds:
                continue
            self._asked[name] = self.now
            while await self.database.run(lambda session, ask=ask: ask(session, self.about, self.now)):  # type: ignore[misc]
                pass  # there is more
        await self.deliver()

    async def later(self, **delta: float) -> None:
        """`later(hours=2)`: move the clock on (see `at`)."""
        await self.at(self.now + timedelta(**delta))

    async def roster(self, code: str, *rows: tuple[str, str] | tuple[str, str, str]) -> Cohort:
        """A cohort with learners, each (name, birth) or (name, birth, unit)."""

        def enrol(session: Session) -> Cohort:
            programme = programmes.founded(session, "Bồi dưỡng nhận thức về Đảng")
            cohort = cohorts.founded(session, code, programme, self.now)
            for name, birth, *unit in rows:
                same = [person for person in people.with_name(session, name) if person.birth == birth]
                person = same[0] if same else people.named(session, name, now=self.now, birth=birth)
                unit_id = units.founded(session, unit[0]).id if unit else None
                session.add(Enrolment(cohort_id=cohort.id or 0, person_id=person.id or 0, unit_id=unit_id))
            session.flush()
            return cohort

        return await self.run(enrol)

    async def registered(self, name: str, birth: str = "1990", cohort: str = "NTD-03-2026", unit: str = "") -> Phone:
        """The phone of a learner who is on the roster and linked already."""
        await self.roster(cohort, (name, birth, unit) if unit else (name, birth))
        phone = self.phone(name)

        def link(session: Session) -> None:
            person = next(one for one in people.with_name(session, name) if one.birth == birth)
            chat, _ = chats.open_chat(session, self.wire.account_id, phone.chat, language="vi", now=self.now)
            registration.consent(session, chat, self.now)
            registration.link(session, chat, person.id or 0)
            cohorts.register(session, person.id or 0, self.now)

        await self.run(link)
        return phone

    async def coordinator(self, name: str = "Lê Thị Hoa") -> Phone:
        """The phone of a coordinator."""
        phone = self.phone(name)

        def appoint(session: Session) -> None:
            person = people.named(session, name, now=self.now)
            people.grant(person, people.COORDINATOR)
            chat, _ = chats.open_chat(session, self.wire.account_id, phone.chat, language="vi", now=self.now)
            registration.link(session, chat, person.id or 0)

        await self.run(appoint)
        return phone


@dataclass
class Phone:
    """One person's phone: `says` and `picks` send, `hears` takes the next message and compares it whole.

    In an expected text `…` stands for anything. With buttons `picks` taps; in plain text it types the number.
    """

    centre: TestCentre
    name: str
    chat: str
    wire: Wire
    shown: list[Choice] = field(default_factory=list)
    _keys: itertools.count[int] = field(default_factory=itertools.count)

    async def says(self, text: str) -> None:
        self.centre.log.append(f"{self.name}: {text}")
        await self._send("text", text)

    async def picks(self, label: str) -> None:
        """Choose from what the last message offered: tap the button, or type its number."""
        for number, choice in enumerate(self.shown, 1):
            if choice.label == label:
                typed = label if label.isdigit() else str(number)  # what is called by a number is typed by that one
                await (self.taps(choice.command) if self.wire.capabilities.buttons else self.says(typed))
                return
        raise AssertionError(self._story(f"{label!r} was not offered, only {[choice.label for choice in self.shown]}"))

    async def taps(self, command: str) -> None:
        """Press the button with that command, which carries no more than Telegram takes."""
        self.centre.log.append(f"{self.name} presses {command}")
        await self._send("press", short(command, LONGEST_COMMAND), message_id="1")

    async def presses(self, command: str) -> None:
        """Press a button with that command, whether or not it was ever shown."""
        self.centre.log.append(f"{self.name} presses {command}")
        await self._send("press", command, message_id="1")

    async def sends_file(self, name: str, data: bytes) -> None:
        self.centre.log.append(f"{self.name} sends {name}")
        self.wire.files[name] = data
        await self._send("file", "", file=Received(name, name, len(data)))

    async def sends_sticker(self) -> None:
        await self._send("other", "")

    async def blocks(self) -> None:
        await self._send("blocked", "")

    def hears(self, text: str, *labels: str) -> Outgoing:
        """The next message is this text with these choices; returns it."""
        if not self._waiting:
            raise AssertionError(self._story(f"{self.name} hears nothing; expected:\n{text}"))
        out = self._waiting.popleft()
        message = out.message
        self.centre.log.append(f"bot to {self.name}: {as_plain_text(message, notice=out.notice)}")
        if not out.notice:
            self.shown = list(message.choices) or self.shown
        pattern = ".*".join(re.escape(part) for part in text.split("…"))
        if not re.fullmatch(pattern, message.text, re.DOTALL):
            raise AssertionError(self._story(f"expected:\n{text}\n\nheard:\n{message.text}"))
        offered = [choice.label for choice in message.choices]
        if offered != list(labels):
            raise AssertionError(self._story(f"expected the choices {list(labels)}, heard {offered}"))
        return out

    def hears_nothing(self) -> None:
        heard = [out.message.text for out in self._waiting]
        if heard:
            raise AssertionError(self._story(f"{self.name} should hear nothing, but heard {heard}"))

    def skips(self) -> Sequence[Outgoing]:
        """Take everything heard so far without looking."""
        heard = list(self._waiting)
        self._waiting.clear()
        for out in heard:
            if not out.notice and out.message.choices:
                self.shown = list(out.message.choices)
        return heard

    async def person(self) -> Person:
        """The row of the person this phone is linked to."""

        def find(session: Session) -> Person:
            _, person = chats.open_chat(session, self.wire.account_id, self.chat, language="vi", now=self.centre.now)
            assert person is not None, f"{self.name} is not linked"
            return person

        return await self.centre.database.read(find)

    @property
    def _waiting(self) -> deque[Outgoing]:
        return self.wire.sent.setdefault(self.chat, deque())

    async def _send(self, kind: str, text: str, *, message_id: str = "", file: Received | None = None) -> None:
        key = f"{self.chat}-{next(self._keys)}-{fold(self.name)}"
        incoming = Incoming(key, self.chat, kind, text, self.name, "vi", message_id, file)
        await self.centre.dispatcher.receive(self.wire, self.wire.heard(incoming))
        await self.centre.deliver()

    def _story(self, what: str) -> str:
        return "\n".join(["", "the conversation so far:", *self.centre.log, "", what])
