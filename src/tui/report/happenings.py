"""What happened: alerts, checkpoints, events, and whether everything was read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from tui.analysis.alerts import Alert
from tui.analysis.numbers import count, number, size
from tui.model.events import Notice
from tui.model.integrity import Integrity
from tui.model.run import Run
from tui.report.results import place
from tui.report.text import prose, quoted, section, table

_MOST_ALERTS = 50
_MOST_NOTICES = 30
_KEPT = ("checkpoint", "best")
_QUIET = ("evaluation",)  # every evaluation begins; none of them is news


def alerts_raised(alerts: Sequence[Alert]) -> list[str]:
    """All alerts, those withdrawn too, with the line to look at."""
    rows = [_alert(alert) for alert in alerts[:_MOST_ALERTS]]
    if not rows:
        return section("Alerts", ["None was raised."])
    lines = table(("Severity", "Kind", "At", "Line", "What"), rows, (2, 3))
    return section("Alerts", lines + _hidden(len(alerts) - _MOST_ALERTS))


def checkpoints(run: Run) -> list[str]:
    """What was saved, with the step at which the log says so."""
    return section("Checkpoints", _notices(run, [n for n in run.notices if n.kind in _KEPT]))


def events(run: Run) -> list[str]:
    """Restarts and everything else the log reports besides metrics and checkpoints."""
    told = [n for n in run.notices if n.kind not in _KEPT + _QUIET]
    again = [Notice(s.cause, _restart(s.overlap), s.line) for s in run.segments[1:]]
    ended = [Notice(run.ended.how, run.ended.text, run.ended.line)] if run.ended is not None else []
    return section("Events", _notices(run, sorted([*told, *again, *ended], key=lambda n: n.line)))


def what_was_read(integrity: Integrity) -> list[str]:
    """How much of the source was read, what could not be read as a metric, what was lost."""
    lines = [
        f"- {size(integrity.bytes_read)} of {size(integrity.bytes_in_file)} read: {count(integrity.lines)} lines, "
        f"{count(integrity.records)} of them with metrics, {count(integrity.unparsed)} without; "
        f"{count(integrity.frames)} states of bars",
        *(f"- {prose(sentence)}" for sentence in (*integrity.losses, *integrity.notes)),
    ]
    if integrity.waiting_for:
        lines.append(f"- waiting: {prose(integrity.waiting_for)}")
    if not integrity.losses and not integrity.unread_bytes:
        lines.append("- nothing was lost")
    return section("What was read", lines)


def _alert(alert: Alert) -> tuple[str, ...]:
    at = "-" if alert.epoch is None else f"epoch {number(alert.epoch)}"
    at = at if alert.step is None else f"step {count(alert.step)}"
    said = [prose(text.rstrip(".")) for text in (alert.message, alert.cost, alert.also) if text]
    if alert.cleared_reason:
        where = f" at step {count(alert.cleared_step)}" if alert.cleared_step is not None else ""
        said.append(f"withdrawn{where}: {prose(alert.cleared_reason).rstrip('.')}")
    return prose(alert.severity), prose(alert.kind), at, str(alert.line), "; ".join(said)


def _restart(overlap: float) -> str:
    return f"went back over {count(overlap)} steps" if overlap else "training began again"


def _notices(run: Run, notices: Sequence[Notice]) -> list[str]:
    """A table of notices; of many, the first few and the last."""
    first = notices[: _MOST_NOTICES // 3] if len(notices) > _MOST_NOTICES else notices
    last = notices[len(first) - _MOST_NOTICES :] if len(notices) > _MOST_NOTICES else []
    rows = [(_where(run, n), str(n.line), prose(n.kind), quoted(n.text)) for n in (*first, *last)]
    return table(("At", "Line", "Kind", "What the log says"), rows, (1,)) + _hidden(len(notices) - len(rows))


def _where(run: Run, notice: Notice) -> str:
    """The place of the last record before the notice's line."""
    row = bisect_right(run.rows.line, notice.line) - 1
    return place(run, row) if row >= 0 else "before the first record"


def _hidden(number_hidden: int) -> list[str]:
    return ["", f"{count(number_hidden)} more are not shown."] if number_hidden > 0 else []
