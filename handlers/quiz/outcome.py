"""How an attempt came out, in words: what was right, which mark counts, what can be done next."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from handlers.voice import Voice
from storage import progress
from storage.messages import Choice
from storage.quizzes import Attempt, standing
from storage.quizzes.attempts import Answered
from storage.quizzes.standing import Standing


def of_quiz(session: Session, person_id: int, quiz_id: int, now: datetime) -> Standing | None:
    """How the person stands with the quiz; None when it is not for them."""
    mine = standing.standings(session, person_id, now)
    return next((one for one in mine if one.quiz_id == quiz_id), None)


def summary(voice: Voice, mine: Standing, answers: list[Answered], questions: int) -> list[str]:
    """How many questions were right, which were not as far as the learner may know that now, what is to be marked."""
    missed = [one for one in answers if one.points < 1 and not one.to_mark]
    to_mark = sum(one.to_mark for one in answers)
    lines = [voice.text("quiz-result-right", right=len(answers) - len(missed) - to_mark, total=questions)]
    if not mine.shows_answers:
        lines.append(voice.text("quiz-answers-later"))
    else:
        lines += numbers(voice, "quiz-result-partly", [one for one in missed if one.points > 0])
        lines += numbers(voice, "quiz-result-wrong", [one for one in missed if one.points == 0])
    return [*lines, *([voice.text("quiz-to-mark", count=to_mark)] if to_mark else [])]


def in_all(voice: Voice, mine: Standing, answers: list[Answered], questions: int) -> list[str]:
    """All that is said under the mark of an attempt: how it went, what counts, whether that is enough."""
    settled = [] if any(one.to_mark for one in answers) else passed(voice, mine)
    return [*summary(voice, mine, answers, questions), *so_far(voice, mine), *settled]


def mark(voice: Voice, mine: Standing) -> str:
    """Which mark counts for the quiz, if any."""
    if mine.mark is None:
        return voice.text("quiz-no-mark")
    return voice.text("quiz-mark-counts", mark=voice.number(mine.mark))


def so_far(voice: Voice, mine: Standing) -> list[str]:
    """Which mark counts, and how many attempts are left; nothing where only one is allowed."""
    if mine.attempts_allowed == 1 or mine.mark is None:
        return []
    left = mine.attempts_left if mine.is_open else 0
    key = "quiz-best-freely" if left is None else "quiz-best-left" if left else "quiz-best-final"
    said = voice.text(key, mark=voice.number(mine.mark), left=left or 0, counts=rule(voice, mine))
    return [said, *rest(voice, mine)]


def passed(voice: Voice, mine: Standing) -> list[str]:
    """Whether the mark that counts is enough, and its grade in words; nothing where it counts for nothing."""
    if mine.practice or mine.mark is None:
        return []
    if mine.mark < mine.pass_mark:
        return [voice.text("quiz-failed", mark=voice.number(mine.pass_mark))]
    return [voice.text("quiz-passed", grade=voice.text(f"progress-grade-{progress.grade(mine.mark, mine.pass_mark)}"))]


def rest(voice: Voice, mine: Standing) -> list[str]:
    """When the next attempt may begin, where that is not at once."""
    if mine.attempts_left == 0 or mine.again_at is None or not mine.is_open:
        return []
    return [voice.text("quiz-rest", moment=voice.moment(mine.again_at))]


def rule(voice: Voice, mine: Standing) -> str:
    """Which of several attempts counts, in words."""
    return voice.text(f"quiz-counts-{mine.counts}")


def numbers(voice: Voice, key: str, missed: list[Answered]) -> list[str]:
    """The text `key` with the numbers of these questions; nothing where there are none."""
    written = ", ".join(str(one.number) for one in missed)
    return [voice.text(key, numbers=written)] if missed else []


def again(voice: Voice, mine: Standing, *, is_told: bool = False) -> tuple[Choice, ...]:
    """The button for another try, where one may be begun now.

    Where time runs from then on it leads to what is said of that before, unless the person has just been told.
    """
    if mine.attempts_left == 0 or mine.again_at is not None or not mine.is_open:
        return ()
    return (
        voice.choice("quiz-again", f"/{'tracnghiem' if mine.minutes and not is_told else 'batdau'} {mine.quiz_id}"),
    )


def review(voice: Voice, mine: Standing, attempt: Attempt) -> tuple[Choice, ...]:
    """The button to see what was wrong, where the quiz lets the learner see that now."""
    if not mine.shows_answers:
        return ()
    return (voice.choice("quiz-review", f"/xemlai {attempt.id}"),)


def others(voice: Voice) -> Choice:
    """The button to the list of quizzes."""
    return voice.choice("quiz-others", "/tracnghiem tatca")
