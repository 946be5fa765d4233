"""`trainwatch alerts`: a log replayed record by record, and what would have been told, and when."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import options
from tui.settings import Settings

if TYPE_CHECKING:
    from tui.report.firings import Firing


@click.command("alerts")
@options.source
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line in place of sentences.")
@options.reading
def command(source: str, as_json: bool, config: Path | None, **said: object) -> int:
    """What would have been told while this log was written, and when.

    Thresholds come from the settings: change them, and see on old logs what they would have done.
    """
    count = 0
    for firing in _replayed(source, options.chosen(config, **said)):
        click.echo(_object(firing) if as_json else _sentence(firing))
        count += not firing.withdrawn
    if not as_json:
        click.echo(f"{count or 'no'} alert{'' if count == 1 else 's'}")
    return 0


def _replayed(source: str, settings: Settings) -> Iterator[Firing]:
    from tui.model.run import Run
    from tui.report.firings import firings
    from tui.report.reading import new_judge, whole

    run = Run(source, overrules=settings.names)
    events = (event for batch in whole(source, settings) for event in batch.events)
    yield from firings(run, new_judge(settings), events)


def _sentence(firing: Firing) -> str:
    from tui.analysis.numbers import number
    from tui.views.row import plain as safe

    alert = firing.alert
    where = f"line {firing.line:<8} step {number(firing.step):<9}"
    what = f"withdrawn: {alert.cleared_reason or alert.message}" if firing.withdrawn else alert.message
    return safe(f"{where} {alert.severity:<8} {alert.kind:<10} {what}")


def _object(firing: Firing) -> str:
    from tui.report.json_text import json_text
    from tui.report.summary import alert_json, json_number

    told = {
        "line": firing.line,
        "step": json_number(firing.step),
        "epoch": json_number(firing.epoch),
        "withdrawn": firing.withdrawn,
        "reason": firing.alert.cleared_reason or None,
        "alert": alert_json(firing.alert),
    }
    return json_text(told)
