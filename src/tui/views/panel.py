"""One chart of a run: from series and settings to the rows of a picture, without its frame."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce

from tui.analysis import numbers
from tui.model.series import Series
from tui.views.axis import XAxis
from tui.views.choice import Panel
from tui.views.heading import labelled
from tui.views.picture.chart import Curve, Look, chart, plot_columns, plot_size
from tui.views.picture.columns import Columns, Kept, added, columns, smoothed, stretches
from tui.views.row import Row
from tui.views.state import Snapshot, ViewSettings

GHOSTS = 3  # how many earlier attempts stay visible behind a curve


@dataclass(frozen=True, slots=True)
class Sight:
    """What all charts of a screen share: the axis, its visible span, the hue of each series, what was drawn before."""

    axis: XAxis
    span: tuple[float, float]
    hue: dict[str, int]
    kept: Kept = field(default_factory=Kept)

    def share(self, position: float) -> float:
        """A position as a share of the visible span."""
        low, high = self.span
        return (position - low) / (high - low) if high > low else 0.0

    def best_place(self, series: Series) -> str:
        """Where the best value stands, as text."""
        return "" if series.best_at is None else self.axis.text(self.axis.at(series, series.best_at))

    def role(self, series: Series) -> str:
        """The colour of a series."""
        return f"hue{self.hue.get(series.name, 0)}"


def draw_panel(
    panel: Panel, sight: Sight, snapshot: Snapshot, settings: ViewSettings, width: int, height: int
) -> list[Row]:
    """The chart of a panel in `height` rows of `width` cells."""
    count = plot_columns(width, height)
    curves = [c for series in reversed(panel.series) for c in _curves(series, sight, settings, count)]
    curves.sort(key=lambda c: not c.background)
    alerts = (sight.axis.of_alert(a) for a in snapshot.open_alerts if a.metric in panel.names)
    look = Look(
        x_ticks=sight.axis.ticks(sight.span, max(2, plot_size(width, height)[0] // 9)),
        alerts=tuple(sight.share(at) for at in alerts if at is not None),
        cursor=None if settings.cursor is None else sight.share(settings.cursor),
        readout="" if settings.cursor is None else _readout(panel, sight, settings.cursor, count),
        log=settings.log_y,
        clip=settings.outliers_hidden,
        ascii=settings.ascii,
    )
    return chart(curves, width, height, look)


def _curves(series: Series, sight: Sight, settings: ViewSettings, count: int) -> list[Curve]:
    """The curve, the raw one behind it when it is smoothed, and behind both what restarts threw away."""
    run = sight.axis.run
    parts = [p for p in (stretches(series, run) if run is not None else []) if p.start < p.stop]
    best = _best(series, sight, count)
    soft = f"{sight.role(series)}.soft"
    if (
        sight.axis.is_time
    ):  # nothing lies over anything else: every part is drawn, and no line leads from one to the next
        live = [_read(series, sight, count, p.start, p.stop) for p in parts[-8:]]
        ghosts: list[Columns] = []
    else:
        live = [_together([_read(series, sight, count, p.start, p.cut) for p in parts if p.start < p.cut], count)]
        thrown = [p for p in parts if p.cut < p.stop][-GHOSTS:]
        ghosts = [_read(series, sight, count, max(p.start, p.cut - 1), p.stop) for p in thrown]
    back = ghosts + (live if settings.smoothing else [])
    front = [smoothed(part, settings.smoothing) for part in live] if settings.smoothing else live
    curves = [Curve(part, soft, background=True) for part in back]
    curves += [Curve(part, sight.role(series), best if k == len(front) - 1 else None) for k, part in enumerate(front)]
    return curves


def _read(series: Series, sight: Sight, count: int, start: int, stop: int) -> Columns:
    return sight.kept.columns(series, count, *sight.span, start, stop, sight.axis.place)


def _together(parts: list[Columns], count: int) -> Columns:
    """Parts that follow each other as one curve."""
    return reduce(added, parts, [None] * count)


def _best(series: Series, sight: Sight, count: int) -> tuple[int, float] | None:
    if series.best_at is None or series.is_constant:
        return None
    share = sight.share(sight.axis.at(series, series.best_at))
    return (min(count - 1, int(share * count)), series.y[series.best_at]) if 0 <= share <= 1 else None


def _readout(panel: Panel, sight: Sight, cursor: float, count: int) -> str:
    """The place of the cursor and the last value at or before it, of every series in the chart."""
    at = min(count - 1, max(0, int(sight.share(cursor) * count)))
    values = []
    for label, series in labelled(panel):
        found = columns(series, count, *sight.span, place=sight.axis.place)[: at + 1]
        value = next((numbers.number(c.last) for c in reversed(found) if c is not None and c.count), numbers.ABSENT)
        values.append(f"{label} {value}" if label else value)
    return f"{sight.axis.text(cursor)}: {'  '.join(values)}"
