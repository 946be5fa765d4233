"""Which metrics are shown, in which order, and which of them share a chart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
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
    """The series a person wants to see: pinned ones first, then in the order of interest."""
    wanted = [s for s in run.shown_series() if s.name not in settings.hidden and matches(s.name, settings.filter)]
    pins = {name: k for k, name in enumerate(settings.pinned)}
    return sorted(wanted, key=lambda s: pins.get(s.name, len(pins)))


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


def _fits(one: Series, others: list[Series]) -> bool:
    """Another split of the same metric, with enough values, and none of the curves pressed flat by another."""
    if len(others) > 2 or one.meaning.split in {s.meaning.split for s in others}:
        return False
    group = [*others, one]
    if min(map(len, group)) < 3 or not all(isfinite(s.high - s.low) for s in group):
        return False
    whole = max(s.high for s in group) - min(s.low for s in group)
    return min(s.high - s.low for s in group) > TOGETHER * whole
