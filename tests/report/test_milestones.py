from __future__ import annotations

from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.events import Metrics
from tui.model.run import Run
from tui.report.milestones import course, picked


def test_round_numbers_the_first_and_the_last_are_picked() -> None:
    xs = [float(x) for x in range(10, 501, 10)]
    assert [xs[k] for k in picked(xs)] == [10, 100, 200, 300, 400, 500]


def test_epochs_are_picked_as_people_write_them() -> None:
    xs = [float(x) for x in range(1, 28)]
    assert [xs[k] for k in picked(xs, [17])] == [1, 5, 10, 15, 18, 20, 25, 27]


def test_few_points_are_all_picked() -> None:
    assert picked([1.0, 2.0, 3.0]) == [0, 1, 2]
    assert picked([]) == []
    assert picked([nan, nan, nan]) == [0, 2]


@given(st.lists(st.floats(), max_size=200))
def test_a_few_dozen_rows_are_enough_for_any_axis(xs: list[float]) -> None:
    rows = picked(xs)
    assert len(rows) <= 30
    assert rows == sorted(set(rows))
    assert all(0 <= k < len(xs) for k in rows)


def test_epochs_stand_side_by_side_with_the_best_in_bold() -> None:
    run = Run("x.log")
    losses = [3.0, 2.0, 2.5]
    run.apply(
        Metrics({"train_loss": y + 0.25, "val_loss": y}, epoch=k, line=k, time=60.0 * k)
        for k, y in enumerate(losses, 1)
    )
    assert course(run) == [
        "",
        "## Epochs",
        "",
        "| Epoch | `val_loss` | `train_loss` | Time | Note |",
        "|---:|---:|---:|---|---|",
        "| 1 | 3.0 | 3.25 | - | first |",
        "| 2 | **2.0** | **2.25** | 1 m 00 s | best |",
        "| 3 | 2.5 | 2.75 | 1 m 00 s | last |",
    ]


def test_the_best_of_a_column_is_the_best_that_the_table_shows() -> None:
    run = Run("x.log")
    values = [(1, 3.0), (1, 2.9), (2, 1.0), (2, 2.5), (3, 2.6), (3, 2.7)]
    run.apply(Metrics({"loss": y}, step=float(k), epoch=float(epoch), line=k) for k, (epoch, y) in enumerate(values, 1))
    assert course(run)[5:] == ["| 1 | 2.9 | first |", "| 2 | **2.5** | best |", "| 3 | 2.7 | last |"]


def test_the_rows_are_those_of_the_metric_with_most_values() -> None:
    run = Run("x.log")
    for step in range(1, 101):
        run.apply([Metrics({"loss": 1.0 / step}, step=float(step), line=step)])
    run.apply([Metrics({"eval_loss": 2.0}, step=100.0), Metrics({"eval_loss": 1.0}, step=101.0)])
    table = course(run)
    assert len(table) > 8
    assert table[-1] == "| 101 | **1** | - | best, last |"


def test_without_epochs_the_rows_are_steps_and_take_the_newest_value_of_each_metric() -> None:
    run = Run("x.log")
    for step in range(100, 1001, 100):
        run.apply([Metrics({"loss": 1000.0 / step}, step=float(step), line=step)])
        if step % 500 == 0:
            run.apply([Metrics({"val_loss": 1.0 + 100.0 / step}, step=step + 1.0, line=step)])
    table = course(run)
    assert table[1] == "## Milestones"
    assert table[3].startswith("| Step | `val_loss` | `loss` |")
    assert "first" in table[5]
    assert "last" in table[-1]
    assert "**1.1**" in table[-1]


def test_what_was_printed_later_for_the_same_step_stands_in_its_row() -> None:
    run = Run("x.log")
    for step in (1.0, 2.0, 3.0):
        run.apply(
            [Metrics({"loss": 4.0 - step}, step=step), Metrics({"loss": 4.0 - step, "val_loss": 5.0 - step}, step=step)]
        )
    assert course(run)[5:] == ["| 1 | 4 | 3 | first |", "| 2 | 3 | 2 |  |", "| 3 | **2** | **1** | best, last |"]


def test_a_restart_over_the_same_ground_keeps_the_table_short() -> None:
    run = Run("x.log")
    for _ in range(50):
        run.apply(Metrics({"loss": 1.0 / step}, step=float(step), line=step) for step in range(1, 100))
    assert len(course(run)) < 40


def test_a_run_without_metrics_has_no_table() -> None:
    assert course(Run("x.log")) == []


@pytest.mark.parametrize("epochs", [3, 12, 300])
def test_the_last_epoch_is_always_there(epochs: int) -> None:
    run = Run("x.log")
    run.apply(Metrics({"loss": float(k)}, epoch=float(k), line=k) for k in range(1, epochs + 1))
    assert course(run)[-1].startswith(f"| {epochs} |")
