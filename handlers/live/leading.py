"""The phone that leads: begin, the next question, the right answer, the table of the best, the end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from handlers.live import asking, words
from handlers.turn import Reply, Turn
from handlers.voice import Voice
from storage import audit, plans
from storage.accounts import Account
from storage.live import (
    ANSWERED,
    ASKING,
    BETWEEN,
    CLOSING,
    NO_TABLE,
    OVER,
    STANDINGS,
    LiveQuiz,
    answers,
    rooms,
    sending,
)
from storage.messages import Message
from storage.quizzes.asked import Asked

ALL_THE_SAME = "van"  # they were told that the plan may not suffice
AT_A_GLANCE = timedelta(seconds=1.5)  # nobody reads the answer and types a number so fast
HARDEST = 3
LONGEST_STEM = 80


def panel(turn: Turn) -> Reply:
    """`/ttphong live`: where it stands; from now on it is led from this chat."""
    live = _led(turn)
    return _over(turn) if live is None else _panel(turn, live)


def start_question(turn: Turn) -> Reply:
    """`/ttcau live position`: that question goes to all phones, if it is the next."""
    live = _led(turn)
    if live is None:
        return _over(turn)
    if live.state not in BETWEEN or turn.number(1) != live.position + 1 or live.position >= live.questions:
        return _panel(turn, live)
    if not turn.pressed and live.state == ANSWERED and turn.now < live.changed_at + AT_A_GLANCE:
        return _panel(turn, live)  # its number was that of "show the answer" until now
    people = rooms.joined(turn.session, live)
    if not people:
        return _panel(turn, live, turn.voice.text("live-nobody"))
    if live.position == 0 and turn.arguments[-1] != ALL_THE_SAME and (short := _short_plans(turn, live)):
        go_on = turn.choice("live-all-the-same", f"/ttcau {live.id} 1 {ALL_THE_SAME}")
        return turn.say("live-lines", go_on, turn.choice("live-stop", f"/ttdung {live.id}"), lines="\n".join(short))
    turn.accounts |= asking.ask(turn.session, turn.centre, live, turn.now)
    return []


def reveal(turn: Turn) -> Reply:
    """`/ttdapan live position`: the question is over; what came of it follows within a second (see `ticking`)."""
    live = _led(turn)
    if live is None:
        return _over(turn)
    if live.state != ASKING or turn.number(1) != live.position:
        return _panel(turn, live) if live.state != CLOSING else []
    rooms.close(live, turn.now)
    sending.call_back(turn.session, live)
    return []


def show_table(turn: Turn) -> Reply:
    """`/ttbang live position`: the table of the best stands on the projector."""
    live = _led(turn)
    if live is None:
        return _over(turn)
    if live.state == ANSWERED and turn.number(1) == live.position and live.shown_table != NO_TABLE:
        live.state, live.changed_at = STANDINGS, turn.now
    return _panel(turn, live)


def ask_to_end(turn: Turn) -> Reply:
    """`/ttdung live`: surely?"""
    live = _led(turn)
    if live is None:
        return _over(turn)
    sure = turn.choice("live-stop-surely", f"/ttket {live.id}")
    back = turn.choice("live-go-on", f"/ttphong {live.id}")
    return turn.say("live-ask-stop", back, sure, title=live.title, number=live.position, total=live.questions)


def end(turn: Turn) -> Reply:
    """`/ttket live`: everybody hears their own result; the one who leads it gets everything."""
    live = _led(turn)
    if live is None:
        return _over(turn)
    if live.state in (ASKING, CLOSING):
        sending.call_back(turn.session, live)
    scores = {one.person_id: one for one in answers.scores(turn.session, live)}
    made = [
        (seat, words.farewell(Voice(turn.centre, seat.language), live, scores.get(seat.person_id), len(scores)))
        for seat in sending.seats(turn.session, live)
    ]
    turn.accounts |= sending.to_each(turn.session, made, turn.now)
    rooms.finish(live, turn.now)
    audit.note(turn.session, turn.now, turn.my_id, "live quiz ended", f"live:{live.id}")
    return _report(turn, live)


def _report(turn: Turn, live: LiveQuiz) -> Message:
    scores = answers.scores(turn.session, live)
    if not live.position or not scores:
        return turn.say("live-ended", title=live.title)
    voice = turn.voice
    mean = sum(one.points for one in scores) / len(scores)
    about = {"title": live.title, "people": len(scores), "mean": voice.number(mean), "total": live.position}
    lines = [voice.text("live-report", **about)]
    asked = [one for at in range(1, live.position + 1) if (one := rooms.question(turn.session, live, at)) is not None]
    shares = [(answers.tally(turn.session, live, one).share, one) for one in asked]
    lines += [_share(voice, share, one) for share, one in shares]
    hardest = [(share, one) for share, one in sorted(shares, key=lambda pair: pair[0])[:HARDEST] if share < 1]
    if hardest and len(asked) > 1:
        lines += ["", voice.text("live-hardest"), *(_hard(voice, share, one) for share, one in hardest)]
    lines += ["", voice.text("live-table-title"), *words.best(voice, scores)]
    return Message("\n".join(lines), file=words.table_of_results(turn.session, voice, live))


def _share(voice: Voice, share: float, asked: Asked) -> str:
    bar = "█" * round(words.BAR * share) or "·"
    return voice.text("live-share", number=asked.position, bar=bar, share=round(100 * share))


def _hard(voice: Voice, share: float, asked: Asked) -> str:
    stem = asked.stem if len(asked.stem) <= LONGEST_STEM else f"{asked.stem[:LONGEST_STEM].rstrip()}…"
    return voice.text("live-hard", number=asked.position, stem=stem, share=round(100 * share))


def _led(turn: Turn) -> LiveQuiz | None:
    """The live quiz, led from this chat from now on; None when it is over."""
    live = turn.session.get(LiveQuiz, turn.number())
    if live is None or live.state == OVER:
        return None
    live.chat_id = turn.chat.id
    return live


def _panel(turn: Turn, live: LiveQuiz, before: str = "") -> Message:
    shown = words.panel(turn.session, turn.voice, live, turn.now, before=before)
    return replace(shown, replaces=True)


def _over(turn: Turn) -> Message:
    return turn.say("live-is-over", turn.choice("live-another", "/tructiep"))


def _short_plans(turn: Turn, live: LiveQuiz) -> list[str]:
    """A line for each account whose plan has fewer messages left this month than the quiz will take."""
    people, month = rooms.by_account(turn.session, live), plans.month_of(turn.now, turn.centre.zone)
    each = 2 * live.questions + 1  # the question and what came of it, and the end
    return [
        turn.voice.text(
            "live-plan-short", channel=turn.session.get_one(Account, use.account_id).title,
            left=use.left, needed=people[use.account_id] * each,
        )
        for use in plans.uses(turn.session, month)
        if use.account_id in people and people[use.account_id] * each > use.left
    ]  # fmt: skip
