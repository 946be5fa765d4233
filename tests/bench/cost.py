"""Cost beside the training: processor time and bytes to the terminal, at rest and while a log grows."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench import logs
from tests.bench.figure import Figure
from tests.bench.terminal import Terminal

SETTLE = 4.0  # seconds until the screen has drawn what there is


def figures(folder: Path, scale: float) -> Iterator[Figure]:
    """At rest, at one line a second and at ten."""
    seconds = 30.0 * max(0.2, min(1.0, scale))
    for per_second, cpu_limit, byte_limit in ((0, 0.5, 0.0), (1, None, 1500.0), (10, 3.0, None)):
        share, rate = _cost(folder, per_second, seconds)
        when = f"at {per_second} lines a second" if per_second else "when nothing changes"
        yield Figure(f"share of a core {when}", share, "%", cpu_limit, f"over {seconds:.0f} s")
        yield Figure(f"bytes a second to the terminal {when}", rate, "B/s", byte_limit, "120x36")


def _cost(folder: Path, per_second: int, seconds: float) -> tuple[float, float]:
    path = logs.write(folder / f"cost-{per_second}.log", logs.three_values(2000))
    call = [sys.executable, "-m", "tui", "--no-gpu", str(path)]
    with Terminal(call) as terminal, _growing(path, per_second):
        terminal.for_seconds(SETTLE)
        before = terminal.cpu_seconds()
        count = terminal.for_seconds(seconds)
        used = terminal.cpu_seconds() - before
    return 100 * used / seconds, count / seconds


@contextmanager
def _growing(path: Path, per_second: int) -> Iterator[None]:
    """Lines are added to `path` by a thread while the block runs."""
    enough = threading.Event()

    def write() -> None:
        with path.open("a", encoding="utf-8") as file:
            for k, line in enumerate(logs.three_values(1_000_000)):
                if k < 2000:
                    continue
                file.write(line)
                file.flush()
                if enough.wait(1 / per_second):
                    return

    writer = threading.Thread(target=write)
    if per_second:
        writer.start()
    try:
        yield
    finally:
        enough.set()
        if per_second:
            writer.join()
