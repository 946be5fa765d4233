"""`trainwatch export`: every value of a run as a table for other programs."""

from __future__ import annotations

import time
from pathlib import Path

import click

from tui.cli import options


@click.command("export")
@options.source
@click.option("--to", "kind", type=click.Choice(["csv", "parquet", "jsonl"]), required=True, help="Kind of file.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="Where to; - for stdout.",
)
@options.reading
def command(source: str, kind: str, output: Path, config: Path | None, **said: object) -> int:
    """All values of a run as a table: a row a record, a column a metric."""
    from tui.report.export import export
    from tui.report.frames import steps_frame
    from tui.report.reading import read_whole
    from tui.views.row import plain as safe

    read = read_whole(source, options.chosen(config, **said), time.time())
    export(steps_frame(read.run), kind, output, Path(source))
    where = "here" if str(output) == "-" else str(output)
    click.echo(safe(f"{len(read.run.rows):,} records of {len(read.run.series):,} metrics are in {where}"), err=True)
    return 0
