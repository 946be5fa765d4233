"""Series: one metric as two columns of numbers, with bounds and a pyramid so that drawing costs the width."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf, isfinite, isnan, nan

from tui.model.names import Meaning

FAN = 32  # points in a block, blocks in a block of the next level


@dataclass(slots=True)
class Bucket:
    """What lies between two columns of a drawing: extremes and last value over finite values, and what was not finite."""

    low: float = inf
    high: float = -inf
    last: float = nan
    count: int = 0
    not_finite: int = 0

    def add(self, low: float, high: float, last: float, count: int, not_finite: int) -> None:
        if low < self.low:
            self.low = low
        if high > self.high:
            self.high = high
        if not isnan(last):
            self.last = last
        self.count += count
        self.not_finite += not_finite


@dataclass(slots=True)
class _Level:
    """Summaries of whole blocks of `FAN` entries of the level below, as columns."""

    x_low: array[float] = field(default_factory=lambda: array("d"))
    x_high: array[float] = field(default_factory=lambda: array("d"))
    low: array[float] = field(default_factory=lambda: array("d"))
    high: array[float] = field(default_factory=lambda: array("d"))
    last: array[float] = field(default_factory=lambda: array("d"))
    not_finite: array[int] = field(default_factory=lambda: array("q"))

    def __len__(self) -> int:
        return len(self.low)


class Series:
    """The values of one metric in the order they were read.

    `x[i]` is the position of `y[i]` on the run's axis, `rows[i]` its row in `Run`. NaN and infinity are data: they are kept,
    counted in `not_finite` and left out of the bounds. One thread owns a series, the one that owns its run.
    """

    __slots__ = (
        "_before",
        "_levels",
        "best_at",
        "first_bad",
        "high",
        "low",
        "meaning",
        "name",
        "not_finite",
        "rank",
        "rows",
        "x",
        "y",
    )

    def __init__(self, name: str, meaning: Meaning, rank: int | None = None) -> None:
        self.name = name
        self.meaning = meaning
        self.rank = rank
        self.x: array[float] = array("d")
        self.y: array[float] = array("d")
        self.rows: array[int] = array("q")
        self.low = inf
        self.high = -inf
        self.not_finite = 0
        self.first_bad: int | None = None  # index of the first value that is not finite
        self.best_at: int | None = None  # index of the best value, first one of equals
        self._levels: list[_Level] = []
        self._before: tuple[float, float, int, int | None, int | None] | None = (
            None  # the bounds without the last value
        )

    def __len__(self) -> int:
        return len(self.y)

    @property
    def in_main_lane(self) -> bool:
        """True for what the main process printed; the others' metrics bear their rank in the name."""
        return self.rank is None or not self.name.startswith(f"rank{self.rank}:")

    @property
    def first(self) -> float:
        """The first value, NaN when there is none."""
        return self.y[0] if self.y else nan

    @property
    def last(self) -> float:
        """The last value, NaN when there is none."""
        return self.y[-1] if self.y else nan

    @property
    def best(self) -> float | None:
        """The best value by the metric's own direction, `None` where it has none."""
        return None if self.best_at is None else self.y[self.best_at]

    @property
    def is_constant(self) -> bool:
        """True when every finite value is the same."""
        return not self.low < self.high

    def take_meaning(self, meaning: Meaning) -> None:
        """Another direction, kind or split: the best value is looked for again. Costs the number of values."""
        self.meaning, self._before = meaning, None
        bound = {"min": self.low, "max": self.high}.get(meaning.goal)
        self.best_at = self.y.index(bound) if bound is not None and isfinite(bound) else None

    def append(self, x: float, y: float, row: int) -> None:
        """Add a value. Amortised constant time."""
        index = len(self.y)
        self._before = (self.low, self.high, self.not_finite, self.first_bad, self.best_at)
        self.x.append(x)
        self.y.append(y)
        self.rows.append(row)
        self._bound(index, y)
        if (index + 1) % FAN == 0:
            self._close_block(0)

    def extend(self, x: array[float], y: array[float], rows: array[int]) -> None:
        """Add many values at once; the same as `append` for each."""
        start = len(self.y)
        self._before = None
        self.x.extend(x)
        self.y.extend(y)
        self.rows.extend(rows)
        if y and isfinite(sum(y)):
            self._bound_finite(start, y)
        else:
            for offset, value in enumerate(y):
                self._bound(start + offset, value)
        for _ in range(len(self.y) // FAN - start // FAN):
            self._close_block(0)

    def replace_last(self, y: float) -> None:
        """Overwrite the last value: a bar's frame is replaced by the next, or by a logger's line."""
        index = len(self.y) - 1
        if self._before is not None:
            self.low, self.high, self.not_finite, self.first_bad, self.best_at = self._before
        self.y[index] = y
        self._bound(index, y)
        if (index + 1) % FAN == 0:
            self._reopen_block()
            self._close_block(0)

    def _bound(self, index: int, y: float) -> None:
        if not isfinite(y):
            self.not_finite += 1
            if self.first_bad is None:
                self.first_bad = index
            return
        goal = self.meaning.goal
        if (goal == "min" and y < self.low) or (goal == "max" and y > self.high):
            self.best_at = index
        if y < self.low:
            self.low = y
        if y > self.high:
            self.high = y

    def _bound_finite(self, start: int, y: array[float]) -> None:
        low, high = min(y), max(y)
        goal = self.meaning.goal
        if goal == "min" and low < self.low:
            self.best_at = start + y.index(low)
        if goal == "max" and high > self.high:
            self.best_at = start + y.index(high)
        self.low = min(self.low, low)
        self.high = max(self.high, high)

    def _close_block(self, depth: int) -> None:
        if depth == len(self._levels):
            self._levels.append(_Level())
        level = self._levels[depth]
        start = len(level) * FAN
        stop = start + FAN
        if depth == 0:
            xs, ys = self.x[start:stop], self.y[start:stop]
            finite = [v for v in ys if isfinite(v)]
            known = [v for v in xs if v == v] or [nan]
            level.x_low.append(min(known))
            level.x_high.append(max(known))
            level.low.append(min(finite, default=inf))
            level.high.append(max(finite, default=-inf))
            level.last.append(finite[-1] if finite else nan)
            level.not_finite.append(FAN - len(finite))
        else:
            below = self._levels[depth - 1]
            level.x_low.append(min(below.x_low[start:stop]))
            level.x_high.append(max(below.x_high[start:stop]))
            level.low.append(min(below.low[start:stop]))
            level.high.append(max(below.high[start:stop]))
            level.last.append(next((v for v in reversed(below.last[start:stop]) if v == v), nan))
            level.not_finite.append(sum(below.not_finite[start:stop]))
        if len(level) % FAN == 0:
            self._close_block(depth + 1)

    def _reopen_block(self) -> None:
        for level in self._levels:
            whole = len(level) % FAN == 0
            for column in (level.x_low, level.x_high, level.low, level.high, level.last, level.not_finite):
                column.pop()
            if not whole:
                break

    def between(self, start: int, stop: int) -> Bucket:
        """What the values with index `start` to `stop` (not included) amount to. Costs the depth of the pyramid."""
        out = Bucket()
        self._gather(out, -1, start, min(stop, len(self.y)))
        return out

    def _gather(self, out: Bucket, depth: int, start: int, stop: int) -> None:
        """Entries `start` to `stop` of a level (-1: the values): whole blocks from the level above, the edges from it."""
        first, last = -(-start // FAN), stop // FAN
        if last - first < 2:
            self._take(out, depth, start, stop)
            return
        self._take(out, depth, start, first * FAN)
        self._gather(out, depth + 1, first, last)
        self._take(out, depth, last * FAN, stop)

    def _take(self, out: Bucket, depth: int, start: int, stop: int) -> None:
        if start >= stop:
            return
        if depth >= 0:
            level = self._levels[depth]
            bad = sum(level.not_finite[start:stop]) if self.not_finite else 0
            last = level.last[stop - 1]
            if isnan(last):
                last = next((v for v in reversed(level.last[start:stop]) if v == v), nan)
            count = (stop - start) * FAN ** (depth + 1) - bad
            out.add(min(level.low[start:stop]), max(level.high[start:stop]), last, count, bad)
            return
        values: array[float] | list[float] = self.y[start:stop]
        if self.not_finite:
            values = [v for v in values if isfinite(v)]
        if values:
            out.add(min(values), max(values), values[-1], len(values), 0)
        out.not_finite += stop - start - len(values)

    def buckets(self, width: int, x_from: float, x_to: float, start: int = 0, stop: int | None = None) -> list[Bucket]:
        """Summarise the values with `x_from <= x <= x_to` in `width` equal columns.

        Costs about `width` times the depth of the pyramid, not the number of values. `start` and `stop` bound the indices,
        so that one segment of a run can be drawn alone. A column without a value has count 0.
        """
        out = [Bucket() for _ in range(width)]
        if width and x_to >= x_from:
            scale = width / (x_to - x_from) if x_to > x_from else 0.0
            for x, x2, low, high, last, count, bad in self._pieces(x_from, scale, width, start, stop or len(self.y)):
                if x2 < x_from or x > x_to or x != x:
                    continue
                out[min(width - 1, max(0, int((x - x_from) * scale)))].add(low, high, last, count, bad)
        return out

    def _pieces(
        self, x_from: float, scale: float, width: int, start: int, stop: int
    ) -> Iterator[tuple[float, float, float, float, float, int, int]]:
        """Blocks that fall into one column, and single values where no block does, in order."""
        i = start
        while i < stop:
            depth, size = -1, FAN
            while depth + 1 < len(self._levels) and i % size == 0 and i + size <= stop:
                depth, size = depth + 1, size * FAN
            while depth >= 0:
                level, span = self._levels[depth], FAN ** (depth + 1)
                k = i // span
                if k < len(level) and _one_column(level.x_low[k], level.x_high[k], x_from, scale, width):
                    bad = level.not_finite[k]
                    yield level.x_low[k], level.x_high[k], level.low[k], level.high[k], level.last[k], span - bad, bad
                    i += span
                    break
                depth -= 1
            else:
                x, y = self.x[i], self.y[i]
                if isfinite(y):
                    yield x, x, y, y, y, 1, 0
                else:
                    yield x, x, inf, -inf, nan, 0, 1
                i += 1


def _one_column(x_low: float, x_high: float, x_from: float, scale: float, width: int) -> bool:
    """True when both ends land in the same column, or both outside on the same side."""
    left, right = (x_low - x_from) * scale, (x_high - x_from) * scale
    if right < 0 or left > width:
        return True
    return left >= 0 and int(left) == min(int(right), width - 1) and right <= width
