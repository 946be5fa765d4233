"""A log read without threads: what every command but the screen is built on.

`whole` gives the batches of a log, `Judged` holds the run that they become; `read_whole` is both. One thread.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import inf

from tui.analysis.alerts import Alert, Thresholds
from tui.analysis.ending import OVER_AFTER_SECONDS, State, state
from tui.analysis.judge import Judge
from tui.analysis.pace import Pace, Pacer
from tui.formats.pattern import own_formats
from tui.formats.reader import Reader
from tui.ingest.assemble import LineAssembler
from tui.ingest.batch import Batch, ReaderFactory
from tui.ingest.sources import open_source, read_all
from tui.model.integrity import Integrity
from tui.model.run import Run
from tui.settings import Settings


@dataclass(frozen=True, slots=True)
class Reading:
    """A run as it stands at `now` (POSIX seconds), and all that is said about it."""

    run: Run
    alerts: tuple[Alert, ...]
    pace: Pace
    state: State
    integrity: Integrity
    now: float

    @property
    def open_alerts(self) -> tuple[Alert, ...]:
        """Alerts that were not withdrawn, oldest first."""
        return tuple(alert for alert in self.alerts if not is_withdrawn(alert))

    @property
    def is_critical(self) -> bool:
        """True when something critical stands."""
        return any(alert.severity == "critical" for alert in self.open_alerts)


def is_withdrawn(alert: Alert) -> bool:
    """True when what the alert said was disproved later."""
    return alert.cleared_step is not None or bool(alert.cleared_reason)


def new_judge(settings: Settings) -> Judge:
    """A judge with the user's thresholds, which the settings have checked by name and type."""
    return Judge(Thresholds(**settings.thresholds))  # type: ignore[arg-type]


def reader(settings: Settings) -> Reader:
    """A reader that knows the user's patterns too. With one format asked for by name, it knows that one alone."""
    only = settings.format or None
    return Reader(only, own_formats(settings.patterns, only))


class Judged:
    """A run, and the judgement of it, built from batches. One thread owns it."""

    def __init__(self, name: str, settings: Settings) -> None:
        self.run = Run(name, overrules=settings.names)
        self.integrity = Integrity()
        self._settings = settings
        self._readers: list[Reader] = []
        self._judge = new_judge(settings)
        self._pacer = Pacer()

    def new_reader(self) -> Reader:
        """A reader for the source of this run, which tells the run its format."""
        self._readers.append(reader(self._settings))
        return self._readers[-1]

    def take(self, batch: Batch) -> None:
        """Apply a batch and judge what is new."""
        self.integrity = batch.integrity
        self.run.apply(batch.events, batch.at)
        self.run.format = self._readers[-1].format_name if self._readers else ""
        self._judge.advance(self.run, batch.at, changed_at=batch.integrity.changed_at)

    def reading(self, now: float, over_after: float = OVER_AFTER_SECONDS) -> Reading:
        """Everything as it stands. Silence means nothing more once it has lasted `over_after` seconds."""
        changed_at = self.integrity.changed_at
        self.run.live = changed_at is not None and now - changed_at < over_after
        alerts = self._judge.advance(self.run, now, changed_at=changed_at)
        standing = state(self.run, now, changed_at, self.run.live, self._judge.habit)
        self.run.live = self.run.live and standing.status not in ("finished", "failed")  # time goes by no more
        integrity = replace(self.integrity, notes=(*self.integrity.notes, *self.run.notes))
        return Reading(self.run, alerts, self._pacer.advance(self.run, now), standing, integrity, now)


def whole(argument: str, settings: Settings, new_reader: ReaderFactory | None = None) -> Iterator[Batch]:
    """Every batch of a log up to its present end. Raises `UnreadableError` when there is nothing to read."""
    source = open_source(argument, new_reader or (lambda: reader(settings)), poll=settings.poll)
    yield from read_all(source, time.time())


def read_whole(argument: str, settings: Settings, now: float, over_after: float = OVER_AFTER_SECONDS) -> Reading:
    """Read a log to its present end. Raises `UnreadableError` when there is nothing to read."""
    judged = Judged(argument, settings)
    for batch in whole(argument, settings, judged.new_reader):
        judged.take(batch)
    return judged.reading(now, over_after)


def read_part(argument: str, data: bytes, settings: Settings, changed_at: float, now: float) -> Reading:
    """What the end of a log, cut off after a line, says by itself. `changed_at` is when the file was last written."""
    judged = Judged(argument, settings)
    fresh, assembler = judged.new_reader(), LineAssembler(offset=1)
    events = (*fresh.read(assembler.feed(data) + assembler.peek()), *fresh.finish())
    judged.take(Batch(events, (), Integrity(changed_at=changed_at), now, caught_up=True))
    return judged.reading(now, inf)
