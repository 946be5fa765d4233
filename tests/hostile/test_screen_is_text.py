"""The screen draws a hostile log as text: no strip holds a control character, and nothing of a log is ever markup."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from tests.hostile.payloads import ALL, controls, log_with
from textual.pilot import Pilot

from tui.views.app import TrainwatchApp
from tui.views.options import ScreenOptions
from tui.views.start import open_session

KEYS = ("1", "2", "3", "4", "6", "escape", "n", "enter", "i", "escape", "question_mark", "escape", "p")


@asynccontextmanager
async def opened(log: str, size: tuple[int, int] = (120, 36)) -> AsyncIterator[tuple[TrainwatchApp, Pilot[int]]]:
    """The real screen on a real file, without GPUs."""
    options = ScreenOptions((log,), gpu=False)
    wake: list[Callable[[], None]] = []
    app = TrainwatchApp(options, open_session(options, lambda: wake[0]() if wake else None))
    wake.append(app.wake)
    async with app.run_test(size=size) as pilot:
        yield app, pilot


async def until(pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    """Let the app work until the condition holds, for at most ten seconds."""
    for _ in range(200):
        if holds():
            return
        await pilot.pause(0.05)
    pytest.fail("the condition never came to hold")


def drawn(app: TrainwatchApp) -> list[str]:
    """Every strip on the screen as text; a segment of control codes is no text."""
    segments = [segment for strip in app.screen._compositor.render_strips() for segment in strip]
    assert [segment for segment in segments if segment.control] == []
    return [segment.text for segment in segments]


@pytest.mark.parametrize("payload", ALL)
async def test_no_pane_draws_what_a_terminal_would_act_on(payload: str, tmp_path: Path) -> None:
    name = f"run{ALL[payload]}\n.log".replace("/", "_").replace("\0", "")
    log = tmp_path / name
    log.write_bytes(log_with(ALL[payload]))
    async with opened(os.fspath(log)) as (app, pilot):
        await until(pilot, lambda: app.snapshot is not None and app.snapshot.run.records > 20)
        for key in KEYS:
            await pilot.press(key)
            await pilot.pause()
            assert [found for text in drawn(app) for found in controls(text, allowed="")] == [], key
        assert app.is_running  # a link of the log that quits is text


@pytest.mark.parametrize("size", [(80, 24), (50, 14), (30, 6)])
async def test_the_small_screens_draw_text_too(size: tuple[int, int], tmp_path: Path) -> None:
    log = tmp_path / "run\x1b]0;owned\x07\u202e.log"
    log.write_bytes(b"".join(log_with(text) for text in ALL.values()))
    async with opened(os.fspath(log), size) as (app, pilot):
        await until(pilot, lambda: app.snapshot is not None and app.snapshot.run.records > 20)
        await pilot.pause()
        assert [found for text in drawn(app) for found in controls(text, allowed="")] == []


async def test_markup_in_a_log_is_shown_as_it_stands(tmp_path: Path) -> None:
    log = tmp_path / "run.log"
    log.write_text("".join(f"step {k} loss {1 / (k + 1):.4f} [red]no[/red] [@click=app.quit]q[/]\n" for k in range(40)))
    async with opened(os.fspath(log)) as (app, pilot):
        await until(pilot, lambda: app.snapshot is not None and app.snapshot.run.records >= 40)
        await pilot.press("6", "6")
        await pilot.pause()
        assert "[red]no[/red] [@click=app.quit]q[/]" in "".join(drawn(app))


async def test_what_is_copied_is_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "run.log"
    log.write_bytes(log_with(ALL["a clipboard"] + ALL["an override of direction"]))
    copied: list[str] = []
    async with opened(os.fspath(log)) as (app, pilot):
        monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
        await until(pilot, lambda: app.snapshot is not None and app.snapshot.run.records > 20)
        app.action_copy_all()
        await until(pilot, lambda: bool(copied))
    assert controls(copied[0]) == []
