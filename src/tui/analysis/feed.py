"""Feed: what a rule has not yet seen of one series."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

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
        """`(start, stop, restarted)` for each new stretch; `restarted` is true where a new segment of the run begins.
        """
        stop = run.settled(self.series)
        while self.seen < stop:
            start, end, restarted = self.seen, stop, False
            while self._segment + 1 < len(run.segments):
                border = bisect_left(self.series.rows, run.segments[self._segment + 1].first_row)
                if border > start:
                    end = min(stop, border)
                    break
                self._segment += 1
                restarted = True
            self.seen = end
            yield start, end, restarted and start > 0
