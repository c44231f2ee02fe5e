"""Rosters on their way into the centre: what a file would change, and making it so."""

from storage.rosters.matching import DIFFERENT, LEAVE, SAME, UNDECIDED, Doubt
from storage.rosters.planning import Entry, RosterPlan, plan, programmes_known
from storage.rosters.saving import Counts, save

__all__ = [
    "DIFFERENT",
    "LEAVE",
    "SAME",
    "UNDECIDED",
    "Counts",
    "Doubt",
    "Entry",
    "RosterPlan",
    "plan",
    "programmes_known",
    "save",
]
