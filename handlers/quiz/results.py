"""The end of an attempt: the mark, what was wrong, whether there is another try; and why one cannot go on."""

from __future__ import annotations

from handlers import question_words
from handlers.question_answers import is_late
from handlers.question_card import FITS, IN_TURN
from handlers.quiz import handing_in, outcome
from handlers.quiz.asking import ask
from handlers.turn import Reply, Turn
from storage.messages import Choice, Message
from storage.quizzes import (
    AT_THE_END,
    ESSAY,
    FINISHED,
    OPEN,
    UNDER_WAY,
    Attempt,
    Quiz,
    attempts,
    timing,
)
from storage.quizzes.asked import Asked
from storage.quizzes.attempts import Answered
from storage.quizzes.standing import Standing


def finished(turn: Turn, attempt_id: int, before: str) -> list[Message]:
    """The result of the attempt that was just finished, after the words about its last question."""
    turn.ask("quiz.receive_answer", attempt_id)  # the last answer may come twice
    attempt = attempts.of_person(turn.session, attempt_id, turn.my_id)
    assert attempt is not None
    mine = outcome.of_quiz(turn.session, turn.my_id, attempt.quiz_id, turn.now)
    assert mine is not None
    answers = attempts.answers(turn.session, attempt_id)
    missed = [one for one in answers if one.points < 1 and not one.to_mark]
    result = "\n".join([
        turn.voice.text("quiz-result", title=mine.title, mark=turn.voice.number(attempt.mark)),
        *outcome.in_all(turn.voice, mine, answers, attempt.questions),
    ])  # fmt: skip
    at_the_end = mine.feedback == AT_THE_END
    parts = [before, result, *(reviews(turn, missed) if at_the_end else [])]
    buttons = [*outcome.again(turn.voice, mine)]
    if missed and not at_the_end:
        buttons += outcome.review(turn.voice, mine, attempt)
    return _together(parts, (*buttons, outcome.others(turn.voice)))


def review(turn: Turn) -> Reply:
    """`/xemlai attempt`: what was missed in a finished attempt, with the right answers and the reasons."""
    attempt = attempts.of_person(turn.session, turn.number(), turn.my_id)
    if attempt is None or attempt.state != FINISHED:
        return cannot_go_on(turn, turn.number())
    answers = attempts.answers(turn.session, turn.number())
    missed = [one for one in answers if one.points < 1 or one.comment]
    blank = list(enumerate(attempts.unanswered(turn.session, turn.number()), len(answers) + 1))
    mine = outcome.of_quiz(turn.session, turn.my_id, attempt.quiz_id, turn.now)
    if mine is not None and not mine.shows_answers:
        others = outcome.others(turn.voice)
        return turn.say("quiz-review-later", *outcome.again(turn.voice, mine), others, title=mine.title)
    buttons = outcome.again(turn.voice, mine) if mine is not None and mine.is_open else ()
    if not missed and not blank:
        return turn.say("quiz-nothing-missed", *buttons)
    return _together([*reviews(turn, missed), *(_blank(turn, *one) for one in blank)], buttons)


def reviews(turn: Turn, missed: list[Answered]) -> list[str]:
    """Each missed question with what was answered and what was right."""
    return ["\n".join(_review(turn, one)) for one in missed]


def too_late(turn: Turn, attempt_id: int) -> Reply:
    """Something typed for an attempt that cannot go on; None when it is surely no answer."""
    attempt = attempts.of_person(turn.session, attempt_id, turn.my_id)
    if attempt is not None and attempt.state == FINISHED and not is_late(turn.text):
        return None
    return cannot_go_on(turn, attempt_id)


def cannot_go_on(turn: Turn, attempt_id: int) -> Reply:
    """Why there is no question to answer in that attempt, and which mark counts."""
    attempt = attempts.of_person(turn.session, attempt_id, turn.my_id)
    is_over = attempt is not None and attempt.state == UNDER_WAY and _time_is_over(turn, attempt)
    if attempt is not None and is_over and timing.hand_in(turn.session, attempt):
        return handing_in.handed_in(turn.session, turn.voice, attempt, turn.now)
    mine = None if attempt is None else outcome.of_quiz(turn.session, turn.my_id, attempt.quiz_id, turn.now)
    if attempt is None or mine is None:
        return turn.say("quiz-not-yours", outcome.others(turn.voice))
    if attempt.state == FINISHED:
        return turn.say(
            "quiz-done-already",
            outcome.others(turn.voice),
            title=mine.title,
            mark=turn.voice.number(mine.mark or 0.0),
        )
    return _nothing_left(turn, attempt, mine) if _is_open(turn, mine) else closed(turn, mine)


def _nothing_left(turn: Turn, attempt: Attempt, mine: Standing) -> Reply:
    """The questions that were left were taken out of the bank: what was answered is the attempt."""
    if attempts.end(turn.session, attempt, turn.now):
        return finished(turn, mine.attempt_id or 0, turn.voice.text("quiz-rest-taken-out"))
    return turn.say("quiz-all-taken-out", turn.choice("quiz-again", f"/batdau {mine.quiz_id}"), title=mine.title)


def _is_open(turn: Turn, mine: Standing) -> bool:
    """Whether the quiz is open for the person, with questions or without."""
    in_time = mine.closes_at is None or turn.now < mine.closes_at
    return in_time and turn.session.get_one(Quiz, mine.quiz_id).state == OPEN


def _time_is_over(turn: Turn, attempt: Attempt) -> bool:
    return attempt.deadline_at is not None and attempt.deadline_at <= turn.now


def closed(turn: Turn, mine: Standing) -> Message:
    """That the quiz is closed, and which mark counts."""
    lines = [turn.voice.text("quiz-closed", title=mine.title)]
    if mine.under_way is not None:
        lines.append(turn.voice.text("quiz-closed-unfinished"))
    lines.append(outcome.mark(turn.voice, mine))
    return Message("\n".join(lines), (outcome.others(turn.voice),))


def go_on(turn: Turn, attempt_id: int, before: str) -> Reply:
    """The question at which the attempt stands, after these words."""
    where = attempts.place(turn.session, attempt_id, turn.my_id, turn.now)
    return cannot_go_on(turn, attempt_id) if where is None else ask(turn, where, before)


def _blank(turn: Turn, number: int, asked: Asked) -> str:
    """A question for which the time did not suffice, with what was right."""
    voice = turn.voice
    lines = [
        voice.text("quiz-review-question", number=str(number), stem=asked.stem),
        *(question_words.options(asked) if asked.kind in IN_TURN else ()),
        voice.text("quiz-review-blank"),
    ]
    key = [] if asked.kind == ESSAY else [voice.text("quiz-review-key", answer=question_words.key(voice, asked))]
    return "\n".join([*lines, *key, *question_words.reasons(voice, asked)])


def _review(turn: Turn, one: Answered) -> list[str]:
    voice, asked = turn.voice, one.asked
    lines = [
        voice.text("quiz-review-question", number=str(one.number), stem=asked.stem),
        *(question_words.options(asked) if asked.kind in IN_TURN else ()),
        voice.text("quiz-review-given", given=question_words.answer(voice, asked, one.given)),
    ]
    if asked.kind == ESSAY:
        points = voice.text("quiz-review-points", points=voice.number(one.points, 2))
        lines.append(voice.text("quiz-review-to-mark") if one.to_mark else points)
    else:
        lines.append(voice.text("quiz-review-key", answer=question_words.key(voice, asked)))
    comment = [voice.text("quiz-review-comment", comment=one.comment)] if one.comment else []
    return [*lines, *comment, *question_words.reasons(voice, asked)]


def _together(parts: list[str], buttons: tuple[Choice, ...]) -> list[Message]:
    """The parts in as few messages as hold them; the last one has the buttons."""
    texts: list[str] = []
    for part in filter(None, parts):
        if texts and len(texts[-1]) + len(part) <= FITS:
            texts[-1] += f"\n\n{part}"
        else:
            texts.append(part)
    return [*(Message(text) for text in texts[:-1]), Message(texts[-1], buttons)]
