"""Replaying a generated run as if it were live: one record at a time, asking the judge after each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.bench.runs.truth import Made

from tui.analysis.alerts import Alert, Thresholds
from tui.analysis.judge import Judge
from tui.analysis.rules.stall import Habit
from tui.model.run import Run


@dataclass(frozen=True, slots=True)
class Told:
    """An alert as it was first told, and as it stood at the end; `habit` is the log's habit when it was told."""

    first: Alert
    last: Alert
    at: float
    step: float | None
    habit: Habit | None


def replay(made: Made, thresholds: Thresholds | None = None) -> list[Told]:
    """Everything that would have been told, oldest first."""
    run, judge = Run(live=True), Judge(thresholds)
    told: dict[tuple[object, ...], Told] = {}

    def note(alerts: tuple[Alert, ...], now: float) -> None:
        for alert in alerts:
            key = (alert.kind, alert.metric, alert.line, alert.since_step)
            known = told.get(key)
            first = Told(alert, alert, now, run.step if run.axis == "step" else run.epoch, judge.habit)
            told[key] = first if known is None else replace(known, last=alert)

    for at, events in made.records:
        last = run.last_time
        if last is not None and at - last > 30:
            _wait(run, judge, note, last, at)
        run.apply(events, at)
        note(judge.advance(run, at), at)
    end, quiet = made.records[-1][0], made.quiet_until
    _wait(run, judge, note, end, quiet)
    return list(told.values())


def _wait(run: Run, judge: Judge, note: Callable[[tuple[Alert, ...], float], None], since: float, until: float) -> None:
    """Nothing comes: the judge is asked ever more seldom."""
    waited = 20.0
    while since + waited < until:
        note(judge.advance(run, since + waited), since + waited)
        waited *= 1.05
