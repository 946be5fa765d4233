"""Puts a session together from the arguments: which logs, who reads them in which thread, who asks the GPUs."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from threading import Event as Flag
from threading import Thread
from typing import TYPE_CHECKING

from tui.analysis.numbers import duration
from tui.errors import TrainwatchError
from tui.ingest.file_source import FileSource
from tui.ingest.find import logs_in, logs_like
from tui.ingest.gpu import GpuProbe
from tui.ingest.pipe_source import PipeSource
from tui.ingest.pump import Pump
from tui.ingest.sources import open_source, read_all
from tui.views.session import Session
from tui.views.terminal import keys_from_terminal

if TYPE_CHECKING:
    from tui.formats.reader import Reader
    from tui.ingest.batch import Batch, Source
    from tui.ingest.batch import Reader as AnyReader
    from tui.model.events import Event, Line
    from tui.model.integrity import Integrity
    from tui.views.options import ScreenOptions
    from tui.views.session import Probe, Receiver

PAUSE_SECONDS = 0.02  # between two looks whether the screen has caught up
HANG_SECONDS = 3.0  # that one look may take before the screen speaks of it
STOP_SECONDS = 0.1  # that a reading thread gets to end before it is left behind

Open = Callable[[str, "Callable[[], AnyReader]"], "Source"]


@dataclass(frozen=True, slots=True)
class Means:
    """What every reading needs: how to open a source, which formats to use, whom to wake after a delivery."""

    open_one: Open
    only: str | None
    patterns: Mapping[str, str]
    wake: Callable[[], None]


def open_session(options: ScreenOptions, wake: Callable[[], None], probe: Probe | None = None) -> Session:
    """The session that `options` ask for, not yet started. `wake` is called by reading threads after each delivery.

    `probe` looks at the GPUs in place of nvidia-smi.

    Where standard input is a source, the keys are taken from the terminal from here on.
    """
    names = tuple(logs_of(options.sources))
    data = keys_from_terminal() if "-" in names else -1
    means = Means(partial(_open, data=data, poll=options.poll), options.reader, options.patterns, wake)
    kind = LiveReading if options.replay is None else WholeReading
    if probe is None and options.gpu:
        probe = GpuProbe(interval_s=options.gpu_seconds)
    return Session(names, options, lambda name, watched: kind(name, watched, means), probe)


def logs_of(arguments: Iterable[str]) -> Iterator[str]:
    """The logs that the arguments stand for, those of a directory or a pattern newest first; each once.

    A directory or a pattern without a log stands for itself: a first log is waited for.
    """
    seen: set[str] = set()
    for argument in arguments:
        for name in _logs_of(argument):
            if name not in seen:
                seen.add(name)
                yield name


def may_grow(arguments: Iterable[str]) -> bool:
    """True when one of the arguments is a directory or a pattern, so that new logs may come under it."""
    return any(argument != "-" and not os.path.isfile(os.path.expanduser(argument)) for argument in arguments)


def _logs_of(argument: str) -> list[str]:
    path = os.path.expanduser(argument)
    if argument == "-" or os.path.isfile(path):
        return [argument]
    found = logs_in(path) if os.path.isdir(path) else logs_like(path)
    return [str(log) for log in found] or [argument]


def _open(name: str, reader: Callable[[], AnyReader], *, data: int, poll: bool) -> Source:
    if name == "-":
        return PipeSource("standard input", data, reader)
    return open_source(name, reader, poll=poll)


class LateReader:
    """A `Reader` that is made with the first line, on the reading thread: formats load after the first screen.

    `format_name` is what gave most records, `records` and `unparsed` count lines. The reading thread alone may ask.
    """

    def __init__(self, only: str | None, patterns: Mapping[str, str]) -> None:
        self.format_name = ""
        self.records = 0
        self.unparsed = 0
        self._only = only
        self._patterns = patterns
        self._made: Reader | None = None

    def read(self, lines: Sequence[Line], /) -> Sequence[Event]:
        """The events of some lines, in order."""
        if self._made is None:
            from tui.formats.pattern import own_formats
            from tui.formats.reader import Reader

            self._made = Reader(self._only, own_formats(self._patterns, self._only))
        return self._told(self._made, self._made.read(lines))

    def finish(self) -> Sequence[Event]:
        """The events still held back."""
        return self._told(self._made, self._made.finish()) if self._made is not None else ()

    def _told(self, reader: Reader, events: Sequence[Event]) -> Sequence[Event]:
        self.format_name, self.records, self.unparsed = reader.format_name, reader.records, reader.unparsed
        return events


class _Opened:
    """A source with its reader. `format_name` is set by the reading thread and may be read by any."""

    def __init__(self, name: str, watched: Receiver, means: Means) -> None:
        self.format_name = ""
        self._watched = watched
        self._wake = means.wake
        self._reader = LateReader(means.only, means.patterns)
        self._stopped = Flag()
        self.source = means.open_one(name, lambda: self._reader)
        self._can_wait = isinstance(
            self.source, FileSource
        )  # a pipe is always emptied, or the training would wait for the screen

    def account(self, read: Integrity, now: float) -> Integrity:  # noqa: ARG002
        """The account of the reading as it stands at `now`."""
        return read

    def hand_over(self, batch: Batch | None) -> None:
        """Deliver what was read. On the reading thread."""
        self.format_name = self._reader.format_name
        self._watched.deliver(batch)
        if self.source.ended:
            self._watched.deliver(None)
        self._wake()
        while self._can_wait and self._watched.is_full and not self._stopped.wait(PAUSE_SECONDS):
            pass

    @property
    def name(self) -> str:
        """What is read: of a directory the log that was chosen. Any thread."""
        return self.source.name

    def fail(self, sentence: str) -> None:
        """Tell why nothing more will come. On the reading thread."""
        self._watched.fail(sentence)
        self._wake()

    def excerpt(self, first: int, count: int) -> tuple[Line, ...]:
        """Lines that are no longer kept, from the file itself; none where that cannot be looked at again."""
        return self.source.index.lines(first, count).lines if isinstance(self.source, FileSource) else ()


class LiveReading(_Opened):
    """A source that is followed until `stop`."""

    def __init__(self, name: str, watched: Receiver, means: Means) -> None:
        super().__init__(name, watched, means)
        self._pump = Pump(self.source, self.hand_over, self.fail)
        self._pump.start()

    def account(self, read: Integrity, now: float) -> Integrity:
        """With the time of the last look; a look that hangs in the system is what is waited for."""
        since = self._pump.reading_since
        hangs = since is not None and now - since >= HANG_SECONDS
        told = (
            f"the disk, which has not answered for {duration(now - since)}"
            if hangs and since is not None
            else read.waiting_for
        )
        return replace(read, looked_at=self._pump.looked_at or read.looked_at, waiting_for=told)

    def stop(self) -> None:
        """Read no more; a read that hangs in the system is left behind."""
        self._stopped.set()
        self._pump.stop(STOP_SECONDS)


class WholeReading(_Opened):
    """A source that is read to its present end, for a replay."""

    def __init__(self, name: str, watched: Receiver, means: Means) -> None:
        super().__init__(name, watched, means)
        self._thread = Thread(target=self._run, name="trainwatch-reader", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Read no more."""
        self._stopped.set()
        self._thread.join(STOP_SECONDS)

    def _run(self) -> None:
        try:
            for batch in read_all(self.source, time.time()):
                if self._stopped.is_set():
                    return
                self.hand_over(batch)
            self.hand_over(None)
        except TrainwatchError as error:
            self.fail(str(error))
        except Exception as error:  # noqa: BLE001  the top of the reading thread: the screen tells it
            self.fail(f"reading {self.source.name} ended by a fault of this program: {type(error).__name__}: {error}")
