"""Statistics of a quiz and its questions, as Moodle computes them (mod/quiz/report/statistics), without a database.

Points of a question are 0 to 1. Variances and covariances are those of a sample (n - 1). Nothing (None) is said where a
variance is 0 or there are too few attempts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

LOW_EFFICIENCY = 15.0
HARD, EASY = 20.0, 95.0
KEY_DOUBTFUL, NEGATIVE, LITTLE, TOO_HARD, TOO_EASY, NEVER_TAKEN = REASONS = (
    "key_doubtful", "negative", "little", "too_hard", "too_easy", "never_taken",
)  # fmt: skip  # why a question is flagged, the gravest first


@dataclass(frozen=True, slots=True)
class Sat:
    """One attempt: the points of each question by its id, the quiz's fixed ones first, then what was drawn."""

    points: Mapping[int, float]

    @property
    def total(self) -> float:
        return sum(self.points.values())


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """How a question did in `count` attempts; facility, discrimination and efficiency in per cent."""

    question_id: int
    count: int
    facility: float
    deviation: float | None
    discrimination: float | None
    efficiency: float | None


@dataclass(frozen=True, slots=True)
class QuizStatistics:
    """How a quiz went in `count` attempts; marks out of 10, `consistency` and `error_ratio` in per cent."""

    count: int
    mean: float
    median: float
    deviation: float | None
    skewness: float | None
    kurtosis: float | None
    consistency: float | None
    error_ratio: float | None
    standard_error: float | None
    bands: list[int]  # how many marks lie from 0 to under 1, …, from 9 to 10


def items(attempts: Sequence[Sat]) -> list[ItemStatistics]:
    """Each question that was asked, in the order in which they first come; of those who had it alone."""
    order = dict.fromkeys(question for attempt in attempts for question in attempt.points)
    return [_item(question, [attempt for attempt in attempts if question in attempt.points]) for question in order]


def quiz(attempts: Sequence[Sat]) -> QuizStatistics | None:
    """The quiz as a whole; None without an attempt that has a question."""
    asked = [attempt for attempt in attempts if attempt.points]
    if not asked:
        return None
    marks = [10 * attempt.total / len(attempt.points) for attempt in asked]
    deviation = _root(covariance(marks, marks))
    consistency = _consistency(asked)
    ratio = None if consistency is None else 100 * sqrt(max(0.0, 1 - consistency / 100))
    error = None if ratio is None or deviation is None else ratio * deviation / 100
    skewness, kurtosis = shape(marks)
    bands = [0] * 10
    for mark in marks:
        bands[min(9, int(mark + 1e-9))] += 1
    return QuizStatistics(
        len(asked),
        sum(marks) / len(marks),
        median(marks),
        deviation,
        skewness,
        kurtosis,
        consistency,
        ratio,
        error,
        bands,
    )


def covariance(one: Sequence[float], other: Sequence[float]) -> float | None:
    """The covariance of a sample; None for fewer than two."""
    count = len(one)
    if count < 2:
        return None
    mean_one, mean_other = sum(one) / count, sum(other) / count
    return sum((a - mean_one) * (b - mean_other) for a, b in zip(one, other, strict=True)) / (count - 1)


def shape(marks: Sequence[float]) -> tuple[float | None, float | None]:
    """Skewness and excess kurtosis by k-statistics; None for fewer than three (four) marks, or all the same."""
    count = len(marks)
    mean = sum(marks) / count
    second, third, fourth = (sum((mark - mean) ** power for mark in marks) / count for power in (2, 3, 4))
    if count < 3 or second < 1e-12:
        return None, None
    k2 = count * second / (count - 1)
    k3 = count**2 * third / ((count - 1) * (count - 2))
    if count < 4:
        return k3 / k2**1.5, None
    k4 = count**2 * ((count + 1) * fourth - 3 * (count - 1) * second**2) / ((count - 1) * (count - 2) * (count - 3))
    return k3 / k2**1.5, k4 / k2**2


def flags(item: ItemStatistics, taken: Mapping[int, int] | None = None, right: Sequence[int] = ()) -> list[str]:
    """Why an instructor should look at the question, the gravest reason first.

    `taken` is how often each option was, `right` the right ones.
    """
    found = []
    best = max((taken.get(option, 0) for option in right), default=0) if taken else 0
    wrong = [count for option, count in (taken or {}).items() if option not in right]
    if right and any(count > best for count in wrong):
        found.append(KEY_DOUBTFUL)
    if item.discrimination is not None and item.discrimination < 0:
        found.append(NEGATIVE)
    elif item.efficiency is not None and item.efficiency < LOW_EFFICIENCY:
        found.append(LITTLE)
    if item.facility < HARD:
        found.append(TOO_HARD)
    if item.facility > EASY:
        found.append(TOO_EASY)
    if right and taken and not all(taken.values()):
        found.append(NEVER_TAKEN)
    return found


def _item(question: int, attempts: Sequence[Sat]) -> ItemStatistics:
    points = [attempt.points[question] for attempt in attempts]
    rest = [attempt.total - own for attempt, own in zip(attempts, points, strict=True)]
    variance, of_rest, together = covariance(points, points), covariance(rest, rest), covariance(points, rest)
    most = covariance(sorted(points), sorted(rest))
    return ItemStatistics(
        question, len(attempts), 100 * sum(points) / len(points), _root(variance),
        _share(together, None if variance is None or of_rest is None else sqrt(variance * of_rest)),
        _share(together, most),
    )  # fmt: skip


def _share(part: float | None, whole: float | None) -> float | None:
    return None if part is None or whole is None or abs(whole) < 1e-12 else 100 * part / whole


def _root(variance: float | None) -> float | None:
    return None if variance is None else sqrt(variance)


def _consistency(attempts: Sequence[Sat]) -> float | None:
    """The coefficient of internal consistency, by places: with draws questions differ, places do not.

    As in Moodle nothing is said of two attempts.
    """
    places = {len(attempt.points) for attempt in attempts}
    if len(places) != 1 or len(attempts) < 3:
        return None
    (count,) = places
    columns = zip(*(attempt.points.values() for attempt in attempts), strict=True)
    single = [covariance(column, column) or 0.0 for column in map(list, columns)]
    totals = [attempt.total for attempt in attempts]
    variance = covariance(totals, totals)
    if count < 2 or not variance or variance < 1e-12:
        return None
    return 100 * count / (count - 1) * (1 - sum(single) / variance)
