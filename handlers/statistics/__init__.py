"""`/thongke`: how a quiz went, which questions to look at, and which chapters are weak."""

from handlers.statistics.looking import details, of_class, overview, see, table

__all__ = ["details", "of_class", "overview", "see", "table"]
