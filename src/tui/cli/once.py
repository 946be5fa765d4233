"""A reading as plain text: what is printed where there is no screen."""

from __future__ import annotations

import time

from tui.model.hardware import GpuSample
from tui.report.reading import Reading
from tui.views.plain import plain
from tui.views.state import Snapshot

GPU_SECONDS = 3.0  # that one look at the GPUs may take


def plain_text(reading: Reading, gpu: GpuSample | None = None) -> str:
    """The facts of the screen, one a line, ending in a line break."""
    return plain(
        Snapshot(
            run=reading.run,
            now=reading.now,
            pace=reading.pace,
            alerts=reading.alerts,
            state=reading.state,
            gpu=gpu,
            integrity=reading.integrity,
        )
    )


def look_at_gpus(seconds: float = GPU_SECONDS) -> GpuSample | None:
    """One look at the GPUs; `None` where there are none, or where the driver does not answer in time."""
    from tui.ingest.gpu import GpuProbe

    probe = GpuProbe()
    probe.start()
    end = time.monotonic() + seconds
    while probe.running and probe.latest() is None and time.monotonic() < end:
        time.sleep(0.01)
    probe.stop()
    return probe.latest()
