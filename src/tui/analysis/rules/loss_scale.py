"""A loss scale that collapses: step after step without a finite gradient, so nothing is learned while steps go by.

Dynamic loss scalers (apex, Megatron, DeepSpeed) halve the scale on overflow. At the start they come down from a high
first guess, which is no fault; later a fall far below the habit is one. Told as divergence, since that is what it is.
"""

from __future__ import annotations

from tui.analysis import context, numbers
from tui.analysis.alerts import Thresholds
from tui.analysis.feed import Feed
from tui.analysis.finding import Finding
from tui.analysis.robust import finite, median
from tui.model.run import Run
from tui.model.series import Series

_FEWEST = 16  # values that make a habit
_WINDOW = 256  # values that the habit is taken from
_REFRESH = 16  # values between two looks at the habit


class LossScaleWatch:
    """Watches the loss scale. The habit is the median of the values before the block at hand."""

    def __init__(self, series: Series, thresholds: Thresholds) -> None:
        self._feed = Feed(series)
        self._factor = thresholds.loss_scale_collapse_factor
        self._start = 0
        self._next_look = _FEWEST
        self._habit: float | None = None
        self._open: Finding | None = None
        self.findings: list[Finding] = []

    def advance(self, run: Run) -> None:
        for start, stop, restarted in self._feed.stretches(run):
            if restarted:
                self._restart(start)
            index = start
            while index < stop:
                if index >= self._next_look:
                    self._look(index)
                end = min(stop, self._next_look)
                self._judge(run, index, end)
                index = end

    def _restart(self, index: int) -> None:
        if self._open is not None:
            self._open.clear(self._feed.series.rows[index], "the run was started again")
        self._start, self._next_look, self._habit, self._open = index, index + _FEWEST, None, None

    def _look(self, index: int) -> None:
        self._next_look = index + _REFRESH
        if self._open is None:
            window = finite(self._feed.series.y[max(self._start, index - _WINDOW) : index])
            self._habit = median(window) if window else None

    def _judge(self, run: Run, start: int, stop: int) -> None:
        values, habit = self._feed.series.y, self._habit
        if habit is None or habit <= 0:
            return
        for index in range(start, stop):
            value = values[index]
            if self._open is None and value <= habit / self._factor:
                self._tell(run, index, value, habit)
            elif self._open is not None and value >= habit / 16:
                self._open.clear(self._feed.series.rows[index], f"the loss scale is back at {numbers.number(value)}")
                self._open = None

    def _tell(self, run: Run, index: int, value: float, habit: float) -> None:
        series = self._feed.series
        row = series.rows[index]
        message = (
            f"The loss scale fell from {numbers.number(habit)} to {numbers.number(value)} by "
            f"{context.where(run, row)}: gradients overflow step after step, and those steps are skipped."
        )
        self._open = Finding("divergence", "critical", series.name, row, row, message, 0.95, lasts=True)
        self.findings.append(self._open)
