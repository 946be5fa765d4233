"""When each alert would have fired: a log replayed record by record, so that rules can be tried on old logs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tui.analysis.alerts import Alert
from tui.analysis.judge import Judge
from tui.model.events import Columns, Event
from tui.model.run import Run
from tui.report.reading import is_withdrawn


@dataclass(frozen=True, slots=True)
class Firing:
    """An alert at the moment it fired, or was withdrawn: after line `line` was read, when the run stood at `step`."""

    alert: Alert
    withdrawn: bool
    line: int
    step: float | None
    epoch: float | None


def firings(run: Run, judge: Judge, events: Iterable[Event]) -> Iterator[Firing]:
    """Apply `events` one by one and tell what changes in the judge's mind. Time is that of the log alone."""
    said: dict[tuple[str, str, int], bool] = {}
    for event in events:
        for single in event.records() if isinstance(event, Columns) else (event,):
            run.apply((single,))
            yield from _news(said, judge.advance(run, run.last_time or 0.0), run, single)


def _news(said: dict[tuple[str, str, int], bool], alerts: Sequence[Alert], run: Run, event: Event) -> Iterator[Firing]:
    for alert in alerts:
        key, withdrawn = (alert.kind, alert.metric or "", alert.line), is_withdrawn(alert)
        if said.get(key) != withdrawn:
            said[key] = withdrawn
            yield Firing(alert, withdrawn, getattr(event, "line", 0), run.step, run.epoch)
