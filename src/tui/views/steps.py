"""The step table: one row a record, every metric a column, the newest on top."""

from __future__ import annotations

from math import isfinite, isnan

from tui.analysis import numbers
from tui.model.run import Run
from tui.model.series import Series
from tui.views.choice import shown
from tui.views.row import plain
from tui.views.scroll import TablePane
from tui.views.state import Snapshot, ViewSettings
from tui.views.table import Cell, Column


class Steps(TablePane):
    """Records as the log gave them; the best value of each metric has a star."""

    TITLE = "steps"

    def wanted(self, snapshot: Snapshot, settings: ViewSettings) -> bool:  # noqa: ARG002
        return len(snapshot.run.rows) > 0

    def prepare(self, snapshot: Snapshot, settings: ViewSettings) -> int:
        self._run = snapshot.run
        self._star = "*" if settings.ascii else "★"
        self._series = frequent_first(shown(snapshot.run, settings), settings.pinned)
        self._places = places(snapshot.run)
        return len(snapshot.run.rows)

    def columns(self) -> tuple[list[Column], int]:
        heads = [Column(name) for name in self._places]
        return [*heads, *(Column(plain(s.name), marks=1) for s in self._series)], len(heads)

    def cells(self, row: int) -> list[Cell]:
        rows = self._run.rows
        at = {"step": rows.step[row], "epoch": rows.epoch[row], "#": float(row + 1)}
        return [place_cell(name, at[name]) for name in self._places] + [self._value(s, row) for s in self._series]

    def line_of(self, row: int) -> int:
        return self._run.rows.line[row]

    def _value(self, series: Series, row: int) -> Cell:
        value = self._run.value_at(series, row)
        if value is None:
            return Cell(numbers.ABSENT, "faint")
        best = series.best_at is not None and series.rows[series.best_at] == row and not series.is_constant
        role = "" if isfinite(value) else "broken"
        return Cell(numbers.number(value), role, self._star if best else "", "accent")


def frequent_first(series: list[Series], pinned: tuple[str, ...]) -> list[Series]:
    """What most records have comes before what only some have, so that a narrow table is not one of gaps."""
    most = max(map(len, series), default=0)
    return sorted(series, key=lambda s: s.name not in pinned and len(s) * 4 < most)


def places(run: Run) -> list[str]:
    """What a row's place is told in: step and epoch where the log has them, else its number."""
    rows = run.rows
    found = [name for name, column in (("step", rows.step), ("epoch", rows.epoch)) if column and not isnan(column[-1])]
    return found or ["#"]


def place_cell(name: str, value: float) -> Cell:
    """Steps whole, epochs with the two digits that logs give."""
    if isnan(value):
        return Cell(numbers.ABSENT, "faint")
    fraction = name == "epoch" and value != int(value)
    return Cell(f"{value:.2f}" if fraction else numbers.number(value), "dim")
