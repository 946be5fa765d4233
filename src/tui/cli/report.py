"""`trainwatch report`: what happened, as Markdown to keep."""

from __future__ import annotations

import time
from pathlib import Path

import click

from tui.cli import options


@click.command("report")
@options.source
@options.output
@options.reading
def command(source: str, output: Path | None, config: Path | None, **said: object) -> int:
    """What happened in a run, as Markdown: first to last, best values, epochs, phases, alerts, timing, checkpoints.

    Printed when there is no --output. Ends with 1 when something critical stands.
    """
    from tui.report.markdown import report
    from tui.report.reading import read_whole

    read = read_whole(source, options.chosen(config, **said), time.time())
    text = report(read.run, read.alerts, read.pace, read.state, read.integrity)
    if output is None:
        click.echo(text, nl=False)
    else:
        from tui.report.files import write_text

        write_text(text, output, Path(source))
    return int(read.is_critical)
