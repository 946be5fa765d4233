"""The step table, the epoch table, and how both scroll."""

from __future__ import annotations

from math import nan

import pytest
from tests.views.pictures import is_sound, text
from tests.views.runs import Stage, by_epoch, fine_tuning, snapshot
from textual.events import MouseScrollDown

from tui.analysis.ending import State
from tui.model.events import Metrics
from tui.model.run import Run
from tui.views.epochs import Epochs
from tui.views.scroll import TablePane
from tui.views.state import ViewSettings
from tui.views.steps import Steps

PLAIN = ViewSettings()


def drawn(pane: TablePane, run: Run, width: int = 50, height: int = 8) -> str:
    rows = pane.draw(snapshot(run, state=State("finished", "", None)), PLAIN, width, height)
    assert is_sound(rows, width, height)
    return text(rows)


def test_steps_stand_newest_first_with_a_star_at_the_best() -> None:
    run = Run()
    run.apply(Metrics({"loss": v, "lr": 0.1 / k}, step=10 * k) for k, v in enumerate((3.0, 0.5, nan, 12.25), 1))
    assert (
        drawn(Steps(), run, 34, 8)
        == """
╭─ steps ────────────────────────╮
│  step    loss       lr         │
│    40   12.25   0.025          │
│    30  nan      0.0333         │
│    20    0.5 ★  0.05           │
│    10    3      0.1            │
│                                │
╰────────────────────────────────╯
"""
    )


def test_a_record_without_a_metric_has_a_dash() -> None:
    lines = drawn(Steps(), fine_tuning(), 60).splitlines()
    assert lines[2].split()[0:3] == ["│", "step", "epoch"]
    assert "-" in lines[4]
    assert "-" not in lines[3].replace("e-05", "")


def test_a_log_without_steps_counts_its_records() -> None:
    run = Run()
    run.apply([Metrics({"loss": 1.0}), Metrics({"loss": 0.5})])
    assert drawn(Steps(), run, 30, 5).splitlines()[3].split()[1] == "2"


def test_epochs_have_training_beside_validation_and_the_change_since_the_last() -> None:
    run = by_epoch(
        {"loss": 3.0, "val_loss": 3.5, "acc": 0.5},
        {"loss": 2.0, "val_loss": 2.5, "acc": 0.6},
        {"loss": 1.0, "val_loss": 2.75, "acc": 0.6},
    )
    assert (
        drawn(Epochs(), run, 60, 6)
        == """
╭─ epochs ─────────────────────────────────────────────────╮
│  epoch       time  loss    val_loss    acc               │
│      3   1 m 00 s     1★▼      2.75 ▲  0.6               │
│      2   1 m 00 s     2 ▼      2.5 ★▼  0.6★▲             │
│      1        0 s     3        3.5     0.5               │
╰──────────────────────────────────────────────────────────╯
"""
    )


def test_the_epoch_that_goes_on_is_marked_while_the_run_lives() -> None:
    run = fine_tuning(96)
    live = Epochs().draw(snapshot(run), PLAIN, 60, 6)[2].text
    over = Epochs().draw(snapshot(run, state=State("finished", "", None)), PLAIN, 60, 6)[2].text
    assert "●" in live
    assert "●" not in over


def test_the_change_does_not_look_across_a_restart() -> None:
    run = Run()
    run.apply(Metrics({"loss": 5.0 - k}, epoch=k, line=k) for k in (1, 2, 3))
    run.apply([Metrics({"loss": 9.0}, epoch=1, line=4)])
    assert "▲" not in drawn(Epochs(), run)


def test_what_does_not_fit_is_counted() -> None:
    run = by_epoch(*({f"{k}_loss": float(n) for k in "abcdefgh"} for n in range(20)))
    assert "more columns · 20 rows" in drawn(Epochs(), run, 50, 8).splitlines()[1]


@pytest.mark.parametrize("size", [(1, 1), (2, 2), (4, 3), (10, 4), (50, 14), (199, 59)])
@pytest.mark.parametrize("pane", [Steps, Epochs])
def test_every_size_is_filled_exactly(pane: type[TablePane], size: tuple[int, int]) -> None:
    assert is_sound(pane().draw(snapshot(), PLAIN, *size), *size)


async def test_the_cursor_stays_on_its_row_while_new_ones_arrive() -> None:
    steps, run = Steps(), fine_tuning()
    stage = Stage(steps)
    async with stage.run_test(size=(60, 10)) as pilot:
        steps.focus()
        stage.show(snapshot(run))
        await pilot.press("down", "down", "down")
        marked = steps.text_of_cursor
        assert marked.startswith("96\t")
        run.apply([Metrics({"loss": 0.1}, step=102), Metrics({"loss": 0.1}, step=104)])
        stage.show(snapshot(run))
        assert steps.text_of_cursor == marked
        await pilot.press("home")
        assert steps.cursor is None
        assert stage.lines(steps)[2].split()[1] == "104"


async def test_the_view_scrolls_with_the_cursor_and_enter_tells_the_line() -> None:
    steps = Steps()
    chosen: list[int] = []

    class Listening(Stage):
        def on_table_pane_chosen(self, event: TablePane.Chosen) -> None:
            chosen.append(event.line)

    stage = Listening(steps)
    async with stage.run_test(size=(60, 10)) as pilot:
        steps.focus()
        stage.show(snapshot())
        await pilot.press("end")
        assert stage.lines(steps)[8].split()[1] == "2"
        await pilot.press("enter")
        await pilot.pause()
        assert chosen == [2]
        await pilot.press("pageup", "k")
        assert steps.text_of_cursor.startswith("16\t")


async def test_the_wheel_moves_the_view_without_a_cursor() -> None:
    steps = Steps()
    stage = Stage(steps)
    async with stage.run_test(size=(60, 10)) as pilot:
        stage.show(snapshot())
        steps.post_message(MouseScrollDown(steps, 5, 5, 0, 1, 0, False, False, False))
        await pilot.pause()
        assert steps.cursor is None
        assert stage.lines(steps)[2].split()[1] == "94"
