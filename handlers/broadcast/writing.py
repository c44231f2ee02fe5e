"""Writing a broadcast: the text, how one recipient would see it, and what can still be changed."""

from __future__ import annotations

from dataclasses import replace

from handlers.broadcast import words
from handlers.turn import Reply, Turn
from storage import audit, broadcasts
from storage.broadcasts import DRAFT, Broadcast
from storage.broadcasts import cost as costs
from storage.broadcasts.audience import Counts, counted, page
from storage.broadcasts.wording import LONGEST_TEXT, filled, not_understood, tidied
from storage.messages import Choice, Message
from storage.outbox import HOLD, RESEND
from storage.vietnamese import fold, name_key

STOP_WORDS = frozenset({"huy", "bo", "bo qua", "cancel"})


def own_draft(turn: Turn) -> Broadcast | None:
    """The draft named by the first argument, if it is this coordinator's and still a draft."""
    draft = broadcasts.held(turn.session, turn.number())
    return draft if draft and draft.state == DRAFT and draft.author_id == turn.my_id else None


def gone(turn: Turn) -> Message:
    """The draft was sent, scheduled or thrown away meanwhile."""
    return turn.say("broadcast-no-draft", turn.choice("broadcast-see-results", "/ketqua"))


def ask_text(turn: Turn, draft: Broadcast) -> Reply:
    """Ask what the message is to say; what stands there is shown for copying."""
    turn.ask("broadcast.receive_text", draft.id)
    discard = turn.choice("broadcast-discard", f"/tbbo {draft.id}")
    to = words.audience(turn.session, turn.voice, draft)
    if not draft.text:
        return turn.say("broadcast-ask-text", discard, audience=to)
    head, ask = turn.voice.text("broadcast-old-text", audience=to), turn.voice.text("broadcast-ask-new-text")
    return words.joined([head, draft.text, ask], discard)


def receive_text(turn: Turn) -> Reply:
    """The text was typed; None for words that mean to give up."""
    if fold(turn.text) in STOP_WORDS:
        return None
    draft = own_draft(turn)
    if draft is None:
        return gone(turn)
    text = tidied(turn.text)
    complaint = _complaint(turn, text)
    if complaint is not None:
        turn.ask("broadcast.receive_text", draft.id)
        return complaint
    draft.text = text
    return preview(turn, draft)


def look(turn: Turn) -> Reply:
    """Back to the preview."""
    draft = own_draft(turn)
    return gone(turn) if draft is None else replace(preview(turn, draft), replaces=True)


def edit(turn: Turn) -> Reply:
    draft = own_draft(turn)
    return gone(turn) if draft is None else ask_text(turn, draft)


def toggle(turn: Turn) -> Reply:
    """With "received" under it, or without."""
    draft = own_draft(turn)
    if draft is None:
        return gone(turn)
    draft.acknowledge = not draft.acknowledge
    return replace(preview(turn, draft), replaces=True)


def switch_policy(turn: Turn) -> Reply:
    """When nobody knows whether a message arrived: send it again, or leave that to the coordinator."""
    draft = own_draft(turn)
    if draft is None:
        return gone(turn)
    draft.policy = RESEND if draft.policy == HOLD else HOLD
    return replace(preview(turn, draft), replaces=True)


def discard(turn: Turn) -> Reply:
    draft = own_draft(turn)
    if draft is None:
        return gone(turn)
    audit.note(turn.session, turn.now, turn.my_id, "discarded a broadcast", f"broadcast:{draft.id}")
    turn.session.delete(draft)
    return turn.say("broadcast-discarded", replaces=True)


def preview(turn: Turn, draft: Broadcast) -> Message:
    """The message as one recipient would see it, for how many, and what can be done."""
    some = page(turn.session, draft.audience, 0)
    if not some:
        return turn.say("broadcast-nobody-there", turn.choice("broadcast-choose-others", "/thongbao"))
    sample = min(some, key=lambda one: (one.reach is None, name_key(one.name)))
    counts = counted(turn.session, draft.audience)
    head = turn.voice.text("broadcast-preview", name=sample.name)
    details = "\n".join(["———", *_details(turn, draft, counts)])
    seen = filled(draft.text, sample.name, sample.codes)
    return words.joined([head, seen, details], *_choices(turn, draft, counts))


def _complaint(turn: Turn, text: str) -> Message | None:
    if not text:
        return turn.say("broadcast-text-empty")
    if len(text) > LONGEST_TEXT:
        return turn.say("broadcast-text-too-long", length=len(text), longest=LONGEST_TEXT)
    unknown = not_understood(text)
    return turn.say("broadcast-unknown-placeholder", found=", ".join(unknown)) if unknown else None


def _details(turn: Turn, draft: Broadcast, counts: Counts) -> list[str]:
    lines = _cost(turn, draft, counts)
    if counts.problems:
        lines.append(turn.voice.text("broadcast-detail-problems", problems=words.problems(turn.voice, counts.problems)))
    if draft.acknowledge:
        lines.append(turn.voice.text("broadcast-detail-acknowledge"))
    if draft.policy == HOLD:
        lines.append(turn.voice.text("broadcast-detail-hold"))
    dawn = turn.centre.after_quiet(turn.now)
    if counts.reachable and dawn > turn.now:
        lines.append(turn.voice.text("broadcast-detail-quiet", moment=turn.voice.moment(dawn)))
    return lines


def _cost(turn: Turn, draft: Broadcast, counts: Counts) -> list[str]:
    """For how many, how long it takes, and what makes it take longer, if it begins now or when the night is over."""
    voice, to = turn.voice, words.audience(turn.session, turn.voice, draft)
    if not counts.reachable:
        return [voice.text("broadcast-detail-nobody", audience=to)]
    begins = turn.centre.after_quiet(turn.now)
    cost = costs.reckoned(turn.session, counts.accounts, begins, turn.centre.per_second)
    duration = words.duration(voice, cost.seconds)
    first = voice.text("broadcast-detail-people", audience=to, count=counts.reachable, duration=duration)
    return [first, *words.delays(voice, cost, begins)]


def _choices(turn: Turn, draft: Broadcast, counts: Counts) -> list[Choice]:
    dawn = turn.centre.after_quiet(turn.now)
    choices = []
    if counts.reachable and dawn > turn.now:
        at_dawn = turn.choice("broadcast-send-at", f"/tbsang {draft.id}", clock=turn.voice.clock(dawn))
        choices = [at_dawn, turn.choice("broadcast-send-anyway", f"/tbgui {draft.id} ngay")]
    elif counts.reachable:
        choices = [turn.choice("broadcast-send-now", f"/tbgui {draft.id}")]
    acknowledge = "broadcast-acknowledge-off" if draft.acknowledge else "broadcast-acknowledge-on"
    policy = "broadcast-policy-resend" if draft.policy == HOLD else "broadcast-policy-hold"
    choices += [
        turn.choice("broadcast-schedule", f"/tbhen {draft.id}"),
        turn.choice(acknowledge, f"/tbxacnhan {draft.id}"),
        turn.choice(policy, f"/tbchac {draft.id}"),
        turn.choice("broadcast-edit", f"/tbsua {draft.id}"),
    ]
    if counts.problems:
        choices.append(turn.choice("broadcast-who-cannot", f"/chuatoi {draft.id}"))
    return [*choices, turn.choice("broadcast-discard", f"/tbbo {draft.id}")]
