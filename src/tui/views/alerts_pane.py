"""All alerts of the run, kept and withdrawn, newest first; enter jumps to the line in the log."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.analysis.numbers import count
from tui.views.alert_text import ASCII_MARKS, MARKS, details, is_withdrawn, place, sentence
from tui.views.pane import Pane
from tui.views.row import Part, Row, fill, frame
from tui.views.state import Snapshot, ViewSettings

if TYPE_CHECKING:
    from tui.analysis.alerts import Alert

ROLES = {"critical": "broken", "warning": "look"}


class AlertsPane(Pane, can_focus=True):
    """The list with a cursor; what else is known of the alert under it stands below its line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("space,pagedown", "move(10)", show=False),
        Binding("b,pageup", "move(-10)", show=False),
        Binding("g,home", "move(-100000)", show=False),
        Binding("G,end", "move(100000)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Opened(Message):
        """A person wants to see where this alert comes from."""

        def __init__(self, alert: Alert) -> None:
            super().__init__()
            self.alert = alert

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.alerts: tuple[Alert, ...] = ()
        self.at = 0

    def show(self, snapshot: Snapshot, settings: ViewSettings) -> None:
        """Take in the alerts; the cursor stays on its alert when new ones come above it."""
        selected, self.alerts = self.selected, tuple(reversed(snapshot.alerts))
        if selected is not None:
            self.select(selected)
        super().show(snapshot, settings)

    @property
    def selected(self) -> Alert | None:
        """The alert under the cursor."""
        return self.alerts[self.at] if self.at < len(self.alerts) else None

    def select(self, alert: Alert) -> None:
        """Put the cursor on `alert`, also when it has been withdrawn meanwhile."""
        same = (k for k, a in enumerate(self.alerts) if identity(a) == identity(alert))
        self.at = next(same, min(self.at, max(0, len(self.alerts) - 1)))

    def drawn_from(self, snapshot: Snapshot) -> Hashable:
        return self.alerts, self.at, self.has_focus, snapshot.run.records if not self.alerts else 0

    def draw(self, snapshot: Snapshot, settings: ViewSettings, width: int, height: int) -> list[Row]:
        standing = sum(not is_withdrawn(alert) for alert in self.alerts)
        note = (
            f"{standing} standing, {len(self.alerts) - standing} withdrawn · enter shows the line"
            if self.alerts
            else ""
        )
        inner = max(1, width - 2)
        rows, at = alert_rows(self.alerts, self.at, inner, ascii_=settings.ascii)
        rows = rows or [fill([(empty_text(snapshot), "dim")], inner)]
        shown = window(rows, at, max(1, height - 2), inner)
        return frame(
            shown, [("alerts", "")], [(note, "dim")], width, "frame.on" if self.has_focus else "frame", settings.ascii
        )

    def copy_text(self) -> str:
        """What `c` copies here."""
        return "" if self.selected is None else f"{place(self.selected)}  {sentence(self.selected)}"

    def action_move(self, rows: int) -> None:
        self.at = min(max(0, self.at + rows), max(0, len(self.alerts) - 1))
        self.redraw()

    def action_choose(self) -> None:
        if self.selected is not None:
            self.post_message(self.Opened(self.selected))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.action_move(-1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.action_move(1)

    def on_focus(self) -> None:
        self.redraw()

    def on_blur(self) -> None:
        self.redraw()


def identity(alert: Alert) -> Hashable:
    """What stays the same when an alert grows or is withdrawn."""
    return alert.kind, alert.metric, alert.line, alert.since_step


def alert_rows(alerts: Sequence[Alert], at: int, width: int, *, ascii_: bool = False) -> tuple[list[Row], int]:
    """One row an alert, the details of the one at `at` below it; and the row the cursor stands on."""
    rows: list[Row] = []
    cursor = 0
    for k, alert in enumerate(alerts):
        cursor = len(rows) if k == at else cursor
        rows.append(fill(_alert(alert, selected=k == at, ascii_=ascii_), width))
        if k == at:
            rows += [fill([("      ", ""), (text, "dim")], width) for text in details(alert)]
    return rows, cursor


def _alert(alert: Alert, *, selected: bool, ascii_: bool) -> list[Part]:
    withdrawn = is_withdrawn(alert)
    role = "dim" if withdrawn else ROLES.get(alert.severity, "accent")
    mark = (ASCII_MARKS if ascii_ else MARKS).get(alert.severity, "*")
    body = "row.on" if selected else "dim" if withdrawn else ""
    tail = "  (withdrawn)" if withdrawn else ""
    pointer = (">" if ascii_ else "▸") if selected else " "
    return [(pointer, "accent"), (f"{mark} ", role), (f"{place(alert):<13}", "dim"), (sentence(alert) + tail, body)]


def window(rows: Sequence[Row], at: int, height: int, width: int) -> list[Row]:
    """`height` of the rows with row `at` among them and, where there is room, what stands below it."""
    top = min(max(0, at - height // 2), max(0, len(rows) - height))
    shown = list(rows[top : top + height])
    return shown + [fill([], width)] * (height - len(shown))


def empty_text(snapshot: Snapshot) -> str:
    """Why there is no alert."""
    if not snapshot.run.series:
        return "no alerts: there is no metric to judge yet"
    return f"no alerts in {count(snapshot.run.records)} records: nothing was NaN, spiked, stalled or stopped improving"
