"""Essays in tests: people who mark, an essay that was set, files as phones send them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from handlers.essays import notices
from storage import chats, cohorts, people, registration
from storage.essays import Assignment, Submission, SubmissionPart, assignments, gathering
from storage.stored import StoredFile
from tests.centre import MONDAY, ZONE, Phone, TestCentre
from tests.wire import Wire

JPEG = b"\xff\xd8\xff\xe0" + b"trang" * 20
PDF = b"%PDF-1.7\n" + b"x" * 50
FRIDAY = datetime(2026, 11, 27, 17, 0, tzinfo=ZONE)
DUE = "17:00, Thứ Sáu, 27/11/2026"
TITLE = "Thu hoạch cuối khóa"


async def instructor(centre: TestCentre, name: str) -> Phone:
    """The phone of someone who marks and coordinates nothing."""
    phone = centre.phone(name)

    def appoint(session: Session) -> None:
        person = people.named(session, name, now=centre.now)
        people.grant(person, people.INSTRUCTOR)
        chat, _ = chats.open_chat(session, centre.wire.account_id, phone.chat, language="vi", now=centre.now)
        registration.link(session, chat, person.id or 0)

    await centre.run(appoint)
    return phone


async def essay(
    centre: TestCentre,
    marker: Phone,
    second: Phone | None = None,
    *,
    title: str = TITLE,
    due_at: datetime = FRIDAY,
    announced: bool = False,
    **values: object,
) -> int:
    """An essay set for NTD-03-2026, and its number."""
    first_id = (await marker.person()).id or 0
    second_id = None if second is None else (await second.person()).id

    def make(session: Session) -> int:
        cohort = cohorts.called(session, "NTD-03-2026")
        assert cohort is not None
        made = assignments.drafted(session, cohort.id or 0, first_id, centre.now)
        made.title, made.due_at, made.second_marker_id = title, due_at, second_id
        for name, value in values.items():
            setattr(made, name, value)
        assignments.open_up(session, made, centre.now)
        if announced:
            notices.announce(session, centre.about, made, centre.now)
        return made.id or 0

    number = await centre.run(make)
    await centre.deliver()
    return number


async def begins(phone: Phone, *, again: bool = False) -> None:
    """The learner goes to their only essay and wants to hand it in."""
    await phone.says("/thuhoach")
    phone.skips()
    await phone.picks("Sửa bài đã nộp" if again else "Nộp bài")
    if again:
        phone.skips()
        await phone.picks("Nộp bài khác")
    phone.skips()


async def hands_in(centre: TestCentre, phone: Phone, text: str = "Bài của tôi.", *, again: bool = False) -> None:
    """The learner hands in a text."""
    await begins(phone, again=again)
    await phone.says(text)
    await phone.says("nộp")
    await centre.deliver()
    phone.skips()


async def second_phone(centre: TestCentre, phone: Phone, wire: Wire | None = None, *, days: float = 0) -> Phone:
    """One more chat of the same person, on that account, made so many days later."""
    other = centre.phone(phone.name, wire=wire)
    person = await phone.person()

    def link(session: Session) -> None:
        moment = centre.now + timedelta(days=days)
        chat, _ = chats.open_chat(session, other.wire.account_id, other.chat, language="vi", now=moment)
        registration.link(session, chat, person.id or 0)

    await centre.run(link)
    return other


async def submissions(centre: TestCentre) -> list[Submission]:
    """Every submission, in the order of the versions."""
    query = select(Submission).order_by(col(Submission.person_id), col(Submission.version))
    return await centre.database.read(lambda session: list(session.exec(query)))


async def contents(centre: TestCentre, submission: Submission) -> list[tuple[str, str]]:
    """The parts of the submission as (kind, text or name)."""
    found = await centre.database.read(lambda session: gathering.parts(session, submission.id or 0))
    return [(part.kind, part.text or part.name) for part in found]


async def kept(centre: TestCentre) -> tuple[int, int]:
    """How many parts and how many files are kept."""

    def count(session: Session) -> tuple[int, int]:
        parts = session.exec(select(func.count()).select_from(SubmissionPart)).one()
        return parts, session.exec(select(func.count()).select_from(StoredFile)).one()

    return await centre.database.read(count)


async def assignment(centre: TestCentre, number: int) -> Assignment:
    """The row of the essay that was set."""
    return await centre.database.read(lambda session: session.get_one(Assignment, number))


IN_AN_HOUR = MONDAY + timedelta(hours=1)
