"""Coarse: a series as at most a few hundred block middles, kept up to date at constant cost a value."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

MOST_BLOCKS = 256


class Coarse:
    """Block middles of what is pushed, oldest first; every block holds `size` values, and `size` doubles when there are
    too many.

    Which blocks exist depends on the count of values alone, never on how they were handed in.
    """

    def __init__(self) -> None:
        self.size = 1
        self.x: list[float] = []
        self.y: list[float] = []
        self.first_index: list[int] = []
        self.merged = 0  # how often blocks were merged: prefix sums over them are stale after it

    def __len__(self) -> int:
        return len(self.y)

    def push(self, x: Sequence[float], y: Sequence[float], first_index: int) -> None:
        """Add one whole block of `size` values; what is not finite is left out, and so is a block of nothing else."""
        good = y if isfinite(sum(y)) else [v for v in y if isfinite(v)]
        if not len(good):
            return
        self.x.append(sum(x) / len(x))
        self.y.append(_middle(good))
        self.first_index.append(first_index)
        if len(self.y) >= MOST_BLOCKS:
            self._merge()

    def _merge(self) -> None:
        self.size *= 2
        self.merged += 1
        for column in (self.x, self.y):
            column[:] = [(a + b) / 2 for a, b in zip(column[::2], column[1::2], strict=False)]
        self.first_index[:] = self.first_index[: 2 * len(self.y) : 2]


def _middle(values: Sequence[float]) -> float:
    """The mean of the middle half of four values or more, so that a spike bends nothing; the mean of fewer."""
    if len(values) < 4:
        return sum(values) / len(values)
    ordered = sorted(values)
    inner = ordered[len(ordered) // 4 : -(len(ordered) // 4)]
    return sum(inner) / len(inner)
