"""Spikes of a loss, and the ledger of those that came back.

Sources: OLMo-core's SkipStepOptimizer (six sigma over the last 128 values) and Lightning's SpikeDetection (a factor
over a running mean). Median and upper quantiles stand here for mean and sigma, so that neither the last spike nor
skewed noise bends the fence; a single record must stand out twice as far, since noise with heavy tails makes lone ones
by nature.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, log

from tui.analysis import context, numbers
from tui.analysis.alerts import Thresholds
from tui.analysis.feed import Feed
from tui.analysis.finding import Finding
from tui.analysis.robust import block_size, confidence_of, finite, mad_sigma, median, upper_sigma
from tui.model.run import Run
from tui.model.series import Series

_FEWEST = 20  # values before the first fence
_SHORTEST = 32  # values in the shortest window once there are so many
_RECENT = 3  # a window reaches back over a third of what was seen: early a loss still falls
_CALM_AGAIN = 3  # successive calm values end a spike
_NOTHING = 0.02  # of the level at the start: a rise of less means nothing, however near to zero a loss has gone
_HABIT = 3  # lone outliers after which they are this run's habit


@dataclass(frozen=True, slots=True)
class Fence:
    """Where a value is calm, where it is out, where one alone is far out; `level` and `sigma` are those of the
    window.
    """

    level: float
    sigma: float
    calm: float
    out: float
    lone: float


@dataclass(frozen=True, slots=True)
class Spike:
    """An entry of the ledger. `size` is the peak over the level before it; steps are `None` where the log has none."""

    metric: str
    step: float | None
    line: int
    level: float
    peak: float
    sigmas: float
    learning_rate: float | None
    gradient_norm: float | None
    recovered_in: float | None  # steps, `None` when it did not come back

    @property
    def size(self) -> float:
        return self.peak - self.level


@dataclass(slots=True)
class _Excursion:
    """Values beyond the fence: from `first` on, the highest at `peak`, told or not yet."""

    first: int
    peak: int
    last_out: int
    out_count: int = 1
    calm_count: int = 0
    length: int = 1
    finding: Finding | None = None


class SpikeWatch:
    """Watches one loss.

    Values are compared with a fence made from whole blocks before them, so batching cannot matter.
    """

    def __init__(self, series: Series, thresholds: Thresholds) -> None:
        self._feed = Feed(series)
        self._limits = thresholds
        self._start = 0  # index where this stretch began
        self._next_fence = _FEWEST
        self._fence: Fence | None = None
        self._excursion: _Excursion | None = None
        self._lone: list[int] = []  # indices of single records that were out
        self.findings: list[Finding] = []
        self.ledger: list[Spike] = []

    def advance(self, run: Run) -> None:
        for start, stop, restarted in self._feed.stretches(run):
            if restarted:
                self._restart(start)
            index = start
            while index < stop:
                if index >= self._next_fence:
                    self._build_fence(index)
                end = min(stop, self._next_fence)
                self._judge(run, index, end)
                index = end

    def _restart(self, index: int) -> None:
        if self._excursion is not None and self._excursion.finding is not None:
            self._excursion.finding.clear(self._feed.series.rows[index], "the run was started again")
        self._start, self._next_fence = index, index + _FEWEST
        self._fence = self._excursion = None

    def _build_fence(self, index: int) -> None:
        self._next_fence = index + block_size(index - self._start)
        if self._excursion is not None:
            return  # the fence stands still while something is beyond it
        reach = min(self._limits.spike_window_records, max(_SHORTEST, (index - self._start) // _RECENT))
        window = finite(self._feed.series.y[max(self._start, index - reach) : index])
        first = finite(self._feed.series.y[self._start : self._start + _FEWEST])
        self._fence = fence(window, median(first), self._limits) if len(window) >= _FEWEST // 2 and first else None

    def _judge(self, run: Run, start: int, stop: int) -> None:
        if self._fence is None:
            return
        values = self._feed.series.y
        if self._excursion is None and max(values[start:stop]) <= self._fence.out and not self._feed.series.not_finite:
            return
        for index in range(start, stop):
            self._take(run, index, values[index], self._fence)

    def _take(self, run: Run, index: int, value: float, fence: Fence) -> None:
        now = self._excursion
        if now is None:
            if fence.out < value < inf:
                self._excursion = now = _Excursion(index, index, index)
                self._maybe_tell(run, index, now, fence)
            return
        now.length += 1
        now.calm_count = now.calm_count + 1 if value <= fence.calm else 0
        if fence.out < value < inf:
            now.out_count += 1
            now.last_out = index
            now.peak = max(now.peak, index, key=lambda at: self._feed.series.y[at])
            self._maybe_tell(run, index, now, fence)
        self._maybe_end(run, index, now, fence)

    def _maybe_tell(self, run: Run, index: int, now: _Excursion, fence: Fence) -> None:
        series = self._feed.series
        value = series.y[index]
        habit = len([at for at in self._lone if index - at < 8 * self._limits.spike_window_records]) >= _HABIT
        close = now.out_count >= 2 and now.length <= 3 * now.out_count
        if now.finding is not None or not (close or (value > fence.lone and not habit)):
            return
        before = max(0, series.rows[index] - 1)
        if context.is_game(run, before) or not context.is_main(run, series, before):
            return
        sigmas = (series.y[now.peak] - fence.level) / fence.sigma
        message = (
            f"{series.name} jumped from {numbers.number(fence.level)} to {numbers.number(series.y[now.peak])} at "
            f"{context.where(run, series.rows[now.first])}, "
            f"{numbers.number(min(sigmas, 999), 2)} times its usual scatter."
        )
        begin, told = series.rows[now.first], series.rows[index]
        now.finding = Finding("spike", "warning", series.name, begin, told, message, confidence_of(sigmas / 2))
        self.findings.append(now.finding)

    def _maybe_end(self, run: Run, index: int, now: _Excursion, fence: Fence) -> None:
        if now.finding is None and index - now.last_out >= _CALM_AGAIN:
            self._lone.append(now.first)
        elif now.calm_count >= _CALM_AGAIN and now.finding is not None:
            back = index - now.calm_count + 1
            now.finding.clear(self._feed.series.rows[index], self._recovery(run, now.first, back))
            self._enter(run, now, fence, back)
        elif now.length > self._limits.spike_patience_records:
            if now.finding is not None:
                now.finding.clear(self._feed.series.rows[index], "it did not come back: a new level, no spike")
                self._enter(run, now, fence, None)
        else:
            return
        self._excursion = None

    def _recovery(self, run: Run, first: int, back: int) -> str:
        rows = self._feed.series.rows
        cost = context.cost(run, rows[first], rows[back])
        return f"recovered after {cost}" if cost else f"recovered after {back - first} records"

    def _enter(self, run: Run, now: _Excursion, fence: Fence, back: int | None) -> None:
        series = self._feed.series
        row, steps = series.rows[now.first], run.rows.step
        rate, norm = context.of_kind(run, "learning_rate", row), context.of_kind(run, "gradient_norm", row)
        self.ledger.append(
            Spike(
                series.name,
                context.known(steps[row]),
                run.rows.line[row],
                fence.level,
                series.y[now.peak],
                (series.y[now.peak] - fence.level) / fence.sigma,
                None if rate is None else context.value_at(rate, row),
                None if norm is None else context.value_at(norm, row),
                None if back is None else context.known(steps[series.rows[back]] - steps[row]),
            )
        )


def fence(window: list[float], start_level: float, limits: Thresholds) -> Fence | None:
    """The fence over a window of finite values: the higher of one by sums and, where all are positive, one by ratios.

    Scatter is taken about the medians of four parts, so that a fall within the window is no scatter. Ratios keep skewed
    (log-normal) noise inside; the least rise keeps tiny movements of a smooth curve, or of one near zero, inside.
    """
    parts = _parts(window)
    middles = [median(part) for part in parts]
    level = middles[-1]
    least = max(limits.spike_rise_share * abs(level), _NOTHING * abs(start_level))
    if least <= 0 or level == 0:
        return None
    rest = sorted(v - middle for part, middle in zip(parts, middles, strict=True) for v in part)
    sigma = max(upper_sigma(rest), mad_sigma(rest), least / limits.spike_sigmas)
    by_ratio = 0.0
    if min(window) > 0:
        ratios = sorted(log(v / middle) for part, middle in zip(parts, middles, strict=True) for v in part)
        by_ratio = max(upper_sigma(ratios), mad_sigma(ratios))

    def at(sigmas: float) -> float:
        return max(level + sigmas * sigma, level * exp(min(50.0, sigmas * by_ratio)) if by_ratio else -inf)

    return Fence(level, sigma, at(limits.spike_sigmas / 2), at(limits.spike_sigmas), at(limits.spike_lone_sigmas))


def _parts(window: list[float]) -> list[list[float]]:
    size = len(window) // 4
    return [window[k * size : (k + 1) * size if k < 3 else len(window)] for k in range(4)]
