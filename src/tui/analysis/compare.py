"""Two runs side by side: the metrics they share, value against value at equal positions, and their pace."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite

from tui.analysis.pace import Pace
from tui.model.run import Run
from tui.model.series import Series

POINTS = 8  # equal positions at which two curves are held against each other


@dataclass(frozen=True, slots=True)
class Point:
    """Both values at one position of the axis."""

    x: float
    left: float
    right: float

    @property
    def difference(self) -> float | None:
        """By how much the right value lies above the left, as a share of the left; `None` where that says nothing."""
        return difference(self.left, self.right)


@dataclass(frozen=True, slots=True)
class Shared:
    """A metric that both runs have. `better` is "left", "right" or "", by their best values and the metric's goal."""

    name: str
    left: Series
    right: Series
    better: str
    points: tuple[Point, ...]


def shared_metrics(left: Run, right: Run) -> tuple[Shared, ...]:
    """The metrics of both runs that can get better or worse, those that matter most first.

    Values are held against each other only where both runs count in the same unit.
    """
    both = [s for s in left.shown_series() if s.name in right.series and s.meaning.goal != "none" and len(s)]
    same_axis = left.axis == right.axis
    return tuple(
        Shared(s.name, s, other, _better(s, other), aligned_points(s, other) if same_axis else ())
        for s in both
        if len(other := right.series[s.name])
    )


def aligned_points(left: Series, right: Series, count: int = POINTS) -> tuple[Point, ...]:
    """Both values at up to `count` positions that both series have, spread evenly, the last one always among them.

    Where a run went over the same ground twice its later value counts. Without a position in common, the last value up
    to each position of the left series stands for the right one.
    """
    ours, theirs = _by_position(left), _by_position(right)
    common = sorted(ours.keys() & theirs.keys())
    if not common:
        return _in_between(ours, theirs, count)
    return tuple(Point(x, ours[x], theirs[x]) for x in _spread(common, count))


def pace_ratio(left: Pace, right: Pace) -> float | None:
    """How many times as fast the right run goes, `None` when that is not known or their units differ."""
    return right.rate / left.rate if left.rate and right.rate and left.unit == right.unit else None


def difference(left: float, right: float) -> float | None:
    """(right - left) / |left|, `None` where it is not finite."""
    if not isfinite(left) or not isfinite(right) or left == 0:
        return None
    share = (right - left) / abs(left)
    return share if isfinite(share) else None


def _better(left: Series, right: Series) -> str:
    if left.best is None or right.best is None or left.best == right.best:
        return ""
    return "left" if (left.best < right.best) == (left.meaning.goal == "min") else "right"


def _by_position(series: Series) -> Mapping[float, float]:
    return {x: y for x, y in zip(series.x, series.y, strict=True) if isfinite(x)}


def _in_between(ours: Mapping[float, float], theirs: Mapping[float, float], count: int) -> tuple[Point, ...]:
    known = sorted(theirs)
    if not known:
        return ()
    within = sorted(x for x in ours if known[0] <= x <= known[-1])
    return tuple(Point(x, ours[x], theirs[known[bisect_right(known, x) - 1]]) for x in _spread(within, count))


def _spread(xs: list[float], count: int) -> list[float]:
    if len(xs) <= count:
        return xs
    return [xs[round(k * (len(xs) - 1) / (count - 1))] for k in range(count)]
