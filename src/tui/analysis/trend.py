"""Straight lines through stretches of a series, each in constant time, with the error of their slope."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf, sqrt


@dataclass(frozen=True, slots=True)
class Line:
    """A least-squares line: `slope` a unit of u, its value `mean` at `centre`; `spread` is the sum of squares of u
    about it.
    """

    slope: float
    mean: float
    centre: float
    spread: float
    count: int

    def slope_error(self, sigma: float) -> float:
        """Standard error of the slope when single values scatter by `sigma`."""
        return sigma / sqrt(self.spread) if self.spread > 0 else inf


class Trend:
    """Prefix sums over `(u, y)`, so that the line through any stretch costs the same."""

    def __init__(self, u: Sequence[float], y: Sequence[float]) -> None:
        self._u0, self._y0 = (u[0], y[0]) if u else (0.0, 0.0)  # shifted, so that sums lose no digits
        du, dy = [v - self._u0 for v in u], [v - self._y0 for v in y]
        self._su, self._sy = self._sums(du), self._sums(dy)
        self._suu = self._sums([a * a for a in du])
        self._suy = self._sums([a * b for a, b in zip(du, dy, strict=True)])

    @staticmethod
    def _sums(values: Sequence[float]) -> list[float]:
        return [0.0, *accumulate(values)]

    def line(self, start: int, stop: int) -> Line:
        """The line through values `start` to `stop` (excluded)."""
        n = stop - start
        su, sy = self._su[stop] - self._su[start], self._sy[stop] - self._sy[start]
        suu = self._suu[stop] - self._suu[start] - su * su / n
        suy = self._suy[stop] - self._suy[start] - su * sy / n
        return Line(suy / suu if suu > 0 else 0.0, sy / n + self._y0, su / n + self._u0, max(0.0, suu), n)
