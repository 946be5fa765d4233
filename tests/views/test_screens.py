"""The whole screen as text at the sizes people use; after a change that is meant: pytest --snapshot-update."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from tui.model.events import Metrics
from tui.views.app import TrainwatchApp
from tui.views.options import ScreenOptions


def picture(app: TrainwatchApp) -> str:
    """What stands on the screen, row by row."""
    strips = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in strips)


async def screen(world: Any, size: tuple[int, int], *keys: str, texts: tuple[str, ...] = (), steps: int = 0) -> str:
    """The screen after a run was read and keys were pressed."""
    session = world.open("run.log")
    app = TrainwatchApp(ScreenOptions(("run.log",)), session)
    world.wake = app.wake
    async with app.run_test(size=size) as pilot:
        if texts:
            world.sources[0].send(texts=texts)
        if steps:
            world.sources[0].train(range(steps))
            world.wall += steps + 5
            event = Metrics({"val/loss": 0.5, "val/acc": 0.75}, step=float(steps - 1), time=world.wall, line=steps + 1)
            world.sources[0].send([event], ["val/loss 0.5 val/acc 0.75"], at=world.wall)
        for _ in range(150):
            if session.watched.integrity.lines >= len(texts) + steps and not session.is_dirty:
                break
            await pilot.pause(0.02)
        else:
            pytest.fail("the run was never read")
        app.draw()
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return picture(app)


SIZES = [(200, 60), (120, 36), (80, 24), (50, 14)]


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_run(world: Any, size: tuple[int, int], eight_gpus: Any, snapshot: SnapshotAssertion) -> None:
    world.probe.sample = replace(eight_gpus, time=world.wall + 304, good_at=world.wall + 304)
    assert await screen(world, size, steps=300) == snapshot


@pytest.mark.parametrize("size", SIZES[1:], ids=str)
async def test_a_log_without_metrics(world: Any, size: tuple[int, int], snapshot: SnapshotAssertion) -> None:
    texts = ("Collecting torch", "  Downloading torch-2.9.0.whl", "Successfully installed torch")
    assert await screen(world, size, texts=texts) == snapshot


@pytest.mark.parametrize("keys", [("1", "enter", "left"), ("question_mark",), ("i",), ("4",), ("6", "6")], ids=str)
async def test_what_a_key_opens(world: Any, keys: tuple[str, ...], snapshot: SnapshotAssertion) -> None:
    assert await screen(world, (120, 36), *keys, steps=300) == snapshot
