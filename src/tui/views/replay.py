"""A finished log as a timetable that can be played: pure, time is an argument.

A log tells its time in one of three ways. Its own time stamps are used where there are any; else the elapsed time that
its main progress bar prints; else every event takes the same time and the whole lasts `NOMINAL_SECONDS`. Events between
two known times are spread evenly.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isnan

from tui.model.events import Columns, Ended, Event, Line, Metrics, Notice, Progress, Started

NOMINAL_SECONDS = 60.0
SPEEDS = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0, 10000.0)

Anchor = tuple[int, float]  # index of an event, seconds


@dataclass(frozen=True, slots=True)
class Timetable:
    """When each event and each line happened, in seconds from the start, rising.

    `start` is the POSIX time of second 0 where the log has time stamps. `clock` says what the times were taken from:
    "time stamps", "progress bar" or "nothing".
    """

    events: Sequence[Event]
    event_at: array[float]
    lines: Sequence[Line]
    line_at: array[float]
    start: float | None
    clock: str

    @property
    def seconds(self) -> float:
        """How long the whole run took."""
        return self.event_at[-1] if self.event_at else 0.0

    def between(self, after: float, until: float) -> tuple[Sequence[Event], Sequence[Line]]:
        """Events and lines with `after < at <= until`; those at second 0 come with a negative `after`."""
        first, last = bisect_right(self.event_at, after), bisect_right(self.event_at, until)
        top, bottom = bisect_right(self.line_at, after), bisect_right(self.line_at, until)
        return self.events[first:last], self.lines[top:bottom]

    def at_line(self, number: int) -> float:
        """When line `number` was written: the time of the first known line at or after it."""
        k = bisect_left(self.lines, number, key=lambda line: line.number)
        return self.line_at[k] if k < len(self.line_at) else self.seconds


def timetable(events: Iterable[Event], lines: Sequence[Line]) -> Timetable:
    """The timetable of a log that was read to its end. `lines` are its committed lines in order."""
    flat = [single for event in events for single in _unrolled(event)]
    anchors, start, clock = _anchors(flat)
    event_at = _spread(anchors, len(flat))
    return Timetable(flat, event_at, lines, _line_times(flat, event_at, lines), start, clock)


def nice_speed(seconds: float) -> float:
    """The speed at which a run of `seconds` takes about a minute: never slower than real time."""
    wanted = seconds / NOMINAL_SECONDS
    return next((speed for speed in SPEEDS if speed >= max(1.0, wanted)), SPEEDS[-1])


def _unrolled(event: Event) -> Iterator[Event]:
    """Whole columns as one event a record, anything else as it is."""
    if not isinstance(event, Columns):
        yield event
        return
    for k, line in enumerate(event.line):
        values = {name: column[k] for name, column in zip(event.names, event.values, strict=True)}
        step, epoch, time = (_known(column, k) for column in (event.step, event.epoch, event.time))
        yield Metrics(values, step=step, epoch=epoch, split=event.split, time=time, line=line)


def _known(column: array[float] | None, k: int) -> float | None:
    return None if column is None or isnan(column[k]) else column[k]


def _anchors(events: Sequence[Event]) -> tuple[list[Anchor], float | None, str]:
    """Known times as (event, seconds from the start), the POSIX time of the start, and where they come from."""
    stamps = [(k, time) for k, event in enumerate(events) if (time := _stamp(event)) is not None]
    bars = _bar_times(events)
    if _tells_time(stamps) and (_covers(stamps, len(events)) or not _tells_time(bars)):
        start = stamps[0][1]
        if _covers(stamps, len(events)) or stamps[-1][1] - start >= NOMINAL_SECONDS:
            return [(k, time - start) for k, time in stamps], start, "time stamps"
    if _tells_time(bars):
        return bars, None, "progress bar"
    return [(0, 0.0), (max(0, len(events) - 1), NOMINAL_SECONDS)], None, "nothing"


def _tells_time(anchors: Sequence[Anchor]) -> bool:
    return len(anchors) > 1 and anchors[-1][1] > anchors[0][1]


def _covers(anchors: Sequence[Anchor], count: int) -> bool:
    """True when the times are those of the run, not of a few lines of a launcher around it."""
    return 5 * len(anchors) >= count


def _stamp(event: Event) -> float | None:
    return event.time if isinstance(event, Metrics | Progress | Notice | Started | Ended) else None


def _bar_times(events: Sequence[Event]) -> list[Anchor]:
    """Elapsed seconds of the bar that ran longest; a bar that starts again (a new epoch) goes on from where it was."""
    by_bar: dict[float | None, list[Anchor]] = {}
    gone: dict[float | None, tuple[float, float]] = {}  # bar -> seconds of its earlier rounds, last elapsed
    for k, event in enumerate(events):
        if not isinstance(event, Progress) or event.elapsed is None:
            continue
        before, last = gone.get(event.total, (0.0, 0.0))
        before += last if event.elapsed < last else 0.0
        gone[event.total] = before, event.elapsed
        by_bar.setdefault(event.total, []).append((k, before + event.elapsed))
    return max(by_bar.values(), key=lambda anchors: anchors[-1][1], default=[])


def _spread(anchors: Sequence[Anchor], count: int) -> array[float]:
    """Seconds of each of `count` events: straight lines between anchors, never going back."""
    out = array("d", bytes(8 * count))
    known, seconds = 0, 0.0
    for k, at in anchors:
        at = max(seconds, at)
        for i in range(known, min(k + 1, count)):
            out[i] = at if k == known else seconds + (at - seconds) * (i - known) / (k - known)
        known, seconds = k, at
    for i in range(known, count):
        out[i] = seconds
    return out


def _line_times(events: Sequence[Event], event_at: array[float], lines: Sequence[Line]) -> array[float]:
    """Seconds of each line: those of the first event that stands at it or after it."""
    out: array[float] = array("d")
    k, last = 0, len(events)
    for line in lines:
        while k < last and getattr(events[k], "line", 0) < line.number:
            k += 1
        out.append(event_at[k] if k < last else event_at[-1] if event_at else 0.0)
    return out


class Player:
    """Where a replay stands. Owned by the thread of the screen; `now` is any clock in seconds that does not go back."""

    def __init__(self, table: Timetable, speed: float, now: float) -> None:
        """Start at the beginning, playing. A `speed` of 0 takes the one that shows the whole in about a minute."""
        self.table = table
        self.speed = speed if speed > 0 else nice_speed(table.seconds)
        self.playing = True
        self.position = -1.0  # seconds; below zero until the first events are out
        self._looked_at = now

    @property
    def at_end(self) -> bool:
        """True when everything has been played."""
        return self.position >= self.table.seconds

    def advance(self, now: float) -> tuple[Sequence[Event], Sequence[Line]]:
        """Move on to `now` and return what happened since the last call."""
        passed, self._looked_at = now - self._looked_at, now
        if not self.playing or self.at_end:
            return (), ()
        return self._go(max(0.0, self.position) + passed * self.speed)

    def seek(self, position: float) -> tuple[bool, Sequence[Event], Sequence[Line]]:
        """Jump to `position`: whether the run has to be built anew, and the events and lines to apply."""
        back = position < self.position
        if back:
            self.position = -1.0
        events, lines = self._go(max(0.0, position))
        return back, events, lines

    def change_speed(self, direction: int) -> None:
        """The next faster (1) or slower (-1) speed."""
        k = (
            bisect_left(SPEEDS, self.speed) + direction
            if self.speed in SPEEDS or direction < 0
            else bisect_left(SPEEDS, self.speed)
        )
        self.speed = SPEEDS[min(len(SPEEDS) - 1, max(0, k))]

    def _go(self, until: float) -> tuple[Sequence[Event], Sequence[Line]]:
        until = min(until, self.table.seconds)
        after, self.position = self.position, until
        return self.table.between(after, until)
