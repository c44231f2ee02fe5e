"""What is said in a live quiz: the question, what came of it, and what stands on the phone that leads it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from handlers import question_card, question_words
from handlers.voice import Voice
from storage import stored
from storage.broadcasts import audience
from storage.live import ANSWERED, ASKING, CLOSING, ENDING, NO_TABLE, WAITING, LiveAnswer, LiveQuiz, answers, rooms
from storage.live.answers import Score, Tally
from storage.messages import Choice, File, Message
from storage.quizzes import NUMBER, SHORT, TRUE_FALSE
from storage.quizzes.asked import Asked
from storage.quizzes.grading import Given

BAR = 10  # letters of the longest bar


def question(session: Session, voice: Voice, live: LiveQuiz, asked: Asked) -> list[Message]:
    """The question as it goes to a phone; its picture in the same message where its text stays as it is."""
    text = question_text(voice, live, asked)
    picture = None if asked.picture_id is None else stored.file(session, asked.picture_id)
    caption = voice.text("live-picture", number=asked.position)
    return question_card.messages(asked, text, buttons(voice, live, asked), picture, caption)


def question_text(voice: Voice, live: LiveQuiz, asked: Asked) -> str:
    text = question_words.text(voice, asked, asked.position, live.questions)
    time = voice.text("live-time", seconds=live.seconds)
    return f"{text}\n{time}"


def buttons(voice: Voice, live: LiveQuiz, asked: Asked, marked: int = 0) -> tuple[Choice, ...]:
    """A button for each option; `marked` has a bit for each one picked so far where several may be right."""
    about = f"{live.id} {asked.position}"
    return question_card.buttons(voice, asked, f"/traloinhanh {about}", f"/chonnhanh {about}", marked)


def recorded(voice: Voice, live: LiveQuiz, asked: Asked, given: Given) -> str:
    """That the answer was taken, in the place of the question where that stands alone."""
    said = voice.text("live-recorded", answer=question_words.answer(voice, asked, given))
    return said if asked.picture_id is not None else f"{question_text(voice, live, asked)}\n\n{said}"


def outcome(voice: Voice, live: LiveQuiz, asked: Asked, answer: LiveAnswer | None, total: float) -> Message:
    """What one learner hears when the question is over: right or not, what is right, the points so far."""
    if answer is None:
        said = [voice.text("live-no-answer", number=asked.position, answer=question_words.key(voice, asked))]
        said += question_words.reasons(voice, asked)
    else:
        given = question_words.feedback(voice, asked, answer.given, answer.points)
        said = [voice.text("live-over-question", number=asked.position, feedback=given)]
    if answer is not None and answer.bonus:
        said.append(voice.text("live-with-bonus", bonus=voice.number(answer.bonus, 2)))
    said.append(voice.text("live-so-far", points=voice.number(total, 2), count=live.position))
    return Message("\n".join(said))


def farewell(voice: Voice, live: LiveQuiz, score: Score | None, people: int) -> Message:
    """What one learner hears at the end."""
    if score is None or not live.position:
        return voice.say("live-ended", title=live.title)
    about: dict[str, Any] = {
        "title": live.title, "right": score.right, "total": live.position,
        "points": voice.number(score.points, 2), "place": score.place, "people": people,
    }  # fmt: skip
    return voice.say("live-own-end" if live.shown_table == NO_TABLE else "live-own-end-placed", **about)


def panel(session: Session, voice: Voice, live: LiveQuiz, now: datetime, *, before: str = "") -> Message:
    """Where the quiz stands, with the buttons to lead it on."""
    if live.state == WAITING:
        text, choices = _waiting(session, voice, live)
    elif live.state in (ASKING, CLOSING, ENDING):
        text, choices = _asking(session, voice, live, now)
    else:
        text, choices = _answered(session, voice, live)
    stop = voice.choice("live-stop", f"/ttdung {live.id}")
    return Message(f"{before}\n\n{text}" if before else text, (*choices, stop))


def best(voice: Voice, scores: Sequence[Score]) -> list[str]:
    """The first five, a line each, and how many more have as much as the last."""
    first, tied = answers.leading(scores)
    if not first:
        return [voice.text("live-best-nobody")]
    lines = [
        voice.text("live-best", place=one.place, name=one.name, points=voice.number(one.points, 2)) for one in first
    ]
    if not tied:
        return lines
    return [*lines, voice.text("live-best-more", count=tied, points=voice.number(first[-1].points, 2))]


def bars(voice: Voice, asked: Asked, tally: Tally) -> list[str]:
    """How often each answer was given, a line each, the right ones marked."""
    if asked.kind in (SHORT, NUMBER):
        rows = [(f"“{given}”", count, right) for given, count, right in tally.typed]
    else:
        right = asked.key["right"]
        rows = [(_label(voice, asked, at), tally.picked[at], at in right) for at in asked.shown]
    most = max((count for _, count, _ in rows), default=0)
    lines = [f"{label} {_bar(count, most)} {count}{' ✓' if right else ''}" for label, count, right in rows]
    return [*lines, voice.text("live-silent", count=tally.silent)] if tally.silent else lines


def _label(voice: Voice, asked: Asked, at: int) -> str:
    if asked.kind == TRUE_FALSE:
        return voice.text("question-false" if at else "question-true")
    return question_words.letter(asked, at)


def _bar(count: int, most: int) -> str:
    return "█" * max(1, round(BAR * count / most)) if count else "·"


def _waiting(session: Session, voice: Voice, live: LiveQuiz) -> tuple[str, list[Choice]]:
    lines = [
        voice.text("live-room", title=live.title, count=live.questions, code=live.code),
        voice.text("live-screen", address=page(voice, live)),
        voice.text("live-joined", count=rooms.joined(session, live)),
    ]
    see = voice.choice("live-see-people", f"/ttphong {live.id}")
    return "\n".join(lines), [voice.choice("live-begin", f"/ttcau {live.id} 1"), see]


def _asking(session: Session, voice: Voice, live: LiveQuiz, now: datetime) -> tuple[str, list[Choice]]:
    answered, told = answers.progress(session, live)
    assert live.closes_at is not None
    left = min(live.seconds, max(0, round((live.closes_at - now).total_seconds())))
    values = {"number": live.position, "total": live.questions, "answered": answered, "told": told, "seconds": left}
    reveal = voice.choice("live-reveal", f"/ttdapan {live.id} {live.position}")
    return voice.text("live-asking", **values), [reveal, voice.choice("live-see-answers", f"/ttphong {live.id}")]


def _answered(session: Session, voice: Voice, live: LiveQuiz) -> tuple[str, list[Choice]]:
    asked = rooms.question(session, live, live.position)
    assert asked is not None
    tally = answers.tally(session, live, asked)
    lines = [
        voice.text("live-right", number=live.position, total=live.questions, right=tally.right, told=tally.told),
        *bars(voice, asked, tally),
        voice.text("live-key", answer=question_words.key(voice, asked)),
    ]
    choices = []
    if live.position < live.questions:
        choices.append(voice.choice("live-next", f"/ttcau {live.id} {live.position + 1}", number=live.position + 1))
    else:
        choices.append(voice.choice("live-finish", f"/ttket {live.id}"))
    if live.shown_table != NO_TABLE and live.state == ANSWERED:
        choices.append(voice.choice("live-show-table", f"/ttbang {live.id} {live.position}"))
    elif live.state != ANSWERED:
        lines += ["", voice.text("live-table-shown"), *best(voice, answers.scores(session, live))]
    return "\n".join(lines), choices


def page(voice: Voice, live: LiveQuiz) -> str:
    """The address of the page for the projector."""
    return f"{voice.centre.pages}/live/{live.code}"


def table_of_results(session: Session, voice: Voice, live: LiveQuiz) -> File:
    """Everybody's points for every question, for Excel."""
    asked = range(1, live.position + 1)
    given, people = answers.every(session, live), answers.scores(session, live)
    units = audience.units_of(session, [one.person_id for one in people])
    narrow = [{"heading": voice.text("live-column-question", number=at), "width": 9, "kind": "mark"} for at in asked]
    columns = [
        {"heading": voice.text("live-column-place"), "width": 8, "kind": "number"},
        {"heading": voice.text("live-column-name"), "width": 30, "kind": "text"},
        {"heading": voice.text("live-column-unit"), "width": 28, "kind": "text"},
        {"heading": voice.text("live-column-points"), "width": 10, "kind": "mark"},
        {"heading": voice.text("live-column-right"), "width": 10, "kind": "number"},
        *narrow,
    ]
    rows = [
        [
            one.place, one.name, units.get(one.person_id, ""), one.points, one.right,
            *(_points(given.get((one.person_id, at))) for at in asked),
        ]
        for one in people
    ]  # fmt: skip
    data = {
        "sheet": voice.text("live-sheet"), "title": voice.text("live-sheet-title", title=live.title),
        "lines": [voice.moment(live.created_at)], "columns": columns, "rows": rows,
        "notes": [voice.text("live-sheet-note")],
    }  # fmt: skip
    return File("table", f"truc-tiep-{live.id}.xlsx", data)


def _points(answer: LiveAnswer | None) -> float | None:
    return None if answer is None else answer.points + answer.bonus
