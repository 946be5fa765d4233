"""Pauses: evaluations and checkpoints, learned from the intervals between records, and what they will still cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor

from tui.analysis.robust import mad_sigma, median

_SIGMAS = 6.0
_LEAST_SHARE = 0.35  # of the usual time of an interval: a smaller excess is scatter
_ALIKE = 1.7  # pauses within this factor are of one sort
_REGULAR = 0.15  # scatter of the distances, as a share of the distance, at which a sort is regular
_OVERDUE = 1.3  # distances without a second one after which a first pause was the only one


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

    `every` is 0 for pauses without a regular distance, which count by their share of the way instead.
    """

    seconds: float
    every: float
    seen: int
    to_come: float

    @property
    def seconds_to_come(self) -> float:
        return self.seconds * self.to_come


def excesses(intervals: Sequence[Interval]) -> list[float]:
    """What each interval took beyond the usual pace, 0 where that is scatter."""
    paces = [i.pace for i in intervals]
    usual, scatter = median(paces), mad_sigma(paces)
    limit = usual + max(_SIGMAS * scatter, _LEAST_SHARE * usual)
    return [i.seconds - usual * i.units if i.pace > limit else 0.0 for i in intervals]


def recurring(intervals: Sequence[Interval], excess: Sequence[float], start: float, end: float) -> list[Pause]:
    """Sorts of pauses among the intervals, with how many are still to come until `end`. `start` is where the stretch
    began.
    """
    here = intervals[-1].end
    found = sorted(((e, i.end) for e, i in zip(excess, intervals, strict=True) if e > 0), reverse=True)
    out: list[Pause] = []
    while found:
        group = [item for item in found if item[0] * _ALIKE >= found[0][0]]
        found = found[len(group) :]
        out.append(_sort(group, start, here, end))
    return [pause for pause in out if pause.seen]


def _sort(group: Sequence[tuple[float, float]], start: float, here: float, end: float) -> Pause:
    seconds, places = median([e for e, _ in group]), sorted(place for _, place in group)
    if len(group) == 1:
        every = places[0] - start
        alone = every <= 0 or here - places[0] > _OVERDUE * every
        return Pause(seconds, every, 0 if alone else 1, 0.0 if alone else _count(places[0], every, end))
    ways = [b - a for a, b in pairwise(places)]
    every = median(ways)
    regular = sum(abs(way / every - round(way / every)) < _REGULAR and way >= 0.5 * every for way in ways)
    if regular >= 0.8 * len(ways) and here - places[-1] <= 2 * _OVERDUE * every:
        return Pause(seconds, every, len(group), _count(places[-1], every, end))
    return Pause(
        sum(e for e, _ in group) / len(group), 0.0, len(group), len(group) * (end - here) / max(here - start, 1e-9)
    )


def _count(last: float, every: float, end: float) -> float:
    return max(0.0, floor((end - last) / every + 0.02))
