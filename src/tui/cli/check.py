"""`trainwatch check`: one exit code for scripts and schedulers."""

from __future__ import annotations

import time
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.analysis.alerts import KINDS
from tui.cli import options
from tui.cli.kinds import kinds

if TYPE_CHECKING:
    from tui.report.reading import Reading

FAIL_ON = "nan,divergence,oom,error,stall"


@click.command("check")
@options.source
@click.option(
    "--fail-on",
    default=FAIL_ON,
    show_default=True,
    metavar="KINDS",
    callback=kinds,
    help=f"What is not fine, with commas between: {', '.join(KINDS)}.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object in place of sentences.")
@options.reading
def command(source: str, fail_on: tuple[str, ...], as_json: bool, config: Path | None, **said: object) -> int:
    """Is this run fine? Ends with 0 when it is, 1 when one of the alerts stands, 3 when the log has no metrics.

    What was withdrawn, such as a spike that recovered, does not count.
    """
    from tui.report.reading import read_whole

    reading = read_whole(source, options.chosen(config, **said), time.time(), over_after=inf)
    code = verdict(reading, fail_on)
    click.echo(_object(source, reading, fail_on, code) if as_json else _sentences(source, reading, fail_on))
    return code


def verdict(reading: Reading, fail_on: tuple[str, ...]) -> int:
    """The exit code. An alert weighs more than the absence of metrics: a crash on the first line is no "no metrics"."""
    from tui.cli.entry import FINE, FOUND, NO_METRICS

    if any(alert.kind in fail_on for alert in reading.open_alerts):
        return FOUND
    return FINE if reading.run.series else NO_METRICS


def _sentences(source: str, reading: Reading, fail_on: tuple[str, ...]) -> str:
    from tui.views.alert_text import place, sentence
    from tui.views.row import plain as safe

    bad = [alert for alert in reading.open_alerts if alert.kind in fail_on]
    name = safe(source)
    if bad:
        return "\n".join(f"{name}: {place(alert)}: {sentence(alert)}" for alert in bad)
    if not reading.run.series:
        return f"{name}: no metrics found in {reading.integrity.lines} lines"
    return f"{name}: fine, {len(reading.run.series)} metrics in {reading.run.records} records"


def _object(source: str, reading: Reading, fail_on: tuple[str, ...], code: int) -> str:
    from tui.report.json_text import json_text
    from tui.report.summary import alert_json

    bad = [alert for alert in reading.open_alerts if alert.kind in fail_on]
    return json_text(
        {
            "schema": 1,
            "source": source,
            "fine": code == 0,
            "status": reading.state.status,
            "metrics": len(reading.run.series),
            "records": reading.run.records,
            "alerts": [alert_json(alert) for alert in bad],
        }
    )
