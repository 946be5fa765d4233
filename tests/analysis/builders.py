"""Runs made by hand, for tests of rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tui.analysis.alerts import Alert
from tui.analysis.judge import Judge
from tui.model.events import Event, Metrics, Plan
from tui.model.run import Run

START = 1_750_000_000.0


def records(
    columns: Mapping[str, Sequence[float]], *, every: int = 1, seconds: float = 1.0, start: float = START
) -> list[Event]:
    """One `Metrics` a value, `every` steps and `seconds` apart; step 0 is never logged."""
    count = len(next(iter(columns.values())))
    return [
        Metrics(
            {name: values[k] for name, values in columns.items()},
            step=float((k + 1) * every),
            time=start + (k + 1) * seconds,
            line=k + 1,
        )
        for k in range(count)
    ]


def run_of(events: Sequence[Event], *, steps: float | None = None) -> Run:
    """A run that has taken these events in; `steps` is its plan."""
    run = Run("test.log")
    run.apply([Plan(steps=steps)] if steps else [])
    run.apply(events)
    return run


def alerts_of(events: Sequence[Event], *, steps: float | None = None, kind: str = "") -> list[Alert]:
    """What the judge says of these events, of one kind or of all."""
    alerts = Judge().advance(run_of(events, steps=steps), START)
    return [a for a in alerts if not kind or a.kind == kind]
