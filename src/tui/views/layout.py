"""Which panes a screen of a given size shows. Pure."""

from __future__ import annotations

SMALL_WIDTH, SMALL_HEIGHT = 60, 18
COMPACT_WIDTH, COMPACT_HEIGHT = 100, 30
WIDE_WIDTH = 180

LAYOUTS = ("small", "compact", "normal", "wide")

# what the overview of each layout is made of; a pane that is not in it is shown alone, on its key
_HEAD = frozenset({"header", "alert_line"})
_COMPACT = _HEAD | {"curves", "strip", "steps", "log"}
OVERVIEW: dict[str, frozenset[str]] = {
    "small": frozenset({"small"}),
    "compact": _COMPACT,
    "normal": _COMPACT | {"epochs", "gpu"},
    "wide": _COMPACT | {"epochs", "gpu"},
}


def layout_of(width: int, height: int) -> str:
    """The layout for `width` columns and `height` rows."""
    if width <= SMALL_WIDTH or height <= SMALL_HEIGHT:
        return "small"
    if width < COMPACT_WIDTH or height < COMPACT_HEIGHT:
        return "compact"
    return "wide" if width >= WIDE_WIDTH else "normal"


def visible(layout: str, zoomed: str | None, *, has_metrics: bool = True, has_lines: bool = True) -> frozenset[str]:
    """The panes to show: one alone when zoomed, the log large while there is no metric, else the overview."""
    if zoomed is not None:
        return _HEAD | {zoomed}
    if not has_metrics:
        return _HEAD | ({"empty", "log"} if has_lines else {"empty"})
    return OVERVIEW[layout]
