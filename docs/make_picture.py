"""Make the picture of the README, the real screen on the sample run: `python docs/make_picture.py`.

Everything on it is drawn from the log, but for the GPUs, which are made up: a laptop that makes a picture has none.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import takewhile
from math import sin
from pathlib import Path

from tui.demo import lines, stamped
from tui.model.hardware import Gpu, GpuSample
from tui.views.app import TrainwatchApp
from tui.views.options import ScreenOptions
from tui.views.start import open_session

PICTURE = Path(__file__).parent / "screen.svg"
SIZE = (120, 36)
LAST_STEP = "step 720/"  # the loss stands still, and has not come off it yet
SLOWER = 20  # times slower than the sample run is written: what a real one takes
LOOKS = 60  # at the GPUs
SECONDS = 20.0  # within which the whole log is read


class MadeUpGpus:
    """Two cards at work; one of them waits for data now and then."""

    def __init__(self) -> None:
        self.looks = 0

    def start(self) -> None: ...
    def stop(self) -> None: ...

    def latest(self) -> GpuSample:
        """The next look."""
        self.looks += 1
        k, now = self.looks, time.time()
        loads = 96 + 2 * sin(k), 91 + 4 * sin(k / 3) - (38 if k % 17 == 0 else 0)
        gpus = (
            Gpu(n, "NVIDIA H100 80GB HBM3", f"GPU-{n}", round(load), 61_440 - 700 * n, 81_559, 64 - 3 * n, 640 - 21 * n)
            for n, load in enumerate(loads)
        )
        return GpuSample(now, tuple(gpus), good_at=now)


async def picture(log: Path) -> str:
    """The screen on `log` as SVG."""
    options = ScreenOptions((str(log),), gpu=False)
    wake: list[Callable[[], None]] = []
    session = open_session(options, lambda: wake[0]() if wake else None, MadeUpGpus())
    app = TrainwatchApp(options, session)
    wake.append(app.wake)
    async with app.run_test(size=SIZE) as pilot:
        until = time.monotonic() + SECONDS
        while not session.watched.caught_up or session.has_work:
            await pilot.pause(0.1)
            if time.monotonic() > until:
                raise TimeoutError("the log was not read in time")
        for _ in range(LOOKS):
            session.work()
        app.draw()
        await pilot.pause(1.0)
        app.draw()
        await pilot.pause(0.5)
        return app.picture("trainwatch run.log")


def main() -> None:
    """Write the log, show it, keep the picture."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "run.log")
        run = [
            replace(said, seconds=SLOWER * said.seconds)
            for said in takewhile(lambda said: LAST_STEP not in said.text, lines())
        ]
        log.write_text("".join(stamped(run, time.time() - sum(said.seconds for said in run))), encoding="utf-8")
        PICTURE.write_text(asyncio.run(picture(log)), encoding="utf-8")


if __name__ == "__main__":
    main()
