"""Drawing: what six charts over a million points cost once the pyramid stands."""

from __future__ import annotations

import time
from array import array
from collections.abc import Iterator
from pathlib import Path

from tests.bench import logs
from tests.bench.figure import Figure

from tui.model.names import meaning
from tui.model.series import Series

CHARTS = 6
WIDTH = 2 * 60  # dots of a braille chart of 60 columns


def figures(folder: Path, scale: float) -> Iterator[Figure]:  # noqa: ARG001  # the same call for every bench
    """The numbers of the drawing alone; what the terminal does with them is in `cost`."""
    count = int(1_000_000 * scale)
    series = Series("loss", meaning("loss"))
    values = array("d", logs.losses(count))
    series.extend(array("d", range(count)), values, array("q", range(count)))
    begin = time.perf_counter()
    for _ in range(CHARTS):
        series.buckets(WIDTH, 0, count - 1)
    yield Figure(
        f"{CHARTS} charts over {count:,} points", 1000 * (time.perf_counter() - begin), "ms", 8, f"{WIDTH} columns each"
    )
