"""The screen under a pilot: what keys do, at the sizes people use."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot

from tui.analysis.alerts import Alert
from tui.model.events import Metrics, Notice
from tui.views.app import TrainwatchApp
from tui.views.log_pane import LogPane
from tui.views.options import ScreenOptions

Screen = tuple[TrainwatchApp, Pilot[int]]


@asynccontextmanager
async def opened(
    world: Any, *names: str, size: tuple[int, int] = (120, 36), replay: float | None = None
) -> AsyncIterator[Screen]:
    """The app on a session of this world, with nothing read yet."""
    session = world.open(*names, replay=replay)
    app = TrainwatchApp(ScreenOptions(names or ("run.log",), replay=replay), session)
    world.wake = app.wake
    async with app.run_test(size=size) as pilot:
        yield app, pilot


async def until(pilot: Pilot[int], holds: Callable[[], bool]) -> None:
    """Let the app work until the condition holds, for at most three seconds."""
    for _ in range(60):
        if holds():
            return
        await pilot.pause(0.05)
    pytest.fail("the condition never came to hold")


async def train(world: Any, screen: Screen, steps: int = 300) -> None:
    """Deliver a run and wait until it is drawn."""
    app, pilot = screen
    world.sources[-1].train(range(steps))
    await until(pilot, lambda: app.session.watched.run.records >= steps and not app.session.is_dirty)
    await pilot.pause()


def text(app: TrainwatchApp, pane: str) -> str:
    """What a pane shows, as text."""
    return "\n".join(row.text for row in app.panes[pane]._lines)


def note(app: TrainwatchApp) -> str:
    """What stands at the right end of the footer."""
    return app.note(app.snapshot) if app.snapshot is not None else ""


def shown(app: TrainwatchApp) -> set[str]:
    return {name for name, pane in app.panes.items() if pane.display}


@pytest.mark.parametrize(
    ("size", "panes"),
    [
        ((200, 60), {"header", "alert_line", "curves", "strip", "steps", "epochs", "log"}),
        ((120, 36), {"header", "alert_line", "curves", "strip", "steps", "epochs", "log"}),
        ((80, 24), {"header", "alert_line", "curves", "strip", "steps", "log"}),
        ((50, 14), {"small"}),
    ],
)
async def test_each_size_has_its_panes(world: Any, size: tuple[int, int], panes: set[str]) -> None:
    async with opened(world, size=size) as screen:
        await train(world, screen)
        assert shown(screen[0]) - {"strip"} == panes - {"strip"}


async def test_a_gpu_brings_its_pane_and_none_brings_no_noise(world: Any, eight_gpus: Any) -> None:
    async with opened(world, size=(120, 36)) as screen:
        await train(world, screen)
        assert not screen[0].panes["gpu"].display
        world.probe.sample = eight_gpus
        await until(screen[1], lambda: screen[0].panes["gpu"].display)


async def test_before_the_first_line_the_screen_says_what_it_waits_for(world: Any) -> None:
    async with opened(world) as (app, pilot):
        world.sources[0].integrity = type(world.sources[0].integrity)(waiting_for="it does not exist yet")
        world.sources[0].send(caught_up=False)
        await until(pilot, lambda: "waiting for run.log: it does not exist yet" in text(app, "empty"))


async def test_a_log_without_metrics_shows_its_lines(world: Any) -> None:
    async with opened(world) as (app, pilot):
        world.sources[0].send(texts=["pip install torch", "ok"])
        await until(pilot, lambda: "no metrics found in 2 lines" in text(app, "empty"))
        assert "pip install torch" in text(app, "log")


async def test_a_digit_goes_to_a_pane_then_fills_the_screen_then_goes_back(world: Any) -> None:
    async with opened(world) as screen:
        app, pilot = screen
        await train(world, screen)
        await pilot.press("6")
        await pilot.pause()
        assert (app.place, app.zoomed) == ("log", None)
        await pilot.press("6")
        await pilot.pause()
        assert shown(app) == {"header", "alert_line", "log"}
        await pilot.press("6")
        await pilot.pause()
        assert "curves" in shown(app)


async def test_in_the_small_layout_a_digit_shows_the_pane_alone(world: Any) -> None:
    async with opened(world, size=(50, 14)) as screen:
        await train(world, screen)
        await screen[1].press("2")
        await screen[1].pause()
        assert "steps" in shown(screen[0])


async def test_escape_goes_back_one_step_at_a_time_and_never_quits(world: Any) -> None:
    async with opened(world) as screen:
        app, pilot = screen
        await train(world, screen)
        await pilot.press("1", "enter", "left", "plus")
        await pilot.pause()
        assert app.settings.enlarged
        for _ in range(8):
            await pilot.press("escape")
        await pilot.pause()
        assert (app.settings.enlarged, app.settings.cursor, app.settings.zoom, app.zoomed, app.place) == (
            False,
            None,
            None,
            None,
            "",
        )
        assert app.is_running


async def test_the_filter_narrows_while_typing_and_escape_clears_it(world: Any) -> None:
    async with opened(world) as screen:
        app, pilot = screen
        await train(world, screen)
        await pilot.press("slash", "l", "r")
        await pilot.pause()
        assert app.panes["curves"].drawn == {"lr"}  # type: ignore[attr-defined]
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert app.settings.filter == ""


async def test_letters_typed_into_the_filter_are_no_commands(world: Any) -> None:
    async with opened(world) as screen:
        app, pilot = screen
        await train(world, screen)
        await pilot.press("slash", "q", "p", "x")
        await pilot.pause()
        assert (app.settings.filter, app.session.frozen, app.is_running) == ("qpx", False, True)


async def test_in_the_log_slash_searches(world: Any) -> None:
    async with opened(world) as screen:
        app, pilot = screen
        await train(world, screen)
        await pilot.press("6", "slash", *"step 17 ", "enter")
        await until(pilot, lambda: "step 17 " in text(app, "log"))
        assert app.settings.filter == ""


async def test_settings_of_the_curves_have_their_keys(world: Any) -> None:
    async with opened(world) as screen:
        app, pilot = screen
        await train(world, screen)
        await pilot.press("s", "y", "o", "x")
        assert (app.settings.smoothing, app.settings.log_y, app.settings.outliers_hidden, app.settings.axis) == (
            0.6,
            True,
            True,
            "epoch",
        )
        await pilot.press("S", "y", "o", "x", "x")
        assert (app.settings.smoothing, app.settings.log_y, app.settings.outliers_hidden, app.settings.axis) == (
            0.0,
            False,
            False,
            "step",
        )


async def test_a_frozen_screen_says_how_much_waits(world: Any) -> None:
    async with opened(world) as screen:
        app, pilot = screen
        await train(world, screen)
        await pilot.press("p")
        world.sources[0].train(range(300, 712))
        await until(pilot, lambda: note(app).startswith("frozen, +412 lines"))
        assert app.snapshot is not None
        assert app.snapshot.run.records == 300
        await pilot.press("p")
        await until(pilot, lambda: app.snapshot is not None and app.snapshot.run.records == 712)


async def test_the_next_alert_is_shown_with_its_line(world: Any) -> None:
    async with opened(world) as screen:
        app, pilot = screen
        await train(world, screen)
        world.sources[0].send([Metrics({"loss": float("nan")}, step=300.0, line=301)], ["step 300 loss nan"])
        await until(pilot, lambda: bool(app.snapshot is not None and app.snapshot.alerts))
        await pilot.press("e")
        await pilot.pause()
        assert app.panes["log"].place.here == 301  # type: ignore[attr-defined]
        await pilot.press("4")
        await pilot.pause()
        assert "nan" in text(app, "alerts")
        await pilot.press("enter")
        await pilot.pause()
        assert app.zoomed == "log"


async def test_a_line_that_is_no_longer_kept_is_shown_from_the_file(world: Any) -> None:
    async with opened(world) as screen:
        app, pilot = screen
        await train(world, screen, 14_000)
        pane = app.query_one(LogPane)
        alert = Alert("nan", "critical", "loss", 1.0, None, 5, "loss is not a number")
        app._show_line(alert)
        await pilot.pause()
        assert "5 old 5" in text(app, "log")
        await pilot.press("f")
        await pilot.pause()
        assert pane.lines is app.session.watched.lines


async def test_acknowledged_alerts_leave_the_top_line_until_there_is_a_new_one(world: Any) -> None:
    async with opened(world) as screen:
        app, pilot = screen
        await train(world, screen)
        world.sources[0].send([Metrics({"loss": float("nan")}, step=300.0, line=301)], ["nan"])
        await until(pilot, lambda: "nan" in text(app, "alert_line"))
        await pilot.press("a")
        await pilot.pause()
        assert "nan" not in text(app, "alert_line")
        world.sources[0].send([Notice("oom", "CUDA out of memory", line=302)], ["CUDA out of memory"])
        await until(pilot, lambda: "oom" in text(app, "alert_line"))


async def test_other_runs_are_one_key_away(world: Any) -> None:
    async with opened(world, "a.log", "b.log") as (app, pilot):
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert app.session.watched.name == "b.log"
        assert note(app).startswith("run 2 of 2")


async def test_help_is_searched_by_typing(world: Any) -> None:
    async with opened(world) as (app, pilot):
        await pilot.press("question_mark", *"freeze")
        await pilot.pause()
        keys = str(app.screen.query_one("#help-keys").render())
        assert "Hold the screen still" in keys
        assert "Smooth" not in keys
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.screen_stack) == 1


async def test_the_palette_offers_every_action_with_its_key(world: Any) -> None:
    from tui.views.bindings import KEYS
    from tui.views.commands import ActionCommands

    async with opened(world) as (app, _):
        offered = {str(hit.help) async for hit in ActionCommands(app.screen).discover() if hasattr(hit, "help")}
        assert len(offered) == len({key.text for key in KEYS if key.action and key.where != "replay"})


async def test_integrity_is_told_in_full(world: Any) -> None:
    async with opened(world) as screen:
        await train(world, screen)
        await screen[1].press("i")
        await screen[1].pause()
        account = str(screen[0].screen.query_one("#integrity-text").render())
        assert "✓ all 300 lines read, none lost" in account


async def test_copy_takes_the_selected_metric_to_the_clipboard(world: Any) -> None:
    async with opened(world) as screen:
        await train(world, screen)
        await screen[1].press("c")
        assert screen[0].clipboard.startswith("loss 0.0067 at step 299, best 0.0067 at step 299")


async def test_themes_go_round_and_an_unknown_one_is_no_error(world: Any) -> None:
    from tui.views.themes import NAMES

    async with opened(world) as (app, pilot):
        seen = []
        for _ in NAMES:
            await pilot.press("t")
            seen.append(app.theme)
        assert sorted(seen) == sorted(NAMES)
    assert TrainwatchApp(ScreenOptions(("a",), theme="no such"), world.open("a")).theme == "dark"


async def test_q_leaves_with_zero_and_closes_the_session(world: Any) -> None:
    async with opened(world) as (app, pilot):
        await pilot.press("q")
        await pilot.pause()
    assert (app.return_value, world.sources[0].stopped) == (0, True)


async def test_a_replay_is_driven_with_space_arrows_and_angles(world: Any) -> None:
    async with opened(world, replay=1.0) as (app, pilot):
        world.sources[0].train(range(101))
        await until(pilot, lambda: app.session.replayed is not None and app.session.replayed.player is not None)
        await pilot.press("space", "right", "right", "greater_than_sign")
        await pilot.pause()
        player = app.session.replayed.player  # type: ignore[union-attr]
        assert player is not None
        assert (player.playing, player.speed, round(player.position)) == (False, 2.0, 4)
        await pilot.press("left")
        assert round(player.position) == 2


async def test_markup_and_escapes_in_a_log_are_shown_as_text(world: Any) -> None:
    async with opened(world) as (app, pilot):
        world.sources[0].send(texts=["[red]not red[/red] \x1b]0;title\x07"])
        await until(pilot, lambda: "[red]not red[/red] ·]0;title·" in text(app, "log"))


async def test_nothing_is_drawn_when_nothing_has_changed(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async with opened(world) as screen:
        app, pilot = screen
        await train(world, screen)
        app.draw()
        await pilot.pause()
        drawn: list[str] = []
        for name, pane in app.panes.items():
            monkeypatch.setattr(pane, "refresh", lambda *_, name=name, **__: drawn.append(name))
        app.draw()
        assert drawn == []


async def test_a_bug_is_handed_to_the_caller_and_not_printed(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    async def press_a_key() -> None:
        async with opened(world) as (app, pilot):
            apps.append(app)
            monkeypatch.setattr(app.session, "snapshot", broken)
            await pilot.press("y")
            await pilot.pause()

    apps: list[TrainwatchApp] = []
    with pytest.raises(RuntimeError, match="a bug"):
        await press_a_key()
    assert isinstance(apps[0].bug, RuntimeError)
