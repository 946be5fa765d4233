"""Drawing: what six charts over a million points each cost when one more point has come."""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterator
from pathlib import Path

from tests.bench import logs
from tests.bench.figure import Figure

from tui.model.events import Columns, Metrics
from tui.model.run import Run
from tui.views.curves import Curves
from tui.views.state import Snapshot, ViewSettings

NAMES = ("loss", "acc", "grad_norm", "ppl", "reward", "entropy")
CHUNK = 10_000
TRIES = 10


def figures(folder: Path, scale: float) -> Iterator[Figure]:  # noqa: ARG001  # the same call for every bench
    """The pictures alone; what the terminal does with them is in `cost`."""
    count = int(1_000_000 * scale)
    run = long_run(count)
    for width, height in ((120, 22), (200, 30)):
        curves = Curves()
        seconds = [drawn(curves, run, count + k, width, height) for k in range(TRIES)]
        name = f"{len(NAMES)} charts over {count:,} points each, in {width}x{height}"
        yield Figure(f"{name}, for the first time", 1000 * seconds[0], "ms")
        yield Figure(f"{name}, with one more point", 1000 * min(seconds[1:]), "ms", 8)


def long_run(count: int) -> Run:
    """Six series that rise and fall, `count` values each."""
    run, values = Run(), array("d", logs.losses(count))
    for start in range(0, count, CHUNK):
        part = values[start : start + CHUNK]
        columns = tuple(array("d", ((k + 1) * value for value in part)) for k in range(len(NAMES)))
        steps = range(start, start + len(part))
        run.apply([Columns(NAMES, columns, array("q", steps), array("d", steps))])
    return run


def drawn(curves: Curves, run: Run, step: int, width: int, height: int) -> float:
    """Seconds to draw after one more record."""
    run.apply([Metrics(dict.fromkeys(NAMES, 1.0), step, line=step)])
    begin = time.perf_counter()
    curves.draw(Snapshot(run, 0.0), ViewSettings(), width, height)
    return time.perf_counter() - begin
