"""Scales: from a value to a place in a picture, and the round numbers to write beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil, floor, inf, isfinite, log10

from tui.analysis import numbers

_HUGE = 1.7e308
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_TIMES = (
    (1, "s", 1), (2, "s", 1), (5, "s", 1), (10, "s", 1), (15, "s", 1), (30, "s", 1),
    (60, "m", 60), (120, "m", 60), (300, "m", 60), (600, "m", 60), (900, "m", 60), (1800, "m", 60),
    (3600, "h", 3600), (7200, "h", 3600), (10800, "h", 3600), (21600, "h", 3600), (43200, "h", 3600),
    (86400, "d", 86400), (172800, "d", 86400), (432000, "d", 86400), (864000, "d", 86400),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scale:
    """Values from `low` to `high`, on a logarithmic axis where `log` is true. `low < high`, both finite.

    `written` are the values to write beside it where it is not a range of values: the only one there is, or none.
    """

    low: float
    high: float
    log: bool = False
    written: tuple[float, ...] | None = None

    def share(self, value: float) -> float:
        """Where `value` lies between low (0) and high (1); values outside are drawn at the edge."""
        if value <= self.low:
            return 0.0
        if value >= self.high:
            return 1.0
        if self.log:
            span = log10(self.high) - log10(self.low)  # 0 where they differ in the last digit alone
            return (log10(value) - log10(self.low)) / span if span > 0 else 0.5
        # halves, so that the distance of two huge numbers of different sign does not overflow
        return (value / 2 - self.low / 2) / (self.high / 2 - self.low / 2)


def scale_for(low: float, high: float, *, log: bool = False, least: float = inf) -> Scale:
    """A scale that shows `low` to `high`, with room around a single value.

    `least` is the smallest value above zero; a logarithmic scale starts there, and stays linear where there is none.
    """
    if not (isfinite(low) and isfinite(high)) or low > high:
        return Scale(0.0, 1.0, written=())
    if log and high > 0 and (low if low > 0 else least) < high:
        return Scale(low if low > 0 else least, high, True)
    if low < high:
        return Scale(low, high)
    room = min(abs(low) / 2 or 1.0, _HUGE - abs(low))
    if room > 0:
        return Scale(low - room, low + room, written=(low,))
    return Scale(min(low, 0.0), max(low, 0.0), written=(low,))


@lru_cache(maxsize=256)  # a scale lasts for many drawings
def ticks(scale: Scale, most: int) -> Sequence[float]:
    """At most `most` round numbers on the scale, as few decimals as possible, rising."""
    if most < 1:
        return []
    if scale.log:
        return _log_ticks(scale, most)
    span = scale.high / 2 - scale.low / 2
    if not span > 0:
        return []
    magnitude = floor(log10(span)) - 1
    for k in range(12):
        step = _STEPS[k % 4] * 10.0 ** (magnitude + k // 4)
        found = _multiples(scale, step)
        if len(found) <= most:
            return found
    return []


def _multiples(scale: Scale, step: float) -> list[float]:
    if step == 0 or not isfinite(step) or scale.high / step - scale.low / step > 200:
        return [0.0] * 200
    first, last = ceil(scale.low / step - 1e-9), floor(scale.high / step + 1e-9)
    places = max(0, 2 - floor(log10(step)))
    return [round(k * step, places) if places < 300 else k * step for k in range(first, last + 1)]


def _log_ticks(scale: Scale, most: int) -> list[float]:
    low, high = floor(log10(scale.low)), ceil(log10(scale.high))
    for within in ((1.0, 2.0, 5.0), (1.0, 3.0), (1.0,)):
        found = [m * 10.0**e for e in range(max(-307, low), min(308, high) + 1) for m in within]
        found = [v for v in found if scale.low <= v <= scale.high]
        if len(found) <= most:
            return found
    every = -(-len(found) // most)
    return found[::every]


def label(value: float, step: float = 0.0) -> str:
    """The text of a tick: `step` is the distance to the next, which says how many digits are needed."""
    if abs(value) >= 1e4:
        return numbers.short(value).replace("e+", "e")
    if value == 0 or step <= 0 or not isfinite(step):
        return numbers.number(value, 3).replace("e-0", "e-")
    decimals = max(0, -floor(log10(step) + 1e-9))
    before = len(str(int(abs(value)))) if abs(value) >= 1 else 0
    digits = max(3, before + decimals + (0 if float(f"{step:.0e}") == step else 1))
    return numbers.number(value, digits).replace("e-0", "e-")


def labels(values: Sequence[float], step: float) -> list[tuple[float, str]]:
    """Ticks with their texts."""
    return [(value, label(value, step)) for value in values]


def ends(scale: Scale, width: int) -> list[tuple[float, str]]:
    """The ends of a scale that has no two round numbers, with as many digits as `width` cells hold."""
    out = []
    for value in (scale.high, scale.low) if scale.written is None else scale.written:
        texts = (numbers.number(value, digits).replace("e-0", "e-").replace("e+", "e") for digits in (5, 4, 3, 2, 1))
        out.append((value, next((text for text in texts if len(text) <= width), "")))
    return out


def time_ticks(seconds_from: float, seconds_to: float, most: int) -> list[tuple[float, str]]:
    """Round lengths of time between two lengths of time, each with its text: `10m`, `2h`."""
    for step, unit, size in _TIMES:
        first, last = ceil(seconds_from / step), floor(seconds_to / step)
        if last - first + 1 <= most:
            texts = ((k * step, numbers.number(k * step / size)) for k in range(first, last + 1))
            return [(at, f"{text}{unit}" if at else "0") for at, text in texts]
    return []
