"""A bar on the terminal while something takes long; nothing of it stays, and nothing is drawn into a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, TextColumn, TimeElapsedColumn


@contextmanager
def working(text: str) -> Iterator[None]:
    """For work of which nobody knows how long it takes."""
    with _bar() as progress:
        progress.add_task(text, total=None)
        yield


@contextmanager
def counting(text: str, total: int) -> Iterator[Callable[[int], None]]:
    """For `total` things; what is given is called with how many more are done."""
    with _bar(MofNCompleteColumn()) as progress:
        task = progress.add_task(text, total=total)
        yield lambda more: progress.advance(task, more)


def _bar(*columns: ProgressColumn) -> Progress:
    console = Console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        *columns,
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
