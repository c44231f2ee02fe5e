"""The quiz of the bench and its learners' presses as updates; the same questions and presses for every bot."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

LEARNERS, QUESTIONS = 2000, 20
OPTIONS = ["Một phần mười", "Một phần năm", "Một phần ba", "Một nửa"]
STEM = "Học viên nghỉ quá bao nhiêu phần thời gian học thì không được cấp giấy chứng nhận?"
WHY = "Học viên phải dự ít nhất bốn phần năm số buổi."
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
FIRST_CHAT = 1_000_000

Command = Callable[[int, int, int], str]
"""What a button says, from the attempt, the question's position and the option's number."""


def our_command(attempt: int, position: int, option: int) -> str:
    return f"/traloi {attempt} {position} {1 << option}"


def their_command(attempt: int, position: int, option: int) -> str:
    return f"quiz:{attempt}:{position}:{option}"


def presses(file: Path, command: Command) -> None:
    """Every learner's answers as updates, one a line: all first questions, then all second ones, and so on."""
    with file.open("w", encoding="utf-8") as out:
        for position in range(1, QUESTIONS + 1):
            for number in range(1, LEARNERS + 1):
                data = command(number, position, (number + position) % len(OPTIONS))
                out.write(json.dumps(_press(position, number, data), ensure_ascii=False) + "\n")


def _press(position: int, number: int, data: str) -> dict[str, Any]:
    """An update as Telegram sends it for a pressed button."""
    update = position * 100_000 + number
    chat = FIRST_CHAT + number
    person = {"id": chat, "is_bot": False, "first_name": "Lan", "last_name": "Trần", "language_code": "vi"}
    message = {
        "message_id": update,
        "from": {"id": 4242, "is_bot": True, "first_name": "Chuông", "username": "chuong_test_bot"},
        "chat": {"id": chat, "type": "private", "first_name": "Lan", "last_name": "Trần"},
        "date": 1790000000,
        "text": f"Câu {position}/{QUESTIONS}. {STEM}",
        "reply_markup": {"inline_keyboard": [[
            {"text": letter, "callback_data": data} for letter in "ABCD"
        ]]},
    }  # fmt: skip
    query = {"id": str(update), "from": person, "message": message, "chat_instance": "1", "data": data}
    return {"update_id": update, "callback_query": query}
