"""Phases of a curve: where it improved fast, where steadily, and from where it slowed down or stood still."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import inf, isfinite, nan, sqrt
from statistics import median

from tui.model.series import Series

FAST_SHARE = 0.8  # of the whole improvement: until then the curve is fast
STEADY_SHARE = 0.95  # until then it is steady
FLAT_PACE = 0.1  # of the mean pace: what is left is slow above it and flat below
_BLOCKS = 400  # means of values that stand in for a long series
_FEWEST = 8  # values below which there are no phases to speak of
_SMOOTHED_OVER = 20  # a twentieth of the curve is averaged
_CLEAR = 4.0  # standard errors by which the last third must be better than the first


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of a curve. `kind` is "fast", "steady", "slow" or "flat"; `gained` its share of the whole improvement.

    `start` and `end` are positions on the run's axis, `y_start` and `y_end` the smoothed values there.
    """

    kind: str
    start: float
    end: float
    y_start: float
    y_end: float
    gained: float


def phases(series: Series) -> tuple[Phase, ...]:
    """The phases of a series that can get better or worse; empty when it is short or did not clearly improve.

    The curve is smoothed by a running mean and then taken as the best value so far, so that a spike ends no phase.
    """
    sign = {"min": 1.0, "max": -1.0}.get(series.meaning.goal)
    if sign is None:
        return ()
    xs, ys = _thinned(series, sign)
    if len(ys) < _FEWEST:
        return ()
    best = list(accumulate(_smoothed(ys), min))
    whole = best[0] - best[-1]
    if not (_clearly_better(ys) and 0 < whole < inf):
        return ()
    fast = next(k for k, y in enumerate(best) if best[0] - y >= FAST_SHARE * whole)
    steady = next(k for k, y in enumerate(best) if best[0] - y >= STEADY_SHARE * whole)
    cuts = [0, fast, steady, len(xs) - 1]
    rest = (best[steady] - best[-1]) / whole
    last = "flat" if rest * (len(xs) - 1) <= FLAT_PACE * (len(xs) - 1 - steady) else "slow"
    return tuple(
        Phase(kind, xs[a], xs[b], sign * best[a], sign * best[b], (best[a] - best[b]) / whole)
        for kind, (a, b) in zip(("fast", "steady", last), pairwise(cuts), strict=True)
        if b > a
    )


def _clearly_better(ys: list[float]) -> bool:
    """True when the last third is better than the first by more than the noise of neighbouring values explains."""
    third = len(ys) // 3
    gained = (sum(ys[:third]) - sum(ys[-third:])) / third
    noise = median(abs(b - a) for a, b in pairwise(ys))  # about one standard deviation of independent values
    return gained > _CLEAR * noise * sqrt(2 / third)


def _thinned(series: Series, sign: float) -> tuple[list[float], list[float]]:
    """The first value and the means of at most `_BLOCKS` blocks after it, turned so that less is better.

    A block stands at its end. Values that are not finite are left out.
    """
    size = max(1, -(-len(series) // _BLOCKS))
    xs: list[float] = []
    ys: list[float] = []
    for start in (0, *range(1, len(series), size)):
        end = min(start + size, len(series)) if start else min(1, len(series))
        finite = [y for y in series.y[start:end] if isfinite(y)]
        x = series.x[end - 1] if end else nan
        if finite and isfinite(x):
            xs.append(x)
            ys.append(sign * sum(finite) / len(finite))
    return xs, ys


def _smoothed(ys: list[float]) -> list[float]:
    """A centred running mean that shrinks towards both ends, so that the first and the last value are kept."""
    reach = len(ys) // _SMOOTHED_OVER // 2
    sums = [0.0, *accumulate(ys)]

    def mean(k: int) -> float:
        near = min(reach, k, len(ys) - 1 - k)
        return (sums[k + near + 1] - sums[k - near]) / (2 * near + 1)

    return [mean(k) for k in range(len(ys))]
