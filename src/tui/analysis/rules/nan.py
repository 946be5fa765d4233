"""NaN and infinity, at the very line: which metric went first, and whether it came back.

As Keras's TerminateOnNaN, but for every metric and without the training's help. Only numbers are asked, so neither a
class named "banana" nor "number of nan iterations: 0" can be mistaken for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isfinite, isnan

from tui.analysis.context import where
from tui.analysis.feed import Feed
from tui.analysis.finding import Finding
from tui.model.run import Run
from tui.model.series import Series

_TOLD_APART = 3  # episodes of one metric; a metric that is NaN again and again is told as such, not a hundred times
_GRAVE = ("loss", "perplexity")


@dataclass(slots=True)
class Episode:
    """A stretch in which one metric was not finite. `value` is the first of it; `born` when no finite value came
    before.
    """

    series: Series
    row: int
    value: float
    born: bool
    values: int = 1
    ended: int | None = None  # the row of the first finite value after it

    @property
    def is_start_value(self) -> bool:
        """True for one infinity before any value: what a "best so far" is set to at first."""
        return self.born and not isnan(self.value) and self.values == 1

    @property
    def grave(self) -> bool:
        """True when it stops the training itself: a loss, except a validation loss that never had a value yet."""
        means = self.series.meaning
        return means.kind in _GRAVE and not (self.born and means.split in ("val", "test"))

    @property
    def importance(self) -> tuple[int, bool, str]:
        order = ("loss", "perplexity", "gradient_norm")
        kind = self.series.meaning.kind
        return (
            order.index(kind) if kind in order else len(order),
            self.series.meaning.split is not None,
            self.series.name,
        )


class _SeriesWatch:
    def __init__(self, series: Series) -> None:
        self._feed = Feed(series)
        self._counted = 0
        self._seen_finite = False
        self.episodes: list[Episode] = []

    @property
    def series(self) -> Series:
        return self._feed.series

    def advance(self, run: Run) -> None:
        series = self.series
        start, stop = self._feed.seen, run.settled(series)
        self._feed.seen = stop
        is_open = bool(self.episodes) and self.episodes[-1].ended is None
        if series.not_finite == self._counted and not is_open:
            self._seen_finite = self._seen_finite or stop > start
            return
        if stop == len(series):
            self._counted = series.not_finite
        for index in range(start, stop):
            self._take(index)

    def _take(self, index: int) -> None:
        value, row = self.series.y[index], self.series.rows[index]
        last = self.episodes[-1] if self.episodes else None
        if isfinite(value):
            self._seen_finite = True
            if last is not None and last.ended is None:
                last.ended = row
        elif last is not None and last.ended is None:
            last.values += 1
        elif last is not None and len(self.episodes) >= _TOLD_APART:
            last.ended = None
        else:
            self.episodes.append(Episode(self.series, row, value, not self._seen_finite))

    def unsettled(self, run: Run) -> Episode | None:
        """The frame of a bar that may still be overwritten, when it is not finite: told at once, taken back if it was
        wrong.
        """
        series = self.series
        at = len(series) - 1
        is_open = bool(self.episodes) and self.episodes[-1].ended is None
        if run.settled(series) > at or is_open or isfinite(series.y[at]):
            return None
        return Episode(series, series.rows[at], series.y[at], not self._seen_finite)


class NanRule:
    """One finding for what goes bad together; a loss that follows a gradient norm into NaN is told again, as graver."""

    def __init__(self) -> None:
        self._watches: dict[str, _SeriesWatch] = {}
        self.findings: Iterable[Finding] = ()

    def advance(self, run: Run) -> None:
        for name, series in run.series.items():
            watch = self._watches.get(name)
            if watch is None or watch.series is not series:
                watch = self._watches[name] = _SeriesWatch(series)
            watch.advance(run)
        episodes = [episode for watch in self._watches.values() for episode in watch.episodes]
        episodes += [late for watch in self._watches.values() if (late := watch.unsettled(run)) is not None]
        self.findings = _findings(run, episodes) if episodes else ()


def _findings(run: Run, episodes: Sequence[Episode]) -> list[Finding]:
    out: list[Finding] = []
    told: list[Episode] = []
    ordered = sorted((e for e in episodes if not e.is_start_value), key=lambda e: (e.row, not e.grave, e.importance))
    for episode in ordered:
        open_now = [e for e in told if e.ended is None or e.ended > episode.row]
        if any(e.grave >= episode.grave for e in open_now):
            continue
        told.append(episode)
        out.append(_finding(run, episode, open_now, [e for e in ordered if e.row == episode.row and e is not episode]))
    return out


def _finding(run: Run, episode: Episode, before: Sequence[Episode], together: Sequence[Episode]) -> Finding:
    name = episode.series.name
    word = "NaN" if isnan(episode.value) else "infinite" if episode.value > 0 else "minus infinite"
    message = f"{name} is {word} since {where(run, episode.row)}"
    if episode.born:
        message += ", from its first value on"
    if before:
        message += f"; {before[0].series.name} went first, at {where(run, before[0].row)}"
    message += f", with {_listed([e.series.name for e in together])}." if together else "."
    finding = Finding("nan", "critical" if episode.grave else "warning", name, episode.row, episode.row, message)
    if episode.ended is not None:
        finding.clear(episode.ended, f"{name} is finite again since {where(run, episode.ended)}")
    return finding


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")
