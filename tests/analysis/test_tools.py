"""The small tools under the rules: smoothing, lines, block middles, order statistics."""

from __future__ import annotations

import doctest
from math import isnan, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.analysis import numbers, smooth
from tui.analysis.coarse import MOST_BLOCKS, Coarse
from tui.analysis.robust import confidence_of, mad_sigma, noise_sigma
from tui.analysis.trend import Trend

FINITE = st.floats(-1e6, 1e6)


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(numbers).failed == 0
    assert doctest.testmod(smooth).failed == 0


@given(st.lists(FINITE, min_size=1, max_size=50), st.floats(0, 0.99))
def test_smoothing_stays_between_the_extremes(values: list[float], weight: float) -> None:
    out = smooth.smooth(values, weight)

    assert len(out) == len(values)
    assert all(min(values) - 1e-3 <= v <= max(values) + 1e-3 for v in out)


@given(st.lists(FINITE, min_size=1, max_size=20), st.integers(0, 20))
def test_a_gap_bends_nothing_after_it(values: list[float], at: int) -> None:
    at = min(at, len(values))

    with_gap = smooth.smooth([*values[:at], nan, *values[at:]], 0.9)

    assert isnan(with_gap[at])
    assert with_gap[:at] + with_gap[at + 1 :] == smooth.smooth(values, 0.9)


def test_a_weight_of_one_is_refused() -> None:
    with pytest.raises(ValueError, match="below 1"):
        smooth.smooth([1.0], 1.0)


@given(st.floats(-5, 5), st.floats(-100, 100), st.integers(2, 30))
def test_a_line_through_a_line_is_that_line(slope: float, offset: float, count: int) -> None:
    line = Trend([float(k) for k in range(40)], [offset + slope * k for k in range(40)]).line(5, 5 + count)

    assert line.slope == pytest.approx(slope, abs=1e-6)
    assert line.mean == pytest.approx(offset + slope * line.centre, abs=1e-6)


@given(st.integers(1, 3000))
def test_blocks_stay_few_and_keep_the_order(count: int) -> None:
    coarse, at = Coarse(), 0
    while at + coarse.size <= count:
        span = range(at, at + coarse.size)
        at = span.stop
        coarse.push([float(k) for k in span], [float(k) for k in span], span.start)

    assert len(coarse) < MOST_BLOCKS
    assert coarse.y == sorted(coarse.y)
    assert coarse.first_index[0] == 0


def test_one_outlier_does_not_widen_the_scatter() -> None:
    values = [1.0, 1.1, 0.9, 1.0, 1.05, 0.95, 1.0, 1.1, 0.9]

    assert mad_sigma([*values, 1e9]) <= 2 * mad_sigma(values)
    assert noise_sigma([float(k * k) for k in range(3)]) == 0.0
    assert confidence_of(0) == 0.5
    assert confidence_of(99) == 0.999
