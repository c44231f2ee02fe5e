"""Makes the files and pictures that go with messages, when they are sent."""

from __future__ import annotations

from importlib import import_module

from storage.messages import File

# kind → module and function (from a File's data to bytes). Imported when first needed: some are heavy.
MAKERS = {
    "text": ("storage.files.plain", "text"),
    "qr": ("storage.files.qr", "png"),
    "calendar": ("storage.files.calendar", "ics"),
    "chart": ("storage.files.chart", "png"),
    "table": ("storage.files.workbook", "xlsx"),
    "tables": ("storage.files.workbook", "book"),
    "statistics": ("storage.files.statistics_chart", "png"),
}


def made(file: File) -> bytes:
    """The bytes of the file. Raises `KeyError` for a kind that nobody makes."""
    module, function = MAKERS[file.kind]
    content: bytes = getattr(import_module(module), function)(file.data)
    return content
