"""Stall: silence longer than this log's own habit.

A fixed limit (ten minutes in LEET and train-tui) is too long for one log and too short for another. The habit is the
longest gap that came at least twice in about that length: evaluations and checkpoints make their own lengths known that
way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tui.analysis import numbers
from tui.analysis.alerts import Thresholds
from tui.analysis.context import where
from tui.analysis.finding import Finding
from tui.analysis.rhythm import Rhythm
from tui.model.run import Run

_KEPT = 12  # longest gaps that are remembered
_FEWEST = 4  # gaps that make a habit
_ALIKE = 2.0  # gaps within this factor are of one sort
_START_UP = 3  # first gaps of a stretch: compiling, filling caches
_FIRST_PAUSE = 30.0  # times the usual gap: a first evaluation may take that long
_NEXT_PAUSE = 20.0  # the same for a first checkpoint, when evaluations are known
_LONG = 8.0  # times the usual gap: a pause


@dataclass(frozen=True, slots=True)
class Habit:
    """How long a log is silent by habit, in seconds: `usual` between records, `longest` in its recurring pauses."""

    usual: float
    longest: float
    longest_once: float  # the longest gap of all that was not start-up
    gaps: int

    @property
    def knows_pauses(self) -> bool:
        """True once a pause much longer than the usual gap has come back."""
        return self.longest > _LONG * self.usual

    def limit(self, thresholds: Thresholds) -> float:
        """Seconds of silence that are a stall."""
        first_floor = max(thresholds.stall_first_floor_seconds, _FIRST_PAUSE * self.usual)
        later_floor = max(thresholds.stall_floor_seconds, _NEXT_PAUSE * self.usual)
        floor = later_floor if self.knows_pauses else first_floor
        by_habit = thresholds.stall_habit_factor * self.longest
        if self.usual >= thresholds.stall_first_floor_seconds / 4:
            floor = 0.0  # a slow log: its gap is already long
        together = thresholds.stall_longest_factor * (self.longest_once + self.longest)  # two sorts of pause may meet
        return max(by_habit, together, floor)


class Gaps:
    """Learns the habit from ticks, once and in order."""

    def __init__(self) -> None:
        self._longest: list[float] = []  # descending
        self._lately: list[float] = []
        self._in_stretch = 0
        self.count = 0

    def restart(self) -> None:
        """A new segment: the gap before it says nothing, its first gaps are start-up."""
        self._in_stretch = 0

    def push(self, seconds: float) -> None:
        """Take one gap in."""
        self._in_stretch += 1
        self.count += 1
        if self.count <= 64 or self.count % 16 == 0:
            self._lately = [*self._lately[-63:], seconds]
        if self._in_stretch <= _START_UP:
            return
        if len(self._longest) < _KEPT or seconds > self._longest[-1]:
            self._longest = sorted([*self._longest, seconds], reverse=True)[:_KEPT]

    @property
    def habit(self) -> Habit | None:
        """`None` before there is one."""
        if self.count < _FEWEST + _START_UP or len(self._longest) < 2:
            return None
        usual = sorted(self._lately)[len(self._lately) // 2]
        pairs = zip(self._longest, self._longest[1:], strict=False)
        longest = next((a for a, b in pairs if b * _ALIKE >= a), self._longest[-1])
        return Habit(usual, longest, self._longest[0], self.count)


class StallRule:
    """Looks at the gaps between records, and at the one that is open now."""

    def __init__(self, rhythm: Rhythm, thresholds: Thresholds) -> None:
        self._rhythm = rhythm
        self._limits = thresholds
        self._gaps = Gaps()
        self._seen = 1
        self._stretch = 0
        self._closed: list[Finding] = []
        self._open: Finding | None = None

    @property
    def findings(self) -> Iterable[Finding]:
        return [*self._closed, self._open] if self._open is not None else self._closed

    @property
    def habit(self) -> Habit | None:
        """How long this log is silent by habit, as known now."""
        return self._gaps.habit

    def advance(self, run: Run) -> None:
        """Take in the gaps that are closed."""
        ticks, starts = self._rhythm, self._rhythm.first_of_stretch
        for at in range(self._seen, len(ticks)):
            gap = ticks.time[at] - ticks.time[at - 1]
            if self._stretch + 1 < len(starts) and starts[self._stretch + 1] <= at:
                self._stretch += 1
                self._gaps.restart()
                continue
            if len(self._closed) < 64 and gap > self._limits.stall_floor_seconds:
                self._closed_gap(run, at, gap)
            self._gaps.push(gap)
        self._seen = max(self._seen, len(ticks))

    def _closed_gap(self, run: Run, at: int, gap: float) -> None:
        habit = self._gaps.habit
        if habit is None or gap <= habit.limit(self._limits):
            return
        row = self._rhythm.row[at - 1]
        finding = self._finding(run, row, gap, habit)
        finding.clear(self._rhythm.first_row[at], f"the log went on after {numbers.duration(gap)}")
        self._closed.append(finding)

    def look(self, run: Run, silent_seconds: float | None) -> None:
        """Judge the silence that lasts now; `None` when nothing is to be expected any more."""
        habit = self._gaps.habit
        self._open = None
        if silent_seconds is None or habit is None or not len(run.rows) or run.ended is not None:
            return
        if silent_seconds > habit.limit(self._limits):
            self._open = self._finding(run, len(run.rows) - 1, silent_seconds, habit)

    def _finding(self, run: Run, row: int, silent: float, habit: Habit) -> Finding:
        pauses = "its longest usual pause" if habit.knows_pauses else "its longest usual gap"
        longest = numbers.duration(habit.longest)
        message = f"Silent for {numbers.duration(silent)} since {where(run, row)}; {pauses} is {longest}."
        critical = silent > self._limits.stall_critical_factor * habit.limit(self._limits)
        sure = min(0.99, 1 - 0.5 * habit.limit(self._limits) / silent)
        return Finding("stall", "critical" if critical else "warning", None, row, row, message, sure)
