"""What `trainwatch status` remembers of a log between two calls: how far it had read, and what it knew there."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from tui.folders import state_folder, write_whole
from tui.report.glance import Glance

HEAD = 1024  # bytes at the start of a file by which it is known again
KEPT = 100  # logs that are remembered


@dataclass(frozen=True, slots=True)
class Remembered:
    """`read` bytes were there when `facts` were made, `whole` bytes when the log was last read from its start.

    `head` is the hash of the first `min(read, HEAD)` bytes.
    """

    read: int
    whole: int
    head: str
    facts: Glance


def head_of(path: Path, read: int) -> str:
    """The hash of the first bytes, as many as could be seen when `read` bytes were there."""
    with path.open("rb") as file:
        return hashlib.sha256(file.read(min(read, HEAD))).hexdigest()


def recall(path: Path, size: int) -> Remembered | None:
    """What is remembered of the file of `size` bytes at `path`; `None` when it was another file then."""
    try:
        found = _read(_note(path))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # absent, torn by hand or of another version: the log is read again
    return found if size >= found.read and head_of(path, found.read) == found.head else None


def _read(note: Path) -> Remembered:
    said = json.loads(note.read_text(encoding="utf-8"))
    known = {f.name: said["facts"][f.name] for f in fields(Glance)}
    facts = Glance(**{**known, "alerts": tuple(map(str, known["alerts"]))})
    return Remembered(int(said["read"]), int(said["whole"]), str(said["head"]), facts)


def remember(path: Path, what: Remembered) -> None:
    """Keep it for the next call and forget the oldest of too many. Where nothing can be written, nothing is kept."""
    try:
        write_whole(_note(path), json.dumps(asdict(what)))
        notes = sorted(state_folder().glob("status-*.json"), key=os.path.getmtime)
        for old in notes[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _note(path: Path) -> Path:
    name = hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:20]
    return state_folder() / f"status-{name}.json"
