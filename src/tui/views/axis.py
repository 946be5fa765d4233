"""The x axis of the charts: steps, epochs or time, one span for all of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from math import ceil, inf, isfinite, isnan, log2, nan
from typing import TYPE_CHECKING

from tui.analysis import numbers
from tui.model.run import Run
from tui.model.series import Series
from tui.views.picture.columns import stretches
from tui.views.picture.scale import Scale, label, ticks, time_ticks
from tui.views.state import Axis

if TYPE_CHECKING:
    from tui.analysis.alerts import Alert


FINEST = 100  # steps in which the end of the axis moves on, over its length


class XAxis:
    """Where values stand. Keeps the positions of the rows up to date, so that a redraw costs the new rows."""

    def __init__(self) -> None:
        self.run: Run | None = None
        self.kind: Axis = "step"
        self._place: array[float] = array("d")
        self._low, self._high = inf, -inf  # of what the log tells on this axis
        self.end = inf  # the last position, as of the last call of `span`

    @property
    def place(self) -> array[float] | None:
        """The position of each row; `None` where `Series.x` is the position."""
        return self._place if self._place and not isnan(self._place[-1]) else None

    def follow(self, run: Run, wanted: Axis) -> None:
        """Take in the new rows. An axis the log knows nothing of falls back to the run's own."""
        if run is not self.run or wanted != self.kind:
            self.run, self.kind, self._place = run, wanted, array("d")
            self._low, self._high = inf, -inf
        if wanted in ("step", run.axis):
            return
        source = run.rows.time if wanted == "time" else run.rows.epoch
        begins = {s.first_row for s in run.segments} if wanted == "epoch" else set()
        before = self._place[-1] if self._place else nan
        for row in range(len(self._place), len(source)):
            value = source[row]
            if isnan(before) or value > before or row in begins:
                before = value
            self._place.append(before)
            if value < self._low:
                self._low = value
            if value > self._high:
                self._high = value

    @property
    def is_time(self) -> bool:
        """True when positions are POSIX seconds."""
        return self.kind == "time" and self.place is not None

    def at(self, series: Series, index: int) -> float:
        """The position of a value."""
        return series.x[index] if self.place is None else self.place[series.rows[index]]

    def of_alert(self, alert: Alert) -> float | None:
        """The position of an alert, `None` when the log does not tell it on this axis."""
        if self.is_time:
            return alert.time
        own_epochs = self.run is not None and self.run.axis == "epoch"
        by_epoch = own_epochs or (self.kind == "epoch" and self.place is not None)
        return alert.epoch if by_epoch else alert.step

    def span(self, series: Iterable[Series]) -> tuple[float, float]:
        """From the first to the last position; from zero where the first is close to it.

        The end moves on in steps of a hundredth of the length or more, so that what was drawn can be kept in between.
        """
        low, high = (self._low, self._high) if self.place is not None else self._ends(series)
        self.end = high
        if not (isfinite(low) and isfinite(high)):
            return 0.0, 1.0
        if 0 < low <= 0.05 * high and not self.is_time:
            low = 0.0
        return low, _stepwise(low, high)

    def _ends(self, series: Iterable[Series]) -> tuple[float, float]:
        run = self.run
        parts = [(one, part) for one in series for part in (stretches(one, run) if run is not None else [])]
        ends = [one.x[at] for one, part in parts if part.start < part.stop for at in (part.start, part.stop - 1)]
        known = [e for e in ends if isfinite(e)]
        return min(known, default=inf), max(known, default=-inf)

    def ticks(self, span: tuple[float, float], most: int) -> tuple[tuple[float, str], ...]:
        """Round places between the ends of the span, as shares of it, each with its text."""
        low, high = span
        if not low < high:
            return ((0.0, self.text(low)),)
        if self.is_time:
            start = self._start()
            found = time_ticks(low - start, high - start, most)
            return tuple(((at + start - low) / (high - low), text) for at, text in found)
        places = ticks(Scale(low, high), most)
        step = places[1] - places[0] if len(places) > 1 else 0.0
        return tuple(((v - low) / (high - low), label(v, step)) for v in places)

    def text(self, position: float) -> str:
        """A position as text: a number, or the time since the start of the run."""
        return numbers.duration(position - self._start()) if self.is_time else numbers.number(position)

    def _start(self) -> float:
        first = self.run.first_time if self.run is not None else None
        return 0.0 if first is None else first


def _stepwise(low: float, high: float) -> float:
    if not high > low:
        return high
    step = 2.0 ** ceil(log2((high - low) / FINEST))
    return low + ceil((high - low) / step) * step
