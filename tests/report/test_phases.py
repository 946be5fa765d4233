from __future__ import annotations

from array import array
from itertools import pairwise
from math import exp, inf, nan
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.names import Meaning
from tui.model.series import Series
from tui.report.phases import phases


def series(ys: list[float], goal: str = "min") -> Series:
    made = Series("loss", Meaning("loss", goal))
    made.extend(array("d", range(len(ys))), array("d", ys), array("q", range(len(ys))))
    return made


def test_a_decaying_loss_is_fast_then_steady_then_flat() -> None:
    found = phases(series([exp(-k / 100) for k in range(1001)]))
    assert [phase.kind for phase in found] == ["fast", "steady", "flat"]
    fast, steady, flat = found
    assert fast.end == pytest.approx(161, rel=0.05)  # 80 % of an exponential decay is gone after 1.61 of its length
    assert steady.end == pytest.approx(300, rel=0.05)
    assert (fast.start, flat.end) == (0.0, 1000.0)
    assert sum(phase.gained for phase in found) == pytest.approx(1.0)


def test_a_straight_line_ends_in_no_flat_phase() -> None:
    assert [phase.kind for phase in phases(series([100.0 - k for k in range(101)]))] == ["fast", "steady", "slow"]


def test_a_score_is_read_upwards() -> None:
    fast = phases(series([1 - exp(-k / 10) for k in range(101)], "max"))[0]
    assert (fast.kind, fast.y_start) == ("fast", 0.0)
    assert fast.y_end > 0.8


def test_a_spike_ends_no_phase() -> None:
    values = [exp(-k / 100) for k in range(1001)]
    calm = phases(series(values))
    values[100] = 50.0
    assert phases(series(values))[-1].start == pytest.approx(calm[-1].start, rel=0.1)


def test_noise_without_a_trend_has_no_phases() -> None:
    for seed in range(20):
        random = Random(seed)
        for length in (20, 50, 400, 5000):
            assert phases(series([random.gauss(1.0, 0.1) for _ in range(length)])) == ()


def test_short_constant_and_undirected_series_have_no_phases() -> None:
    assert phases(series([3.0, 2.0, 1.0])) == ()
    assert phases(series([1.0] * 100)) == ()
    assert phases(series([100.0 - k for k in range(100)], "none")) == ()


def test_values_that_are_not_finite_are_left_out() -> None:
    values = [nan if k % 7 == 0 else inf if k % 11 == 0 else exp(-k / 30) for k in range(300)]
    assert [phase.kind for phase in phases(series(values))] == ["fast", "steady", "flat"]


@given(st.lists(st.floats(), max_size=60), st.sampled_from(["min", "max"]))
def test_phases_follow_on_each_other(values: list[float], goal: str) -> None:
    found = phases(series(values, goal))
    assert all(a.end == b.start for a, b in pairwise(found))
    assert all(phase.end > phase.start for phase in found)
