"""What the peers of the first reply keep: one row for each update, SQLModel over aiosqlite."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession


class Greeted(SQLModel, table=True):
    """That somebody wrote."""

    id: int | None = Field(default=None, primary_key=True)
    chat: int
    text: str


async def opened(path: str) -> AsyncEngine:
    """The engine, the table made where it is missing."""
    engine = create_async_engine(f"sqlite+aiosqlite:///{path}")
    async with engine.begin() as connection:
        await connection.run_sync(SQLModel.metadata.create_all)
    return engine


async def keep(engine: AsyncEngine, chat: int, text: str) -> None:
    """One row, committed."""
    async with AsyncSession(engine) as session:
        session.add(Greeted(chat=chat, text=text))
        await session.commit()
