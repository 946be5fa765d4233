"""One metric as two columns: what is kept, what bounds it, and that the short ways equal the long one."""

from __future__ import annotations

from array import array
from math import inf, isnan, nan

import pytest

from tui.model.names import Meaning
from tui.model.series import FAN, Bucket, Series

LOSS = Meaning("loss", "min")


def made(values: list[float], goal: str = "min") -> Series:
    series = Series("loss", Meaning("loss", goal))
    for k, value in enumerate(values):
        series.append(float(k), value, k)
    return series


def facts(series: Series) -> tuple[object, ...]:
    """All that a series says of itself, NaN made comparable."""
    return (
        list(series.x), [repr(v) for v in series.y], list(series.rows), series.low, series.high, series.not_finite,
        series.first_bad, series.best_at,
    )  # fmt: skip


def test_an_empty_series_has_no_values_and_no_bounds() -> None:
    empty = Series("loss", LOSS)
    assert len(empty) == 0
    assert isnan(empty.first)
    assert isnan(empty.last)
    assert empty.best is None
    assert empty.low > empty.high
    assert empty.between(0, 10) == Bucket()
    assert [b.count for b in empty.buckets(3, 0.0, 1.0)] == [0, 0, 0]


def test_values_are_kept_in_the_order_they_came() -> None:
    series = made([3.0, 1.0, 2.0])
    assert (list(series.x), list(series.y), list(series.rows)) == ([0.0, 1.0, 2.0], [3.0, 1.0, 2.0], [0, 1, 2])
    assert (series.first, series.last) == (3.0, 2.0)
    assert (series.low, series.high) == (1.0, 3.0)


@pytest.mark.parametrize(
    ("goal", "best", "at"), [("min", 1.0, 1), ("max", 3.0, 0), ("none", None, None)], ids=["min", "max", "none"]
)
def test_the_best_value_follows_the_goal_and_is_the_first_of_equals(
    goal: str, best: float | None, at: int | None
) -> None:
    series = made([3.0, 1.0, 3.0, 1.0], goal)
    assert (series.best, series.best_at) == (best, at)


@pytest.mark.parametrize("bad", [nan, inf, -inf], ids=str)
def test_what_is_not_finite_is_kept_counted_and_left_out_of_the_bounds(bad: float) -> None:
    series = made([2.0, bad, 1.0, bad])
    assert repr(series.y[1]) == repr(bad)
    assert (series.not_finite, series.first_bad) == (2, 1)
    assert (series.low, series.high, series.best) == (1.0, 2.0, 1.0)


def test_a_series_of_nothing_finite_has_no_best() -> None:
    series = made([nan, inf])
    assert series.best is None
    assert series.is_constant


def test_a_series_of_one_value_is_constant() -> None:
    assert made([0.5, 0.5, nan]).is_constant
    assert not made([0.5, 0.6]).is_constant


def test_replacing_the_last_value_takes_its_bounds_back() -> None:
    series = made([2.0, 100.0])
    series.replace_last(3.0)
    assert facts(series) == facts(made([2.0, 3.0]))


@pytest.mark.parametrize("again", [nan, -7.0, 50.0], ids=str)
def test_a_replaced_nan_is_forgotten(again: float) -> None:
    series = made([2.0, nan])
    series.replace_last(again)
    assert facts(series) == facts(made([2.0, again]))


def test_the_only_value_may_be_replaced() -> None:
    series = made([9.0])
    series.replace_last(1.0)
    assert facts(series) == facts(made([1.0]))


def test_a_value_may_be_replaced_many_times() -> None:
    series = made([2.0, 100.0])
    for value in (nan, 1.0, -inf, 4.0):
        series.replace_last(value)
    assert facts(series) == facts(made([2.0, 4.0]))


@pytest.mark.parametrize("length", [FAN, FAN * FAN, FAN * FAN + FAN], ids=str)
def test_replacing_the_value_that_closed_a_block_renews_the_block(length: int) -> None:
    series = made([1.0] * (length - 1) + [1e9])
    series.replace_last(2.0)
    assert series.between(0, length).high == 2.0
    series.append(float(length), 0.5, length)
    assert (series.between(0, length + 1).low, series.between(0, length + 1).last) == (0.5, 0.5)


def test_after_extend_the_last_value_may_still_be_replaced() -> None:
    series = Series("loss", LOSS)
    series.extend(array("d", [0, 1]), array("d", [2.0, 3.0]), array("q", [0, 1]))
    series.append(2.0, 9.0, 2)
    series.replace_last(1.0)
    assert facts(series) == facts(made([2.0, 3.0, 1.0]))


def test_a_bucket_keeps_the_last_finite_value() -> None:
    assert made([1.0, 5.0, nan]).between(0, 3) == Bucket(1.0, 5.0, 5.0, 2, 1)


def test_a_point_on_the_right_edge_falls_into_the_last_column() -> None:
    assert [b.count for b in made([1.0] * 5).buckets(2, 0.0, 4.0)] == [2, 3]


def test_points_outside_the_window_are_left_out() -> None:
    assert [b.count for b in made([1.0] * 100).buckets(4, 10.0, 17.0)] == [2, 2, 2, 2]


def test_one_segment_may_be_drawn_alone() -> None:
    assert sum(b.count for b in made([1.0] * 100).buckets(4, 0.0, 99.0, 40, 60)) == 20


def test_a_window_of_no_width_holds_what_stands_there() -> None:
    assert [b.count for b in made([1.0] * 5).buckets(3, 2.0, 2.0)] == [1, 0, 0]


def test_no_columns_give_no_buckets() -> None:
    assert made([1.0]).buckets(0, 0.0, 1.0) == []
