"""Which metrics are shown, in which order, and which of them share a chart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite

from tui.model import names
from tui.model.run import Run
from tui.model.series import Series
from tui.views.state import ViewSettings

TOGETHER = 0.12  # a curve must fill this share of a chart's height to be readable in it


@dataclass(frozen=True, slots=True)
class Panel:
    """The series of one chart, the one that matters most first."""

    series: tuple[Series, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(s.name for s in self.series)


def shown(run: Run, settings: ViewSettings) -> list[Series]:
    """The series a person wants to see: pinned ones first, then in the order of interest.

    What nobody wants a curve of is reached by pinning it or by a filter.
    """
    return list(_shown(run, run.version, settings.hidden, settings.pinned, settings.filter, settings.rank))


@lru_cache(maxsize=4)  # every widget asks for the same in one redraw
def _shown(
    run: Run, _version: int, unwanted: frozenset[str], pinned: tuple[str, ...], words: str, rank: int | None
) -> tuple[Series, ...]:
    series = run.shown_series(rank)
    known = {s.name for s in series}
    series += [s for s in run.series.values() if s.name not in known and (s.name in pinned or words.strip())]
    pins = {name: k for k, name in enumerate(pinned)}
    wanted = (s for s in series if s.name not in unwanted and matches(s.name, words))
    return tuple(sorted(wanted, key=lambda s: pins.get(s.name, len(pins))))


def ranks(run: Run) -> tuple[int, ...]:
    """The processes whose metrics the log has; none where it speaks of one alone."""
    known = {series.rank for series in run.series.values() if series.rank is not None}
    return tuple(sorted(known)) if len(known) > 1 else ()


def matches(name: str, words: str) -> bool:
    """True when the name has every word, and none that is written `!word`; the case does not matter."""
    name = name.lower()
    for word in words.lower().split():
        unwanted = len(word) > 1 and word.startswith("!")
        if (word[1:] in name) if unwanted else (word not in name):
            return False
    return True


def panels(series: Iterable[Series]) -> list[Panel]:
    """Charts in the order of their first series; splits of one metric share a chart where both are readable."""
    out: dict[tuple[str, ...], list[Series]] = {}
    for one in series:
        key = tuple(w for w in names.words(one.name) if w not in names.SPLITS) or names.words(one.name)
        others = out.get(key)
        if others is None:
            out[key] = [one]
        elif _fits(one, others):
            others.append(one)
        else:
            out[(*key, one.name)] = [one]
    return [Panel(tuple(group)) for group in out.values()]


def charts(series: Iterable[Series]) -> list[Panel]:
    """The panels worth a chart: what is one value throughout says all it has to say in the strip."""
    every = panels(series)
    return [panel for panel in every if any(map(_moves, panel.series))] or every[:1]


def _moves(series: Series) -> bool:
    return len(series) > 1 and (not series.is_constant or series.not_finite > 0)


def _fits(one: Series, others: list[Series]) -> bool:
    """Another split of the same metric, with enough values, and none of the curves pressed flat by another."""
    if len(others) > 2 or one.meaning.split in {s.meaning.split for s in others}:
        return False
    group = [*others, one]
    if min(map(len, group)) < 3 or not all(isfinite(s.high - s.low) for s in group):
        return False
    whole = max(s.high for s in group) - min(s.low for s in group)
    return min(s.high - s.low for s in group) > TOGETHER * whole
