from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.analysis.compare import aligned_points, difference, pace_ratio, shared_metrics
from tui.analysis.pace import Pace
from tui.model.events import Metrics
from tui.model.names import Meaning
from tui.model.run import Run
from tui.model.series import Series


def series(points: list[tuple[float, float]]) -> Series:
    made = Series("loss", Meaning("loss", "min"))
    for row, (x, y) in enumerate(points):
        made.append(x, y, row)
    return made


def run_of(values: list[float], stride: float = 10.0, name: str = "loss") -> Run:
    run = Run("x.log")
    run.apply(Metrics({name: y}, step=stride * k, line=k) for k, y in enumerate(values, 1))
    return run


def test_values_are_held_against_each_other_at_equal_positions() -> None:
    points = aligned_points(series([(1, 4.0), (2, 3.0), (3, 2.0)]), series([(2, 6.0), (3, 1.0), (4, 0.5)]))
    assert [(p.x, p.left, p.right, p.difference) for p in points] == [(2, 3.0, 6.0, 1.0), (3, 2.0, 1.0, -0.5)]


def test_of_many_positions_a_few_are_chosen_and_the_last_is_among_them() -> None:
    line = series([(float(k), 1.0 + k) for k in range(1000)])
    assert [p.x for p in aligned_points(line, line, 5)] == [0, 250, 500, 749, 999]


def test_without_a_position_in_common_the_last_value_before_stands_in() -> None:
    points = aligned_points(series([(5, 4.0), (15, 3.0), (95, 2.0)]), series([(0, 9.0), (10, 8.0), (20, 7.0)]))
    assert [(p.x, p.left, p.right) for p in points] == [(5, 4.0, 9.0), (15, 3.0, 8.0)]
    assert aligned_points(series([(1, 4.0)]), series([])) == ()


def test_the_later_value_counts_where_a_run_went_back() -> None:
    points = aligned_points(series([(1, 4.0), (2, 3.0), (1, 3.5)]), series([(1, 7.0)]))
    assert [(p.x, p.left) for p in points] == [(1, 3.5)]


def test_the_better_run_is_told_by_the_direction_of_the_metric() -> None:
    assert shared_metrics(run_of([3.0, 2.0]), run_of([3.0, 1.0]))[0].better == "right"
    assert shared_metrics(run_of([0.5, 0.6], name="acc"), run_of([0.5, 0.55], name="acc"))[0].better == "left"
    assert shared_metrics(run_of([3.0]), run_of([3.0]))[0].better == ""


def test_only_metrics_of_both_runs_count() -> None:
    assert shared_metrics(run_of([3.0]), run_of([3.0], name="val_loss")) == ()


def test_runs_that_count_in_different_units_share_metrics_but_no_positions() -> None:
    epochs = Run("y.log")
    epochs.apply(Metrics({"loss": 1.0 / k}, epoch=float(k)) for k in range(1, 4))
    assert shared_metrics(run_of([3.0, 2.0]), epochs)[0].points == ()


@pytest.mark.parametrize(("left", "right"), [(0.0, 1.0), (nan, 1.0), (1.0, inf), (1e-308, 1e308)])
def test_a_difference_that_says_nothing_is_none(left: float, right: float) -> None:
    assert difference(left, right) is None


def test_paces_are_compared_in_the_same_unit_only() -> None:
    assert pace_ratio(Pace("step", rate=2.0), Pace("step", rate=3.0)) == 1.5
    assert pace_ratio(Pace("step", rate=2.0), Pace("epoch", rate=3.0)) is None
    assert pace_ratio(Pace("step"), Pace("step", rate=3.0)) is None


@given(
    st.lists(st.tuples(st.floats(), st.floats()), max_size=30),
    st.lists(st.tuples(st.floats(), st.floats()), max_size=30),
)
def test_positions_rise_and_are_few(left: list[tuple[float, float]], right: list[tuple[float, float]]) -> None:
    xs = [p.x for p in aligned_points(series(left), series(right))]
    assert xs == sorted(set(xs))
    assert len(xs) <= 8
