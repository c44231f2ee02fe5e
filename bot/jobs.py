"""Procrastinate's part: its own schema in our PostgreSQL, deferring a job, dropping what a dead worker had begun."""

from __future__ import annotations

from typing import Any

import procrastinate
import psycopg
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Status

# Jobs are only wake-ups, so each version of procrastinate gets a schema of its own instead of migrations, and
# two versions of the program can run side by side while machines are brought up to date.
SCHEMA = "jobs_" + "_".join(procrastinate.__version__.split(".")[:2])
LOCK = 0x0C4B0F7  # any number, the same in every process


def app(url: str) -> procrastinate.App:
    """Procrastinate on that database; the schema must have been made."""
    return procrastinate.App(
        connector=procrastinate.PsycopgConnector(
            conninfo=_address(url), kwargs={"options": f"-c search_path={SCHEMA}"}, min_size=1, max_size=6
        )
    )


def make_schema(url: str) -> bool:
    """Make procrastinate's tables if they are not there. True when they were not."""
    with psycopg.connect(_address(url)) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        found = connection.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [SCHEMA]).fetchone()
        if found:
            return False
        connection.execute(f"CREATE SCHEMA {SCHEMA}")
        connection.execute(f"SET LOCAL search_path TO {SCHEMA}")
        connection.execute(procrastinate.schema.SchemaManager.get_schema())
    return True


async def defer(task: procrastinate.tasks.Task[Any, Any, Any]) -> bool:
    """Have the task done soon. False when it waits already."""
    try:
        await task.defer_async()
    except AlreadyEnqueued:
        return False
    return True


async def drop_stalled(app: procrastinate.App, seconds: float) -> int:
    """Drop what a worker had begun that gave no sign of life for so long; how many these were.

    The metronome asks for it again, and what had begun holds the lock until it is gone.
    """
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=seconds))
    for job in stalled:
        await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=True)
    return len(stalled)


def _address(url: str) -> str:
    return url.replace("+psycopg", "", 1)
