"""The summary of a run as one JSON object: the contract of `trainwatch summary --json`."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite, isnan
from typing import Any

from tui.analysis.alerts import Alert
from tui.analysis.ending import State
from tui.analysis.pace import Pace
from tui.model.integrity import Integrity
from tui.model.run import Run
from tui.model.series import Series


def json_number(value: float | None) -> float | int | str | None:
    """A number as JSON takes it: what is not finite is "nan", "inf" or "-inf", whole numbers have no point."""
    if value is None:
        return None
    if isnan(value):
        return "nan"
    if not isfinite(value):
        return "inf" if value > 0 else "-inf"
    return int(value) if value == int(value) and abs(value) < 2**53 else value


def known(value: float) -> float | None:
    """NaN stands for unknown in rows: here it is `None`."""
    return None if isnan(value) else value


def metric_json(run: Run, series: Series) -> dict[str, Any]:
    """What the summary says of one metric."""
    best_row = None if series.best_at is None else series.rows[series.best_at]
    means = series.meaning
    return {
        "count": len(series),
        "first": json_number(series.first),
        "last": json_number(series.last),
        "min": json_number(series.low if isfinite(series.low) else None),
        "max": json_number(series.high if isfinite(series.high) else None),
        "nan": series.not_finite,
        "best": json_number(series.best),
        "best_step": None if best_row is None else json_number(known(run.rows.step[best_row])),
        "best_epoch": None if best_row is None else json_number(known(run.rows.epoch[best_row])),
        "goal": means.goal,
        "kind": means.kind,
        "split": means.split,
    }


def axis_json(run: Run) -> dict[str, Any]:
    """First and last position and the planned total, by step and by epoch."""
    steps = [v for v in run.rows.step if not isnan(v)]
    epochs = [v for v in run.rows.epoch if not isnan(v)]
    return {
        "step": {
            "first": json_number(steps[0] if steps else None),
            "last": json_number(run.step),
            "total": json_number(run.total_steps),
        },
        "epoch": {
            "first": json_number(epochs[0] if epochs else None),
            "last": json_number(run.epoch),
            "total": json_number(run.total_epochs),
        },
    }


def run_json(run: Run, integrity: Integrity) -> dict[str, Any]:
    """The part of the summary that needs the run and the account of its reading alone."""
    return {
        "source": run.source,
        "format": run.format or None,
        "primary": run.primary,
        "bytes": integrity.bytes_read,
        "lines": {
            "total": integrity.lines,
            "records": integrity.records,
            "unparsed": integrity.unparsed,
            "progress": integrity.frames,
        },
        "notes": [*integrity.losses, *integrity.notes],  # what was lost, cut or left out, a sentence each
        "x": axis_json(run),
        "metrics": {s.name: metric_json(run, s) for s in run.shown_series()},
        "events": [{"kind": n.kind, "line": n.line, "text": n.text} for n in run.notices],
    }


def alert_json(alert: Alert) -> dict[str, Any]:
    """An alert as the summary tells it."""
    return {
        "kind": alert.kind,
        "severity": alert.severity,
        "metric": alert.metric,
        "step": json_number(alert.step if alert.since_step is None else alert.since_step),
        "epoch": json_number(alert.epoch),
        "line": alert.line,
        "message": alert.message,
        "cleared_step": json_number(alert.cleared_step),
    }


def summarise(run: Run, alerts: Sequence[Alert], pace: Pace, state: State, integrity: Integrity) -> dict[str, Any]:
    """One entry of `runs` in the JSON of `summary --json`."""
    return {
        **run_json(run, integrity),
        "status": state.status,
        "elapsed_s": json_number(pace.elapsed),
        "eta_s": json_number(pace.seconds_left),
        "alerts": [alert_json(alert) for alert in alerts],
    }
