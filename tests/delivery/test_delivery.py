"""The outbox and its delivery: states, lanes, order, retries, refusals."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

from bot.channels import Blocked, NeverWrote, NotSent, Paused, Refused, SendError, Unsure
from bot.channels import Moved as MovedChat
from bot.delivery import AHEAD, IN_FLIGHT, Delivery
from bot.pace import ENOUGH, LATEST, WINDOW, Pace
from storage import accounts, chats, outbox
from storage.chats import Chat
from storage.messages import Choice, Message
from storage.outbox import HOLD, NOTICE, REPLY, Outbox
from tests.centre import BUTTONS, PLAIN, Phone, TestCentre


@pytest.fixture
def capabilities() -> Any:
    return BUTTONS


async def put(centre: TestCentre, phone: Phone, text: str, **details: Any) -> int:
    """Queue a message to the phone."""

    def work(session: Session) -> int:
        chat, _ = chats.open_chat(session, centre.wire.account_id, phone.chat, language="vi", now=centre.now)
        row_id = outbox.put(session, chat, Message(text), now=centre.now, **details)
        return row_id or 0

    return await centre.run(work)


async def row(centre: TestCentre, row_id: int) -> Outbox:
    return await centre.database.read(lambda session: session.get_one(Outbox, row_id))


async def chat_state(centre: TestCentre, phone: Phone) -> tuple[str, str]:
    def find(session: Session) -> tuple[str, str]:
        chat = session.exec(select(Chat).where(col(Chat.id) > 0)).first()
        assert chat is not None
        return chat.external_id, chat.state

    return await centre.database.read(find)


async def test_a_message_is_sent_once_and_marked(centre: TestCentre, stranger: Phone) -> None:
    sent = await put(centre, stranger, "xin chào")
    await centre.deliver()
    await centre.deliver()
    stranger.hears("xin chào")
    stranger.hears_nothing()
    done = await row(centre, sent)
    assert (done.state, done.message_id, done.sent_at, done.claimed_by) == ("sent", "1", centre.now, "")


async def test_the_same_key_is_queued_once(centre: TestCentre, stranger: Phone) -> None:
    assert await put(centre, stranger, "một", key="k") > 0
    assert await put(centre, stranger, "hai", key="k") == 0
    await centre.deliver()
    stranger.hears("một")
    stranger.hears_nothing()


async def test_replies_go_before_notices(centre: TestCentre) -> None:
    lan, minh = centre.phone("Lan"), centre.phone("Minh")
    await put(centre, lan, "thông báo", lane=NOTICE)
    await put(centre, minh, "trả lời", lane=REPLY)
    order: list[str] = []
    send = centre.wire.send

    async def recorded(out: Any) -> str:
        order.append(out.message.text)
        return await send(out)

    centre.wire.send = recorded  # type: ignore[method-assign]
    await centre.deliver()
    assert order == ["trả lời", "thông báo"]


async def test_what_is_held_waits_for_its_time(centre: TestCentre, stranger: Phone) -> None:
    await put(centre, stranger, "sáng mai", not_before=centre.now + timedelta(hours=1))
    await centre.deliver()
    stranger.hears_nothing()
    await centre.later(hours=1)
    stranger.hears("sáng mai")


async def test_what_expired_is_not_sent(centre: TestCentre, stranger: Phone) -> None:
    late = await put(centre, stranger, "nhắc", expires_at=centre.now)
    await centre.deliver()
    stranger.hears_nothing()
    assert (await row(centre, late)).state == "expired"


@pytest.mark.parametrize(
    ("error", "state", "reason", "chat"),
    [
        (Refused("message is too long"), "failed", "refused", "active"),
        (Blocked("bot was blocked"), "failed", "blocked", "blocked"),
        (NeverWrote("chat not found"), "failed", "unreachable", "gone"),
    ],
)
async def test_refusals_are_final(
    centre: TestCentre, stranger: Phone, error: SendError, state: str, reason: str, chat: str
) -> None:
    sent = await put(centre, stranger, "xin chào")
    centre.wire.refusals[stranger.chat] = [error]
    await centre.deliver()
    done = await row(centre, sent)
    assert (done.state, done.reason, done.detail, done.repeated) == (state, reason, error.detail, 0)
    assert (await chat_state(centre, stranger))[1] == chat


async def test_no_connection_is_tried_again_without_a_flag(centre: TestCentre, stranger: Phone) -> None:
    sent = await put(centre, stranger, "xin chào")
    centre.wire.refusals[stranger.chat] = [NotSent("no network")]
    await centre.deliver()
    waiting = await row(centre, sent)
    assert (waiting.state, waiting.attempts, waiting.not_before) == (
        "queued",
        1,
        centre.now + timedelta(seconds=1),
    )
    await centre.later(seconds=1)
    stranger.hears("xin chào")
    done = await row(centre, sent)
    assert (done.state, done.repeated, done.reason) == ("sent", 0, "")


async def test_in_doubt_a_reply_is_sent_again_and_flagged(centre: TestCentre, stranger: Phone) -> None:
    sent = await put(centre, stranger, "xin chào")
    centre.wire.refusals[stranger.chat] = [Unsure("timeout")]
    await centre.deliver()
    await centre.later(seconds=1)
    stranger.hears("xin chào")
    done = await row(centre, sent)
    assert (done.state, done.repeated) == ("sent", 1)


async def test_in_doubt_a_held_message_stays_unknown(centre: TestCentre, stranger: Phone) -> None:
    sent = await put(centre, stranger, "xin chào", policy=HOLD)
    centre.wire.refusals[stranger.chat] = [Unsure("timeout")]
    await centre.deliver()
    await centre.later(hours=1)
    stranger.hears_nothing()
    assert (await row(centre, sent)).state == "unknown"


async def test_a_moved_chat_gets_its_new_id_and_the_message(centre: TestCentre, stranger: Phone) -> None:
    await put(centre, stranger, "xin chào")
    centre.wire.refusals[stranger.chat] = [MovedChat("-100777")]
    await centre.deliver()
    assert [out.message.text for out in centre.wire.sent["-100777"]] == ["xin chào"]
    assert await chat_state(centre, stranger) == ("-100777", "active")


async def test_a_chat_that_moved_onto_another_fails_visibly_and_once(centre: TestCentre, stranger: Phone) -> None:
    other = centre.phone("Lan")
    await put(centre, other, "có trước")
    sent = await put(centre, stranger, "xin chào")
    centre.wire.refusals[stranger.chat] = [MovedChat(other.chat)]
    await centre.deliver()
    await centre.later(hours=1)
    done = await row(centre, sent)
    assert (done.state, done.reason) == ("failed", "moved")
    other.hears("có trước")
    other.hears_nothing()


async def test_a_chats_order_survives_a_retry(centre: TestCentre, stranger: Phone) -> None:
    for text in ("một", "hai", "ba"):
        await put(centre, stranger, text)
    centre.wire.refusals[stranger.chat] = [NotSent("no network")]
    await centre.deliver()
    stranger.hears_nothing()
    await centre.later(seconds=2)
    for text in ("một", "hai", "ba"):
        stranger.hears(text)


async def test_too_fast_pauses_the_account_as_long_as_told(centre: TestCentre, stranger: Phone) -> None:
    lan = centre.phone("Lan")
    sent = await put(centre, stranger, "xin chào")
    centre.wire.refusals[stranger.chat] = [Paused(0.2, "Too Many Requests")]
    await centre.deliver()
    await put(centre, lan, "sau đó")
    await centre.deliver()
    lan.hears_nothing()
    paused = await centre.database.read(
        lambda session: session.get_one(accounts.Account, centre.wire.account_id).paused_until
    )
    assert paused == centre.now + timedelta(seconds=0.2)
    assert (await row(centre, sent)).attempts == 0
    await asyncio.sleep(0.25)
    await centre.later(seconds=0.25)
    stranger.hears("xin chào")
    lan.hears("sau đó")


async def test_a_day_without_connection_is_given_up_visibly(centre: TestCentre, minh: Phone) -> None:
    sent = await put(centre, minh, "xin chào")
    centre.wire.refusals[minh.chat] = [NotSent("no network")] * 50
    await centre.deliver()
    await centre.later(hours=25)
    done = await row(centre, sent)
    assert (done.state, done.reason) == ("failed", "network")


@pytest.mark.parametrize(("policy", "state", "repeated"), [("resend", "queued", 1), ("hold", "unknown", 0)])
async def test_what_a_dead_sender_left_is_settled(
    centre: TestCentre, stranger: Phone, policy: str, state: str, repeated: int
) -> None:
    sent = await put(centre, stranger, "xin chào", policy=policy)
    account = centre.wire.account_id
    claimed = await centre.run(lambda session: outbox.claim(session, account, "dead", centre.now, 10))
    assert [one.id for one in claimed] == [sent]
    settled = await centre.run(lambda session: outbox.release_stale(session, account, centre.now))
    found = await row(centre, sent)
    assert (settled, found.state, found.repeated) == (1, state, repeated)


async def test_a_sender_that_slept_marks_nothing(centre: TestCentre, stranger: Phone) -> None:
    sent = await put(centre, stranger, "xin chào")
    account = centre.wire.account_id
    await centre.run(lambda session: outbox.claim(session, account, "sleeper", centre.now, 10))
    later = centre.now + timedelta(minutes=5)
    early = await centre.run(lambda session: outbox.release_stale(session, account, centre.now, before=centre.now))
    alive = await centre.run(lambda session: outbox.release_stale(session, account, later, before=later, alive=[sent]))
    late = await centre.run(lambda session: outbox.release_stale(session, account, later, before=later))
    assert (early, alive, late) == (0, 0, 1)
    assert await centre.run(lambda session: outbox.mark(session, sent, "sleeper", state="sent")) is False
    assert (await row(centre, sent)).state == "queued"


async def test_progress_is_dropped_where_nothing_can_be_edited(centre: TestCentre, stranger: Phone) -> None:
    centre.wire.capabilities = PLAIN
    sent = await put(centre, stranger, "12 trên 40", kind="progress")
    await centre.deliver()
    stranger.hears_nothing()
    assert (await row(centre, sent)).state == "cancelled"


async def test_a_following_message_edits_the_one_before(centre: TestCentre, stranger: Phone) -> None:
    first = await put(centre, stranger, "0 trên 2")
    await centre.deliver()
    await put(centre, stranger, "2 trên 2", follows=first)
    await centre.deliver()
    stranger.hears("0 trên 2")
    assert stranger.hears("2 trên 2").edits == "1"


async def test_the_buttons_of_a_notice_leave_the_menu_alone(centre: TestCentre, stranger: Phone) -> None:
    def work(session: Session) -> tuple[list[list[str]], list[str]]:
        chat, _ = chats.open_chat(session, centre.wire.account_id, stranger.chat, language="vi", now=centre.now)
        chat.offer([Choice("A", "/traloi 1")])
        outbox.put(session, chat, Message("mới", (Choice("Xem", "/xem 1"),)), now=centre.now, lane=NOTICE)
        return chat.menu, chat.offered

    assert await centre.run(work) == ([["A", "/traloi 1"]], ["/traloi 1", "/xem 1"])


def test_the_pace_never_exceeds_the_rate_in_any_window() -> None:
    now = 0.0
    pace = Pace(25, clock=lambda: now)
    sends: list[float] = []
    for _ in range(200):
        if pace.free() <= 0:
            now += pace.wait()
        pace.ended(pace.begins())
        sends.append(now)
    busiest = max(sum(1 for other in sends if start <= other < start + 1) for start in sends)
    assert busiest == 25
    assert sends[-1] == pytest.approx(7 * WINDOW)


async def test_delivery_runs_until_told_to_stop(centre: TestCentre, stranger: Phone) -> None:
    stop = asyncio.Event()
    delivery = Delivery(centre.database, centre.wire, lambda: centre.now, per_second=100)
    running = asyncio.create_task(delivery.run(stop))
    await put(centre, stranger, "xin chào")
    delivery.wake()
    for _ in range(100):
        if centre.wire.sent.get(stranger.chat):
            break
        await asyncio.sleep(0.02)
    stop.set()
    await asyncio.wait_for(running, 5)
    stranger.hears("xin chào")


def test_what_leaves_late_counts_from_then() -> None:
    """Two begin together; the second one leaves 40 ms later than the quickest, and its window begins then."""
    now = 0.0
    pace = Pace(2, clock=lambda: now)
    for _ in range(ENOUGH):
        number, now = pace.begins(), now + 0.05
        pace.ended(number)
    began = now = now + 10
    first, second = pace.begins(), pace.begins()
    assert pace.free() == 0
    now = began + 0.05
    pace.ended(first)
    now = began + 0.09
    pace.ended(second)
    now = began + WINDOW + 0.001
    assert pace.free() == 1
    now = began + WINDOW + 0.039
    assert pace.free() == 1
    now = began + WINDOW + 0.041
    assert pace.free() == 2


def test_the_first_ones_count_from_their_answers() -> None:
    """They open the connections: how long a message takes is not known yet."""
    now = 0.0
    pace = Pace(1, clock=lambda: now)
    number, now = pace.begins(), 0.2
    pace.ended(number)
    now = 0.199 + WINDOW
    assert pace.free() == 0
    now = 0.201 + WINDOW
    assert pace.free() == 1


def test_what_is_never_answered_counts_as_sent_when_it_can_not_arrive_any_more() -> None:
    now = 0.0
    pace = Pace(1, clock=lambda: now)
    pace.begins()
    now = LATEST - 0.001 + WINDOW
    assert pace.free() == 0
    now += 0.002
    assert pace.free() == 1


async def test_what_waits_for_its_moment_goes_back_when_a_pause_begins(centre: TestCentre, stranger: Phone) -> None:
    ids = [await put(centre, centre.phone(f"Người {number}"), "xin chào", lane=NOTICE) for number in range(3)]
    slow = Delivery(centre.database, centre.wire, lambda: centre.now, per_second=1)
    slow._paused_until = 0.0
    centre.wire.refusals["1002"] = [Paused(60)]  # the first of them
    await asyncio.wait_for(slow.drain(), 10)
    rows = [await row(centre, row_id) for row_id in ids]
    assert [(one.state, one.attempts) for one in rows] == [("queued", 0)] * 3
    assert [one.not_before > centre.now for one in rows] == [True, False, False]


async def test_no_more_are_claimed_than_a_crash_may_repeat(centre: TestCentre) -> None:
    for number in range(30):
        await put(centre, centre.phone(f"Người {number}"), "xin chào", lane=NOTICE)
    slow = Delivery(centre.database, centre.wire, lambda: centre.now, per_second=2)
    stop = asyncio.Event()
    running = asyncio.create_task(slow.run(stop))
    seen = []
    for _ in range(20):
        await asyncio.sleep(0.05)
        rows = await centre.run(lambda session: session.exec(select(Outbox).where(Outbox.state == "sending")).all())
        seen.append(len(rows))
    stop.set()
    await running
    assert AHEAD < max(seen) <= IN_FLIGHT
