"""The grid of charts and the strip below it."""

from __future__ import annotations

import pytest
from tests.views.pictures import is_sound, text
from tests.views.runs import NOW, Stage, alert, by_epoch, fine_tuning, snapshot

from tui.model.events import Metrics
from tui.model.integrity import Integrity
from tui.model.run import Run
from tui.views.curves import Curves, grid
from tui.views.state import Snapshot, ViewSettings
from tui.views.strip import Strip, strip

PLAIN = ViewSettings()


def drawn(of: Snapshot, settings: ViewSettings = PLAIN, width: int = 50, height: int = 8) -> str:
    rows = Curves().draw(of, settings, width, height)
    assert is_sound(rows, width, height)
    return text(rows)


@pytest.mark.parametrize(
    ("count", "width", "height", "way"),
    [
        (1, 120, 20, (1, 1)),
        (2, 120, 10, (2, 1)),
        (3, 160, 10, (3, 1)),
        (4, 120, 24, (2, 2)),
        (9, 80, 8, (2, 1)),
        (5, 30, 5, (1, 1)),
    ],
)
def test_the_grid_shows_as_many_charts_as_can_be_read(
    count: int, width: int, height: int, way: tuple[int, int]
) -> None:
    assert grid(count, width, height) == way


def test_training_and_validation_lie_over_each_other_under_their_names() -> None:
    run = by_epoch({"loss": 4.0, "val_loss": 4.0}, {"loss": 2.0, "val_loss": 3.0}, {"loss": 1.0, "val_loss": 2.5})
    assert (
        drawn(snapshot(run))
        == """
╭─ loss 1  val 2.5 ────────────────── ★ 2.5 @ 3 ─╮
│     4┤⠉⠛⠲⠶⣒⣢⠤⠤⠤⣀⣀⣀                             │
│      │      ⠉⠑⠒⠤⢄⣀⠉⠉⠉⠑⠒⠒⠒⠤⠤⠤⠤⢄⣀⣀⣀⣀             │
│      │            ⠉⠑⠒⠤⠤⣀⡀         ⠉⠉⠉⠉⠉⠑⠒⠒⠒⠒⠤⠤★│
│     2┤                  ⠈⠉⠒⠒⠢⠤⠤⢄⣀⣀⣀            │
│      │                             ⠉⠉⠉⠑⠒⠒⠒⠤⠤⠤⣀★│
│      └1───────────────────2───────────────────3│
╰────────────────────────────────────────────────╯
"""
    )


def restarted() -> Run:
    run = Run("run.log")
    run.apply(Metrics({"loss": 10.0 - k / 10}, step=k, time=NOW + k, line=k) for k in range(1, 81))
    run.apply(Metrics({"loss": 8.0 - k / 20}, step=k, time=NOW + 60 + k, line=80 + k) for k in range(41, 81))
    return run


def roles(settings: ViewSettings, run: Run) -> set[str]:
    rows = Curves().draw(snapshot(run), settings, 60, 10)
    return {span.role for row in rows for span in row.spans if span.role.startswith("hue")}


def test_what_a_restart_threw_away_is_a_ghost() -> None:
    assert roles(PLAIN, restarted()) == {"hue0", "hue0.soft"}


def test_over_time_nothing_was_thrown_away() -> None:
    assert roles(ViewSettings(axis="time"), restarted()) == {"hue0"}


def test_smoothing_leaves_the_raw_curve_behind_the_smooth_one() -> None:
    assert roles(ViewSettings(smoothing=0.9), fine_tuning()) >= {"hue0", "hue0.soft"}
    assert "hue0.soft" not in roles(PLAIN, fine_tuning())


def test_an_alert_stands_on_the_axis_of_its_own_metric_alone() -> None:
    of = snapshot(alerts=(alert(metric="learning_rate", step=60.0),))
    marked = [line for line in drawn(of, width=120, height=8).splitlines() if "▲" in line]
    assert len(marked) == 1
    assert marked[0].count("▲") == 1


def test_a_metric_may_be_called_like_markup() -> None:
    run = by_epoch({"[red]loss": 1.0}, {"[red]loss": 2.0}, {"[red]loss": 3.0})
    assert "[red]loss 3" in drawn(snapshot(run))


@pytest.mark.parametrize(
    ("of", "words"),
    [
        (Snapshot(Run(), NOW), "curves appear with the first values"),
        (Snapshot(Run(), NOW, integrity=Integrity(lines=4512)), "no metrics found in 4,512 lines"),
    ],
)
def test_an_empty_pane_says_what_would_fill_it(of: Snapshot, words: str) -> None:
    assert words in drawn(of)


def test_a_filter_without_a_match_says_so() -> None:
    assert "no metric matches the filter" in drawn(snapshot(), ViewSettings(filter="bleu"))


def test_an_enlarged_chart_stands_alone() -> None:
    curves = Curves()
    curves.draw(snapshot(), ViewSettings(selected="learning_rate", enlarged=True), 120, 30)
    assert curves.drawn == {"learning_rate"}


def test_zoom_shows_a_part_of_the_axis() -> None:
    last = drawn(snapshot(), ViewSettings(zoom=(40.0, 60.0))).splitlines()[-2]
    assert "40" in last
    assert "100" not in last


def test_the_axis_can_count_epochs_and_time() -> None:
    assert "10│" in drawn(snapshot(), ViewSettings(axis="epoch"), width=80).splitlines()[-2]
    assert "1m" in drawn(snapshot(), ViewSettings(axis="time"), width=80).splitlines()[-2]


@pytest.mark.parametrize("size", [(1, 1), (3, 2), (4, 3), (20, 4), (36, 6), (199, 59)])
def test_every_size_is_filled_exactly(size: tuple[int, int]) -> None:
    for settings in (PLAIN, ViewSettings(smoothing=0.6, log_y=True, cursor=50.0, outliers_hidden=True, ascii=True)):
        assert is_sound(Curves().draw(snapshot(), settings, *size), *size)


def test_the_strip_has_what_the_charts_left_over() -> None:
    line = strip(fine_tuning(), PLAIN, {"eval_loss", "loss"}, 60, 1)[0]
    assert line.text == " learning_rate    5e-05 ██▇▆▆▅▄▄▃▂▁▁".ljust(60)


def test_the_strip_leaves_out_whole_metrics_and_counts_them() -> None:
    run = by_epoch(*({f"{k}_loss": float(n) for k in "abcdefgh"} for n in range(1, 4)))
    line = strip(run, PLAIN, (), 80, 1)[0]
    assert line.text == " a_loss        3 ▁▅█             b_loss        3 ▁▅█           +6".ljust(80)


async def test_only_changed_rows_are_drawn_again() -> None:
    curves, below = Curves(), Strip()
    stage = Stage(curves, below)
    async with stage.run_test(size=(100, 20)):
        of = snapshot()
        stage.show(of)
        before = stage.lines(curves)
        asked: list[int] = []
        curves.refresh = lambda *regions, **_: asked.append(len(regions))  # type: ignore[method-assign,assignment]
        stage.show(of)
        assert asked == []
        of.run.apply([Metrics({"learning_rate": 4e-5}, step=102, line=103)])
        stage.show(of)
        assert len(asked) == 1
        assert 0 < asked[0] < len(before)


async def test_the_widget_shows_the_rows_and_knows_what_was_clicked() -> None:
    curves = Curves()
    stage = Stage(curves)
    async with stage.run_test(size=(100, 20)):
        stage.show(snapshot())
        assert stage.lines(curves)[0].startswith("╭─ loss")
        assert curves.metric_at(2, 2) == "eval_loss"
        assert curves.metric_at(99, 19) == "learning_rate"
