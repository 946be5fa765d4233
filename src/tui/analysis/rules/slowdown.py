"""Slowdown: the time of a step against the run's own rolling baseline.

By low quantiles of blocks of intervals, so that evaluations, checkpoints and single hiccups do not count; the baseline
rolls, so that the warm-up of a sequence length is not a slowdown. Time comes from the records; where they have none,
from a throughput metric.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from tui.analysis import context, numbers
from tui.analysis.alerts import Thresholds
from tui.analysis.feed import Feed
from tui.analysis.finding import Finding
from tui.analysis.rhythm import Rhythm
from tui.analysis.robust import confidence_of, mad_sigma, median, quantile
from tui.model.run import Run
from tui.model.series import Series

_BASELINE_BLOCKS = 16
_FEWEST_BLOCKS = 4
_SLOW_BLOCKS = 2
_SAME_THROUGHPUT = 0.9
_QUANTILE = 0.34  # of a block: up to two thirds of the intervals may hold an evaluation
_SIGMAS = 4.0


def _block(count: int) -> int:
    """How many intervals make a block when `count` are behind."""
    return 6 if count < 64 else 8 if count < 512 else 16


class Baseline:
    """Blocks of seconds a step, compared with those before."""

    def __init__(self, thresholds: Thresholds) -> None:
        self._limits = thresholds
        self.findings: list[Finding] = []
        self._open: Finding | None = None
        self.restart()

    def restart(self) -> None:
        """Forget the pace: another machine, another batch size."""
        self._waiting: list[tuple[int, float]] = []
        self._blocks: list[tuple[int, float]] = []  # (first row, seconds)
        self._count = 0
        self._usual = 0.0

    def end(self, row: int, reason: str) -> None:
        """Withdraw what is open."""
        if self._open is not None:
            self._open.clear(row, reason)
            self._open = None

    def push(self, run: Run, row: int, seconds: float) -> None:
        """Take one interval in: `seconds` a step, up to `row`."""
        self._waiting.append((row, seconds))
        if len(self._waiting) < _block(self._count):
            return
        self._count += len(self._waiting)
        self._blocks.append((self._waiting[0][0], quantile(sorted(s for _, s in self._waiting), _QUANTILE)))
        self._waiting = []
        self._judge(run, row)

    def _judge(self, run: Run, row: int) -> None:
        now = self._blocks[-1][1]
        if self._open is not None:
            if now < self._limits.slowdown_recovered_factor * self._usual:
                self.end(row, f"back to {_pace(now)}")
            return
        before = [m for _, m in self._blocks[-_BASELINE_BLOCKS - _SLOW_BLOCKS : -_SLOW_BLOCKS]]
        if len(before) < _FEWEST_BLOCKS:
            return
        usual = median(before)
        limit = max(self._limits.slowdown_factor * usual, usual + _SIGMAS * mad_sigma(before))
        begin = self._blocks[-_SLOW_BLOCKS][0]
        if all(m > limit for _, m in self._blocks[-_SLOW_BLOCKS:]) and not _carries_more(run, begin, row):
            self._tell(run, row, now, usual, mad_sigma(before))

    def _tell(self, run: Run, row: int, now: float, usual: float, sigma: float) -> None:
        begin = self._blocks[-_SLOW_BLOCKS][0]
        message = (
            f"Steps take {_pace(now)} since {context.where(run, begin)}, "
            f"{numbers.number(now / usual, 2)} times as long as the {_pace(usual)} before."
        )
        sure = confidence_of((now - usual) / max(sigma, 0.02 * usual) / 2)
        self._usual = usual
        self._open = Finding("slowdown", "warning", None, begin, row, message, sure, lasts=True)
        self.findings.append(self._open)


def _carries_more(run: Run, begin: int, row: int) -> bool:
    """True when steps take longer but get as much done: the batch has grown."""
    series = context.of_kind(run, "throughput", begin)
    if series is None:
        return False
    before, after = context.usual(series, begin), context.value_at(series, max(0, row - 1))
    return before is not None and after is not None and after > _SAME_THROUGHPUT * before


def _pace(seconds: float) -> str:
    return numbers.duration(seconds) if seconds >= 0.1 else f"{numbers.number(1000 * seconds, 2)} ms"


class SlowdownRule:
    """Watches the ticks of the records."""

    def __init__(self, rhythm: Rhythm, thresholds: Thresholds) -> None:
        self._rhythm = rhythm
        self._baseline = Baseline(thresholds)
        self._seen = 1
        self._stretch = 0

    @property
    def findings(self) -> Sequence[Finding]:
        return self._baseline.findings

    def advance(self, run: Run) -> None:
        """Take in the ticks that are new, but the last: rows of the same time may still join it."""
        ticks = self._rhythm
        starts = ticks.first_of_stretch
        for at in range(self._seen, len(ticks) - 1):
            if self._stretch + 1 < len(starts) and starts[self._stretch + 1] <= at:
                self._stretch += 1
                self._baseline.end(ticks.row[at], "the run was started again")
                self._baseline.restart()
                continue
            steps = ticks.x[at] - ticks.x[at - 1]
            if steps > 0:
                self._baseline.push(run, ticks.row[at], (ticks.time[at] - ticks.time[at - 1]) / steps)
        self._seen = max(self._seen, len(ticks) - 1)


class ThroughputWatch:
    """Watches a throughput metric, where the records have no time of their own."""

    def __init__(self, series: Series, thresholds: Thresholds) -> None:
        self._feed = Feed(series)
        self._baseline = Baseline(thresholds)

    @property
    def findings(self) -> Sequence[Finding]:
        return self._baseline.findings

    def advance(self, run: Run) -> None:
        if run.first_time is not None:
            self._feed.seen = run.settled(self._feed.series)
            return
        for start, stop, restarted in self._feed.stretches(run):
            if restarted:
                self._baseline.end(self._feed.series.rows[start], "the run was started again")
                self._baseline.restart()
            for index in range(start, stop):
                value = self._feed.series.y[index]
                if isfinite(value) and value > 0:
                    self._baseline.push(run, self._feed.series.rows[index], 1 / value)
