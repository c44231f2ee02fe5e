"""Statistics of many random classes against their definitions, written out anew in exact fractions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from math import sqrt
from random import Random

import pytest

from storage.quizzes import statistics
from storage.quizzes.statistics import Sat

Points = dict[int, Fraction]
WORTHS = [Fraction(0), Fraction(1), Fraction(1, 2), Fraction(1, 3), Fraction(2, 3), Fraction(1, 4)]
NOTHING, WHOLE = Fraction(0), Fraction(1)


def mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, NOTHING) / len(values)


def together(one: Sequence[Fraction], other: Sequence[Fraction]) -> Fraction:
    """The covariance of a sample."""
    pairs = zip(one, other, strict=True)
    return sum(((a - mean(one)) * (b - mean(other)) for a, b in pairs), NOTHING) / (len(one) - 1)


def of_item(question: int, attempts: Sequence[Points]) -> list[float | None]:
    """Facility, deviation, discrimination, efficiency."""
    mine = [one for one in attempts if question in one]
    points, rest = [one[question] for one in mine], [sum(one.values()) - one[question] for one in mine]
    found: list[float | None] = [float(100 * mean(points)), None, None, None]
    if len(mine) > 1:
        square, most = together(points, points) * together(rest, rest), together(sorted(points), sorted(rest))
        found[1] = sqrt(together(points, points))
        found[2] = 100 * float(together(points, rest)) / sqrt(square) if square else None
        found[3] = 100 * float(together(points, rest) / most) if most else None
    return found


def of_quiz(attempts: Sequence[Points]) -> list[float | None]:
    """Mean, median, deviation, skewness, kurtosis, consistency, error ratio, standard error."""
    marks = sorted(10 * mean(list(one.values())) for one in attempts)
    count = len(marks)
    found: list[float | None] = [float(mean(marks)), float((marks[(count - 1) // 2] + marks[count // 2]) / 2)]
    found += [None] * 6
    if count < 2:
        return found
    found[2] = sqrt(together(marks, marks))
    if count < 3 or not found[2]:
        return found
    m2, m3, m4 = (mean([(one - mean(marks)) ** power for one in marks]) for power in (2, 3, 4))
    k2, k3 = count * m2 / (count - 1), count**2 * m3 / ((count - 1) * (count - 2))
    found[3] = float(k3) / float(k2) ** 1.5
    if count > 3:
        below = (count - 1) * (count - 2) * (count - 3)
        found[4] = float(count**2 * ((count + 1) * m4 - 3 * (count - 1) * m2**2) / below / k2**2)
    lengths = {len(one) for one in attempts}
    if len(lengths) == 1 and lengths != {1}:
        places = list(zip(*(one.values() for one in attempts), strict=True))
        totals = [sum(one.values(), NOTHING) for one in attempts]
        single = sum((together(place, place) for place in places), NOTHING)
        consistency = 100 * Fraction(len(places), len(places) - 1) * (1 - single / together(totals, totals))
        found[5], found[6] = float(consistency), 100 * sqrt(1 - consistency / 100)
        found[7] = sqrt(1 - consistency / 100) * sqrt(together(marks, marks))
    return found


def classes(kind: str, random: Random) -> list[Points]:
    """A class of that kind."""
    asked, learners = random.choice([1, 2, 3, 5, 12]), random.choice([1, 2, 3, 4, 8, 20])
    same = [random.choice(WORTHS) for _ in range(asked)]
    worth: Callable[[int], Fraction] = {
        "nothing": lambda place: NOTHING,
        "everything": lambda place: WHOLE,
        "same": lambda place: same[place],
    }.get(kind, lambda place: random.choice(WORTHS))
    found = []
    for _ in range(learners):
        drawn = random.sample(range(2 * asked), asked) if kind == "drawn" else range(asked)
        until = random.randint(1, asked) if kind == "unlike" else asked
        found.append({question: worth(place) for place, question in enumerate(list(drawn)[:until])})
    return found


@pytest.mark.parametrize("kind", ["parts", "nothing", "everything", "same", "drawn", "unlike"])
def test_as_defined(kind: str) -> None:
    random = Random(kind)
    for _ in range(25):
        attempts = classes(kind, random)
        sat = [Sat({question: float(worth) for question, worth in one.items()}) for one in attempts]
        whole = statistics.quiz(sat)
        assert whole is not None
        figures: list[float | None] = [
            whole.mean, whole.median, whole.deviation, whole.skewness, whole.kurtosis, whole.consistency,
            whole.error_ratio, whole.standard_error,
        ]  # fmt: skip
        assert figures == [None if one is None else pytest.approx(one, rel=0, abs=1e-6) for one in of_quiz(attempts)]
        for item in statistics.items(sat):
            own = [item.facility, item.deviation, item.discrimination, item.efficiency]
            wanted = of_item(item.question_id, attempts)
            assert own == [None if one is None else pytest.approx(one, rel=0, abs=1e-6) for one in wanted]
