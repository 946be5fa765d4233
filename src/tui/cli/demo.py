"""`trainwatch demo`: a sample run written by a child process, and the screen on it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from tui.cli import options


@click.command("demo")
@click.option("--seed", default=0, show_default=True, help="Another seed is another run.")
@click.option("--speed", type=click.FloatRange(min=0), default=1.0, show_default=True, help="How fast it is written.")
@click.option("--once", is_flag=True, help="Write the whole run at once, print it as plain text and exit.")
@options.reading
def command(seed: int, speed: float, once: bool, config: Path | None, **said: object) -> int:
    """Open the screen on a live sample run: a plateau, a spike that recovers, a NaN near the end."""
    from tui.cli.screen import draws, show
    from tui.demo import write

    settings = options.chosen(config, **said)
    with tempfile.TemporaryDirectory(prefix="trainwatch-") as folder:
        log = Path(folder, "demo.log")
        if once or not draws():
            write(log, seed, speed=0)
            return show((str(log),), settings, once=True)
        with _written_by_a_child(log, seed, speed):
            return show((str(log),), settings)


@contextmanager
def _written_by_a_child(log: Path, seed: int, speed: float) -> Iterator[None]:
    """A child process that writes the run; it is gone when the screen is."""
    call = [sys.executable, "-m", "tui.demo", str(log), "--seed", str(seed), "--speed", str(speed)]
    quiet = subprocess.DEVNULL
    child = subprocess.Popen(call, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        yield
    finally:
        child.kill()
        child.wait()
