"""Which files a directory or a pattern stands for, and which bytes look like text."""

from __future__ import annotations

import glob
import os
import re
import stat
from contextlib import suppress
from pathlib import Path

_ENTRIES_LOOKED_AT = 20_000
_DEEPEST = 3
_LOG_NAME = re.compile(
    r"(?i)\.(log|txt|out|err|jsonl|ndjson|csv|tsv|json)(\.\d+)?$|log|nohup|stdout|stderr|train|metrics|result"
)
_CONTROLS = bytes(c for c in range(32) if c not in b"\t\n\r\b\x1b\x0c") + b"\x7f"
_PACKED = {b"\x1f\x8b": "gzip", b"BZ": "bz2", b"\xfd7zXZ": "xz"}


def packed_as(start: bytes) -> str:
    """ "gzip", "bz2" or "xz" by the first bytes, else empty."""
    return next((name for magic, name in _PACKED.items() if start.startswith(magic)), "")


def looks_like_text(start: bytes) -> bool:
    """True when the first bytes of a file could be a log: few control characters, NULs only as a gap or in UTF-16."""
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    bare = start.strip(b"\0")
    controls = len(bare) - len(bare.translate(None, _CONTROLS))
    return controls * 20 <= len(bare)


def logs_in(directory: str) -> list[Path]:
    """The logs of a directory, newest first; those further down, if it has none itself. Looks at 20,000 entries."""
    here = _newest_first(_files(directory, 0))
    return here or _newest_first(_files(directory, _DEEPEST))


def logs_like(pattern: str) -> list[Path]:
    """The files that a glob stands for, newest first; `**` goes down."""
    found: list[str] = []
    for path in glob.iglob(os.path.expanduser(pattern), recursive=True):
        found.append(path)
        if len(found) == _ENTRIES_LOOKED_AT:
            break
    return _newest_first(found)


def _files(directory: str, depth: int) -> list[str]:
    """Paths of the files in a directory, by name like a log; hidden ones left out."""
    found: list[str] = []
    below: list[str] = []
    with suppress(OSError), os.scandir(directory) as entries:
        for count, entry in enumerate(entries):
            if count == _ENTRIES_LOOKED_AT:
                break
            if entry.name.startswith("."):
                continue
            if depth and entry.is_dir(follow_symlinks=False):
                below.append(entry.path)
            elif _LOG_NAME.search(entry.name):
                found.append(entry.path)
    for path in sorted(below)[:1000]:
        found += _files(path, depth - 1)
    return found[:_ENTRIES_LOOKED_AT]


def _newest_first(paths: list[str]) -> list[Path]:
    dated: list[tuple[float, str]] = []
    for path in paths:
        with suppress(OSError):
            status = os.stat(path)
            if stat.S_ISREG(status.st_mode):
                dated.append((status.st_mtime, path))
    return [Path(path) for _, path in sorted(dated, reverse=True)]


def first_text(paths: list[Path]) -> Path | None:
    """The first of the files that looks like text."""
    for path in paths:
        with suppress(OSError), path.open("rb") as file:
            start = file.read(4096)
            if packed_as(start) or looks_like_text(start):
                return path
    return None
