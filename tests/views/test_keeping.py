"""Keys whose outcome lasts: bookmarks, muted alerts, hidden and pinned charts, new logs."""

from __future__ import annotations

from typing import Any

from tests.views.test_app import opened, train, until

from tui.analysis.alerts import Alert
from tui.model.events import Metrics
from tui.views.marks import Marks
from tui.views.remembered import Bookmark, bookmarks


def plateau(app: Any) -> None:
    """Let the judge have found one."""
    found = (Alert("plateau", "warning", "loss", 10.0, None, 11, "loss stands still"),)
    app.session.watched.judge.advance = lambda *_: found


async def test_a_bookmark_is_set_listed_and_gone_to(world: Any) -> None:
    async with opened(world) as screen:
        app, pilot = screen
        await train(world, screen)
        await pilot.press("6", "g", "m")
        assert bookmarks("run.log") == (Bookmark(1, "step 0 loss 2.0000"),)
        await pilot.press("G", "apostrophe")
        assert isinstance(app.screen, Marks)
        await pilot.press("enter")
        await until(pilot, lambda: app._log_pane.place.here == 1)
        await pilot.press("m")
        assert bookmarks("run.log") == ()


async def test_a_wrong_guess_of_which_way_is_better_is_set_right_from_the_screen(world: Any) -> None:
    async with opened(world) as screen:
        app, pilot = screen
        await train(world, screen)
        loss = app.session.watched.run.series["loss"]
        assert (loss.meaning.goal, loss.best) == ("min", min(loss.y))
        await pilot.press("1", "G")
        assert (loss.meaning.goal, loss.best) == ("max", max(loss.y))
        await pilot.press("G")
        assert (loss.meaning.goal, loss.best) == ("none", None)


async def test_a_muted_alert_calls_no_more_in_the_next_start_either(world: Any, world_factory: Any) -> None:
    async with opened(world) as screen:
        app, pilot = screen
        await train(world, screen)
        plateau(app)
        app.draw()
        assert "stands still" in app.panes["alert_line"]._lines[0].text
        await pilot.press("A")
        assert "stands still" not in app.panes["alert_line"]._lines[0].text
    another = world_factory()
    async with opened(another) as screen:
        assert screen[0].settings.muted == {"plateau"}


async def test_a_chart_is_hidden_and_another_pinned_for_this_kind_of_log(world: Any, world_factory: Any) -> None:
    async with opened(world, "run_1.log") as screen:
        app, pilot = screen
        await train(world, screen)
        event = Metrics({"acc": 0.5}, step=300, line=301), Metrics({"acc": 0.6}, step=301, line=302)
        world.sources[0].send(event, ["acc 0.5", "acc 0.6"])
        await until(pilot, lambda: "acc" in app.session.watched.run.series and not app.session.is_dirty)
        await pilot.press("1", "n", "n", "asterisk", "N", "d")
    async with opened(world_factory(), "run_2.log") as screen:
        assert screen[0].settings.pinned == ("acc",)
        assert screen[0].settings.hidden == {"loss"}


async def test_what_the_command_line_says_goes_before_what_was_chosen(world: Any) -> None:
    async with opened(world) as (app, pilot):
        await pilot.press("t", "s")
        chosen = app.theme, app.settings.smoothing
    async with opened(world) as (app, _):
        assert (app.theme, app.settings.smoothing) == chosen


async def test_a_log_that_comes_into_the_directory_joins_the_list(world: Any) -> None:
    async with opened(world, "logs/a.log") as (app, pilot):
        app._take_logs(("logs/a.log", "logs/b.log"))
        assert app.session.names == ("logs/a.log", "logs/b.log")
        await pilot.press("right_square_bracket")
        assert app.session.index == 1


async def test_another_rank_is_one_key_away(world: Any) -> None:
    async with opened(world) as (app, pilot):
        events = [
            Metrics({"loss": rank + 1 / (k + 1)}, step=k, rank=rank, line=2 * k + rank)
            for k in range(9)
            for rank in (0, 1)
        ]
        world.sources[0].send(events, ["x"] * 18)
        await until(pilot, lambda: bool(app.snapshot and app.snapshot.run.series))
        app.draw()
        assert "rank 0 of 2" in app.panes["header"]._lines[0].text
        await pilot.press("R")
        assert "rank 1 of 2" in app.panes["header"]._lines[0].text
        assert "rank1:loss" in app.panes["curves"]._lines[0].text
        await pilot.press("R")
        assert app.settings.rank is None
