"""One line for the metrics that have no chart: name, last value and a sparkline each."""

from __future__ import annotations

from collections.abc import Collection, Hashable

from tui.analysis import numbers
from tui.model.run import Run
from tui.model.series import Series
from tui.views.choice import shown
from tui.views.palette import hues
from tui.views.pane import Pane
from tui.views.picture.columns import latest
from tui.views.picture.spark import sparkline
from tui.views.row import Part, Row, blank, fill, fit_left, parts_of, plain, width_of
from tui.views.state import Snapshot, ViewSettings

SPARK, VALUE, NAME, LEAST_NAME = 12, 8, 18, 4


class Strip(Pane):
    """`skip` are the metrics that are drawn elsewhere: set it from `Curves.drawn` before `show`."""

    DEFAULT_CSS = "Strip { height: 1; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.skip: frozenset[str] = frozenset()

    def wanted(self, snapshot: Snapshot, settings: ViewSettings) -> bool:
        return any(s.name not in self.skip and worth_a_place(s) for s in shown(snapshot.run, settings))

    def drawn_from(self, snapshot: Snapshot) -> Hashable:
        return super().drawn_from(snapshot), self.skip

    def draw(self, snapshot: Snapshot, settings: ViewSettings, width: int, height: int) -> list[Row]:
        return strip(snapshot.run, settings, self.skip, width, height)


def strip(run: Run, settings: ViewSettings, skip: Collection[str], width: int, height: int) -> list[Row]:
    """`height` rows; a metric that does not fit as a whole is left out, and how many were is told at the end."""
    rest = [s for s in shown(run, settings) if s.name not in skip and worth_a_place(s)]
    rest.sort(key=lambda s: len(s) == 1)
    hue = hues(run.series)
    rows: list[Row] = []
    while len(rows) < height:
        line: list[Part] = [(" ", "")]
        used, first = 1, True
        while rest:
            cell = _cell(rest[0], run, f"hue{hue[rest[0].name]}", settings)
            wide = sum(width_of(t) for t, _ in cell) + (0 if first else 4)
            last_line = len(rows) == height - 1
            if used + wide + (9 if last_line and len(rest) > 1 else 0) > width:
                break
            line += cell if first else [("    ", ""), *cell]
            used, first = used + wide, False
            rest.pop(0)
        if rest and len(rows) == height - 1 and width - used > 8:
            line.append((f"  +{len(rest)}", "dim"))
        rows.append(fill(line, width) if len(line) > 1 else blank(width))
    return rows


def worth_a_place(series: Series) -> bool:
    """False for what has been the same throughout; a figure that came once, such as a final score, is worth it."""
    return len(series) == 1 or not series.is_constant or series.not_finite > 0


def _cell(series: Series, run: Run, role: str, settings: ViewSettings) -> list[Part]:
    name = plain(series.name)
    short = fit_left(name, NAME) if width_of(name) > NAME else name
    value = (
        numbers.short(series.last)
        if series.last == series.last and abs(series.last) >= 1e4
        else numbers.number(series.last)
    )
    spark = sparkline(latest(series, run, SPARK), role, log=settings.log_y, ascii_=settings.ascii)
    return [(f"{short} ", role), (f"{value:>{VALUE}} ", "strong"), *parts_of(spark)]
