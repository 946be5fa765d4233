"""The facts of a status line from as little reading as will do: what is remembered, and the end of the log."""

from __future__ import annotations

from math import inf
from pathlib import Path

from tui.cli.memory import Remembered, head_of, recall, remember
from tui.errors import UnreadableError
from tui.report.glance import Glance, glance, updated
from tui.settings import Settings

LEAD = 16 * 1024  # bytes before what is new, read again so that the new lines are understood
SMALL = 64 * 1024  # bytes of a log that is read whole when it has changed
GROWTH = 1.25  # after which the whole is read again, since old alerts may be over
QUIET_SECONDS = 60.0  # of silence that mean nothing yet: no log stalls sooner
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")  # UTF-16 cannot be read from the middle


def facts(path: Path, settings: Settings, now: float) -> Glance:
    """What stands at `now` (POSIX seconds). A log that is not there is waited for. Raises `UnreadableError`."""
    try:
        return _facts(path, settings, now)
    except FileNotFoundError:
        return Glance()
    except OSError as error:
        raise UnreadableError(f"{path}: {error.strerror}") from error


def _facts(path: Path, settings: Settings, now: float) -> Glance:
    at = path.stat()
    known = recall(path, at.st_size)
    if known is not None and known.read == at.st_size and _says_all(known.facts, now - at.st_mtime):
        return known.facts
    found, whole = None, at.st_size
    if known is not None and SMALL < at.st_size <= GROWTH * known.whole:
        found, whole = _brought_up_to_date(path, known, settings, now), known.whole
    if found is None:
        from tui.report.reading import read_whole

        found, whole = glance(read_whole(str(path), settings, now, over_after=inf)), at.st_size
    remember(path, Remembered(at.st_size, whole, head_of(path, at.st_size), found))
    return found


def _says_all(known: Glance, silent_seconds: float) -> bool:
    """True when time alone cannot have changed what is known."""
    return known.status in ("finished", "failed") or silent_seconds < QUIET_SECONDS


def _brought_up_to_date(path: Path, known: Remembered, settings: Settings, now: float) -> Glance | None:
    """`None` when the end does not go on from what is known, as when steps are counted within an epoch."""
    from tui.report.reading import read_part

    with path.open("rb") as file:
        if file.read(2) in WIDE_MARKS:
            return None
        file.seek(max(0, known.read - LEAD))
        file.readline()
        end = glance(read_part(str(path), file.read(), settings, path.stat().st_mtime, now), known.facts.primary)
    if end.unit != known.facts.unit or (end.done or 0) < (known.facts.done or 0):
        return None
    return updated(known.facts, end)
