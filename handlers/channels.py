"""`/kenh`: the channels that reach a person, the one they choose for notices, and one more by a one-time code."""

from __future__ import annotations

from dataclasses import replace

from handlers.turn import Reply, Turn
from storage import accounts, chats, linking, plans, registration
from storage.accounts import Account
from storage.chats import Chat
from storage.messages import Choice, Message
from storage.people import Person


def overview(turn: Turn) -> Reply:
    """Which channels there are, and where notices go."""
    return _overview(turn, "channels-one" if len(_mine(turn)) == 1 else "channels-several")


def choose(turn: Turn) -> Reply:
    """From now on notices go to that channel."""
    chosen = turn.number()
    if chosen not in {chat.id for chat, _ in _mine(turn)}:
        return overview(turn)
    chats.prefer(turn.session, turn.my_id, chosen)
    return replace(_overview(turn, "channels-chosen"), replaces=True)


def add(turn: Turn) -> Reply:
    """A code to be typed in another channel."""
    code = linking.new_code(turn.session, turn.my_id, turn.now)
    here = {account.id for _, account in _mine(turn)}
    others = [account.title for account in plans.with_room(turn.session) if account.id not in here]
    return turn.say(
        "channels-code" if others else "channels-code-anywhere",
        code=f"{code[:4]} {code[4:]}",
        minutes=int(linking.LASTS.total_seconds() // 60),
        channels="\n".join(f"- {title}" for title in others),
    )


def leave(turn: Turn) -> Reply:
    """That channel is the person's no more."""
    chat = turn.session.get(Chat, turn.number())
    if chat is None or chat.id == turn.chat.id or not linking.unlink(turn.session, chat, turn.my_id, turn.now):
        return overview(turn)
    title = turn.session.get_one(Account, chat.account_id).title
    return turn.say("channels-left", turn.choice("channels-see", "/kenh"), channel=title, replaces=True)


def typed_code(turn: Turn) -> Reply:
    """A code from another channel, typed here; None for what is none."""
    code = linking.as_code(turn.text)
    if not code:
        return None
    owner = linking.owner(turn.session, code, turn.now)
    if turn.person is not None:
        return None if owner is None else turn.say("channels-taken", turn.choice("channels-see", "/kenh"))
    if registration.tries_left(turn.session, turn.chat, turn.now) == 0:
        return turn.say("registration-too-many", turn.choice("registration-ask-for-help", "/hoi"))
    if owner is None:
        registration.wrong_try(turn.session, turn.chat, turn.now)
        return turn.say("channels-wrong-code", turn.choice("registration-start-without", "/start"))
    return _linked(turn, owner)


def _linked(turn: Turn, person: Person) -> Message:
    assert person.id is not None
    others = chats.of_person(turn.session, person.id)
    linking.link(turn.session, turn.chat, person, turn.now)
    title = turn.session.get_one(Account, turn.chat.account_id).title
    if others:  # so that nobody's channel grows without their knowing
        turn.tell(
            others[0],
            lambda voice: voice.say("channels-linked-there", voice.choice("channels-see", "/kenh"), channel=title),
            kind="registration",
        )
    message = turn.say("channels-linked-here", turn.choice("channels-see", "/kenh"), name=person.name)
    return replace(message, commands=turn.command_menu(person.roles))


def _overview(turn: Turn, key: str) -> Message:
    mine = _mine(turn)
    best = next((chat.id for chat, _ in mine if chat.state == chats.ACTIVE), None)
    lines = [
        turn.voice.text("channels-line-best" if chat.id == best else "channels-line", channel=account.title)
        for chat, account in mine
    ]
    choices = [
        turn.choice("channels-choose", f"/chonkenh {chat.id}", channel=account.title)
        for chat, account in mine
        if chat.id != best and chat.state == chats.ACTIVE
    ]
    leaving = [
        turn.choice("channels-leave", f"/bokenh {chat.id}", channel=account.title)
        for chat, account in mine
        if chat.id != turn.chat.id
    ]
    more: list[Choice] = [*choices, turn.choice("channels-add", "/themkenh"), *leaving]
    return turn.say(key, *more, lines="\n".join(lines))


def _mine(turn: Turn) -> list[tuple[Chat, Account]]:
    """The person's chats, the best first, each with its account."""
    return [
        (chat, turn.session.get_one(accounts.Account, chat.account_id))
        for chat in chats.of_person(turn.session, turn.my_id)
    ]
