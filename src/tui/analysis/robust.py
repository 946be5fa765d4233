"""Robust statistics over short lists: order statistics and trends, nothing that one outlier can bend."""

from __future__ import annotations

from collections.abc import Sequence
from math import erf, isfinite, sqrt

QUARTILE = 0.6745  # of a normal distribution: the upper quartile lies this many sigmas above the median
DECILE = 1.2816  # the same for the upper decile, and the z of an 80 % range


def finite(values: Sequence[float]) -> list[float]:
    """The finite ones of `values`, in order."""
    return [v for v in values if isfinite(v)]


def median(values: Sequence[float]) -> float:
    """The middle value (the upper one of two). `values` must hold one at least."""
    return sorted(values)[len(values) // 2]


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which `share` of an ordered list lies."""
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def upper_sigma(ordered: Sequence[float]) -> float:
    """The spread above the median of an ordered list, as sigma of a normal distribution; the wider of two quantiles."""
    middle = quantile(ordered, 0.5)
    return max((quantile(ordered, 0.75) - middle) / QUARTILE, (quantile(ordered, 0.9) - middle) / DECILE)


def mad_sigma(values: Sequence[float]) -> float:
    """Sigma by the median absolute deviation (1.4826 times it, for a normal distribution)."""
    middle = median(values)
    return median([abs(v - middle) for v in values]) / QUARTILE


def noise_sigma(values: Sequence[float]) -> float:
    """Sigma of the noise around a smooth curve, by second differences (their variance is six times the noise's)."""
    if len(values) < 4:
        return 0.0
    bends = [abs(a - 2 * b + c) for a, b, c in zip(values, values[1:], values[2:], strict=False)]
    return median(bends) / QUARTILE / sqrt(6)


def confidence_of(z: float) -> float:
    """The one-sided confidence of `z` sigmas, at most 0.999: no log is surer than that."""
    return min(0.999, 0.5 * (1 + erf(z / sqrt(2))))


def block_size(index: int) -> int:
    """How many values are judged together from `index` on: few while a log is short, so that short logs are judged
    too.
    """
    if index < 64:
        return 4
    if index < 256:
        return 8
    return 16 if index < 1024 else 32
