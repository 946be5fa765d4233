"""`trainwatch compare`: two runs side by side."""

from __future__ import annotations

import time
from pathlib import Path

import click

from tui.cli import options


@click.command("compare")
@click.argument("left")
@click.argument("right")
@options.output
@options.reading
def command(left: str, right: str, output: Path | None, config: Path | None, **said: object) -> int:
    """Two runs side by side, as Markdown: the metrics they share, values at equal positions, pace."""
    from tui.report.compare import compare
    from tui.report.files import write_text
    from tui.report.reading import read_whole

    settings = options.chosen(config, **said)
    ours, theirs = (read_whole(source, settings, time.time()) for source in (left, right))
    text = compare(ours.run, theirs.run, ours.pace, theirs.pace)
    if output is None:
        click.echo(text, nl=False)
    else:
        write_text(text, output, Path(left))
    return 0
