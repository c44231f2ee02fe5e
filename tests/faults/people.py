"""The people on their phones: they answer questions, ask for this and that, and keep count of what they sent."""

from __future__ import annotations

import asyncio
from collections import Counter
from itertools import count
from random import Random

from tests.fakes.bot_api import BotApi
from tests.faults.judging import Said
from tests.faults.school import School

THINKING = (1.0, 1.6)  # seconds before an answer; Telegram takes one message a second to a chat
BETWEEN = (0.2, 0.5)  # seconds between what two listeners ask for
COMMANDS = ("/trogiup", "/ngonngu", "/nhacnho", "/tracnghiem")
QUESTION_EVERY = 12  # listeners; each question goes to the coordinator's chat as well


class People:
    """Everyone of the school. `begin`, then `rest`: nobody sends anything any more."""

    def __init__(self, api: BotApi, school: School, random: Random) -> None:
        self._api, self._school, self._random = api, school, random
        self._updates: Counter[int] = Counter()
        self._presses: Counter[int] = Counter()
        self._questions: list[str] = []
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def said(self) -> Said:
        return Said(dict(self._updates), dict(self._presses), list(self._questions))

    def begin(self) -> None:
        answering = [self._answers(chat, number) for number, chat in enumerate(self._school.answerers, 1)]
        self._tasks = [asyncio.create_task(one) for one in (*answering, self._ask())]

    async def rest(self) -> None:
        for task in self._tasks:
            task.cancel()
        for outcome in await asyncio.gather(*self._tasks, return_exceptions=True):
            if isinstance(outcome, Exception):
                raise outcome

    async def _answers(self, chat: int, attempt: int) -> None:
        """One question after the other, each when it is seen."""
        for position in count(1):
            await asyncio.sleep(self._random.uniform(*THINKING))
            if position > 1:
                await self._api.until(lambda at=position: self._sees(chat, at), seconds=120)  # type: ignore[misc]
            self._press(chat, f"/traloi {attempt} {position} {self._random.choice((1, 2))}")

    def _sees(self, chat: int, position: int) -> bool:
        return any(f"Câu {position}/" in shown.text for shown in self._api.phone(chat).messages)

    def _press(self, chat: int, command: str) -> None:
        # By the command, not by the button: the first question was asked before the platform was there.
        phone = self._api.phone(chat)
        message = {"message_id": 1, "date": 1790000000, "chat": phone.as_chat()}
        query = {"id": f"query-{chat}-{self._updates[chat]}", "from": phone.person(), "chat_instance": "1"}
        self._api.happens(callback_query=query | {"message": message, "data": command})
        self._updates[chat] += 1
        self._presses[chat] += 1

    async def _ask(self) -> None:
        """Each listener asks for something once, so that every answer is the only one of its text in its chat."""
        for number, chat in enumerate(self._school.listeners):
            await asyncio.sleep(self._random.uniform(*BETWEEN))
            text = COMMANDS[number % len(COMMANDS)]
            if number % QUESTION_EVERY == 0:
                self._questions.append(f"Buổi học số {number} ở đâu?")
                text = f"/hoi {self._questions[-1]}"
            self._api.says(chat, text)
            self._updates[chat] += 1
