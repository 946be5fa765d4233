"""`trainwatch status`: one short line for a status bar, quick because it remembers where it was."""

from __future__ import annotations

import time
from pathlib import Path

import click

from tui.cli import options


@click.command("status")
@options.source
@click.option("--ascii", is_flag=True, default=None, help="No marks outside ASCII.")
@options.reading
def command(source: str, config: Path | None, **said: object) -> int:
    """One short line: alive or not, how far, the first metric with its best value, when it is done, alerts.

    For tmux: set -g status-right "#(trainwatch status logs/run.log)". Only the new end of a log is read; the whole
    again when it has grown by a quarter.
    """
    from tui.cli.lately import facts
    from tui.report.glance import line

    settings = options.chosen(config, **said)
    now = time.time()
    click.echo(line(facts(Path(source), settings, now), now, ascii=settings.ascii))
    return 0
