"""The epoch table: training and validation side by side, the best value marked, the change since the last epoch."""

from __future__ import annotations

from collections.abc import Hashable
from math import isfinite

from tui.analysis import numbers
from tui.model import names
from tui.model.run import EpochRow, Run
from tui.model.series import Series
from tui.views.choice import shown
from tui.views.row import plain
from tui.views.scroll import TablePane
from tui.views.state import Snapshot, ViewSettings
from tui.views.table import Cell, Column

ARROWS = {1: "▲", -1: "▼", 0: " "}
ASCII_ARROWS = {1: "^", -1: "v", 0: " "}


class Epochs(TablePane):
    """One row an epoch. Drawn where a log has epochs."""

    TITLE = "epochs"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._rows: list[EpochRow] = []
        self._rows_of: Hashable = None

    def wanted(self, snapshot: Snapshot, settings: ViewSettings) -> bool:  # noqa: ARG002
        return len(snapshot.run.epoch_starts) > 0

    def drawn_from(self, snapshot: Snapshot) -> Hashable:
        return super().drawn_from(snapshot), snapshot.state.status if snapshot.state is not None else ""

    def prepare(self, snapshot: Snapshot, settings: ViewSettings) -> int:
        run = snapshot.run
        if self._rows_of != (id(run), run.version):
            self._rows_of, self._rows = (id(run), run.version), run.epochs()
        self._run = run
        self._ascii = settings.ascii
        self._series = side_by_side([s for s in shown(run, settings) if s.meaning.kind not in ("time", "count")])
        self._best = {s.name: best_epoch(self._rows, s) for s in self._series}
        self._timed = any(row.seconds for row in self._rows)
        live = snapshot.state is None or snapshot.state.status in ("running", "stalled")
        self._open_row = len(self._rows) - 1 if live and is_open(run, self._rows) else -1
        return len(self._rows)

    def columns(self) -> tuple[list[Column], int]:
        metrics = [Column(plain(s.name), marks=2) for s in self._series]
        return [Column("epoch", marks=1), *([Column("time")] if self._timed else []), *metrics], 1 + self._timed

    def cells(self, row: int) -> list[Cell]:
        epoch = self._rows[row]
        values = [self._value(s, row) for s in self._series]
        mark = ("*" if self._ascii else "●") if row == self._open_row else ""
        time = [Cell(numbers.duration(epoch.seconds), "dim")] if self._timed else []
        return [Cell(str(epoch.epoch), "dim", mark, "good"), *time, *values]

    def line_of(self, row: int) -> int:
        first = self._run.epoch_starts[row][1]
        return self._run.rows.line[first]

    def _value(self, series: Series, row: int) -> Cell:
        value = self._rows[row].values.get(series.name)
        if value is None:
            return Cell(numbers.ABSENT, "faint")
        star = ("*" if self._ascii else "★") if self._best[series.name] == row else " "
        arrow = (ASCII_ARROWS if self._ascii else ARROWS)[change(self._rows, series.name, row)]
        role = "" if isfinite(value) else "broken"
        return Cell(numbers.number(value), role, star + arrow, "accent" if star != " " else "dim")


def side_by_side(series: list[Series]) -> list[Series]:
    """Splits of one metric next to each other, training first, in the order in which the metrics matter."""
    order: dict[tuple[str, ...], int] = {}
    for one in series:
        order.setdefault(base(one.name), len(order))
    by_split = {"train": 0, None: 1, "val": 2, "test": 3}
    return sorted(series, key=lambda s: (order[base(s.name)], by_split.get(s.meaning.split, 4)))


def base(name: str) -> tuple[str, ...]:
    """What a metric is called without its split."""
    parts = names.words(name)
    return tuple(p for p in parts if p not in names.SPLITS) or parts


def best_epoch(rows: list[EpochRow], series: Series) -> int:
    """The index of the best epoch by the metric's own direction, -1 where it has none or is one value throughout."""
    known = [(v, k) for k, row in enumerate(rows) if (v := row.values.get(series.name)) is not None and isfinite(v)]
    if series.meaning.goal not in ("min", "max") or len({v for v, _ in known}) < 2:
        return -1
    sign = 1.0 if series.meaning.goal == "min" else -1.0
    return min(known, key=lambda found: sign * found[0])[1]


def change(rows: list[EpochRow], name: str, row: int) -> int:
    """1 when the value rose since the last epoch of the same attempt that has one, -1 when it fell, 0 otherwise."""
    value = rows[row].values.get(name)
    for before in reversed(rows[:row]):
        if before.segment != rows[row].segment:
            return 0
        last = before.values.get(name)
        if last is not None and value is not None:
            return (value > last) - (value < last)
    return 0


def is_open(run: Run, rows: list[EpochRow]) -> bool:
    """True while the newest epoch goes on: its fraction is not full, or it lacks what the epoch before had."""
    if not rows or run.ended is not None:
        return False
    if run.epoch is not None and run.epoch != int(run.epoch):
        return True
    return len(rows) > 1 and not set(rows[-2].values) <= set(rows[-1].values)
