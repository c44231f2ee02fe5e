"""The report's arithmetic."""

import pytest

from tests.bench.figures import Spread, number, percentile, ratio, table, verdict


def test_a_spread_is_the_median_with_the_least_and_the_most() -> None:
    assert Spread.of([3.0, 1.0, 2.0, 10.0]) == Spread(2.5, 1.0, 10.0)
    assert Spread.of([0.314]).written() == "0.31 (0.31–0.31)"
    with pytest.raises(ValueError, match="no rounds"):
        Spread.of([])


@pytest.mark.parametrize(("share", "expected"), [(0.5, 50.0), (0.99, 99.0), (1.0, 100.0), (0.001, 1.0), (0.0, 1.0)])
def test_a_percentile_is_one_of_the_values(share: float, expected: float) -> None:
    assert percentile([float(one) for one in range(100, 0, -1)], share) == expected


def test_a_percentile_of_nothing() -> None:
    with pytest.raises(ValueError, match="no values"):
        percentile([], 0.5)


def test_ratios_are_taken_round_by_round() -> None:
    # The neighbour slowed the second round of both: the ratio stays.
    assert ratio([1.0, 4.0], [2.0, 8.0]) == Spread(0.5, 0.5, 0.5)
    with pytest.raises(ValueError, match="shorter"):
        ratio([1.0, 2.0], [1.0])


def test_numbers() -> None:
    assert [number(1234.5, 2), number(999.456, 2), number(12.6, 0)] == ["1,234", "999.46", "13"]


def test_a_table() -> None:
    assert table(["bot", "turns/s"], [["ours", "2"]]) == "| bot | turns/s |\n| --- | ---: |\n| ours | 2 |"


def test_verdicts() -> None:
    assert verdict("turns", 5.0, 5, at_least=True) == "- met: turns: 5.00 (at least 5)"
    assert verdict("turns", 4.9, 5, at_least=True) == "- **not met**: turns: 4.90 (at least 5)"
    assert verdict("start", 2.1, 2, at_least=False) == "- **not met**: start: 2.10 (at most 2)"
