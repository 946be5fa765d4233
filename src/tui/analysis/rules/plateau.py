"""Plateaus: training that has stopped to improve, since when, and what it has cost.

The latest window is compared with three stretches of its width before it. A healthy curve (power law,
exponential, cosine) brings in the later window at least about 0.6 of what the earlier rate promised; a plateau is
where, with confidence, less than 0.4 of it came. Of the three stretches the poorest counts, so that a drop of the
learning rate or the end of a spike promises nothing. Patience in the sense of Keras's ReduceLROnPlateau is a window
that grows with the run. Where the learning rate has run out, there is nothing more to wait for, and poorer evidence is
enough.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

from tui.analysis import context, numbers, plan
from tui.analysis.alerts import Thresholds
from tui.analysis.coarse import Coarse
from tui.analysis.feed import Feed
from tui.analysis.finding import Finding
from tui.analysis.robust import QUARTILE, confidence_of, finite, median
from tui.analysis.schedule import Schedule
from tui.analysis.trend import Line, Trend
from tui.model.run import Run
from tui.model.series import Series

_AFTER = 14  # fewest blocks in the window
_FEWEST = 6  # fewest blocks in each of three stretches before it
_BEFORE = 3 * _FEWEST
_LEAST_PROMISE = 0.002  # of the level: what is promised must be worth a word
_WIDEST = 0.24  # of the way so far: over a wider window healthy curves bend too much
_RISES = 2.5  # errors: what rises in its window is a matter for other rules
_FIRST_LOOK_SHARE = 0.08  # of the plan: earlier nobody calls a plateau
_FIRST_LOOK_RECORDS = 64
_FEWEST_OTHER = 4  # values of another metric in the window from which its gain is taken
_PIECES = 12  # of the two stretches before the window and the window itself
_MOST_IN_ONE = 0.33  # of the fall over all of them
_FASTER = 1.4  # times the gain of the stretch before: healthy curves flatten out, they do not speed up so
_SMALL = 0.15  # of the promise: a gain below it is small, whatever its share of the level
_STEP = 0.6  # of the learning rate before: a drop at one stroke
_YOUNG = 2.0  # windows before the window in which such a drop begins a phase
_EDGE = 0.5  # of the gain of a stretch: how far below the end of the stretch before a window may lie
_CAUTION = 1.5
_SMOOTH = 5  # blocks over which the beginning is sought
_IMPROVED = 4.0  # standard errors below the plateau that end it
_LATE = 8  # blocks that must lie so low


@dataclass(frozen=True, slots=True)
class _Flat:
    """A window without improvement: its first block, its level, and how sure it is."""

    block: int
    level: float
    confidence: float


class PlateauWatch:
    """Watches one training loss by its block means."""

    def __init__(self, series: Series, thresholds: Thresholds) -> None:
        self._feed = Feed(series)
        self._limits = thresholds
        self._schedule = Schedule()
        self._caution = 1.0  # grows with every alert that was disproved
        self.findings: list[Finding] = []
        self._restart(0)

    def _restart(self, index: int) -> None:
        self._coarse = Coarse()
        self._next = index
        self._open: Finding | None = None
        self._open_index = 0
        self._looked = index
        self._earliest = 0  # first index at which the next plateau may begin

    def advance(self, run: Run) -> None:
        for start, stop, restarted in self._feed.stretches(run):
            if restarted:
                if self._open is not None:
                    self._open.clear(self._feed.series.rows[start], "the run was started again")
                self._restart(start)
            while self._next + self._coarse.size <= stop:
                end = self._next + self._coarse.size
                series = self._feed.series
                self._coarse.push(series.x[self._next : end], series.y[self._next : end], self._next)
                self._next = end
                self._look(run)

    def _look(self, run: Run) -> None:
        blocks = len(self._coarse)
        if blocks < _BEFORE + _AFTER:
            return
        if self._open is not None:
            self._maybe_clear()
        elif self._next - self._looked >= max(1, blocks // 48) * self._coarse.size:
            self._looked = self._next
            flat = self._search(run)
            if flat is not None:
                self._tell(run, flat)

    def _search(self, run: Run) -> _Flat | None:
        """The longest window up to now that is flat with confidence."""
        row = max(0, self._feed.series.rows[self._next - 1] - 1)
        x, y = self._coarse.x, self._coarse.y
        done = plan.share_done(run, row)
        early = self._next < _FIRST_LOOK_RECORDS or (done is not None and done < _FIRST_LOOK_SHARE)
        if early or x[0] < 0 or x[-1] <= x[0]:
            return None
        trend, noise = Trend(x, y), _noise(y)
        ran_out = self._ran_out(run, row)
        for block in self._candidates(run, row, ran_out):
            flat = self._flat(trend, block, noise, ran_out is not None and block >= ran_out)
            if flat is not None:
                return flat
        return None

    def _candidates(self, run: Run, row: int, ran_out: int | None) -> list[int]:
        """Blocks at which a plateau may have begun, the earliest first."""
        x, blocks = self._coarse.x, len(self._coarse)
        goal = plan.planned_end(run, row)
        way = x[-1] - min(0.0, x[0])
        shortest = self._caution * self._limits.plateau_window_share * (way if goal is None else min(way, goal))
        longest = _WIDEST * (x[-1] - x[0])
        first = max(_BEFORE, bisect_left(x, x[-1] - longest), bisect_left(self._coarse.first_index, self._earliest))
        last = min(blocks - _AFTER, bisect_left(x, x[-1] - shortest))
        grid = {round(first + (last - first) * k / 8) for k in range(9)} if last >= first else set()
        if ran_out is not None and _BEFORE <= ran_out <= last:
            grid.add(ran_out)
        end = None if goal is None else self._limits.plateau_end_share * goal
        return [b for b in sorted(grid, key=lambda b: (b != ran_out, b)) if end is None or x[b] < end]

    def _flat(self, trend: Trend, block: int, noise: float, ran_out: bool) -> _Flat | None:
        x, y = self._coarse.x, self._coarse.y
        stop, width = len(x), x[-1] - x[block]
        later = trend.line(block, stop)
        borders = self._stretches(block, width)
        earlier = [trend.line(start, end) for start, end in pairwise(borders)]
        promised = min(-line.slope * width for line in earlier)
        came = max(0.0, -later.slope * width)
        if ran_out:
            return self._flat_without_rate(block, later, width)
        z, limits = self._limits.plateau_z, self._limits
        small = max(limits.plateau_gain_share * abs(later.mean), _SMALL * promised)
        limit = min(limits.plateau_left_share * promised, small)
        if promised < _LEAST_PROMISE * abs(later.mean) or came + z * later.slope_error(noise) * width >= limit:
            return None
        if _dropped(trend, borders[1], stop, noise) or _begins_a_phase([*earlier, later], width, 2 * noise):
            return None
        error = later.slope_error(_scatter(x[block:], y[block:], later)) * width
        if came + z * error >= limit or -later.slope * width < -_RISES * error:
            return None
        return _Flat(block, later.mean, confidence_of((limit - came) / max(error, 1e-12)))

    def _flat_without_rate(self, block: int, later: Line, width: float) -> _Flat | None:
        """The learning rate has run out: flat unless the window plainly improves."""
        x, y = self._coarse.x, self._coarse.y
        error = later.slope_error(_scatter(x[block:], y[block:], later)) * width
        if abs(later.slope * width) > 2 * error:
            return None
        return _Flat(block, later.mean, 0.9)

    def _stretches(self, block: int, width: float) -> list[int]:
        """Borders of the three stretches before `block`, each as wide as the window as far as there is room."""
        x = self._coarse.x
        borders = [block]
        for back in (1, 2, 3):
            room = (3 - back) * _FEWEST
            borders.append(max(room, min(bisect_left(x, x[block] - back * width), borders[-1] - _FEWEST)))
        return borders[::-1]

    def _ran_out(self, run: Run, row: int) -> int | None:
        """The first block in which the learning rate had run out for good, `None` while it has not."""
        since = self._schedule.ran_out_since(run, row)
        if since is None:
            return None
        return max(0, bisect_left(self._coarse.first_index, bisect_left(self._feed.series.rows, since)))

    def _tell(self, run: Run, flat: _Flat) -> None:
        series = self._feed.series
        told_index, begin_index = self._next - 1, self._begin(flat)
        begin, told = series.rows[begin_index], series.rows[told_index]
        before = max(0, told - 1)
        if (
            context.is_game(run, before)
            or not context.is_main(run, series, before)
            or self._others_improve(run, begin, before)
        ):
            return
        ran_out = self._ran_out(run, before)
        if ran_out is None and self._rate_stepped(run, flat.block, before):
            return
        level = numbers.number(flat.level)
        message = f"{series.name} has not improved since {context.where(run, begin)}: it stays at {level}"
        message += "; the learning rate has run out." if ran_out is not None else "."
        severity = self._severity(run, begin, ran_out is not None)
        self._open = Finding("plateau", severity, series.name, begin, told, message, flat.confidence, lasts=True)
        self._open_index = begin_index
        self.findings.append(self._open)

    def _rate_stepped(self, run: Run, block: int, row: int) -> bool:
        """True when the learning rate dropped at one stroke lately: a new phase, too young for a verdict."""
        rate = context.of_kind(run, "learning_rate", row)
        if rate is None:
            return False
        x = self._coarse.x
        since = bisect_left(x, x[block] - _YOUNG * (x[-1] - x[block]))
        first = context.index_at(rate, self._feed.series.rows[self._coarse.first_index[since]])
        values = rate.y[max(0, first) : context.index_at(rate, row) + 1]
        return any(0 < after < _STEP * before for before, after in pairwise(values))

    def _begin(self, flat: _Flat) -> int:
        """The first value from which the curve, smoothed over a few blocks, lies at the plateau's level."""
        y, near = self._coarse.y, flat.level + 2 * _noise(self._coarse.y) / sqrt(_SMOOTH)
        for block in range(len(y) - _SMOOTH):
            if sum(y[block : block + _SMOOTH]) / _SMOOTH <= near:
                return self._coarse.first_index[block]
        return self._coarse.first_index[flat.block]

    def _severity(self, run: Run, begin: int, ran_out: bool) -> str:
        share = plan.share_done(run, begin)
        early = share is None or share < self._limits.plateau_early_share
        return "info" if early and not ran_out else "warning"

    def _others_improve(self, run: Run, begin: int, end: int) -> bool:
        """True when another metric with a direction still gets plainly better: training is alive."""
        return any(
            _improves(series, begin, end)
            for series in run.series.values()
            if series is not self._feed.series and series.meaning.goal != "none" and series.meaning.kind != "throughput"
        )

    def _maybe_clear(self) -> None:
        """Withdraw when the last blocks lie plainly below what the plateau was before them."""
        y = self._coarse.y
        held, late = y[bisect_left(self._coarse.first_index, self._open_index) : -_LATE], y[-_LATE:]
        if len(held) < _LATE or self._open is None:
            return
        level = sum(held) / len(held)
        drop = level - sum(late) / len(late)
        if drop > max(_IMPROVED * _noise(y) / sqrt(_LATE), self._limits.plateau_gain_share * abs(level)):
            row = self._feed.series.rows[self._next - 1]
            self._open.clear(row, f"{self._feed.series.name} improves again")
            self._open = None
            self._earliest = self._next
            self._caution *= _CAUTION


def _dropped(trend: Trend, start: int, stop: int, noise: float) -> bool:
    """True when much of the fall between two blocks came at one place: a drop begins a phase, it does not promise
    more.
    """
    size = (stop - start) // _PIECES
    if size < 1:
        return False
    means = [trend.line(stop - (k + 1) * size, stop - k * size).mean for k in range(_PIECES)]
    falls = [earlier - later for later, earlier in pairwise(means)]
    return max(falls) > _MOST_IN_ONE * max(0.0, sum(falls)) + _SMOOTH * noise / sqrt(size)


def _begins_a_phase(lines: list[Line], width: float, error: float) -> bool:
    """True when the curve fell faster and faster before the window, or the window lies below where the fall had led
    to.
    """
    gains = [-line.slope * width for line in lines[:-1]]
    if any(later > _FASTER * earlier + error for earlier, later in pairwise(gains)):
        return True
    near, window = lines[-2], lines[-1]
    edge = near.mean + near.slope * (window.centre - width / 2 - near.centre)
    return edge - window.mean > _EDGE * min(gains) + error


def _scatter(x: list[float], y: list[float], line: Line) -> float:
    """Sigma about a line, widened for neighbours that resemble each other (first-order autocorrelation)."""
    rest = [b - line.mean - line.slope * (a - line.centre) for a, b in zip(x, y, strict=True)]
    square = sum(r * r for r in rest)
    alike = sum(a * b for a, b in pairwise(rest)) / square if square > 0 else 0.0
    alike = min(0.8, max(0.0, alike + (1 + 3 * alike) / len(rest)))  # with its small-sample bias taken off
    return sqrt(square / max(1, len(rest) - 2) * (1 + alike) / (1 - alike))


def _noise(y: list[float]) -> float:
    """Sigma of the block means, by the differences of neighbours lately."""
    steps = [abs(b - a) for a, b in pairwise(y[-65:])]
    return median(steps) / QUARTILE / sqrt(2)


def _improves(series: Series, begin: int, end: int) -> bool:
    """True when the later half of the values between two rows beats the earlier half, by more than one in a hundred."""
    first, last = context.index_at(series, begin) + 1, context.index_at(series, end) + 1
    if last - first < _FEWEST_OTHER:
        return False
    middle = (first + last) // 2
    before, after = finite(series.y[max(first, middle - 64) : middle]), finite(series.y[max(middle, last - 64) : last])
    if not before or not after:
        return False
    gain = median(before) - median(after) if series.meaning.goal == "min" else median(after) - median(before)
    return gain > 0.01 * max(abs(median(before)), 1e-12)
