"""What is kept about a person, as a text file for their own eyes, and how to have it corrected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from handlers.turn import Reply, Turn
from handlers.voice import Voice
from storage import mydata
from storage.messages import File
from storage.mydata import Answered, Essay, InRoom, Kept, Membership, Sent, Tried
from storage.people import Person
from storage.retention import TEXTS_KEPT
from storage.vietnamese import birth_words

# Windows Notepad takes a file without this mark for an old code page.
BYTE_ORDER_MARK = "\ufeff"


def overview(turn: Turn) -> Reply:
    """Everything that is kept, as a file, and a choice to have it corrected."""
    kept = mydata.about(turn.session, turn.person, turn.chat, turn.now)
    if turn.person is None and not kept.consents and not kept.inquiries:
        return turn.say("mydata-nothing")
    text = BYTE_ORDER_MARK + written(turn.voice, kept, turn.now).replace("\n", "\r\n")
    return turn.say(
        "mydata-file",
        turn.choice("mydata-correct", "/baosai"),
        turn.choice("mydata-delete", "/xoa"),
        file=File("text", turn.voice.text("mydata-file-name"), {"text": text}),
    )


def written(voice: Voice, kept: Kept, now: datetime) -> str:
    """The whole text of the file."""
    sections = [
        ("person", [] if kept.person is None else _person(voice, kept.person)),
        ("memberships", [_membership(voice, one) for one in kept.memberships]),
        ("consents", _consents(voice, kept)),
        ("chats", _chats(voice, kept)),
        ("attempts", [line for one in kept.attempts for line in _attempt(voice, one)]),
        ("lives", [line for one in kept.lives for line in _live(voice, one)]),
        ("reviews", _reviews(voice, kept)),
        ("essays", [line for one in kept.essays for line in _essay(voice, one)]),
        ("inquiries", _inquiries(voice, kept)),
        ("messages", [_message(voice, one) for one in kept.messages]),
        ("acts", _acts(voice, kept)),
    ]
    parts = [voice.text("mydata-title", moment=voice.moment(now))]
    for number, (name, lines) in enumerate(sections, 1):
        heading = voice.text("mydata-section", number=number, title=voice.text(f"mydata-{name}", days=TEXTS_KEPT.days))
        parts.append("\n".join([heading, *(lines or [voice.text("mydata-empty")])]))
    return "\n\n".join([*parts, voice.text("mydata-end")]) + "\n"


def _person(voice: Voice, person: Person) -> list[str]:
    values = (
        ("name", person.name),
        ("birth", birth_words(person.birth)),
        ("gender", person.gender),
        ("phone", person.phone),
        ("position", person.position),
        ("education", person.education),
        ("party-date", birth_words(person.party_date)),
        ("roles", ", ".join(voice.text("mydata-role", role=role) for role in person.roles)),
        ("reminders", voice.text("mydata-reminders-of", wish=person.reminders)),
        ("stopped", voice.text("mydata-yes" if person.stopped else "mydata-no")),
        ("since", voice.moment(person.created_at)),
    )
    return [_field(voice, f"mydata-field-{name}", value or voice.text("mydata-not-known")) for name, value in values]


def _field(voice: Voice, key: str, value: str) -> str:
    return voice.text("mydata-field", label=voice.text(key), value=value)


def _membership(voice: Voice, one: Membership) -> str:
    words = [
        voice.text("mydata-membership", cohort=one.cohort, programme=one.programme),
        one.unit,
        voice.text("mydata-enrolment-state", state=one.state),
        "" if one.registered_at is None else voice.moment(one.registered_at),
        one.note,
    ]
    return voice.text("mydata-line", text="; ".join(word for word in words if word))


def _consents(voice: Voice, kept: Kept) -> list[str]:
    return [
        voice.text(
            "mydata-consent",
            version=one.version,
            language=voice.text("mydata-language", language=one.language),
            given=voice.moment(one.given_at),
        )
        for one in kept.consents
    ]


def _chats(voice: Voice, kept: Kept) -> list[str]:
    return [
        voice.text(
            "mydata-chat",
            platform=platform,
            number=chat.external_id,
            language=voice.text("mydata-language", language=chat.language),
            since=voice.moment(chat.created_at),
        )
        for chat, platform in kept.chats
    ]


def _attempt(voice: Voice, one: Tried) -> list[str]:
    attempt = one.attempt
    done = attempt.finished_at is not None
    heading = voice.text(
        "mydata-attempt" if done else "mydata-attempt-under-way",
        quiz=one.quiz,
        cohort=one.cohort,
        number=str(attempt.number),
        mark=voice.number(attempt.mark),
        moment=voice.moment(attempt.finished_at or attempt.started_at),
    )
    return [heading, *_answers(voice, one.answers)]


def _reviews(voice: Voice, kept: Kept) -> list[str]:
    told = [voice.text("mydata-review-time", time=kept.review_time)] if kept.review_time else []
    return told + [
        voice.text("mydata-review", stem=one.stem, day=voice.day(one.due_at), count=one.reviews) for one in kept.reviews
    ]


def _live(voice: Voice, one: InRoom) -> list[str]:
    moment = voice.moment(one.joined_at)
    heading = voice.text("mydata-live", title=one.title, cohort=one.cohort, moment=moment)
    return [heading, *_answers(voice, one.answers)]


def _answers(voice: Voice, answers: Sequence[Answered]) -> list[str]:
    return [
        voice.text(
            "mydata-answer",
            question=" ".join(one.question.split()),
            given=one.given or voice.text("mydata-not-known"),
            points=voice.number(one.points, 2),
        )
        for one in answers
    ]


def _essay(voice: Voice, one: Essay) -> list[str]:
    submission = one.submission
    heading = voice.text(
        "mydata-essay",
        title=one.title,
        cohort=one.cohort,
        state=submission.state,
        moment=voice.moment(submission.handed_in_at or submission.started_at),
        code=submission.code or "",
        parts=one.counts.parts,
    )
    said = [voice.text("mydata-essay-mark", mark=voice.number(one.mark, 2))] if one.mark is not None else []
    lines = [*one.files, *(" ".join(text.split()) for text in one.texts), *said, *one.comments]
    return [heading, *(voice.text("mydata-essay-line", text=line) for line in lines)]


def _inquiries(voice: Voice, kept: Kept) -> list[str]:
    return [
        voice.text(
            "mydata-inquiry",
            moment=voice.moment(one.asked_at),
            question=" ".join(one.text.split()),
            answer=" ".join(one.answer.split()) or voice.text("mydata-no-answer"),
        )
        for one in kept.inquiries
    ]


def _message(voice: Voice, one: Sent) -> str:
    kind = voice.text("mydata-kind", kind=one.kind)
    state = voice.text("mydata-message-state", state=one.state)
    return voice.text("mydata-line", text=f"{voice.moment(one.created_at)}: {kind}, {state}")


def _acts(voice: Voice, kept: Kept) -> list[str]:
    return [
        voice.text("mydata-line", text=f"{voice.moment(one.at)}: {one.action} {one.detail}".rstrip())
        for one in kept.acts
    ]
