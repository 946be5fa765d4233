"""Everything in a narrow pane beside the training: one line a fact, the primary metric first."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from math import isfinite

from tui.analysis import numbers
from tui.model.hardware import Gpu
from tui.model.run import Run
from tui.model.series import Series
from tui.views.alert_line import alert_line
from tui.views.axis import XAxis
from tui.views.choice import panels, shown
from tui.views.gpu_pane import history, load_line, memory_text, percent
from tui.views.header import MARKS, bar, best, position, status
from tui.views.palette import hues
from tui.views.pane import Pane
from tui.views.panel import Sight, draw_panel
from tui.views.picture.columns import latest
from tui.views.picture.spark import sparkline
from tui.views.row import Part, Row, blank, fill, fit, fit_left, parts_of, plain, row, spread, width_of, width_of_parts
from tui.views.state import Snapshot, ViewSettings

CHART = 5  # rows from which the room left over is worth a chart


class Small(Pane):
    """The whole screen where there is no room for panes."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._axis = XAxis()

    def drawn_from(self, snapshot: Snapshot) -> Hashable:
        asked = snapshot.alerts, snapshot.state, snapshot.pace, snapshot.gpu, snapshot.frozen, snapshot.replay
        return super().drawn_from(snapshot), asked

    def draw(self, snapshot: Snapshot, settings: ViewSettings, width: int, height: int) -> list[Row]:
        return small(snapshot, settings, width, height, self._axis)


def small(snapshot: Snapshot, settings: ViewSettings, width: int, height: int, axis: XAxis) -> list[Row]:
    """`height` rows of `width` cells."""
    run = snapshot.run
    share = snapshot.pace.fraction_done if snapshot.pace is not None else None
    rows = [
        _head(snapshot, settings, width),
        row((" ", ""), *parts_of(bar(share, width - 2, settings.ascii)), (" ", "")),
    ]
    if snapshot.open_alerts:
        rows.append(alert_line(snapshot, settings, width))
    gpus = _gpus(snapshot, settings, width, max(1, (height - len(rows)) // 4))
    room = height - len(rows) - len(gpus)
    every = shown(run, settings)
    if room - len(every) > CHART:
        axis.follow(run, settings.axis)
        groups = panels(every)[:1]
        rows += _metrics(run, every, settings, width) + gpus
        if groups:
            rows.append(blank(width))
            sight = Sight(axis, settings.zoom or axis.span(groups[0].series), hues(run.series))
            rows += draw_panel(groups[0], sight, snapshot, settings, width, height - len(rows))
    else:
        rows += _metrics(run, every[:room], settings, width)
        rows += [blank(width)] * (height - len(rows) - len(gpus)) + gpus
    return (rows + [blank(width)] * height)[:height]


def _head(snapshot: Snapshot, settings: ViewSettings, width: int) -> Row:
    """Alive, where, and when it is done."""
    left: list[Part] = [(" ", "")]
    word = snapshot.state.status if snapshot.state is not None else "unknown"
    if word == "running" or snapshot.state is None:
        mark, plain_mark, role = MARKS[word]
        left += [(f"{plain_mark if settings.ascii else mark} ", role)]
        left += [*next(iter(position(snapshot)), [("reading", "dim")])]
    else:
        left += status(snapshot, settings.ascii)
    pace = snapshot.pace
    if pace is not None and pace.fraction_done is not None:
        left.append((f" {numbers.percent(pace.fraction_done):>5}", "strong"))
    if snapshot.frozen:
        left.append((" frozen", "accent"))
    return spread(left, [*_clock(snapshot, width), (" ", "")], width)


def _clock(snapshot: Snapshot, width: int) -> list[Part]:
    """`done 14:32 ±6m`."""
    pace = snapshot.pace
    if snapshot.is_over:
        return _best(snapshot.run, width)
    if pace is None or pace.grounds == "no total":
        return []
    if pace.finish_at is None:
        return [(pace.grounds or "measuring", "dim")]
    out: list[Part] = [("done ", "dim"), (numbers.clock(pace.finish_at, snapshot.now), "strong")]
    if pace.low is not None and pace.high is not None and width >= 44:
        minutes = round((pace.high - pace.low) / 120)
        out.append((f" ±{minutes}m" if minutes < 100 else f" ±{round(minutes / 60)}h", "dim"))
    return out


def _best(run: Run, width: int) -> list[Part]:
    """`best 0.29 @ 9245`; the name of the metric stands in the row below."""
    head, _, *rest = best(run) or [("", ""), ("", "")]
    return [head, *rest] if width >= 44 else []


def _metrics(run: Run, series: list[Series], settings: ViewSettings, width: int) -> list[Row]:
    """Name, value, best, sparkline: each in its own column."""
    hue = hues(run.series)
    longest = max((width_of(plain(s.name)) for s in series), default=0)
    wide = min(longest, max(6, width // 3 - 2))
    return [_metric(s, run, f"hue{hue[s.name]}", wide, settings, width) for s in series]


def _metric(series: Series, run: Run, role: str, wide: int, settings: ViewSettings, width: int) -> Row:
    name = plain(series.name)
    star = "*" if settings.ascii else "★"
    short = fit(name, wide) if width_of(name) <= wide else fit_left(name, wide)
    best = "" if series.best is None or series.is_constant else f"{star}{_number(series.best)}"
    value: Part = (f" {_number(series.last):>8}", "strong" if isfinite(series.last) else "broken")
    parts: list[Part] = [(" ", ""), (short, role), value]
    if width >= 40:
        parts.append((f" {best:<9}", "dim"))
    room = width - sum(width_of(t) for t, _ in parts) - 2
    if room > 3:
        spark = sparkline(latest(series, run, room), role, log=settings.log_y, ascii_=settings.ascii)
        parts += [(" ", ""), *parts_of(spark)]
    return fill(parts, width)


def _number(value: float) -> str:
    return numbers.short(value) if abs(value) >= 1e5 else numbers.number(value)


def _gpus(snapshot: Snapshot, settings: ViewSettings, width: int, most: int) -> list[Row]:
    """One row a GPU; where there are too many, one row with the mean of all."""
    gpus = snapshot.gpu.gpus if snapshot.gpu is not None else ()
    if not gpus:
        return []
    if len(gpus) > most:
        return [_all_gpus(gpus, width)]
    out = []
    for gpu in gpus:
        load: Part = (percent(gpu.utilisation), "strong")
        head: list[Part] = [(f" gpu {gpu.index} ", "dim"), load, (f" {memory_text(gpu)} ", "")]
        loads = history(snapshot.gpu_history, gpu)
        out.append(fill([*head, *parts_of(load_line(loads, width - width_of_parts(head) - 1, settings.ascii))], width))
    return out


def _all_gpus(gpus: Sequence[Gpu], width: int) -> Row:
    """The mean of all, and the least: one that idles is what matters."""
    known = [g.utilisation for g in gpus if g.utilisation is not None]
    mean = sum(known) / len(known) if known else None
    least = f"  least {percent(min(known, default=None)).strip()}"
    return fill([(f" {len(gpus)} gpus ", "dim"), (percent(mean), "strong"), (least, "dim")], width)
