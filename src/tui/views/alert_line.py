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
        return _calm(snapshot, settings, width)
    first = standing[0]
    mark, plain_mark, role = MARKS.get(first.severity, MARKS["info"])
    kind = first.kind.replace("_", " ")
    message = f"{plain(first.message).rstrip('.')}: {plain(first.cost)}" if first.cost else plain(first.message)
    withdrawn = len(snapshot.alerts) - len(standing)
    counts = [f"{len(standing) - 1} more"] if len(standing) > 1 else []
    counts += [f"{withdrawn} withdrawn"] if withdrawn and width >= 80 else []
    more: list[Part] = [(f"  {', '.join(counts)} · e", "dim")] if counts else []
    head: list[Part] = [(f" {plain_mark if settings.ascii else mark} {kind}", role), ("  ", "")]
    room = width - width_of(head[0][0]) - 3 - sum(width_of(t) for t, _ in more)
    return spread([*head, (fit(message, room) if width_of(message) > room else message, "")], [*more, (" ", "")], width)


def _calm(snapshot: Snapshot, settings: ViewSettings, width: int) -> Row:
    """No alert stands: that there were some is still told, with the key that goes to them."""
    if not snapshot.run.series:
        return row((fit("", width), ""))
    mark = "+" if settings.ascii else "✓"
    if not snapshot.alerts:
        return row((fit(f" {mark} no alerts", width), "dim"))
    return row((fit(f" {mark} no alerts now, {len(snapshot.alerts)} withdrawn · e", width), "dim"))
