"""Divergence: a loss that climbs from its best level and stays up.

As llm-foundry's KillLossSpike (outliers over several steps, or a high plateau) and Megatron's check for a spiky loss,
but by medians of blocks against the best block so far, so that a spike that comes back is none and a slow drift is one.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from tui.analysis import context, numbers
from tui.analysis.alerts import Thresholds
from tui.analysis.feed import Feed
from tui.analysis.finding import Finding
from tui.analysis.robust import block_size, confidence_of, finite, mad_sigma, median
from tui.model.run import Run
from tui.model.series import Series

_BLOCKS_UP = 2  # blocks in a row above the limit
_STAYS = 0.6  # share of the highest rise at which a loss still counts as up
_BACK = 0.3  # share of the rise below which it has come back
_RESTARTED_RATE = 1.5  # a learning rate that rose this much (a warm restart) excuses a rise up to the critical one


@dataclass(slots=True)
class _Best:
    level: float = inf
    sigma: float = 0.0
    index: int = 0


class DivergenceWatch:
    """Watches one loss by the medians of its blocks."""

    def __init__(self, series: Series, thresholds: Thresholds) -> None:
        self._feed = Feed(series)
        self._limits = thresholds
        self.findings: list[Finding] = []
        self._restart(0)

    def _restart(self, index: int) -> None:
        self._start = self._block_start = index
        self._best = _Best()
        self._first_level = inf  # what never fell cannot diverge: an average that starts at zero climbs too
        self._up: list[tuple[int, float]] = []  # (first index, rise) of the blocks that are up now
        self._peak = 0.0
        self._open: Finding | None = None

    def advance(self, run: Run) -> None:
        for _start, stop, restarted in self._feed.stretches(run):
            if restarted:
                self._end(_start, "the run was started again")
                self._restart(_start)
            while self._block_start + block_size(self._block_start - self._start) <= stop:
                end = self._block_start + block_size(self._block_start - self._start)
                self._block(run, self._block_start, end)
                self._block_start = end

    def _end(self, index: int, reason: str) -> None:
        if self._open is not None:
            self._open.clear(self._feed.series.rows[index], reason)
            self._open = None

    def _block(self, run: Run, start: int, stop: int) -> None:
        values = finite(self._feed.series.y[start:stop])
        if len(values) < (stop - start) / 2:
            return
        level = median(values)
        if self._first_level == inf:
            self._first_level = level
        if level < self._best.level:
            self._best = _Best(level, self._scatter(stop), start)
        rise = level - self._best.level
        self._peak = max(self._peak, rise)
        if self._open is not None:
            if rise < _BACK * self._peak:
                name = self._feed.series.name
                self._end(stop - 1, f"{name} came back to {numbers.number(level)}")
                self._up, self._peak = [], 0.0
            elif rise > self._limits.divergence_critical_share * abs(self._best.level):
                self._open.severity = "critical"
            return
        if rise > self._limit() and rise >= _STAYS * self._peak:
            self._up.append((start, rise))
            if len(self._up) >= _BLOCKS_UP:
                self._tell(run, stop - 1, level)
        else:
            self._up = []
            if rise < self._limit() / 2:
                self._peak = 0.0

    def _scatter(self, stop: int) -> float:
        """Sigma of single values lately."""
        return mad_sigma(finite(self._feed.series.y[max(self._start, stop - 64) : stop]))

    def _limit(self) -> float:
        best = self._best
        return max(self._limits.divergence_sigmas * best.sigma, self._limits.divergence_rise_share * abs(best.level))

    def _tell(self, run: Run, index: int, level: float) -> None:
        series, best = self._feed.series, self._best
        begin, told = series.rows[self._up[0][0]], series.rows[index]
        rise = level - best.level
        critical = rise > self._limits.divergence_critical_share * abs(best.level)
        before = max(0, told - 1)
        if context.is_game(run, before) or not context.is_main(run, series, before):
            return
        if self._first_level - best.level < self._limit() / 2:
            return
        if not critical and self._rate_rose(run, series.rows[best.index], begin):
            return
        message = (
            f"{series.name} rose from its best level {numbers.number(best.level)} (around "
            f"{context.where(run, series.rows[best.index])}) to {numbers.number(level)} and stays there since "
            f"{context.where(run, begin)}."
        )
        sure = confidence_of(rise / max(best.sigma, 1e-12) / 2)
        self._open = Finding(
            "divergence", "critical" if critical else "warning", series.name, begin, told, message, sure, lasts=True
        )
        self.findings.append(self._open)

    def _rate_rose(self, run: Run, best_row: int, begin: int) -> bool:
        rate = context.of_kind(run, "learning_rate", best_row)
        if rate is None:
            return False
        before, after = context.value_at(rate, best_row), context.value_at(rate, begin)
        return before is not None and after is not None and after > _RESTARTED_RATE * before
