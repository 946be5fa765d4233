"""A log followed without a screen: a thread reads, the caller's thread takes each batch as soon as it is there."""

from __future__ import annotations

import time
from collections.abc import Iterator
from math import inf
from queue import Empty, Queue

from tui.errors import TrainwatchError
from tui.ingest.batch import Batch, ReaderFactory
from tui.ingest.pump import Pump
from tui.ingest.sources import open_source
from tui.report.reading import Judged, Reading, reader
from tui.settings import Settings

LOOK_SECONDS = 1.0  # between two looks at the clock when nothing comes
WAITING_BATCHES = 8  # the reader waits for a slow taker, so that memory does not grow


def followed(argument: str, settings: Settings, new_reader: ReaderFactory | None = None) -> Iterator[Batch | None]:
    """Batches as they come, and `None` after each second without one. Ends only where the source ends, as a pipe does.

    Raises `TrainwatchError` when reading ended by a fault.
    """
    delivered: Queue[Batch | str] = Queue(WAITING_BATCHES)
    source = open_source(argument, new_reader or (lambda: reader(settings)), poll=settings.poll)
    pump = Pump(source, delivered.put, delivered.put)
    pump.start()
    try:
        while pump.running or not delivered.empty():
            yield _next(delivered)
    finally:
        pump.stop()


def _next(delivered: Queue[Batch | str]) -> Batch | None:
    try:
        got = delivered.get(timeout=LOOK_SECONDS)
    except Empty:
        return None
    if isinstance(got, str):
        raise TrainwatchError(got)
    return got


def readings(argument: str, settings: Settings) -> Iterator[Reading]:
    """The run as it stands: first when its history has been read, then after each batch and at least every second."""
    judged = Judged(argument, settings)
    begun = False
    for batch in followed(argument, settings, judged.new_reader):
        if batch is not None:
            judged.take(batch)
        begun = begun or batch is None or batch.caught_up
        if begun:
            yield judged.reading(time.time(), over_after=inf)
