"""What is known of one metric in a row: shown below its curve when that fills the screen."""

from __future__ import annotations

from math import isfinite

from tui.analysis.numbers import count, number, signed
from tui.model.run import Run
from tui.model.series import Series
from tui.views.pane import Pane
from tui.views.row import Part, Row, fill
from tui.views.state import Snapshot, ViewSettings

BETTER = {"min": "less is better", "max": "more is better", "none": ""}


class MetricFacts(Pane):
    """One row for the metric selected."""

    DEFAULT_CSS = "MetricFacts { height: 1; }"

    def draw(self, snapshot: Snapshot, settings: ViewSettings, width: int, height: int) -> list[Row]:
        series = snapshot.run.series.get(settings.selected or snapshot.run.primary or "")
        parts = [] if series is None else facts(snapshot.run, series)
        return [fill([(" ", ""), *parts], width)][:height]


def facts(run: Run, series: Series) -> list[Part]:
    """First, last with its change, extremes, best, how many, how many not finite, which way is better."""
    change = (
        series.last / series.first - 1 if series.first and isfinite(series.first) and isfinite(series.last) else None
    )
    pairs = [
        ("first", number(series.first)),
        ("last", number(series.last) + (f" ({signed(100 * change)} %)" if change is not None else "")),
        ("lowest", number(series.low) if isfinite(series.low) else "-"),
        ("highest", number(series.high) if isfinite(series.high) else "-"),
        ("values", count(len(series))),
    ]
    if series.best_at is not None:
        pairs.append(("best", f"{number(series.best)} @ {run.axis} {number(series.x[series.best_at])}"))
    parts: list[Part] = []
    for name, value in pairs:
        parts += [(f"{name} ", "dim"), (f"{value}   ", "")]
    if series.not_finite:
        parts.append((f"✕ {count(series.not_finite)} not finite   ", "broken"))
    return [*parts, (BETTER[series.meaning.goal], "dim")]
