"""Pauses: evaluations and checkpoints, learned from the intervals between records, and what they will still cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, sqrt

from tui.analysis.robust import median, quantile

_SIGMAS = 6.0
_LEAST_SHARE = 0.35  # of the usual time of an interval: a smaller excess is scatter
_LOW, _MIDDLE = 0.10, 0.34  # quantiles that pauses do not reach, however often they come
_LOW_Z, _MIDDLE_Z = 1.2816, 0.4125  # how many sigmas they lie below the median of a normal distribution
_ALIKE = 1.7  # pauses within this factor are of one sort
_REGULAR = 0.15  # scatter of the distances, as a share of the distance, at which a sort is regular
_OVERDUE = 1.3  # distances without the next one after which a sort has ended
_ACCIDENT_SHARE = 0.1  # of the time so far: a lone pause this long, which never came back, was an accident


@dataclass(frozen=True, slots=True)
class Interval:
    """From one place to the next: `end` is the place reached, `units` the way, `seconds` the time."""

    end: float
    units: float
    seconds: float

    @property
    def pace(self) -> float:
        """Seconds a unit."""
        return self.seconds / self.units


@dataclass(frozen=True, slots=True)
class Pause:
    """A recurring pause: its length beyond the training time, the way between two, how often it was seen and will come.

    `every` is 0 for what comes without a regular distance: it counts by its share of the way, and `scatter` (seconds)
    is how far its total may be off by chance.
    """

    seconds: float
    every: float
    seen: int
    to_come: float
    scatter: float = 0.0

    @property
    def seconds_to_come(self) -> float:
        """Seconds of the time left that these pauses take."""
        return self.seconds * self.to_come


def excesses(intervals: Sequence[Interval]) -> list[float]:
    """What each interval took beyond the usual pace, 0 where that is scatter.

    The usual pace and its scatter come from the lower third, so that pauses in every second interval do not hide.
    """
    paces = sorted(i.pace for i in intervals)
    low, middle = quantile(paces, _LOW), quantile(paces, _MIDDLE)
    scatter = (middle - low) / (_LOW_Z - _MIDDLE_Z)
    usual = middle + _MIDDLE_Z * scatter
    limit = usual + max(_SIGMAS * scatter, _LEAST_SHARE * usual)
    return [i.seconds - usual * i.units if i.pace > limit else 0.0 for i in intervals]


def recurring(intervals: Sequence[Interval], excess: Sequence[float], start: float, end: float) -> list[Pause]:
    """Sorts of pauses among the intervals, with how many are still to come until `end`. `start` is where counting
    began.

    No excess is lost: what no regular sort explains is spread over the way, accidents apart.
    """
    here = intervals[-1].end
    found = sorted(((e, i.end - i.units) for e, i in zip(excess, intervals, strict=True) if e > 0), reverse=True)
    total = sum(i.seconds for i in intervals)
    out: list[Pause] = []
    rest: list[float] = []
    while found:
        group = [item for item in found if item[0] * _ALIKE >= found[0][0]]
        found = found[len(group) :]
        regular = _regular(group, start, here, end)
        if regular is None:
            rest += [e for e, _ in group if len(group) > 1 or e < _ACCIDENT_SHARE * total]
        else:
            out.append(regular)
            extra = sum(e for e, _ in group) - regular.seen * regular.seconds
            rest += [extra] if extra > regular.seconds / 2 else []
    return [*out, _irregular(rest, here - intervals[0].end + intervals[0].units, end - here)] if rest else out


def _regular(group: Sequence[tuple[float, float]], start: float, here: float, end: float) -> Pause | None:
    """The sort as one that comes at even distances, `None` when it does not, or no longer does."""
    places = sorted(place for _, place in group)
    seconds = median([e for e, _ in group])
    every = places[0] - start if len(places) == 1 else median([b - a for a, b in pairwise(places)])
    if every <= 0 or here - places[-1] > _OVERDUE * every:
        return None
    if len(places) == 2 and not _even(places[0] - start, every):
        return None
    ways = [b - a for a, b in pairwise(places)]
    if sum(_even(way, every) for way in ways) < 0.8 * len(ways):
        return None
    seen = len(places) if len(places) < 3 else min(len(places), round((places[-1] - places[0]) / every) + 1)
    return Pause(seconds, every, seen, max(0.0, floor((end - places[-1]) / every + 0.02)))


def _even(way: float, every: float) -> bool:
    return way >= 0.5 * every and abs(way / every - round(way / every)) < _REGULAR


def _irregular(rest: Sequence[float], way: float, left: float) -> Pause:
    """Spread over the way; the chance in it is that of a Poisson process."""
    share = left / max(way, 1e-9)
    scatter = sqrt(sum(e * e for e in rest) * share * (1 + share))
    return Pause(sum(rest) / len(rest), 0.0, len(rest), len(rest) * share, scatter)
