"""What a rotation left beside a log: the generations in between, and copies made before a truncation."""

from __future__ import annotations

import os
import re
from contextlib import suppress

from tui.ingest.opened import OpenFile

_ENTRIES_LOOKED_AT = 20_000
_COPIES_TRIED = 20


def rotated_between(path: str, identity: tuple[int, int]) -> list[str]:
    """Paths of the rotated files that are younger than the file of that identity, oldest first.

    Rotation counts up: when what was `run.log` is now `run.log.3`, then `run.log.2` and `run.log.1` came after it.
    """
    numbered: dict[int, os.DirEntry[str]] = {}
    pattern = re.compile(re.escape(os.path.basename(path)) + r"[.-](\d{1,6})")
    for entry in _entries(os.path.dirname(path)):
        if found := pattern.fullmatch(entry.name):
            numbered[int(found[1])] = entry
    own = next((n for n, entry in sorted(numbered.items()) if _identity(entry) == identity), 0)
    return [numbered[n].path for n in range(own - 1, 0, -1) if n in numbered]


def copy_of(path: str, file: OpenFile) -> OpenFile | None:
    """The copy of `file` that copytruncate made: opened, with all that was read of `file` at its beginning."""
    name = os.path.basename(path)
    beside = [e for e in _entries(os.path.dirname(path)) if e.name.startswith(name) and e.name != name]
    newest = sorted(((_changed_at(e), e.path) for e in beside), reverse=True)[:_COPIES_TRIED]
    for _, candidate in newest:
        with suppress(OSError):
            copy = OpenFile.open(candidate)
            if copy.identity != file.identity and copy.is_regular and copy.begins_like(file):
                copy.take_over(file)
                return copy
            copy.close()
    return None


def _entries(directory: str) -> list[os.DirEntry[str]]:
    found: list[os.DirEntry[str]] = []
    with suppress(OSError), os.scandir(directory or ".") as entries:
        for entry in entries:
            found.append(entry)
            if len(found) == _ENTRIES_LOOKED_AT:
                break
    return found


def _identity(entry: os.DirEntry[str]) -> tuple[int, int]:
    try:
        status = os.stat(entry.path)
    except OSError:
        return (0, 0)
    return (status.st_dev, status.st_ino)


def _changed_at(entry: os.DirEntry[str]) -> float:
    try:
        return entry.stat().st_mtime
    except OSError:
        return 0.0
