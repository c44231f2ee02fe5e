"""What every child process that opens a stranger's file has: limits, and an answer whatever happens.

It runs apart because a hostile file may take all memory or never end: here it can only take its own share.
"""

from __future__ import annotations

import contextlib
import json
import sys
import zipfile
from collections.abc import Callable

from defusedxml.common import DefusedXmlException

from storage.files.sheets import SECONDS, Unreadable

if sys.platform != "win32":
    import resource

MEMORY = 512 * 1024 * 1024
MAX_ENTRIES = 200
MAX_UNPACKED = 100 * 1024 * 1024
_CHUNK = 1024 * 1024


def main(answer: Callable[[bytes], bytes]) -> None:
    """Answers the file on standard input; ends with another code than 0 only if memory ends."""
    _limit_itself()
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))


def answered(read: Callable[[], str]) -> bytes:
    """What was read, or the reason why nothing was."""
    try:
        return read().encode()
    except Unreadable as refusal:
        return _refused(refusal.key, **refusal.vars)
    except Exception as error:  # the readers raise anything for a broken file
        return _refused("bomb" if _is_hostile(error) else "damaged")


def _is_hostile(error: BaseException | None) -> bool:
    while error and not isinstance(error, (MemoryError, DefusedXmlException)):
        error = error.__cause__ or error.__context__  # openpyxl wraps what it met
    return error is not None


def _refused(key: str, **vars: str | int) -> bytes:
    return json.dumps({"unreadable": key, **vars}).encode()


def _limit_itself() -> None:
    if sys.platform != "win32":
        with contextlib.suppress(OSError, ValueError):  # macOS refuses some limits
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def check_archive(archive: zipfile.ZipFile, main_part: str, most: int = MAX_ENTRIES) -> None:
    """Raises Unreadable when the archive lacks that part, or has or would unpack into more than is fair."""
    entries = archive.infolist()
    if len(entries) > most:
        raise Unreadable("bomb")
    if main_part not in archive.namelist():
        raise Unreadable("not-a-table")
    unpacked = 0
    for entry in entries:
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable("damaged")  # no spreadsheet program packs otherwise
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                unpacked += len(chunk)
                if unpacked > MAX_UNPACKED:
                    raise Unreadable("bomb")
