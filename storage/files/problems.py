"""What was wrong in a file and where; the sentence for it is `problem-<key>` among the texts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to tell the coordinator: its place, what was found and, for some keys, what was expected.

    `row` is the row as a spreadsheet numbers it, from 1; None speaks of the whole sheet or file.
    """

    key: str
    sheet: str = ""
    row: int | None = None
    found: str = ""
    expected: str = ""
