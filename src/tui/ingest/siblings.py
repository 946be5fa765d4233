"""What a rotation left beside a log: the generations in between, and copies made before a truncation."""

from __future__ import annotations

import errno
import os
import re
from contextlib import suppress

from tui.ingest.opened import OpenFile

_ENTRIES_LOOKED_AT = 20_000
_COPIES_TRIED = 20
_TRIES = 10  # while a rotation is under way


Identity = tuple[int, int]  # device and inode


def rotated(path: str) -> list[Identity]:
    """The rotated files beside a log, oldest first: `run.log.3` came before `run.log.2`.

    Raises `BlockingIOError` while a rotation is under way: look again a little later.
    """
    numbered = _numbered(path)
    return [numbered[n][0] for n in sorted(numbered, reverse=True)]


def rotated_after(path: str, identity: Identity) -> list[Identity]:
    """Those younger than the file of that identity, oldest first; none when it is not among them."""
    found = rotated(path)
    return found[found.index(identity) + 1 :] if identity in found else []


def open_rotated(path: str, identity: Identity) -> OpenFile | None:
    """The rotated file of that identity, whatever its number by now."""
    for _ in range(_TRIES):
        where = next((p for known, p in _numbered(path).values() if known == identity), None)
        if where is None:
            return None
        with suppress(OSError):
            file = OpenFile.open(where)
            if file.identity == identity:
                return file
            file.close()
    return None


def _numbered(path: str) -> dict[int, tuple[Identity, str]]:
    """The files named like the log with a number. A rotation renames many: only two equal lists are believed."""
    found = _listed(path)
    for _ in range(_TRIES):
        before, found = found, _listed(path)
        if found == before:
            return found
    raise BlockingIOError(errno.EAGAIN, "a rotation is under way")


def _listed(path: str) -> dict[int, tuple[Identity, str]]:
    pattern = re.compile(re.escape(os.path.basename(path)) + r"[.-](\d{1,6})")
    found = ((pattern.fullmatch(entry.name), entry.path) for entry in _entries(os.path.dirname(path)))
    return {int(match[1]): (_identity(where), where) for match, where in found if match}


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


def _identity(path: str) -> Identity:
    try:
        status = os.stat(path)
    except OSError:
        return (0, 0)
    return (status.st_dev, status.st_ino)


def _changed_at(entry: os.DirEntry[str]) -> float:
    try:
        return entry.stat().st_mtime
    except OSError:
        return 0.0
