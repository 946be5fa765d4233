"""An alert as sentences: pure, used by the alerts pane and by the plain text alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.analysis.numbers import number, percent
from tui.views.row import plain as safe

if TYPE_CHECKING:
    from tui.analysis.alerts import Alert

MARKS = {"critical": "✕", "warning": "▲", "info": "●"}
ASCII_MARKS = {"critical": "x", "warning": "!", "info": "*"}


def is_withdrawn(alert: Alert) -> bool:
    """True when the judge took the alert back."""
    return alert.cleared_step is not None or bool(alert.cleared_reason)


def place(alert: Alert) -> str:
    """Where it began, as short as it can be told: step, else epoch, else line."""
    if alert.step is not None:
        return f"step {number(alert.step)}"
    return f"epoch {number(alert.epoch)}" if alert.epoch is not None else f"line {alert.line}" if alert.line else "now"


def sentence(alert: Alert) -> str:
    """Kind and message in one line."""
    return safe(f"{alert.kind.replace('_', ' ')}  {alert.message}")


def details(alert: Alert) -> list[str]:
    """What else is known of it, one sentence a row: nothing is repeated from `sentence`."""
    out = []
    if is_withdrawn(alert):
        at = "" if alert.cleared_step is None else f" at step {number(alert.cleared_step)}"
        out.append(f"withdrawn{at}{': ' if alert.cleared_reason else ''}{safe(alert.cleared_reason)}")
    known = [
        f"since step {number(alert.since_step)}" if alert.since_step not in (None, alert.step) else "",
        f"line {alert.line}" if alert.line else "",
        f"{percent(alert.confidence)} sure" if alert.confidence < 1 else "",
    ]
    out.append(" · ".join(part for part in known if part))
    out.append(f"cost: {safe(alert.cost)}" if alert.cost else "")
    out.append(f"also: {safe(alert.also)}" if alert.also else "")
    return [row for row in out if row]
