"""Pace: how fast training goes and when it will be over, with an 80 % range.

Training time and pauses are kept apart: the pace comes from intervals without a pause, over as long a stretch as it was
steady; evaluations and checkpoints are added for as often as they will still come. Start-up is no part of either.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import isnan, sqrt

from tui.analysis import plan
from tui.analysis.pauses import Interval, Pause, excesses, recurring
from tui.analysis.rhythm import Rhythm
from tui.analysis.robust import mad_sigma, median
from tui.analysis.spread import block_paces, drift_of, least_error, spread_range
from tui.model.run import Run

_FEWEST = 5  # intervals before the first figure
_FEWEST_SLOW = 2  # of intervals so long that five would be too late to be of use
_SLOW_SHARE = 0.02  # of the way: an interval this long counts as such
_START_UP = 1  # first intervals left out: compiling, filling caches
_WINDOW = 400  # most intervals that are looked at
_DRIFT = 0.04  # share by which the pace must have changed before older intervals are forgotten


@dataclass(frozen=True, slots=True)
class Pace:
    """What is known of speed and time left. Times in seconds, `finish_at` in POSIX seconds, `low` and `high` an 80 %
    range.

    `grounds` says why there is no time left: "measuring", "no total", "finished", or "" when there is one; "the log's
    own" marks an estimate that the log printed itself.
    """

    unit: str
    done: float | None = None
    total: float | None = None
    rate: float | None = None
    seconds_per_unit: float | None = None
    fraction_done: float | None = None
    seconds_left: float | None = None
    low: float | None = None
    high: float | None = None
    finish_at: float | None = None
    elapsed: float | None = None
    grounds: str = "measuring"
    pauses: tuple[Pause, ...] = ()

    @property
    def pause_seconds_left(self) -> float:
        """Seconds of the time left that evaluations and checkpoints will take."""
        return sum(pause.seconds_to_come for pause in self.pauses)


@dataclass(slots=True)
class _Track:
    """Intervals by one clock, with where and when they began and ended."""

    intervals: list[Interval]
    start: float = 0.0
    place: float | None = None
    time: float | None = None

    def restart(self) -> None:
        self.intervals.clear()
        self.place = self.time = None

    def push(self, place: float, time: float) -> None:
        """Take in that `place` was reached at `time`; what does not go forward is passed over."""
        if self.place is None or self.time is None:
            self.start = place
        elif place <= self.place or time < self.time:
            return
        else:
            self.intervals.append(Interval(place, place - self.place, time - self.time))
            del self.intervals[: -2 * _WINDOW]
        self.place, self.time = place, time

    @property
    def way(self) -> float:
        return 0.0 if self.place is None else self.place - self.start


class Pacer:
    """Follows one run. Clocks in order: the times of the records, the elapsed time of the training's own bar,
    the last time of anything in the log, the time left that the log prints itself.
    """

    def __init__(self) -> None:
        self._run: Run | None = None
        self._forget()

    def _forget(self) -> None:
        self._rhythm = Rhythm()
        self._seen = 0
        self._stretch = 0
        self._rows = _Track([])
        self._bar = _Track([])
        self._looks = _Track([])

    def advance(self, run: Run, now: float) -> Pace:
        """The pace as of `now` (POSIX seconds)."""
        if run is not self._run:
            self._run = run
            self._forget()
        self._rhythm.advance(run)
        self._take_ticks()
        self._take_bar(run)
        self._take_look(run)
        return self._pace(run, now)

    def _take_ticks(self) -> None:
        ticks = self._rhythm
        starts = ticks.first_of_stretch
        for at in range(self._seen, len(ticks)):
            while self._stretch + 1 < len(starts) and starts[self._stretch + 1] <= at:
                self._stretch += 1
                self._rows.restart()
            if not isnan(ticks.x[at]):
                self._rows.push(ticks.x[at], ticks.time[at])
        self._seen = max(self._seen, len(ticks))

    def _take_bar(self, run: Run) -> None:
        bar = run.progress
        if bar is None or bar.elapsed is None:
            return
        if self._bar.place is None or bar.done < self._bar.place or bar.elapsed < (self._bar.time or 0.0):
            self._bar.restart()
            if bar.rate and abs(bar.done - bar.rate * bar.elapsed) < 0.5 * bar.done:
                self._bar.push(0.0, 0.0)  # the bar has counted from the beginning, not from a resume
        self._bar.push(bar.done, bar.elapsed)

    def _take_look(self, run: Run) -> None:
        """Where the run stands now and when it was last heard of: the clock of logs whose records have no time."""
        place = run.step if run.axis == "step" else run.epoch
        if self._rows.place is not None or place is None or run.last_time is None:
            return
        if self._looks.place is not None and place < self._looks.place:
            self._looks.restart()
        self._looks.push(place, run.last_time)

    def _pace(self, run: Run, now: float) -> Pace:
        base = _base(run, now)
        if base.grounds == "finished":
            return base
        by_bar = run.progress is not None and self._bar.way > 2 * self._rows.way
        track = self._bar if by_bar else self._looks if self._rows.place is None else self._rows
        if by_bar and run.progress is not None:
            base = replace(base, unit=run.progress.unit, done=run.progress.done, total=run.progress.total or base.total)
        intervals = _steady(track.intervals, base.total)
        if not intervals:
            return _by_the_log(run, base, now)
        return _estimate(base, track, intervals, run, now)


def _base(run: Run, now: float) -> Pace:
    """What needs no clock: unit, done, total, elapsed, and whether it is over."""
    axis = run.axis
    done = run.step if axis == "step" else run.epoch if axis == "epoch" else None
    total = plan.planned_end(run, len(run.rows) - 1) if len(run.rows) else None
    if done is None and run.progress is not None:
        axis, done, total = run.progress.unit, run.progress.done, run.progress.total
    elapsed = None if run.first_time is None else (now if run.live else run.last_time or now) - run.first_time
    if run.progress is not None and run.progress.elapsed is not None:
        elapsed = max(elapsed or 0.0, run.progress.elapsed)
    share = None if done is None or not total else min(1.0, done / total)
    base = Pace(axis, done, total, fraction_done=share, elapsed=elapsed)
    over = run.ended is not None or (share is not None and share >= 1.0)
    return replace(base, seconds_left=0.0, grounds="finished") if over else base


def _steady(intervals: list[Interval], total: float | None) -> list[Interval]:
    """The latest intervals over which the pace was steady, start-up left out; empty when there are too few."""
    recent = intervals[-_WINDOW:]
    if len(recent) == len(intervals):
        recent = recent[_START_UP:] if len(recent) > _FEWEST_SLOW else recent
    slow = total is not None and bool(recent) and median([i.units for i in recent]) >= _SLOW_SHARE * total
    if len(recent) < (_FEWEST_SLOW if slow else _FEWEST):
        return []
    while len(recent) >= 24:
        late, early = recent[-len(recent) // 3 :], recent[: -len(recent) // 3]
        paces = [i.pace for i in late]
        change = abs(median(paces) - median([i.pace for i in early]))
        error = 1.25 * mad_sigma(paces) / sqrt(len(late))
        if change <= max(3 * error, _DRIFT * median(paces)):
            break
        recent = recent[len(recent) // 3 :]
    return recent


def _estimate(base: Pace, track: _Track, steady: list[Interval], run: Run, now: float) -> Pace:
    """Pace, time left and its range from intervals; the pauses are learned from all of the stretch that is
    remembered.
    """
    excess = excesses(steady)
    units = sum(i.units for i in steady)
    per_unit = sum(i.seconds - e for i, e in zip(steady, excess, strict=True)) / units
    known = replace(base, rate=1 / per_unit if per_unit > 0 else None, seconds_per_unit=per_unit)
    if base.total is None or base.done is None or track.place is None or per_unit <= 0:
        return replace(known, grounds="no total")
    before = track.intervals[_START_UP : -len(steady)]
    found = [*(excesses(before) if before else []), *excess]  # each stretch by its own pace
    pauses = recurring([*before, *steady], found, _counted_from(track), base.total)
    left_units = max(0.0, base.total - track.place)
    blocks = block_paces(steady, excess)
    drift = drift_of(blocks, units, left_units)
    left = left_units * (per_unit + drift) + sum(p.seconds_to_come for p in pauses)
    floor = left * least_error(base.fraction_done or 0.0)
    low, high = spread_range(left_units, per_unit, blocks, units, pauses, floor)
    low, high = low + left_units * abs(drift), high + left_units * abs(drift)
    waited = max(0.0, now - track.time) if run.live and track.time is not None else 0.0
    return _dated(known, run, now, left, low, high, waited, tuple(pauses))


def _counted_from(track: _Track) -> float:
    """Where training began to count: zero, when the first record lies one interval from it."""
    first = track.intervals[0]
    return 0.0 if track.start <= 1.5 * first.units else track.start


def _dated(
    known: Pace, run: Run, now: float, left: float, low: float, high: float, waited: float, pauses: tuple[Pause, ...]
) -> Pace:
    """The estimate with its clock time; the silence since the last tick is taken off, but no more than can have
    passed.
    """
    passed = min(waited, max(0.05 * left, max((p.seconds for p in pauses), default=0.0)))
    left_now = max(0.0, left - passed)
    at = now if run.live or run.last_time is None else run.last_time
    return replace(
        known,
        seconds_left=left_now,
        low=max(0.0, left_now - low),
        high=left_now + high,
        finish_at=at + left_now,
        grounds="",
        pauses=pauses,
    )


def _by_the_log(run: Run, base: Pace, now: float) -> Pace:
    """Without a clock of our own: the rate and the time left that the log's bar prints."""
    bar = run.progress
    if bar is None:
        return base if base.total is not None or base.done is None else replace(base, grounds="measuring")
    known = replace(base, rate=bar.rate, seconds_per_unit=1 / bar.rate if bar.rate else None)
    if bar.seconds_left is None:
        return known
    return replace(known, seconds_left=bar.seconds_left, finish_at=now + bar.seconds_left, grounds="the log's own")
