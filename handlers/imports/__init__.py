"""A coordinator sends a file: the bot asks what is missing, shows what it understood, and saves on a yes."""

from handlers.imports.asking import (
    choose_cohort,
    choose_kind,
    choose_programme,
    choose_title,
    go_on,
    receive_cohort,
    receive_programme,
    receive_title,
    received,
)
from handlers.imports.confirming import all_problems, decide, drop, save

__all__ = [
    "all_problems",
    "choose_cohort",
    "choose_kind",
    "choose_programme",
    "choose_title",
    "decide",
    "drop",
    "go_on",
    "receive_cohort",
    "receive_programme",
    "receive_title",
    "received",
    "save",
]
