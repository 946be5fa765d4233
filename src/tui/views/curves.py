"""The grid of charts: as many as the size can show readably, the most interesting first."""

from __future__ import annotations

from collections.abc import Hashable

from tui.analysis import numbers
from tui.views.axis import XAxis
from tui.views.choice import Panel, charts, panels, shown
from tui.views.heading import heading
from tui.views.palette import hues
from tui.views.pane import Pane
from tui.views.panel import Sight, draw_panel
from tui.views.picture.columns import Kept
from tui.views.row import Row, beside, blank, fill, frame
from tui.views.state import Snapshot, ViewSettings

LEAST_WIDTH, LEAST_HEIGHT = 36, 6  # of a chart with its frame
PLEASANT = 5.0  # cells across for one cell down


class Curves(Pane):
    """Charts over one common x axis.

    After `show`: `drawn` holds the names of the metrics that have a chart now, `span` the visible part of the x axis,
    `pages` how many pages there are at this size.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.axis = XAxis()
        self.drawn: frozenset[str] = frozenset()
        self.span: tuple[float, float] = (0.0, 1.0)
        self.pages = 1
        self._kept = Kept()
        self._grid: tuple[list[Panel], int, int] = ([], 1, 1)

    def drawn_from(self, snapshot: Snapshot) -> Hashable:
        marks = tuple((alert.metric, alert.step, alert.epoch, alert.time) for alert in snapshot.open_alerts)
        return super().drawn_from(snapshot), marks, snapshot.integrity.lines if not snapshot.run.series else 0

    def draw(self, snapshot: Snapshot, settings: ViewSettings, width: int, height: int) -> list[Row]:
        every = charts(shown(snapshot.run, settings))
        if settings.enlarged:
            every = [p for p in panels(shown(snapshot.run, settings)) if settings.selected in p.names] or every[:1]
        across, down = grid(len(every), width, height)
        self.pages = max(1, -(-len(every) // (across * down)))
        first = (settings.page % self.pages) * across * down
        here = every[first : first + across * down]
        self._grid = (here, across, down)
        self.drawn = frozenset(name for panel in here for name in panel.names)
        self.axis.follow(snapshot.run, settings.axis)
        self.span = settings.zoom or self.axis.span(s for panel in every for s in panel.series)
        return self._charts(snapshot, settings, width, height) if here else _empty(snapshot, width, height)

    def metric_at(self, x: int, y: int) -> str | None:
        """The first metric of the chart under a cell of this widget, for a click."""
        here, across, down = self._grid
        if not self.size.area or not here:
            return None
        in_line = here[min(down - 1, y * down // self.size.height) * across :][:across]
        return in_line[min(len(in_line) - 1, x * len(in_line) // self.size.width)].names[0] if in_line else None

    def _charts(self, snapshot: Snapshot, settings: ViewSettings, width: int, height: int) -> list[Row]:
        here, across, down = self._grid
        sight = Sight(self.axis, self.span, hues(snapshot.run.series), self._kept)
        rows: list[Row] = []
        for line, tall in enumerate(shares(height, down)):
            in_line = here[line * across : (line + 1) * across]
            widths = shares(width, len(in_line))
            blocks = [framed(p, sight, snapshot, settings, w, tall) for p, w in zip(in_line, widths, strict=True)]
            rows += beside(blocks)
        return rows


def framed(
    panel: Panel, sight: Sight, snapshot: Snapshot, settings: ViewSettings, width: int, height: int
) -> list[Row]:
    """A chart in its frame, `height` rows of `width` cells."""
    if width < 4 or height < 3:
        return draw_panel(panel, sight, snapshot, settings, width, height)
    roles = {series.name: sight.role(series) for series in panel.series}
    title, note = heading(panel, roles, sight.best_place(panel.series[0]), width, settings.ascii)
    role = "frame.on" if settings.selected in panel.names and not settings.enlarged else "frame"
    inside = draw_panel(panel, sight, snapshot, settings, width - 2, height - 2)
    return frame(inside, title, note, width, role, settings.ascii)


def grid(count: int, width: int, height: int) -> tuple[int, int]:
    """Charts across and down for `count` charts: all of them if they can be read, else as many as can.

    Of the arrangements with the fewest empty places the one whose charts have the most pleasant shape.
    """
    most_across, most_down = max(1, width // LEAST_WIDTH), max(1, height // LEAST_HEIGHT)
    count = max(1, min(count, most_across * most_down))
    ways = [(across, -(-count // across)) for across in range(1, most_across + 1) if -(-count // across) <= most_down]

    def cost(way: tuple[int, int]) -> float:
        across, down = way
        shape = (width / across) / (height / down) / PLEASANT
        return across * down - count + max(shape, 1 / shape)

    return min(ways, key=cost)


def shares(whole: int, parts: int) -> list[int]:
    """`whole` cells in `parts` nearly equal parts."""
    return [whole * (k + 1) // parts - whole * k // parts for k in range(parts)]


def _empty(snapshot: Snapshot, width: int, height: int) -> list[Row]:
    """What would fill the place."""
    read = snapshot.integrity
    if snapshot.run.series:
        text = "no metric matches the filter"
    elif read.lines:
        text = f"no metrics found in {numbers.count(read.lines)} lines"
    else:
        text = "curves appear with the first values"
    middle = (height - 1) // 2
    return [fill([(text.center(width), "dim")], width) if y == middle else blank(width) for y in range(height)]
