"""Columns of a picture against the plain way to make them."""

from __future__ import annotations

from array import array
from math import isfinite, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.views.pictures import series, values

from tui.model.events import Metrics
from tui.model.run import Run
from tui.model.series import Bucket
from tui.views.picture.columns import Columns, Kept, Stretch, added, columns, latest, smoothed, stretches


def plainly(ys: list[float], width: int, low: float, high: float) -> list[tuple[float, float, int, int] | None]:
    """What falls into each column, looked at one by one."""
    found: list[list[float]] = [[] for _ in range(width)]
    for x, y in enumerate(ys):
        if low <= x <= high:
            wide = (high - low) / width
            at = width - 1
            while at > 0 and x < low + at * wide:
                at -= 1
            found[at if wide else width - 1].append(y)
    out: list[tuple[float, float, int, int] | None] = []
    for cell in found:
        finite = [y for y in cell if isfinite(y)]
        bad = len(cell) - len(finite)
        out.append(
            (min(finite, default=float("inf")), max(finite, default=float("-inf")), len(finite), bad) if cell else None
        )
    return out


def facts(found: Columns) -> list[tuple[float, float, int, int] | None]:
    return [None if c is None else (c.low, c.high, c.count, c.not_finite) for c in found]


numbers = st.one_of(st.floats(-1e6, 1e6), st.sampled_from([nan, float("inf")]))


@given(st.lists(numbers, max_size=3000), st.integers(1, 40), st.integers(0, 50), st.integers(0, 3000))
def test_columns_hold_every_value_once(ys: list[float], width: int, low: int, span: int) -> None:
    assert facts(columns(series("loss", ys), width, low, low + span)) == plainly(ys, width, low, low + span)


@pytest.mark.parametrize("start", [0, 1, 31, 32, 33, 1023, 1024, 1025])
@pytest.mark.parametrize("stop", [1026, 1056, 2047, 2048, 40000])
def test_a_stretch_of_a_series_has_the_extremes_of_its_values(start: int, stop: int) -> None:
    ys = [float((k * 7919) % 10007) for k in range(40000)]
    found = series("loss", ys).between(start, stop)
    assert found == Bucket(min(ys[start:stop]), max(ys[start:stop]), ys[stop - 1], stop - start, 0)


def test_nan_is_counted_and_left_out_of_the_extremes() -> None:
    ys = [1.0, nan] * 1000
    assert series("loss", ys).between(0, 2000) == Bucket(1.0, 1.0, 1.0, 1000, 1000)


def test_rows_without_a_time_at_the_beginning_fall_into_no_column() -> None:
    place = array("d", [nan, nan, 10.0, 20.0])
    found = columns(series("loss", [1.0, 2.0, 3.0, 4.0]), 2, 10.0, 20.0, place=place)
    assert [c and c.last for c in found] == [3.0, 4.0]


def test_no_width_is_no_column_and_no_value_is_an_empty_one() -> None:
    assert columns(series("loss", [1.0]), 0, 0, 1) == []
    assert columns(series("loss", []), 3, 0, 1) == [None] * 3
    assert columns(series("loss", [1.0]), 3, 5, 1) == [None] * 3


def restarted(*firsts: tuple[int, int]) -> Run:
    run = Run()
    run.apply(Metrics({"loss": float(100 - step)}, step=step) for first, stop in firsts for step in range(first, stop))
    return run


def test_a_run_without_a_restart_is_one_stretch() -> None:
    run = restarted((0, 10))
    assert stretches(run.series["loss"], run) == [Stretch(0, 10, 10)]


def test_after_a_restart_what_was_trained_once_more_is_cut_off() -> None:
    run = restarted((0, 10), (6, 12))
    assert stretches(run.series["loss"], run) == [Stretch(0, 6, 10), Stretch(10, 16, 16)]


def test_a_restart_from_the_beginning_cuts_all_of_the_first_attempt() -> None:
    run = restarted((0, 5), (0, 3))
    assert stretches(run.series["loss"], run) == [Stretch(0, 0, 5), Stretch(5, 8, 8)]


def test_the_latest_stretch_takes_as_many_columns_as_it_has_values() -> None:
    run = restarted((0, 10), (6, 9))
    assert [c and c.last for c in latest(run.series["loss"], run, 5)] == [94.0, 93.0, 92.0, None, None]


def test_smoothing_starts_at_the_first_value_and_passes_over_gaps() -> None:
    found = smoothed(values(4.0, None, nan, 0.0), 0.5)
    assert [c.last if c is not None and c.count else None for c in found] == [4.0, None, None, pytest.approx(4 / 3)]


def test_two_parts_of_a_curve_add_up() -> None:
    assert added(values(1.0, None, 3.0), values(2.0, 5.0, None)) == [Bucket(1.0, 2.0, 2.0, 2, 0), *values(5.0, 3.0)]


@given(st.lists(st.integers(0, 400), min_size=1, max_size=8), st.integers(1, 30), st.integers(1, 1500))
def test_columns_kept_from_before_are_those_read_anew(batches: list[int], width: int, high: int) -> None:
    kept, growing = Kept(), series("loss", [])
    for batch in batches:
        for _ in range(batch):
            growing.append(float(len(growing)), float((len(growing) * 7919) % 1009), len(growing))
        if len(growing):
            growing.replace_last(growing.last + 2000.0)
        found = kept.columns(growing, width, 0.0, float(high), 0, len(growing))
        assert found == columns(growing, width, 0.0, float(high))
