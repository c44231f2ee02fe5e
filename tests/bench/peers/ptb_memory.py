"""What python-telegram-bot's `user_data` takes for each learner. Called as: COUNT. Prints bytes of resident memory."""

from __future__ import annotations

import sys

from telegram.ext import Application

from tests.bench.peers.measuring import resident


def main(count: int) -> None:
    application = Application.builder().token("4242:x").build()
    before = resident()
    for learner in range(count):
        application.user_data[learner].update(step="quiz.receive_answer", attempt=learner, name=f"Lan {learner}")
    print((resident() - before) / count)


if __name__ == "__main__":
    main(int(sys.argv[1]))
