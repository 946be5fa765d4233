"""Finding: what a rule holds against a run while it watches, before it is put into words for a person."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tui.analysis import context
from tui.analysis.alerts import Alert
from tui.model.run import Run


@dataclass(slots=True)
class Finding:
    """One matter, told at row `told`, begun at row `begin`. Rows, not values, so that the words are made when asked
    for.

    A record may gain further values until the next one begins; words made late are the same whatever the batching.
    `lasts` is true for what goes on costing while it is open (a plateau), false for what only happens (a spike).
    """

    kind: str
    severity: str
    metric: str | None
    begin: int
    told: int
    message: str
    confidence: float = 1.0
    cleared_row: int | None = None
    cleared_reason: str = ""
    lasts: bool = False
    also: str = ""
    line: int | None = None  # where it is no record's line
    time: float | None = None

    def clear(self, row: int, reason: str) -> None:
        """Withdraw it; a second withdrawal changes nothing."""
        if not self.cleared_reason:
            self.cleared_row, self.cleared_reason = row, reason

    def alert(self, run: Run) -> Alert:
        """In words: place, cost and what else moved are looked up in the run."""
        alert = Alert(
            self.kind, self.severity, self.metric, None, None, self.line or 0, self.message, confidence=self.confidence
        )
        if self.told >= 0:
            return self._placed(run, alert)
        return replace(alert, time=self.time, cleared_step=self._cleared_step(run), cleared_reason=self.cleared_reason)

    def _cleared_step(self, run: Run) -> float | None:
        return None if self.cleared_row is None else context.known(run.rows.step[self.cleared_row])

    def _placed(self, run: Run, alert: Alert) -> Alert:
        rows = run.rows
        end = self.told if not self.lasts else len(rows) - 1 if self.cleared_row is None else self.cleared_row
        return replace(
            alert,
            step=context.known(rows.step[self.told]),
            epoch=context.known(rows.epoch[self.told]),
            line=rows.line[self.told] if self.line is None else self.line,
            since_step=context.known(rows.step[self.begin]),
            time=context.known(rows.time[self.told]) if self.time is None else self.time,
            cleared_step=self._cleared_step(run),
            cleared_reason=self.cleared_reason,
            cost=context.cost(run, self.begin, end),
            also=", ".join(part for part in (context.moved(run, self.begin, self.told), self.also) if part),
        )
