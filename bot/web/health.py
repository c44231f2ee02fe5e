"""What an operator asks: is the process there, is the bot ready, and the figures for Prometheus."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry, GCCollector, PlatformCollector, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.app import App
from bot.measures import SECONDS, Buckets, Measures
from storage import accounts, inbox, leases, outbox
from storage.outbox import Backlog

PATIENCE = 3.0  # seconds that the database may take to answer
STILL = 30.0  # seconds without a sign of life after which delivery or the clock count as stuck
LONGEST_WAIT = 120.0  # seconds that a reply which may go out may wait; notices wait for the pace, and may
LANES = {outbox.REPLY: "reply", outbox.NOTICE: "notice"}


def routes(app: App) -> list[Route]:
    """`/healthz`: the process answers. `/readyz`: 200 when all is well, else 503, with a line each. `/metrics`."""

    async def alive(_request: Request) -> Response:
        return PlainTextResponse("ok")

    async def ready(_request: Request) -> Response:
        found = await readiness(app)
        return JSONResponse(found, status_code=200 if all(one["ok"] for one in found.values()) else 503)

    async def metrics(_request: Request) -> Response:
        return Response(await figures(app), media_type="text/plain; version=0.0.4; charset=utf-8")

    return [Route("/healthz", alive), Route("/readyz", ready), Route("/metrics", metrics)]


async def readiness(app: App) -> dict[str, dict[str, bool | str]]:
    """What was looked at: whether it is well, and a sentence."""
    checks: dict[str, Callable[[App], Awaitable[str]]] = {
        "database": _database,
        "clock": _clock,
        "delivery": _delivery,
        "token": _token,
        "backlog": _backlog,
    }
    found: dict[str, dict[str, bool | str]] = {}
    for name, check in checks.items():
        try:
            async with asyncio.timeout(PATIENCE):
                sentence = await check(app)
        except Exception as error:  # the database may be gone, and everything that asks it fails
            sentence = f"cannot be told ({type(error).__name__})"
            found[name] = {"ok": False, "says": sentence}
        else:
            found[name] = {"ok": not sentence.startswith("!"), "says": sentence.lstrip("!")}
    return found


async def _database(app: App) -> str:
    await app.database.read(outbox.paused)
    return "answers"


async def _clock(app: App) -> str:
    now = time.monotonic()
    late = [
        name
        for name, every in app.clock.intervals().items()
        if now - app.measures.ticks_since(name, app.started) > every + STILL
    ]
    return f"!these ticks do not come: {', '.join(late)}" if late else "ticks"


async def _delivery(app: App) -> str:
    """Somebody sends for each account: this process, or the one that holds the lease."""
    held = {lease.name for lease in await app.database.read(leases.fresh)} if not app.holding.alone else set()
    now = time.monotonic()
    stuck = [
        account
        for account, delivery in app.deliveries.items()
        if (
            now - app.measures.rounds.get(account, app.started) > STILL
            if delivery.active
            else delivery.lease not in held
        )
    ]
    return f"!nobody sends for account {', '.join(map(str, stuck))}" if stuck else "moves"


async def _token(app: App) -> str:
    asked = [channel.account_id for channel in app.channels if hasattr(channel, "identify")]
    if not asked:
        return "none is needed"
    unknown = await app.database.read(lambda session: accounts.nameless(session, asked))
    return f"!not accepted yet: {', '.join(unknown)}" if unknown else "accepted"


async def _backlog(app: App) -> str:
    now = app.clock.now()
    paused = await app.database.read(outbox.paused)
    waiting = [one for one in await app.database.read(lambda session: outbox.backlog(session, now)) if one.count]
    replies = [one for one in waiting if one.lane == outbox.REPLY and paused.get(one.account_id, now) <= now]
    oldest = max(((now - one.oldest).total_seconds() for one in replies), default=0.0)
    words = f"{sum(one.count for one in waiting)} messages wait, the oldest reply for {oldest:.0f} s"
    return f"!{words}" if oldest > LONGEST_WAIT else words


async def figures(app: App) -> bytes:
    """The figures in Prometheus' text format."""
    now = app.clock.now()

    def ask(session: Session) -> tuple[list[Backlog], int]:
        return outbox.backlog(session, now), len(inbox.quarantined(session))

    waiting, quarantined = await app.database.read(ask)
    registry = CollectorRegistry()
    for standard in (ProcessCollector, PlatformCollector, GCCollector):
        standard(registry=registry)
    registry.register(_Figures(app.measures, waiting, quarantined, now))
    return generate_latest(registry)


class _Figures(Collector):
    """Our counts as metrics, made anew for each question."""

    def __init__(self, measures: Measures, waiting: Iterable[Backlog], quarantined: int, now: datetime) -> None:
        self._measures, self._waiting, self._quarantined, self._now = measures, waiting, quarantined, now

    def collect(self) -> Iterator[Metric]:
        yield from self._turns()
        yield from self._outbox()
        yield from self._ticks()

    def _turns(self) -> Iterator[Metric]:
        turns = CounterMetricFamily("chuong_turns", "Events handled.", labels=["handler", "outcome"])
        for (handler, outcome), count in self._measures.turns.items():
            turns.add_metric([handler, outcome], count)
        yield turns
        yield _histogram("chuong_turn_seconds", "From an event to its commit.", self._measures.turn_seconds)
        yield GaugeMetricFamily("chuong_quarantined_updates", "Set aside; see chuong retry.", value=self._quarantined)

    def _outbox(self) -> Iterator[Metric]:
        length = GaugeMetricFamily("chuong_outbox_messages", "Waiting and due.", labels=["account", "lane"])
        age = GaugeMetricFamily(
            "chuong_outbox_oldest_seconds", "How long the oldest is due.", labels=["account", "lane"]
        )
        for one in self._waiting:
            labels = [str(one.account_id), LANES[one.lane]]
            length.add_metric(labels, one.count)
            age.add_metric(labels, max(0.0, (self._now - one.oldest).total_seconds()))
        sends = CounterMetricFamily("chuong_sends", "Messages handed over, or not.", labels=["account", "outcome"])
        for (account, outcome), count in self._measures.sends.items():
            sends.add_metric([str(account), outcome], count)
        too_fast = CounterMetricFamily("chuong_too_many_requests", "Answers 429.", labels=["account"])
        for account, count in self._measures.refused_as_too_fast.items():
            too_fast.add_metric([str(account)], count)
        yield from (length, age, sends, too_fast)
        yield _histogram("chuong_send_seconds", "From a claim to its mark.", self._measures.send_seconds)

    def _ticks(self) -> Iterator[Metric]:
        asked = CounterMetricFamily("chuong_ticks", "Ticks asked.", labels=["tick"])
        failed = CounterMetricFamily("chuong_ticks_failed", "Ticks that failed.", labels=["tick"])
        late = GaugeMetricFamily("chuong_tick_delay_seconds", "How late the last one was.", labels=["tick"])
        took = GaugeMetricFamily("chuong_tick_seconds", "How long the last one took.", labels=["tick"])
        for name, ticked in self._measures.ticks.items():
            for family, value in (
                (asked, ticked.asked),
                (failed, ticked.failed),
                (late, ticked.late),
                (took, ticked.took),
            ):
                family.add_metric([name], value)
        yield from (asked, failed, late, took)


def _histogram(name: str, words: str, buckets: Buckets) -> Metric:
    family = HistogramMetricFamily(name, words)
    sums, so_far = list[tuple[str, float]](), 0
    for bound, count in zip((*map(str, SECONDS), "+Inf"), buckets.counts, strict=True):
        so_far += count
        sums.append((bound, so_far))
    family.add_metric([], sums, sum_value=buckets.total)
    return family
