"""A PostgreSQL of our own on loopback, started from the server's binaries and gone with its folder."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg

from storage.tables import METADATA
from tests.whole.running import free_port

# What a server on a test machine needs: many connections, no waiting for the disk unless it is measured.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
OWNER = "chuong"
ROOM_FOR = 2000  # dropped rows that may lie in the way of every search; there is no autovacuum


class NoServer(Exception):
    """PostgreSQL's server programs are not installed."""


def binaries() -> Path:
    """The folder of `initdb` and `pg_ctl`. Raises `NoServer`."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = str(versions[-1]) if versions else shutil.which("initdb")
    if found is None:
        raise NoServer("no PostgreSQL server here: apt-get install postgresql")
    return Path(found).resolve().parent


class Server:
    """`url` makes an empty database; `restart` does what a crash or an administrator does."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        self.folder = folder
        self.port = free_port()
        self._bin = binaries()
        self._names = count(1)
        options = ["max_connections=200", f"port={self.port}", "listen_addresses=127.0.0.1"]
        options += [f"unix_socket_directories={folder}", *([] if durable else FAST)]
        self._options = " ".join(f"-c {option}" for option in options)

    def create(self) -> None:
        """Make the server's files and start it."""
        if os.geteuid() == 0:
            shutil.chown(self.folder, self._user())
        self._do(
            "initdb", "-D", str(self.folder / "data"), "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-locale", "-N"
        )
        self.start()

    def start(self) -> None:
        self._do(
            "pg_ctl",
            "-D",
            str(self.folder / "data"),
            "-l",
            str(self.folder / "log"),
            "-w",
            "-o",
            self._options,
            "start",
        )

    def stop(self, mode: str = "immediate") -> None:
        """`immediate` is a crash, `fast` cuts connections and closes the files."""
        self._do("pg_ctl", "-D", str(self.folder / "data"), "-w", "-m", mode, "stop")

    def restart(self, mode: str = "immediate") -> None:
        self.stop(mode)
        self.start()

    def url(self, name: str = "") -> str:
        """The address of a new, empty database."""
        return database_on(self.port, name or f"chuong_{next(self._names)}")

    def _user(self) -> str:
        """Whom the server runs as, since it refuses to run as root."""
        for name in ("postgres", "nobody"):
            try:
                return pwd.getpwnam(name).pw_name
            except KeyError:
                continue
        raise NoServer("PostgreSQL does not run as root, and there is no user postgres or nobody")

    def _do(self, program: str, *words: str) -> None:
        done = subprocess.run(
            [str(self._bin / program), *words],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            user=self._user() if os.geteuid() == 0 else None,
        )
        if done.returncode:
            log = self.folder / "log"
            raise RuntimeError(f"{program}: {done.stderr}{log.read_text() if log.exists() else ''}")


@contextmanager
def server(*, durable: bool = False) -> Iterator[Server]:
    """A running server; with `durable` it waits for the disk as in production. Raises `NoServer`."""
    folder = Path(tempfile.mkdtemp(prefix="chuong-pg-"))
    one = Server(folder, durable=durable)
    try:
        one.create()
        yield one
    finally:
        if (folder / "data" / "postmaster.pid").exists():
            one.stop()
        shutil.rmtree(folder, ignore_errors=True)


def database_on(port: int, name: str, template: str = "template1") -> str:
    """The address of a new database on the server at that port: empty, or a copy of one that nobody uses."""
    address = f"postgresql://{OWNER}@127.0.0.1:{port}"
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
    return f"postgresql+psycopg{address.removeprefix('postgresql')}/{name}"


class Emptying:
    """Drops every row of a database and counts from 1 again: one call of a function that lies in the database.

    For a few rows that takes a millisecond, statement by statement 15, and TRUNCATE 65.
    """

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url.replace("+psycopg", ""), autocommit=True)
        self._left = 0
        steps = ["SET LOCAL session_replication_role = replica"]  # the order does not matter then
        for table in METADATA.sorted_tables:
            steps.append(f'DELETE FROM "{table.name}"')  # noqa: S608
            steps += ["GET DIAGNOSTICS rows = ROW_COUNT", "dropped = dropped + rows"]
            if "id" in table.c:
                steps.append(f"PERFORM setval('{table.name}_id_seq', 1, false)")
        body = f"DECLARE rows int; dropped int = 0; BEGIN {'; '.join(steps)}; RETURN dropped; END"
        self._connection.execute("CREATE SCHEMA tests")  # the tables' own stays as the migrations made it
        self._connection.execute(f"CREATE FUNCTION tests.emptied() RETURNS int LANGUAGE plpgsql AS $${body}$$".encode())

    def __call__(self) -> None:
        (dropped,) = self._connection.execute("SELECT tests.emptied()").fetchone() or (0,)
        self._left += dropped
        if self._left > ROOM_FOR:
            self._connection.execute("VACUUM")
            self._left = 0

    def close(self) -> None:
        self._connection.close()
