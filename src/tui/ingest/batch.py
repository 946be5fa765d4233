"""What the reading side hands over, and what every source can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tui.model.events import Event, Line
from tui.model.integrity import Integrity


@dataclass(frozen=True, slots=True)
class Batch:
    """What one look at a source gave. It crosses from the reading thread to the thread that owns the `Run`.

    `at` is the time of the look in POSIX seconds. `caught_up` is true when nothing was left to read. `partial` is the
    text of the last line, still without its end: for showing only, it comes again as a `Line` once it is complete.
    """

    events: tuple[Event, ...]
    lines: tuple[Line, ...]
    integrity: Integrity
    at: float
    caught_up: bool
    partial: str = ""


class Reader(Protocol):
    """Lines in, events out. `finish` gives what was held back for lines that did not come."""

    records: int
    unparsed: int

    def read(self, lines: Sequence[Line], /) -> Sequence[Event]: ...

    def finish(self) -> Sequence[Event]: ...


ReaderFactory = Callable[[], Reader]


class Source(Protocol):
    """Something that lines come from. One thread at a time calls it; others may read `name`."""

    name: str
    ended: bool  # nothing more can come: the end of standard input or of a packed file

    @property
    def watched(self) -> tuple[Path, ...]:
        """The paths whose changes are worth an early look; empty when events cannot help."""

    def step(self, now: float) -> Batch | None:
        """Read at most 256 KiB. `None` when nothing changed. Raises nothing, whatever happens to the file."""

    def finish(self, now: float) -> Batch | None:
        """Everything that is left, with the last line that has no end. Raises `UnreadableError` for what is no text."""

    def note(self, sentence: str) -> None:
        """Add a sentence to the notes of the integrity line, once."""

    def fileno(self) -> int | None:
        """The descriptor that `select` can wait for; `None` for files, which are always ready."""

    def close(self) -> None:
        """Let go of every descriptor."""
