"""Fixtures: the centre, and the people everyone knows: Lan and Minh learn, Hoa coordinates."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.channels import Capabilities
from storage.database import Database
from storage.tables import METADATA
from tests.centre import BUTTONS, PLAIN, Phone, TestCentre


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    database = Database(f"sqlite:///{path}")
    with database.session() as session:
        METADATA.create_all(session.connection())
    database.dispose()
    return path


@pytest.fixture
def database_url(empty_database: Path, tmp_path: Path) -> str:
    shutil.copy(empty_database, tmp_path / "chuong.db")
    return f"sqlite:///{tmp_path / 'chuong.db'}"


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = Database(database_url)
    yield database
    await database.close()


@pytest.fixture(params=[BUTTONS, PLAIN], ids=["buttons", "plain"])
def capabilities(request: pytest.FixtureRequest) -> Capabilities:
    """Every conversation runs with buttons and in plain text."""
    chosen: Capabilities = request.param
    return chosen


@pytest.fixture
async def centre(database: Database, capabilities: Capabilities) -> TestCentre:
    return TestCentre(database, capabilities)


@pytest.fixture
async def lan(centre: TestCentre) -> Phone:
    """Lan's phone. She is on the roster of NTD-03-2026 and has not registered."""
    await centre.roster("NTD-03-2026", ("Trần Thị Lan", "1990-03-05", "Chi bộ thôn Đông"))
    return centre.phone("Trần Thị Lan")


@pytest.fixture
async def minh(centre: TestCentre) -> Phone:
    """Minh's phone. He is registered in NTD-03-2026."""
    return await centre.registered("Nguyễn Văn Minh", "1988", unit="Chi bộ thôn Tây")


@pytest.fixture
async def hoa(centre: TestCentre) -> Phone:
    """The coordinator's phone."""
    return await centre.coordinator()


@pytest.fixture
def stranger(centre: TestCentre) -> Phone:
    """A phone of nobody we know."""
    return centre.phone("Người Lạ")
