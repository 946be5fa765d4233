"""What is known of a generated run: its records with their times, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field

from tui.model.events import Event


@dataclass(frozen=True, slots=True)
class Truth:
    """One fault. It begins at `step` (and `time`); an alert counts when it is told by `until_step`, and no later.

    `since_slack` is how far, in steps, the alert's `since_step` may lie from `step`.
    """

    kind: str
    step: float
    time: float
    until_step: float
    since_slack: float
    metric: str | None = None
    recovers: bool = False


@dataclass(slots=True)
class Made:
    """A generated run. `records` are `(time, events)`, oldest first; after the last one nothing comes until
    `quiet_until`.

    `tolerated` are kinds of alert that a fault brings along rightly; `info_tolerated` those that may be said as "info".
    """

    seed: int
    shape: str
    fault: str
    total_steps: float
    planned: bool
    records: list[tuple[float, list[Event]]] = field(default_factory=list)
    truths: list[Truth] = field(default_factory=list)
    tolerated: set[str] = field(default_factory=set)
    info_tolerated: set[str] = field(default_factory=set)
    started_at: float = 0.0
    quiet_until: float = 0.0
    completes: bool = True

    @property
    def healthy(self) -> bool:
        return not self.truths
