"""Logs without secrets: tokens and phone numbers are hidden in every line, whoever writes it."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterable, MutableMapping
from typing import Any

import structlog

HIDDEN = "•••"
# At INFO they write of every call, some with the whole URL.
NOISY = ("httpx", "httpcore", "apscheduler", "uvicorn.error", "uvicorn.access", "telegram", "matplotlib")
_TOKEN = re.compile(r"\d{6,12}:[A-Za-z0-9_-]{30,}")
# A dot or colon beside it is a sentence's; between digits it is a time's.
_PHONE = re.compile(r"(?<![\w-])(?<!\d[.:])(?:\+?84|0)\d{8,10}(?![\w-]|[.:]\d)")


# Local variables stay out: they hold what people wrote.
_TRACEBACKS = structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False))


class Redaction:
    """Hides the known secrets, and whatever looks like a token or a phone number."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets = sorted((secret for secret in secrets if secret), key=len, reverse=True)

    def hide(self, text: str) -> str:
        """The text with secrets replaced."""
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return _PHONE.sub(HIDDEN, _TOKEN.sub(HIDDEN, text))


class _Formatter(structlog.stdlib.ProcessorFormatter):
    """Formats, then hides: also what stands in tracebacks and in other libraries' lines."""

    def __init__(self, redaction: Redaction, **options: Any) -> None:
        super().__init__(**options)
        self._redaction = redaction

    def format(self, record: logging.LogRecord) -> str:
        return self._redaction.hide(super().format(record))


def set_up(log_format: str, secrets: Iterable[str] = ()) -> None:
    """Send every logger of this process to stderr, as text or as JSON lines."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Any] = (
        [_TRACEBACKS, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if log_format == "json"
        else [
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
        ]
    )
    formatter = _Formatter(
        Redaction(secrets),
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    for noisy in NOISY:
        logging.getLogger(noisy).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, _no_content, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )


def _no_content(_logger: Any, _name: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """What people write never reaches the log."""
    for key in ("text", "answer", "body"):
        line.pop(key, None)
    return line
