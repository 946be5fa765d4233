"""Smoothing of curves: an exponential moving average, corrected for its start as TensorBoard does."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite, nan


def smooth(values: Sequence[float], weight: float) -> list[float]:
    """`values` smoothed; `weight` from 0 (raw) to below 1. What is not finite stays a gap and bends nothing after it.

    >>> smooth([1.0, float("nan"), 3.0], 0.5)
    [1.0, nan, 2.3333333333333335]
    """
    if not 0 <= weight < 1:
        raise ValueError(f"weight must be at least 0 and below 1, not {weight}")
    out, average, correction = [], 0.0, 1.0
    for value in values:
        if not isfinite(value):
            out.append(nan)
            continue
        average = weight * average + (1 - weight) * value
        correction *= weight
        out.append(average / (1 - correction))
    return out
