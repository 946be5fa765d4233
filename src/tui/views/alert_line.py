"""One row: the alert that matters most, and how many more there are."""

from __future__ import annotations

from collections.abc import Hashable

from tui.views.pane import Pane
from tui.views.row import Part, Row, fit, plain, row, spread, width_of
from tui.views.state import Snapshot, ViewSettings

MARKS = {"critical": ("✕", "x", "broken"), "warning": ("▲", "!", "look"), "info": ("●", "*", "accent")}


class AlertLine(Pane):
    """The most severe alert that stands, or that there is none."""

    DEFAULT_CSS = "AlertLine { height: 1; }"

    def draw(self, snapshot: Snapshot, settings: ViewSettings, width: int, height: int) -> list[Row]:
        return [alert_line(snapshot, settings, width)][:height]

    def drawn_from(self, snapshot: Snapshot) -> Hashable:
        return snapshot.alerts, bool(snapshot.run.series)


def alert_line(snapshot: Snapshot, settings: ViewSettings, width: int) -> Row:
    """The row in `width` cells."""
    standing = snapshot.open_alerts
    if not standing:
        text = ("no alerts" if not snapshot.alerts else "no alerts now") if snapshot.run.series else ""
        return row((fit(f" {'+' if settings.ascii else '✓'} {text}" if text else "", width), "dim"))
    first = standing[0]
    mark, plain_mark, role = MARKS.get(first.severity, MARKS["info"])
    kind = first.kind.replace("_", " ")
    message = f"{plain(first.message).rstrip('.')}: {plain(first.cost)}" if first.cost else plain(first.message)
    more: list[Part] = [(f"  {len(standing) - 1} more · e", "dim")] if len(standing) > 1 else []
    head: list[Part] = [(f" {plain_mark if settings.ascii else mark} {kind}", role), ("  ", "")]
    room = width - width_of(head[0][0]) - 3 - sum(width_of(t) for t, _ in more)
    return spread([*head, (fit(message, room) if width_of(message) > room else message, "")], [*more, (" ", "")], width)
