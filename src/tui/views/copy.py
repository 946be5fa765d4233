"""What `c` copies: the selected row or value of the pane that has the focus, else the metric shown first."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from tui.analysis.numbers import number
from tui.views.scroll import TablePane
from tui.views.state import Snapshot, ViewSettings


@runtime_checkable
class Copies(Protocol):
    """A pane that knows what a person would copy from it."""

    def copy_text(self) -> str:
        """One line or a few; empty when nothing is selected."""


def metric_text(snapshot: Snapshot, settings: ViewSettings) -> str:
    """The selected metric, or the primary one, as `val/loss 0.0131 at step 450, best 0.0128 at step 300`."""
    run = snapshot.run
    series = run.series.get(settings.selected or run.primary or "")
    if series is None or not len(series):
        return ""
    text = f"{series.name} {number(series.last)} at {run.axis} {number(series.x[-1])}"
    if series.best_at is None:
        return text
    return f"{text}, best {number(series.best)} at {run.axis} {number(series.x[series.best_at])}"


def text_to_copy(pane: object, snapshot: Snapshot, settings: ViewSettings) -> str:
    """What `c` copies when `pane` has the focus."""
    own = pane.copy_text() if isinstance(pane, Copies) else pane.text_of_cursor if isinstance(pane, TablePane) else ""
    return own or metric_text(snapshot, settings)
