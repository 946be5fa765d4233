"""`trainwatch summary`: what logs say, in short or as JSON. Several logs are read on several cores."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import click

from tui.cli import options
from tui.settings import Settings

SMALL = 20_000_000  # bytes in all below which a second process costs more than it brings


@click.command("summary")
@options.sources
@click.option("--json", "as_json", is_flag=True, help="One JSON object with everything; what is unknown is null.")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes to use; by default as many as pay.")
@options.reading
def command(sources: tuple[str, ...], as_json: bool, jobs: int | None, config: Path | None, **said: object) -> int:
    """What logs say: metrics with their best values, time, alerts, events.

    Ends with 1 when a run has a critical alert.
    """
    from tui.cli.entry import FINE, FOUND

    settings = options.chosen(config, **said)
    job = partial(_as_json if as_json else _as_text, settings=settings)
    told = list(_in_order(job, sources, jobs or _jobs(sources)))
    if as_json:
        from tui.report.json_text import json_text

        click.echo(json_text({"schema": 1, "runs": [run for run, _ in told]}))
    else:
        click.echo("\n".join(text for text, _ in told), nl=False)
    return FOUND if any(critical for _, critical in told) else FINE


Told = tuple[Any, bool]  # what to print of a log, and whether something critical stands


def _as_json(source: str, settings: Settings) -> Told:
    from tui.report.reading import read_whole
    from tui.report.summary import summarise

    read = read_whole(source, settings, time.time())
    return summarise(read.run, read.alerts, read.pace, read.state, read.integrity), read.is_critical


def _as_text(source: str, settings: Settings) -> Told:
    from tui.cli.once import plain_text
    from tui.report.reading import read_whole

    read = read_whole(source, settings, time.time())
    return plain_text(read), read.is_critical


def _jobs(sources: tuple[str, ...]) -> int:
    """As many processes as cores and logs, one when there is little to read."""
    size = sum(os.path.getsize(source) for source in sources if os.path.isfile(source))
    return min(len(sources), os.cpu_count() or 1) if size > SMALL else 1


def _in_order(job: Callable[[str], Told], sources: tuple[str, ...], jobs: int) -> Iterator[Told]:
    """The job on each source, in the order of `sources`; an error stops everything."""
    if jobs == 1 or len(sources) == 1:
        yield from map(job, sources)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(min(jobs, len(sources)), mp_context=get_context("spawn")) as pool:
        yield from pool.map(job, sources)
