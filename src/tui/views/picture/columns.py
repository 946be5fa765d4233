"""From a series to the columns of a picture: extremes and last value of what falls into each column."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Sequence
from math import inf, isnan
from typing import NamedTuple

from tui.model.run import Run
from tui.model.series import Bucket, Series

MOST_KEPT = 100  # curves whose columns are remembered
Place = Sequence[float] | None  # the position of each row of the run, where that is not `Series.x`
Columns = list[Bucket | None]  # `None` where no value falls into the column


def columns(
    series: Series,
    width: int,
    x_from: float,
    x_to: float,
    start: int = 0,
    stop: int | None = None,
    *,
    place: Place = None,
    first: int = 0,
) -> Columns:
    """The values with index `start` to `stop` in `width` equal columns from `x_from` to `x_to`, both included.

    `place` holds the position of each row of the run, where that is not `Series.x`. Positions must not fall between
    `start` and `stop`. Costs `width`, not the number of values. Columns before `first` are left empty.
    """
    end = len(series) if stop is None else stop
    if width <= 0 or start >= end or not x_to >= x_from:
        return [None] * max(0, width)
    if place is None:
        cuts = _edges(series.x, width, x_from, x_to, start, end, first)
    else:
        rows = series.rows
        after = rows[end - 1] + 1
        edges = _edges(place, width, x_from, x_to, _first_known(place, rows[start], after), after, first)
        cuts = [(bisect_left(rows, i, start, end), bisect_left(rows, j, start, end)) for i, j in edges]
    return [series.between(i, j) if i < j else None for i, j in cuts]


def _first_known(place: Sequence[float], start: int, stop: int) -> int:
    """The first row whose position is known: NaN sorts nowhere, and stands at the beginning alone."""
    return next((row for row in range(start, stop) if not isnan(place[row])), stop)


def _edges(
    at: Sequence[float], width: int, x_from: float, x_to: float, start: int, stop: int, first: int
) -> list[tuple[int, int]]:
    """First and last index (not included) of each column."""
    wide = (x_to - x_from) / width
    cut = bisect_left(at, x_from + first * wide if first else x_from, start, stop)
    out = [(cut, cut)] * first
    for k in range(first + 1, width):
        after = bisect_left(at, x_from + k * wide, cut, stop) if wide else cut
        out.append((cut, after))
        cut = after
    out.append((cut, bisect_right(at, x_to, cut, stop)))
    return out


class Kept:
    """Columns of curves that were drawn before, so that a redraw reads only what is new."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[Series, int, Columns]] = {}

    def columns(
        self, series: Series, width: int, x_from: float, x_to: float, start: int, stop: int, place: Place = None
    ) -> Columns:
        """The same as `columns`; what `place` tells of a row must not change."""
        key = (id(series), width, x_from, x_to, start, place is None)
        known = self._known.get(key)
        first = 0
        if known is not None and start < known[1] <= stop and x_to > x_from:
            # the last value read may still change, and a column boundary may be one off by rounding
            last = series.x[known[1] - 1] if place is None else place[series.rows[known[1] - 1]]
            share = (last - x_from) / (x_to - x_from)
            first = max(0, min(width, int(share * width)) - 1) if 0 <= share <= 1 else 0
        out = columns(series, width, x_from, x_to, start, stop, place=place, first=first)
        if known is not None:
            out[:first] = known[2][:first]
        if len(self._known) > MOST_KEPT:
            self._known.clear()
        self._known[key] = (series, stop, list(out))
        return out


def added(left: Columns, right: Columns) -> Columns:
    """Two parts of one curve in the same columns; `right` is the later one."""
    out: Columns = []
    for a, b in zip(left, right, strict=True):
        if a is not None and b is not None:
            a = Bucket(a.low, a.high, a.last, a.count, a.not_finite)
            a.add(b.low, b.high, b.last, b.count, b.not_finite)
        out.append(b if a is None else a)
    return out


class Stretch(NamedTuple):
    """Values `start` to `stop` of a series, with no restart between; those from `cut` on were trained once more."""

    start: int
    cut: int
    stop: int


def stretches(series: Series, run: Run) -> list[Stretch]:
    """The unbroken parts of a series, oldest first. Parts that follow on without going back are one."""
    starts = [0]
    for segment in run.segments[1:]:
        at = bisect_left(series.rows, segment.first_row)
        if starts[-1] < at < len(series) and series.x[at] <= series.x[at - 1]:
            starts.append(at)
    parts: list[Stretch] = []
    limit = inf
    for start, stop in reversed(list(zip(starts, [*starts[1:], len(series)], strict=True))):
        parts.append(Stretch(start, bisect_left(series.x, limit, start, stop), stop))
        if start < stop:
            limit = min(limit, series.x[start])
    return parts[::-1]


def latest(series: Series, run: Run, width: int) -> Columns:
    """The newest stretch of a series in `width` columns; fewer values take fewer columns, the rest stays empty."""
    start = stretches(series, run)[-1].start
    few = min(width, len(series) - start)
    if few < 1:
        return [None] * width
    return [*columns(series, few, series.x[start], series.x[-1], start), *[None] * (width - few)]


def smoothed(values: Columns, weight: float) -> Columns:
    """An exponential moving average over the columns, without the pull towards zero at the start.

    `weight` is that of the past, as in TensorBoard; debiased as by Kingma and Ba (2015), section 3.
    """
    total, norm = 0.0, 0.0
    out: Columns = []
    for column in values:
        if column is None or not column.count:
            out.append(column)
            continue
        total = weight * total + (1 - weight) * column.last
        norm = weight * norm + (1 - weight)
        mean = total / norm
        out.append(Bucket(mean, mean, mean, column.count, column.not_finite))
    return out
