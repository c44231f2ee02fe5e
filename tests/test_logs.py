"""The logs show no secret, whoever writes them."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from sqlalchemy.exc import OperationalError

from bot import logs
from storage.database import Database
from storage.units import Unit

TOKEN = "123456789:AAFakeTokenForTestsOnly_abcdefghijklmnop"


@pytest.fixture(autouse=True)
def _restored() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    loggers = [logging.getLogger(name) for name in logs.NOISY]
    levels, configured = [logger.level for logger in loggers], structlog.get_config()
    yield
    root.handlers[:], root.level = handlers, level
    for logger, before in zip(loggers, levels, strict=True):
        logger.setLevel(before)
    structlog.configure(**configured)


def test_tokens_and_phone_numbers_are_hidden(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("text", ["a-webhook-secret"])
    logging.getLogger("somewhere").warning("GET https://x/bot%s/getMe for 0912345678, a-webhook-secret", TOKEN)
    structlog.get_logger("bot").warning("calling", url=f"/bot{TOKEN}/getMe", phone="+84912345678", text="an answer")
    written = capsys.readouterr().err
    assert [hidden in written for hidden in (TOKEN, "0912345678", "84912345678", "a-webhook-secret", "an answer")] == [
        False
    ] * 5
    assert "bot•••/getMe for •••, •••" in written


def test_a_phone_number_is_hidden_at_the_end_of_a_sentence() -> None:
    told = "phone:0912345678 or 84912345678. Called 0912345678: nobody"
    assert logs.Redaction().hide(told) == "phone:••• or •••. Called •••: nobody"


def test_a_traceback_is_hidden_too(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("text")
    try:
        raise ValueError(f"cannot reach /bot{TOKEN}/")
    except ValueError:
        structlog.get_logger("bot").exception("failed")
    assert TOKEN not in capsys.readouterr().err


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_a_traceback_shows_no_variables(log_format: str, capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up(log_format)

    def grade(given: str) -> None:
        raise ValueError(len(given))

    try:
        grade("".join(["bí ", "mật"]))
    except ValueError:
        structlog.get_logger("bot").exception("failed")
    written = capsys.readouterr().err
    assert ("ValueError" in written, "bí mật" in written) == (True, False)


def test_a_database_error_shows_no_values(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    with pytest.raises(OperationalError) as failure, database.session() as session:
        session.add(Unit(name="Chi bộ bí mật", folded="chi bo bi mat"))
    database.dispose()
    assert "mat" not in str(failure.value)


def test_json_is_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    logs.set_up("json")
    structlog.get_logger("bot").info("running", database="chuong.db")
    line = json.loads(capsys.readouterr().err.strip())
    assert (line["event"], line["level"], line["database"]) == ("running", "info", "chuong.db")


def test_times_and_ids_stay_readable() -> None:
    told = "2026-11-23T08:49:29.927640Z chat 1234567890 outbox 12"
    assert logs.Redaction().hide(told) == told
