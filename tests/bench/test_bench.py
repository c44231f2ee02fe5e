"""The arithmetic of the report, and the platform that judges broadcasts."""

import pytest

from tests.bench.arrivals import judged, most_in_a_second
from tests.bench.figures import Spread, number, percentile, ratio, table, verdict
from tests.bench.platform import CHAT, CUT_AFTER, FORBIDDEN, SENT, TOO_MANY, Judge, Rules, planned_fault
from tests.bench.rows import NAMES, chosen, section


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


def test_a_verdict_in_more_digits() -> None:
    assert verdict("wall", 1.0149, 1.015, at_least=False, digits=3) == "- met: wall: 1.015 (at most 1.015)"


@pytest.mark.parametrize(
    ("moments", "most"),
    [
        ([], 0),
        ([5.0], 1),
        ([0.0, 0.5, 0.999], 3),
        ([0.0, 0.5, 1.0], 2),  # a second later is another second
        ([0.0, 0.9, 1.1, 1.2, 1.8, 3.0], 4),  # the fullest second begins at no round number
    ],
)
def test_the_most_in_any_second(moments: list[float], most: int) -> None:
    assert most_in_a_second(moments) == most


def test_a_broadcast_is_judged_by_what_arrived() -> None:
    arrivals = [
        (10.0, 1, SENT),
        (10.5, 2, CUT_AFTER),  # delivered, but the bot was not told
        (11.0, 3, FORBIDDEN),
        (11.5, 4, TOO_MANY),
        (12.0, 4, SENT),
        (13.0, 2, SENT),  # a repeat: nobody new is reached by it
    ]
    assert judged(arrivals, 5, 1.0) == {
        "people": 5, "wall": 2.0 / 5, "refused": 1, "lost": 1, "repeats": 1, "unacknowledged": 1, "too_many": 1,
        "most": 2,
    }  # fmt: skip


def test_a_broadcast_of_which_nothing_arrived() -> None:
    assert judged([], 3, 30.0)["lost"] == 3


def test_the_platform_refuses_the_whole_bot_after_one_too_many() -> None:
    now = [0.0]
    judge = Judge(Rules(per_second=2), lambda: now[0])
    seen = []
    for moment, chat in [(0.0, 1), (0.1, 2), (0.2, 3), (1.15, 4), (1.2, 4), (1.25, 5), (1.3, 6)]:
        now[0] = moment
        seen.append(judge.outcome(chat))
    # The refusal at 0.2 holds for a second; the window is free again by then, and the third at once is one too many.
    assert seen == [(SENT, 0), (SENT, 0), (TOO_MANY, 1), (TOO_MANY, 1), (SENT, 0), (SENT, 0), (TOO_MANY, 1)]


def test_the_platform_takes_three_at_once_to_one_chat_then_one_a_second() -> None:
    now = [0.0]
    judge = Judge(Rules(per_second=30), lambda: now[0])
    assert [judge.outcome(1)[0] for _ in range(4)] == [SENT, SENT, SENT, TOO_MANY]
    now[0] = 1.1
    assert judge.outcome(1)[0] == SENT


def test_a_fault_falls_on_the_first_message_only_unless_it_is_for_ever() -> None:
    rules = Rules(faults=1.0, seed=3)
    judge = Judge(rules, lambda: 0.0)
    forbidden = next(chat for chat in range(100) if planned_fault(rules, chat) == FORBIDDEN)
    cut = next(chat for chat in range(100) if planned_fault(rules, chat) == CUT_AFTER)
    assert [judge.outcome(chat)[0] for chat in (cut, cut, forbidden, forbidden)] == [
        CUT_AFTER, SENT, FORBIDDEN, FORBIDDEN,
    ]  # fmt: skip


def test_about_as_many_faults_as_asked_for() -> None:
    rules = Rules(faults=0.015, seed=1)
    assert 30 <= sum(planned_fault(rules, chat) != SENT for chat in range(3000)) <= 60


@pytest.mark.parametrize(
    "request_",
    [
        b"POST /bot1:x/sendMessage HTTP/1.1\r\n\r\nchat_id=77&text=a",
        b'POST /bot1:x/sendMessage HTTP/1.1\r\n\r\n{"chat_id": 77}',
        b'--b\r\nContent-Disposition: form-data; name="chat_id"\r\n\r\n77\r\n',
        b'--b\r\nContent-Disposition: form-data; name="chat_id"\r\nContent-Type: text/plain\r\n\r\n77\r\n',
    ],
)
def test_the_chat_is_found_in_every_encoding(request_: bytes) -> None:
    found = CHAT.search(request_)
    assert found is not None and found[1] == b"77"


def test_rows_are_chosen_by_name_in_their_order() -> None:
    assert [row.name for row in chosen("send,first")] == ["first", "send"]
    assert [row.name for row in chosen("")] == list(NAMES)
    with pytest.raises(ValueError, match="no such row: none"):
        chosen("none")


def test_a_row_without_figures_says_so() -> None:
    assert section(chosen("first")[0], {}) == "Not measured yet."
