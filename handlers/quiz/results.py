"""The end of an attempt: the mark, what was wrong, whether there is another try; and why one cannot go on."""

from __future__ import annotations

from handlers.quiz.asking import FITS, answer_words, ask, key_words, reasons
from handlers.quiz.reading import is_late
from handlers.turn import Reply, Turn
from storage.messages import Choice, Message
from storage.quizzes import AT_THE_END, FINISHED, attempts, standing
from storage.quizzes.attempts import Answered, Place
from storage.quizzes.standing import Standing


def finished(turn: Turn, where: Place, before: str) -> list[Message]:
    """The result of the attempt that was just finished, after the words about its last question."""
    turn.ask("quiz.receive_answer", where.attempt_id)  # the last answer may come twice
    attempt = attempts.of_person(turn.session, where.attempt_id, turn.my_id)
    mine = of_quiz(turn, where.quiz_id)
    assert attempt is not None and mine is not None
    answers = attempts.answers(turn.session, where.attempt_id)
    missed = [one for one in answers if one.points < 1]
    result = "\n".join([
        turn.voice.text("quiz-result", title=where.title, mark=turn.voice.number(attempt.mark)),
        turn.voice.text("quiz-result-right", right=len(answers) - len(missed), total=len(answers)),
        *_numbers(turn, "quiz-result-partly", [one for one in missed if one.points > 0]),
        *_numbers(turn, "quiz-result-wrong", [one for one in missed if one.points == 0]),
        *_best(turn, mine),
    ])  # fmt: skip
    at_the_end = where.feedback == AT_THE_END
    parts = [before, result, *(reviews(turn, missed) if at_the_end else [])]
    buttons = [*again(turn, mine)]
    if missed and not at_the_end:
        buttons.append(turn.choice("quiz-review", f"/xemlai {where.attempt_id}"))
    return _together(parts, (*buttons, turn.choice("quiz-others", "/tracnghiem tatca")))


def review(turn: Turn) -> Reply:
    """`/xemlai attempt`: what was missed in a finished attempt, with the right answers and the reasons."""
    attempt = attempts.of_person(turn.session, turn.number(), turn.my_id)
    if attempt is None or attempt.state != FINISHED:
        return cannot_go_on(turn, turn.number())
    missed = [one for one in attempts.answers(turn.session, turn.number()) if one.points < 1]
    mine = of_quiz(turn, attempt.quiz_id)
    buttons = again(turn, mine) if mine is not None and mine.is_open else ()
    if not missed:
        return turn.say("quiz-nothing-missed", *buttons)
    return _together(reviews(turn, missed), buttons)


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
    mine = None if attempt is None else of_quiz(turn, attempt.quiz_id)
    if attempt is None or mine is None:
        return turn.say("quiz-not-yours", turn.choice("quiz-others", "/tracnghiem tatca"))
    if attempt.state == FINISHED:
        return turn.say(
            "quiz-done-already",
            turn.choice("quiz-others", "/tracnghiem tatca"),
            title=mine.title,
            mark=turn.voice.number(mine.best_mark or 0.0),
        )
    return closed(turn, mine)


def closed(turn: Turn, mine: Standing) -> Message:
    """That the quiz is closed, and which mark counts."""
    lines = [turn.voice.text("quiz-closed", title=mine.title)]
    if mine.under_way is not None:
        lines.append(turn.voice.text("quiz-closed-unfinished"))
    lines.append(counted(turn, mine))
    return Message("\n".join(lines), (turn.choice("quiz-others", "/tracnghiem tatca"),))


def counted(turn: Turn, mine: Standing) -> str:
    """Which mark counts for the quiz, if any."""
    if mine.best_mark is None:
        return turn.voice.text("quiz-no-mark")
    return turn.voice.text("quiz-mark-counts", mark=turn.voice.number(mine.best_mark))


def go_on(turn: Turn, attempt_id: int, before: str) -> Reply:
    """The question at which the attempt stands, after these words."""
    where = attempts.place(turn.session, attempt_id, turn.my_id, turn.now)
    return cannot_go_on(turn, attempt_id) if where is None else ask(turn, where, before)


def of_quiz(turn: Turn, quiz_id: int) -> Standing | None:
    """How the person stands with the quiz; None when it is not for them."""
    mine = standing.standings(turn.session, turn.my_id, turn.now)
    return next((one for one in mine if one.quiz_id == quiz_id), None)


def again(turn: Turn, mine: Standing) -> tuple[Choice, ...]:
    """The button for another try, where one is left."""
    if mine.attempts_left == 0:
        return ()
    return (turn.choice("quiz-again", f"/batdau {mine.quiz_id}"),)


def _numbers(turn: Turn, key: str, missed: list[Answered]) -> list[str]:
    numbers = ", ".join(str(one.number) for one in missed)
    return [turn.voice.text(key, numbers=numbers)] if missed else []


def _best(turn: Turn, mine: Standing) -> list[str]:
    """That the best attempt counts, and how many are left; nothing where only one is allowed."""
    if mine.attempts_allowed == 1 or mine.best_mark is None:
        return []
    mark, left = turn.voice.number(mine.best_mark), mine.attempts_left
    if left is None:
        return [turn.voice.text("quiz-best-freely", mark=mark)]
    return [turn.voice.text("quiz-best-left" if left else "quiz-best-final", mark=mark, left=left)]


def _review(turn: Turn, one: Answered) -> list[str]:
    voice, asked = turn.voice, one.asked
    return [
        voice.text("quiz-review-question", number=str(one.number), stem=asked.stem),
        voice.text("quiz-review-given", given=answer_words(voice, asked, one.given)),
        voice.text("quiz-review-key", answer=key_words(voice, asked)),
        *reasons(voice, asked),
    ]


def _together(parts: list[str], buttons: tuple[Choice, ...]) -> list[Message]:
    """The parts in as few messages as hold them; the last one has the buttons."""
    texts: list[str] = []
    for part in filter(None, parts):
        if texts and len(texts[-1]) + len(part) <= FITS:
            texts[-1] += f"\n\n{part}"
        else:
            texts.append(part)
    return [*(Message(text) for text in texts[:-1]), Message(texts[-1], buttons)]
