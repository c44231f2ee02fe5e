"""Our bots: one row for each account on a platform."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, Session, SQLModel, UniqueConstraint, col, select

from storage.database import UTCDateTime, inserting


class Account(SQLModel, table=True):
    """One bot on one platform. `name` is what people find it by (empty until the platform told us).

    What its plan allows: `people_most` people in all and `messages_most` messages in a calendar month, None without
    a limit; `counts_incoming` is whether what people write counts too.
    """

    __table_args__ = (UniqueConstraint("platform", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    platform: str
    key: str = Field(description="what tells two accounts of a platform apart; never a token")
    name: str = ""
    paused_until: datetime | None = Field(default=None, sa_type=UTCDateTime)
    claimed_at: datetime | None = Field(default=None, sa_type=UTCDateTime, description="when it last sent anything")
    people_most: int | None = None
    messages_most: int | None = None
    counts_incoming: bool = False

    @property
    def title(self) -> str:
        """What people call it: `Telegram @chuong_bot`, `Zalo Bot Lớp 3`."""
        sign = "@" if self.name and " " not in self.name and self.platform == "telegram" else ""
        return f"{self.platform.capitalize()} {sign}{self.name}".strip()


def opened(session: Session, platform: str, key: str) -> Account:
    """The account, made when it is new."""
    query = select(Account).where(Account.platform == platform, Account.key == key)
    account = session.exec(query).first()
    if account is None:
        # Two processes may start at the same moment.
        new = inserting(session, Account).values(platform=platform, key=key, name="").on_conflict_do_nothing()
        session.connection().execute(new)
        account = session.exec(query).one()
    return account


def nameless(session: Session, account_ids: list[int]) -> list[str]:
    """Those of the accounts whose platform has not told us a name yet, as `zalo lop1`."""
    query = select(Account).where(col(Account.id).in_(account_ids), Account.name == "")
    return [f"{account.platform} {account.key}" for account in session.exec(query)]


def rename(session: Session, account_id: int, name: str) -> None:
    session.get_one(Account, account_id).name = name


def pause(session: Session, account_id: int, until: datetime | None) -> None:
    session.get_one(Account, account_id).paused_until = until


def telegram_name(session: Session) -> str:
    """The name of our Telegram bot, or empty when it is not known yet."""
    query = select(Account.name).where(Account.platform == "telegram", Account.name != "")
    return session.exec(query).first() or ""


def ids(session: Session) -> list[int]:
    """The ids of all accounts."""
    return [account_id for account_id in session.exec(select(Account.id)) if account_id is not None]
