"""One call of Zalo's Bot API: JSON out, and the envelope judged by `ok`, then the code, then the HTTP status."""

from __future__ import annotations

from typing import Any

import httpx

NOTHING_NEW = 408
CONNECTIONS = httpx.Limits(max_connections=20, max_keepalive_connections=10)


class ZaloError(Exception):
    """The platform said no: `code` is its own, or the HTTP status; `description` never holds the token."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(f"{code} {description}".strip())
        self.code = code
        self.description = description


class Calls:
    """The Bot API for one token. Nothing is repeated here."""

    def __init__(
        self, token: str, api_url: str, patience: float, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._token = token
        self._address = f"{api_url.rstrip('/')}/bot{token}"
        self._patience = patience
        self.client = httpx.AsyncClient(limits=CONNECTIONS, timeout=patience, transport=transport)

    async def call(self, method: str, fields: dict[str, Any] | None = None, *, patience: float | None = None) -> Any:
        """The result of the method, None where there is none. Raises `ZaloError` and httpx's errors."""
        answer = await self.client.post(
            f"{self._address}/{method}", json=fields or {}, timeout=patience or self._patience
        )
        return self._judged(answer)

    def without_token(self, text: str) -> str:
        """The text with the token hidden: an address in an error holds it."""
        return text.replace(self._token, "<token>")

    def _judged(self, answer: httpx.Response) -> Any:
        try:
            envelope = answer.json()
        except ValueError:
            envelope = None
        if not isinstance(envelope, dict):
            raise ZaloError(answer.status_code, "an answer that makes no sense")
        if envelope.get("ok") is True:
            return envelope.get("result")
        # Both names of the code are in use, and refusals come with HTTP 200 too.
        code = envelope.get("error_code", envelope.get("errorCode", answer.status_code))
        words = self.without_token(str(envelope.get("description") or envelope.get("message") or ""))
        raise ZaloError(code if isinstance(code, int) else answer.status_code, words[:300])
