from __future__ import annotations

from math import inf, nan

import pytest

from tui.model.events import Metrics
from tui.model.run import Run
from tui.report.results import all_metrics, change, figures, place, results, validation


def run_of(name: str, values: list[float], split: str | None = None) -> Run:
    run = Run("x.log")
    run.apply(Metrics({name: y}, step=10.0 * k, split=split, line=k) for k, y in enumerate(values, 1))
    return run


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (0.3754, 0.2076, "44.7 % reduction"),
        (6.9246, 0.0124, "99.82 % reduction"),
        (2.0, 3.0, "50.0 % increase"),
        (-2.0, -3.0, "50.0 % reduction"),
        (0.5, 9121.0, "18242 times as much"),
        (-0.5, 9121.0, ""),
        (2.0, 0.0, "100.0 % reduction"),
        (1.0, 1.0, ""),
        (0.0, 1.0, ""),
        (1.0, nan, ""),
        (1e-300, 1e300, ""),
    ],
)
def test_a_change_is_told_as_people_write_it(first: float, last: float, told: str) -> None:
    assert change(first, last) == told


def test_first_last_and_best_have_the_same_number_of_decimals() -> None:
    run = run_of("val_loss", [3.883556, 3.4, 3.1500884, 3.2])
    told = figures(run, run.series["val_loss"])
    assert (told.first, told.last, told.best, told.best_place) == ("3.884", "3.200", "3.150", "step 30")


def test_a_share_is_told_in_percent_as_well() -> None:
    run = run_of("val_accuracy", [0.1, 0.8182, 0.6667])
    assert "final 0.6667 (66.67 %), peak **0.8182 (81.82 %)** at step 20" in results(run)[3]


def test_a_score_that_is_percent_already_is_not_multiplied_again() -> None:
    run = Run("x.log")
    run.apply(Metrics({"R@1": 0.38, "R@5": 1.48}, epoch=k, line=int(k)) for k in (1.0, 2.0))
    assert figures(run, run.series["R@1"]).best == "0.38"


def test_a_peak_that_is_reached_again_is_told_with_both_places() -> None:
    run = run_of("val_accuracy", [0.1, 0.3, 0.2, 0.3, 0.1])
    assert figures(run, run.series["val_accuracy"]).best_place == "step 20, again at step 40"


def test_values_that_are_not_finite_are_counted_and_the_first_is_named() -> None:
    run = run_of("loss", [3.0, 2.0, nan, inf])
    text = "\n".join(results(run))
    assert "`loss`: 3 → 2 (**33.3 % reduction**)" in text
    assert "**2 values are not finite**, the first one `loss` at step 30, line 3" in text


def test_a_run_of_finite_values_says_so() -> None:
    assert results(run_of("loss", [3.0, 2.0]))[-1] == "- every value is finite"


def test_validation_stands_in_a_table_of_its_own() -> None:
    run = run_of("Loss", [3.0, 2.0, 2.5], split="val")
    assert validation(run)[3:] == [
        "| Metric | First | Final | Best | Best at | Change |",
        "|---|---:|---:|---:|---|---|",
        "| `val/Loss` | 3.0 | 2.5 | 2.0 | step 20 | 16.7 % reduction |",
    ]
    assert validation(run_of("loss", [3.0, 2.0])) == []


def test_all_metrics_has_a_row_with_its_curve() -> None:
    run = run_of("loss", [8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0])
    assert all_metrics(run)[-1] == "| `loss` | 8 | 8 | 1 | 87.5 % reduction | 1 | 8 | 0 | █▇▆▅▄▃▂▁ |"


def test_a_metric_without_a_finite_value_has_a_row_too() -> None:
    assert all_metrics(run_of("loss", [nan, nan]))[-1] == "| `loss` | 2 | nan | nan |  | - | - | 2 |  |"


def test_of_very_many_metrics_the_first_are_shown_and_the_rest_counted() -> None:
    run = Run("x.log")
    run.apply([Metrics({f"part {k} loss": 1.0 for k in range(100)}, step=1.0)])
    assert all_metrics(run)[-1] == "60 more are not shown."


def test_a_place_is_told_in_the_counts_of_the_log() -> None:
    run = Run("x.log")
    run.apply(
        [Metrics({"a": 1.0}, line=7), Metrics({"a": 1.0}, epoch=3.0, line=8), Metrics({"a": 1.0}, step=12000.0, line=9)]
    )
    assert [place(run, row) for row in range(3)] == ["line 7", "epoch 3", "step 12,000 (epoch 3)"]
