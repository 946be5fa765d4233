"""The report on a run as Markdown: what a careful person writes down afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from tui.analysis.alerts import Alert
from tui.analysis.ending import State
from tui.analysis.pace import Pace
from tui.model.integrity import Integrity
from tui.model.run import Run
from tui.report.happenings import alerts_raised, checkpoints, events, what_was_read
from tui.report.milestones import course
from tui.report.outcome import curve_phases, timing, what_ran
from tui.report.results import all_metrics, results, validation
from tui.report.text import prose, quoted


def report(run: Run, alerts: Sequence[Alert], pace: Pace, state: State, integrity: Integrity) -> str:
    """The whole report, ending with a new line. Names and log lines in it are text, whatever they hold."""
    name = PurePath(run.source).name or run.source or "a training run"
    lines = [f"# Training report: {quoted(name)}", "", _summary(state)]
    lines += what_ran(run, pace, state)
    if run.series:
        lines += results(run) + validation(run) + course(run) + curve_phases(run) + all_metrics(run)
    else:
        lines += ["", "No metric was found in this log."]
    lines += alerts_raised(alerts) + timing(run, pace) + checkpoints(run) + events(run) + what_was_read(integrity)
    return "\n".join(lines) + "\n"


def _summary(state: State) -> str:
    return f"**{prose(state.sentence or state.status.capitalize())}**"
