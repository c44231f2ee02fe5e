"""A month of a class of 60: 45 on Zalo over two bots, 10 on Telegram, 5 without a phone. Nobody is forgotten."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from bot.channels import Blocked, Capabilities
from handlers import quiz_notice
from storage import calls, chats, cohorts, outbox, people, plans, registration
from storage.accounts import Account
from storage.chats import Chat
from storage.outbox import Outbox
from storage.plans import MonthlyUse
from storage.quizzes import OPEN, SINGLE, Question, Quiz, QuizQuestion
from tests.centre import BUTTONS, ZONE, Phone, TestCentre
from tests.fakes.zalo import TOKEN
from tests.lessons import row, timetable
from tests.wire import Wire, ZaloWire

CODE = "NTD-03-2026"
MONTH = "2026-12"
LARGE = Capabilities(buttons=False, edits=False, files=False, people=50, messages_a_month=3000)
TIGHT = Capabilities(buttons=False, edits=False, files=False, people=50, messages_a_month=300)
DAYS = (1, 3, 8, 10, 15, 17, 22, 24)  # of December, each with a lesson at 7:30
FIRST, SECOND, TELEGRAM, NOBODY = range(23), range(23, 45), range(45, 55), range(55, 60)
BOTH = (20, 21, 24)  # on Zalo, and on Telegram since the middle of the month
LEAVING = (20, 21, 22)  # who block their Zalo bot then


@pytest.fixture
def capabilities() -> Capabilities:
    return BUTTONS


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=ZONE)


def name_of(number: int) -> str:
    return f"Học Viên {chr(65 + number // 26)}{chr(65 + number % 26)}"


@dataclass
class Class:
    """The class with its phones by learner; what is said of a subject is counted over all of a learner's phones."""

    centre: TestCentre
    first: ZaloWire
    second: ZaloWire
    phones: dict[int, list[Phone]]
    ids: dict[int, int]

    def notices(self, words: str) -> Counter[int]:
        """How many unasked-for messages with these words each learner got."""
        return Counter({
            number: sum(
                len(re.findall(re.escape(words), out.message.text))
                for phone in phones for out in phone.wire.sent.get(phone.chat, ()) if out.notice
            )
            for number, phones in self.phones.items()
        })  # fmt: skip

    async def to_call(self, words: str) -> set[int]:
        """Who is to be phoned about that now."""

        def ask(session: Session) -> set[int]:
            closed = plans.used_up(session, plans.month_of(self.centre.now, ZONE))
            due = calls.due(session, self.centre.now, closed)
            return {one.person_id for one in due if any(words in about.text for about in one.about)}

        wanted = await self.centre.run(ask)
        return {number for number, person_id in self.ids.items() if person_id in wanted}


async def enrolled(centre: TestCentre) -> Class:
    """Everyone on the roster; those with a phone are registered."""
    await centre.roster(CODE, *((name_of(number), "1990") for number in range(60)))
    first, second = centre.account("Lớp Đông", LARGE), centre.account("Lớp Tây", TIGHT)
    assert isinstance(first, ZaloWire)
    assert isinstance(second, ZaloWire)
    phones: dict[int, list[Phone]] = {number: [] for number in range(60)}
    for numbers, wire in ((FIRST, first), (SECOND, second), (TELEGRAM, centre.wire)):
        for number in numbers:
            phones[number].append(await linked(centre, number, wire))
    ids = await centre.run(
        lambda session: {number: people.with_name(session, name_of(number))[0].id or 0 for number in range(60)}
    )
    return Class(centre, first, second, phones, ids)


async def linked(centre: TestCentre, number: int, wire: Wire) -> Phone:
    phone = centre.phone(name_of(number), wire=wire)

    def link(session: Session) -> None:
        person = people.with_name(session, name_of(number))[0]
        chat, _ = chats.open_chat(session, wire.account_id, phone.chat, language="vi", now=centre.now)
        registration.consent(session, chat, centre.now)
        registration.link(session, chat, person.id or 0)
        cohorts.register(session, person.id or 0, centre.now)

    await centre.run(link)
    return phone


async def quiz_opens(centre: TestCentre, title: str) -> None:
    """A quiz of one question, announced as an import does."""

    def work(session: Session) -> None:
        cohort = cohorts.called(session, CODE)
        assert cohort is not None
        quiz = Quiz(
            cohort_id=cohort.id or 0, title=title, folded=title, state=OPEN, opened_at=centre.now, created_at=centre.now
        )
        question = Question(
            kind=SINGLE, stem="Buổi sáng bắt đầu lúc mấy giờ?", options=["7 giờ", "7 giờ 30"], key={"right": [1]},
            state="approved", created_at=centre.now,
        )  # fmt: skip
        session.add_all([quiz, question])
        session.flush()
        session.add(QuizQuestion(quiz_id=quiz.id or 0, question_id=question.id or 0, position=1))
        session.flush()
        quiz_notice.announce_opened(session, centre.about, quiz, centre.now)

    await centre.run(work)
    await centre.deliver()


async def does_the_quiz(phone: Phone, title: str) -> None:
    await phone.says("trac nghiem")
    while phone.skips()[-1].message.text.find("Câu 1/1") < 0:
        await phone.picks(
            next(choice.label for choice in phone.shown if title in choice.label or "Bắt" in choice.label)
        )
    await phone.says("câu b")
    assert "10" in phone.skips()[-1].message.text


async def broadcasts(hoa: Phone, text: str) -> None:
    await hoa.says("/thongbao")
    hoa.skips()
    await hoa.picks("Tất cả học viên")
    hoa.skips()
    await hoa.says(text)
    hoa.skips()
    await hoa.picks("Gửi ngay")
    await hoa.centre.later(seconds=3)
    hoa.skips()


def blocks(phone: Phone) -> None:
    phone.wire.refusals[phone.chat] = [Blocked("the user has blocked the bot")] * 100


async def test_a_month_of_a_class(centre: TestCentre, hoa: Phone) -> None:
    month = await enrolled(centre)
    centre.now = at(1, 5) - timedelta(days=1)
    await timetable(centre, *(row(f"{day:02}/12 07:30", f"Chuyên đề số {day:02}") for day in DAYS))
    for wire in (centre.wire, month.first, month.second):
        wire.sent.clear()
    happens: dict[int, Callable[[], object]] = {
        5: lambda: quiz_opens(centre, "Nội quy lớp học"),
        9: lambda: broadcasts(hoa, "Ngày mai mang theo sách"),
        14: lambda: middle(month),
        19: lambda: quiz_opens(centre, "Ôn tập giữa khóa"),
        21: lambda: broadcasts(hoa, "Lớp chụp ảnh chiều thứ Năm"),
    }
    for day in range(1, 25):
        if day in happens:
            await centre.at(at(day, 9))
            await happens[day]()  # type: ignore[misc]
        if day in (6, 20):
            await some_do_the_quiz(month, "Nội quy lớp học" if day == 6 else "Ôn tập giữa khóa")
        await centre.at(at(day, 19))
        for words in tomorrow(day):
            await everyone_knows(month, words)
        await centre.at(at(day, 19) + timedelta(hours=11, minutes=30))
    await nobody_was_told_twice(month)
    await the_ledger_is_what_the_platforms_counted(month)


def tomorrow(day: int) -> list[str]:
    """What everyone must have heard by that evening."""
    lessons = [f"Chuyên đề số {one:02}" for one in DAYS if one == day + 1]
    others = {5: "Nội quy lớp học", 9: "mang theo sách", 19: "Ôn tập giữa khóa", 21: "chụp ảnh"}
    return [*lessons, *([others[day]] if day in others else [])]


async def middle(month: Class) -> None:
    """Some link Telegram as a second channel; some block their Zalo bot."""
    for number in BOTH:
        month.phones[number].append(await linked(month.centre, number, month.centre.wire))
        await month.centre.run(lambda session, number=number: prefer_zalo(session, month.ids[number]))  # type: ignore[misc]
    for number in LEAVING:
        blocks(month.phones[number][0])


def prefer_zalo(session: Session, person_id: int) -> None:
    zalo = [
        chat for chat in chats.of_person(session, person_id) if session.get_one(Account, chat.account_id).messages_most
    ]
    chats.prefer(session, person_id, zalo[0].id or 0)


async def some_do_the_quiz(month: Class, title: str) -> None:
    await month.centre.at(month.centre.now + timedelta(hours=1))
    for number in (0, 5, 30, 50):
        phone = month.phones[number][0]
        heard = list(phone.wire.sent[phone.chat])
        await does_the_quiz(phone, title)
        phone.wire.sent[phone.chat].extendleft(reversed(heard))  # the test still counts them


async def everyone_knows(month: Class, words: str) -> None:
    """Everyone got it exactly once, on one channel, or is to be phoned about it."""
    got, to_call = month.notices(words), await month.to_call(words)
    wrong = {
        name_of(number): (got[number], number in to_call)
        for number in range(60)
        if got[number] != (0 if number in to_call else 1)
    }
    assert not wrong, f"{words} on {month.centre.now}: {wrong}"
    assert to_call >= set(NOBODY)


async def nobody_was_told_twice(month: Class) -> None:
    """Where a plan counts, one reminder a lesson; elsewhere the evening's and the one an hour before."""
    for day in DAYS[1:]:
        got = month.notices(f"Chuyên đề số {day:02}")
        assert {got[number] for number in (*FIRST, *SECOND) if number not in BOTH} <= {0, 1}
        assert {got[number] for number in TELEGRAM} == {2}
    rows = await month.centre.run(lambda session: session.exec(select(Outbox.state).where(col(Outbox.lane) == 1)).all())
    assert set(rows) <= {outbox.SENT, outbox.FAILED}


async def the_ledger_is_what_the_platforms_counted(month: Class) -> None:
    def ledger(session: Session) -> dict[int, tuple[int, int]]:
        every = session.exec(select(MonthlyUse)).all()
        months: Counter[int] = Counter()
        received: Counter[int] = Counter()
        for one in every:
            months[one.account_id] += one.sent
            received[one.account_id] += one.received
        return {account_id: (months[account_id], received[account_id]) for account_id in months}

    counted = await month.centre.run(ledger)
    for wire in (month.first, month.second):
        bot = wire.zalo.bots[TOKEN]
        assert counted[wire.account_id] == (bot.sent, bot.received)
    used = await month.centre.run(lambda session: plans.uses(session, MONTH))
    assert all(one.counted <= one.most for one in used)
    assert [one.left_for_notices for one in used][1] == 0  # so the test saw a plan run out
    people_on = await month.centre.run(lambda session: session.exec(select(Chat.account_id)).all())
    assert max(Counter(people_on)[wire.account_id] for wire in (month.first, month.second)) <= 50
