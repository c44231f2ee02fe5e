"""What a cell says, as text."""

from __future__ import annotations

import time

from storage.files import cells


def test_no_run_of_accents_takes_long() -> None:
    """In the wrong order they are put in order one by one: 400,000 took minutes."""
    started = time.process_time()
    assert len(cells.text("a" + "\u0323\u0302\u0315" * 400_000)) <= 31
    assert time.process_time() - started < 5


def test_letters_are_composed_whatever_their_order() -> None:
    assert cells.text("Vie\u0302\u0323t  Nam") == cells.text("Vie\u0323\u0302t Nam") == "Việt Nam"
