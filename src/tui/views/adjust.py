"""What a key changes in the settings of the view: pure steps from one `ViewSettings` to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import isnan

from tui.analysis.numbers import number
from tui.model.run import Run
from tui.views.state import Axis, ViewSettings

SMOOTHINGS = (0.0, 0.6, 0.9, 0.97, 0.99)


def axes(run: Run) -> tuple[Axis, ...]:
    """What x can count for this run; "step" stands for records where the log has no steps."""
    known: list[Axis] = []
    if run.axis != "epoch":
        known.append("step")
    if run.epoch is not None:
        known.append("epoch")
    if any(not isnan(time) for time in (run.rows.time[:1] + run.rows.time[-1:])):
        known.append("time")
    return tuple(known) or ("step",)


def next_axis(settings: ViewSettings, run: Run) -> ViewSettings:
    """The next thing x can count; zoom and cursor are in other units then, so they go."""
    known = axes(run)
    at = known.index(settings.axis) if settings.axis in known else -1
    return replace(settings, axis=known[(at + 1) % len(known)], zoom=None, cursor=None)


def next_rank(settings: ViewSettings, ranks: Sequence[int]) -> ViewSettings:
    """The next process; after the last one the main lane again."""
    lanes = (None, *ranks[1:])
    at = lanes.index(settings.rank) if settings.rank in lanes else -1
    return replace(settings, rank=lanes[(at + 1) % len(lanes)], selected=None, page=0)


def next_smoothing(settings: ViewSettings) -> ViewSettings:
    """Smoother, and from the smoothest back to none."""
    stronger = (level for level in SMOOTHINGS if level > settings.smoothing)
    return replace(settings, smoothing=next(stronger, SMOOTHINGS[0]))


def smoothing_text(settings: ViewSettings) -> str:
    """The smoothing in words."""
    return f"smoothing {number(settings.smoothing)}" if settings.smoothing else "no smoothing"


# a place on the curves

CURSOR_STEPS = 100  # moves from one end of a chart to the other
ZOOM_FACTOR = 0.5

Span = tuple[float, float]


def cursor_moved(settings: ViewSettings, span: Span, direction: int, *, far: bool = False) -> ViewSettings:
    """The cursor a hundredth of the chart further, a tenth when `far`; from no cursor it comes in at the newest end."""
    low, high = span
    if settings.cursor is None:
        return replace(settings, cursor=high if direction < 0 else low)
    step = (high - low) / CURSOR_STEPS * (10 if far else 1)
    return replace(settings, cursor=min(high, max(low, settings.cursor + direction * step)))


def zoomed(settings: ViewSettings, span: Span, whole: Span, direction: int) -> ViewSettings:
    """Half the span around the cursor (or the end) for direction 1, twice the span for -1; all of it is no zoom."""
    low, high = span
    factor = ZOOM_FACTOR if direction > 0 else 1 / ZOOM_FACTOR
    centre = high if settings.cursor is None else min(high, max(low, settings.cursor))
    share = (centre - low) / (high - low) if high > low else 1.0
    wide = (high - low) * factor
    start = max(whole[0], centre - share * wide)
    end = min(whole[1], start + wide)
    if end - start >= whole[1] - whole[0] or not end > start:
        return replace(settings, zoom=None)
    return replace(settings, zoom=(start, end))


def next_metric(settings: ViewSettings, names: Sequence[str], direction: int) -> ViewSettings:
    """Select the next of the shown metrics, round the end; the first one when none is selected."""
    if not names:
        return settings
    if settings.selected not in names:
        return replace(settings, selected=names[0])
    return replace(settings, selected=names[(names.index(settings.selected) + direction) % len(names)])
