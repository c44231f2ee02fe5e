"""A few tries of each row of the table of faults, as many as a minute holds; `make faults` does all of it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from random import Random

import pytest

from tests.faults import clocks, disk, forks, killing, knocking, poisoning, refusing, rivals, rows
from tests.faults.killing import Ending
from tests.faults.outcome import Outcome
from tests.faults.rows import Ground
from tests.whole.running import Machine

Try = Callable[[Path, str, int, Random], Awaitable[Outcome]]


@pytest.fixture(autouse=True)
def quick_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Machine, "started", forks.started)


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Ground]:
    async with rows.ground(tmp_path, seed=1) as ground:
        yield ground


def fine(*outcomes: Outcome) -> None:
    for outcome in outcomes:
        assert outcome.fine, outcome


@pytest.mark.parametrize(
    ("ending", "times"),
    [(Ending(), 2), (Ending(webhook=True, policy="hold"), 1), (Ending(gently=True), 1)],
    ids=["kill -9, polling", "kill -9, webhook, on hold", "SIGTERM"],
)
async def test_an_end_in_the_middle_of_a_broadcast(here: Ground, ending: Ending, times: int) -> None:
    outcome = await killing.ended(here.room(), here.sqlite, ending, times, here.random)
    fine(outcome)
    assert (outcome.times, outcome.messages > 16 * times, outcome.updates > 0) == (times, True, True)


async def test_kill_on_postgresql_with_two_processes(here: Ground, new_postgresql: str) -> None:
    fine(await killing.ended(here.room(), lambda: new_postgresql, Ending(bots=2), 1, here.random))


@pytest.mark.parametrize("policy", ["resend", "hold"])
async def test_the_platform_fails(here: Ground, policy: str) -> None:
    tried = await refusing.tried(here.room(), here.sqlite(), policy, 1, here.random, refusing.QUICK)
    fine(*tried.values())
    assert len(tried) == len(refusing.QUICK)


@pytest.mark.parametrize("try_it", [refusing.account_paused, refusing.offline], ids=["429", "no connection"])
async def test_nothing_can_be_sent_for_a_while(here: Ground, try_it: Try) -> None:
    fine(await try_it(here.room(), here.sqlite(), 1, here.random))


@pytest.mark.parametrize("zone", list(clocks.ZONES))
async def test_the_clock_is_changed(here: Ground, zone: str) -> None:
    outcome = await rows.walked(here, zone, 1, days=2)
    fine(outcome)
    assert outcome.messages == 2 * 2 * 2  # two learners, two lessons, on the evening before and an hour before


async def test_what_comes_to_a_webhook(here: Ground) -> None:
    fine(*(await knocking.knocked(here.room(), here.sqlite(), 1, here.random)).values())


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_a_handler_breaks(here: Ground, webhook: bool) -> None:
    fine(await poisoning.poisoned(here.room(), here.sqlite(), 1, here.random, webhook=webhook))


async def test_nothing_can_be_written_for_a_while(here: Ground) -> None:
    fine(await disk.limited(here.room(), here.sqlite(), 1, here.random))


async def test_the_file_is_damaged(here: Ground) -> None:
    fine(await disk.damaged(here.room(), here.sqlite(), 1, here.random))


async def test_a_second_bot_on_the_same_file(here: Ground) -> None:
    fine(await rivals.on_one_file(here.room(), here.sqlite(), 1, here.random))
