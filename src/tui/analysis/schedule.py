"""Schedule: when the learning rate ran out, read from its values once, in order."""

from __future__ import annotations

from bisect import bisect_right
from math import inf

from tui.analysis import context
from tui.model.run import Run
from tui.model.series import Series

RAN_OUT = 2e-4  # of its highest value: three tenfold drops are a schedule, less than that trains nothing
_COARSE = 0.03  # of the highest: a zero right after a larger value is one of too few printed digits
_CHUNK = 64


class Schedule:
    """Remembers each change between "there is a learning rate" and "it has run out", so that any past row can be
    asked.
    """

    def __init__(self) -> None:
        self._series: Series | None = None
        self._seen = 0
        self._highest = 0.0
        self._least = inf  # the smallest that was above zero
        self._rows: list[int] = []  # rows at which the state changes, starting with "ran out"

    def ran_out_since(self, run: Run, row: int) -> int | None:
        """The row since which the learning rate has run out, as known at `row`; `None` while there is one, or none is
        printed.
        """
        self._advance(run, row)
        if self._least > _COARSE * self._highest:
            return None
        changes = bisect_right(self._rows, row)
        return self._rows[changes - 1] if changes % 2 else None

    def _advance(self, run: Run, row: int) -> None:
        series = context.of_kind(run, "learning_rate", row)
        if series is None:
            return
        if series is not self._series:
            self._series, self._seen, self._highest, self._least, self._rows = series, 0, 0.0, inf, []
        stop = context.index_at(series, row) + 1
        while self._seen < stop:
            end = min(stop, self._seen + _CHUNK)
            self._take(series, self._seen, end)
            self._seen = end

    def _take(self, series: Series, start: int, stop: int) -> None:
        values = series.y[start:stop]
        is_out = len(self._rows) % 2 == 1
        low, high = min(values), max(values)
        stays_up, stays_out = low > RAN_OUT * max(high, self._highest), high <= RAN_OUT * self._highest
        if stays_out if is_out else stays_up:
            self._highest = max(self._highest, high)
            self._least = min(self._least, low) if low > 0 else self._least
            return
        for value, row in zip(values, series.rows[start:stop], strict=True):
            self._highest = max(self._highest, value)
            if value > RAN_OUT * self._highest:
                self._least = min(self._least, value)
            if (value <= RAN_OUT * self._highest and self._highest > 0) != (len(self._rows) % 2 == 1):
                self._rows.append(row)
