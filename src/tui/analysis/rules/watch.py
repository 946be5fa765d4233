"""What every rule offers, and the rule that keeps one watch for each series."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from tui.analysis.finding import Finding
from tui.model.run import Run
from tui.model.series import Series


class Watch(Protocol):
    """Takes in what is new of a run (or of one series of it) and holds its findings, oldest first."""

    @property
    def findings(self) -> Iterable[Finding]: ...

    def advance(self, run: Run) -> None: ...


class PerSeries:
    """One watch for each series that `wanted` names. A series that was replaced is judged anew, its old findings
    dropped.
    """

    def __init__(self, wanted: Callable[[Series], bool], make: Callable[[Series], Watch]) -> None:
        self._wanted = wanted
        self._make = make
        self._watches: dict[str, tuple[Series, Watch | None]] = {}

    @property
    def findings(self) -> Iterable[Finding]:
        return [finding for _, watch in self._watches.values() if watch is not None for finding in watch.findings]

    def advance(self, run: Run) -> None:
        for name, series in run.series.items():
            entry = self._watches.get(name)
            if entry is None or entry[0] is not series:
                entry = self._watches[name] = (series, self._make(series) if self._wanted(series) else None)
            if entry[1] is not None:
                entry[1].advance(run)


def is_objective(series: Series) -> bool:
    """True for what training minimises: a loss or perplexity that is not of validation or test, printed by the first
    rank.
    """
    means = series.meaning
    return means.kind in ("loss", "perplexity") and means.split in (None, "train") and series.in_main_lane
