"""Feed: what a rule has not yet seen of one series."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import gt

from tui.model.run import Run
from tui.model.series import Series


class Feed:
    """Walks a series once, in stretches that no restart of the run interrupts.

    A value that a bar may still overwrite is left for later, so that the outcome does not hang on when the look was
    taken.
    """

    __slots__ = ("_segment", "seen", "series")

    def __init__(self, series: Series) -> None:
        self.series = series
        self.seen = 0
        self._segment = 0

    def stretches(self, run: Run) -> Iterator[tuple[int, int, bool]]:
        """`(start, stop, restarted)` for each new stretch; `restarted` is true where the run was started again."""
        stop = run.settled(self.series)
        while self.seen < stop:
            start = self.seen
            restarted = self._passed_border(run, start)
            self.seen = end = self._next_border(run, start, stop)
            yield start, end, restarted

    def _passed_border(self, run: Run, start: int) -> bool:
        """True when a segment begins at `start`, or the place falls back there without one."""
        fell = start > 0 and self.series.x[start] < self.series.x[start - 1]
        first = self._segment
        while self._segment + 1 < len(run.segments) and self._border(run) <= start:
            self._segment += 1
        return start > 0 and (fell or self._segment > first)

    def _border(self, run: Run) -> int:
        return bisect_left(self.series.rows, run.segments[self._segment + 1].first_row)

    def _next_border(self, run: Run, start: int, stop: int) -> int:
        end = min(stop, self._border(run)) if self._segment + 1 < len(run.segments) else stop
        x = self.series.x[start:end]
        if not any(map(gt, x, x[1:])):
            return end
        return start + next(k for k in range(1, len(x)) if x[k] < x[k - 1])
