"""Every setting, read once from the environment and `.env`, and frozen."""

from __future__ import annotations

import hashlib
import socket
from dataclasses import dataclass
from datetime import time
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

POSTGRESQL = "postgresql+psycopg"
PROXIES = {"http", "https", "socks5", "socks5h"}


def _blank_as_none(value: object) -> object:
    return None if value == "" else value


Optional = BeforeValidator(_blank_as_none)


@dataclass(frozen=True, slots=True)
class ZaloBot:
    """One bot on Zalo. `key` tells it apart, also when its token is renewed, if it was given a name."""

    key: str
    token: str


class Settings(BaseSettings):
    """The settings; the names in the environment are the fields' names in capitals after `CHUONG_`."""

    model_config = SettingsConfigDict(env_prefix="CHUONG_", env_file=".env", frozen=True, extra="ignore")

    telegram_token: Annotated[SecretStr | None, Optional] = None
    telegram_api_url: str = "https://api.telegram.org"
    telegram_proxy: Annotated[SecretStr | None, Optional] = None
    zalo_tokens: Annotated[SecretStr | None, Optional] = None
    zalo_api_url: str = "https://bot-api.zaloplatforms.com"
    zalo_webhook_secret: Annotated[SecretStr | None, Optional] = None
    zalo_people: Annotated[int | None, Optional] = 50
    zalo_messages: Annotated[int | None, Optional] = 3000
    zalo_counts_incoming: bool = False
    database_url: str = "sqlite:///chuong.db"
    centre_name: str = "Trung tâm Chính trị"
    timezone: str = "Asia/Ho_Chi_Minh"
    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8080, ge=0, le=65535)
    public_url: Annotated[str | None, Optional] = None
    webhook_secret: Annotated[SecretStr | None, Optional] = None
    quiet_hours: str = "21:00-06:00"
    sends_per_second: float = Field(default=25, gt=0, le=1000)
    address_form: Literal["đồng chí", "anh/chị", "bạn"] = "đồng chí"
    log_format: Literal["text", "json"] = "text"

    @field_validator("database_url")
    @classmethod
    def _sqlite_or_postgresql(cls, url: str) -> str:
        scheme, separator, rest = url.partition("://")
        if not separator:
            return f"sqlite:///{url}"
        if scheme in {"postgres", "postgresql", POSTGRESQL}:
            return f"{POSTGRESQL}://{rest}"
        if not url.startswith("sqlite:///"):
            raise ValueError("must be a file, as chuong.db, or postgresql+psycopg://user:password@host/name")
        return url

    @field_validator("telegram_proxy")
    @classmethod
    def _known_proxy(cls, proxy: SecretStr | None) -> SecretStr | None:
        if proxy is not None and urlsplit(proxy.get_secret_value()).scheme not in PROXIES:
            raise ValueError("must start with socks5:// or http://")
        return proxy

    @field_validator("telegram_api_url", "zalo_api_url", "public_url")
    @classmethod
    def _no_slash_at_the_end(cls, url: str | None) -> str | None:
        if url is None:
            return None
        if urlsplit(url).scheme not in {"http", "https"}:
            raise ValueError("must start with https:// (or http://)")
        return url.rstrip("/")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"no such time zone: {name}") from error
        return name

    @field_validator("quiet_hours")
    @classmethod
    def _two_times(cls, text: str) -> str:
        if text:
            _hours(text)
        return text

    @model_validator(mode="after")
    def _webhooks_need_a_secret(self) -> Self:
        secret = self.webhook_secret.get_secret_value() if self.webhook_secret else ""
        if self.public_url and len(secret) < 16 and (self.telegram_token is not None or not self.zalo_bots):
            raise ValueError("CHUONG_WEBHOOK_SECRET must have at least 16 characters when CHUONG_PUBLIC_URL is set")
        return self

    @model_validator(mode="after")
    def _zalo_bots_can_be_told_apart(self) -> Self:
        keys = [bot.key for bot in self.zalo_bots]
        if len(set(keys)) < len(keys):
            raise ValueError("CHUONG_ZALO_TOKENS names the same bot twice")
        secret = self.zalo_webhook_secret.get_secret_value() if self.zalo_webhook_secret else ""
        if self.public_url and keys and not 16 <= len(secret) <= 256:
            raise ValueError("CHUONG_ZALO_WEBHOOK_SECRET must have 16 to 256 characters when CHUONG_PUBLIC_URL is set")
        return self

    @property
    def zalo_bots(self) -> list[ZaloBot]:
        """The bots of `zalo_tokens`, in order."""
        tokens = self.zalo_tokens.get_secret_value() if self.zalo_tokens else ""
        return [_zalo_bot(one.strip()) for one in tokens.split(",") if one.strip()]

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def quiet(self) -> tuple[time, time] | None:
        """The hours in which nothing that can wait goes out, as (from, until); None when there are none."""
        return _hours(self.quiet_hours) if self.quiet_hours else None

    @property
    def pages(self) -> str:
        """The address of our pages: the public one, or that of this machine."""
        if self.public_url:
            return self.public_url
        host = socket.gethostname() if self.web_host in {"0.0.0.0", "::"} else self.web_host  # noqa: S104  # not bound to
        return f"http://{f'[{host}]' if ':' in host else host}:{self.web_port}"

    @property
    def database_path(self) -> Path | None:
        """The SQLite file, or None for another database."""
        scheme, _, path = self.database_url.partition(":///")
        return Path(path) if scheme.startswith("sqlite") and path not in {"", ":memory:"} else None

    @property
    def database_name(self) -> str:
        """The database as people may see it, in the log too: without its password."""
        scheme, _, rest = self.database_url.partition("://")
        return str(self.database_path or f"{scheme.partition('+')[0]}://{rest.rpartition('@')[2]}")


def _zalo_bot(text: str) -> ZaloBot:
    name, separator, token = text.rpartition("=")
    if separator and name.strip():
        return ZaloBot(name.strip(), token.strip())
    token = text.lstrip("=").strip()
    number = token.partition(":")[0]
    # The part before the colon is the bot's number and no secret; without one, a fingerprint serves.
    return ZaloBot(number if number.isdigit() else hashlib.sha256(token.encode()).hexdigest()[:16], token)


def _hours(text: str) -> tuple[time, time]:
    first, _, last = text.partition("-")
    try:
        return time.fromisoformat(first.strip().zfill(5)), time.fromisoformat(last.strip().zfill(5))
    except ValueError as error:
        raise ValueError("must look like 21:00-06:00, or be empty") from error


class BadSettings(Exception):
    """The settings cannot be used; the text says which and why, a line each."""


def load() -> Settings:
    """The settings of this process. Raises `BadSettings`."""
    try:
        return Settings()
    except ValidationError as error:
        raise BadSettings("\n".join(_sentence(dict(problem)) for problem in error.errors())) from None


def _sentence(problem: dict[str, object]) -> str:
    where = problem["loc"]
    name = f"CHUONG_{str(where[0]).upper()}: " if isinstance(where, tuple) and where else ""
    return name + str(problem["msg"]).removeprefix("Value error, ")
