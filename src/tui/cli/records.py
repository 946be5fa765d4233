"""`trainwatch records`: what was read, one JSON object a record, as it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from tui.cli import options
from tui.model.events import Columns, Event, Metrics
from tui.model.run import Run
from tui.report.json_text import json_text
from tui.report.summary import json_number


@click.command("records")
@options.source
@click.option("--follow", is_flag=True, help="Go on until interrupted; each record is printed at once.")
@options.poll
@options.reading
def command(source: str, follow: bool, config: Path | None, **said: object) -> int:
    """One JSON object a record, as it is read: line, step, epoch, time, split, values.

    What the log does not say is null; numbers that are not finite are the strings "nan", "inf", "-inf".
    """
    from tui.report.following import followed
    from tui.report.reading import whole

    settings = options.chosen(config, **said)
    run = Run(source, overrules=settings.names)
    for batch in followed(source, settings) if follow else whole(source, settings):
        for text in objects(run, batch.events if batch else ()):
            click.echo(text)
    return 0


def objects(run: Run, events: Iterable[Event]) -> Iterator[str]:
    """Apply `events` one by one; a line of JSON for each record among them, placed as the run places it."""
    for event in events:
        for single in event.records() if isinstance(event, Columns) else (event,):
            run.apply((single,))
            if isinstance(single, Metrics):
                yield json_text(_object(run, single))


def _object(run: Run, record: Metrics) -> dict[str, object]:
    return {
        "line": record.line,
        "step": run.step,
        "epoch": run.epoch,
        "time": record.time,
        "split": record.split,
        "values": {name: json_number(value) for name, value in record.values.items()},
    }
