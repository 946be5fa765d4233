"""Make the picture of the README, the real screen on the sample run: `python docs/make_picture.py`."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

from tui.demo import lines, stamped
from tui.views.app import TrainwatchApp
from tui.views.options import ScreenOptions
from tui.views.start import open_session

PICTURE = Path(__file__).parent / "screen.svg"
SIZE = (120, 36)
LAST_STEP = "step 1180/"  # the plateau, the spike and the NaN are all there
SECONDS = 3.0  # until the screen has drawn everything


async def picture(log: Path) -> str:
    """The screen on `log` as SVG."""
    options = ScreenOptions((str(log),), gpu=False)
    wake: list[Callable[[], None]] = []
    app = TrainwatchApp(options, open_session(options, lambda: wake[0]() if wake else None))
    wake.append(app.wake)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(SECONDS)
        return app.export_screenshot(title="trainwatch run.log")


def main() -> None:
    """Write the log, show it, keep the picture."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "run.log")
        run = list(takewhile(lambda said: LAST_STEP not in said.text, lines()))
        log.write_text("".join(stamped(run, time.time() - sum(said.seconds for said in run))), encoding="utf-8")
        PICTURE.write_text(asyncio.run(picture(log)), encoding="utf-8")


if __name__ == "__main__":
    main()
