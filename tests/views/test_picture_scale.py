"""Round numbers beside an axis."""

from __future__ import annotations

from math import isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.views.picture.scale import Scale, ends, label, scale_for, ticks, time_ticks


@pytest.mark.parametrize(
    ("low", "high", "most", "texts"),
    [
        (0.0, 10.0, 3, ["0", "5", "10"]),
        (0.0, 725.0, 4, ["0", "200", "400", "600"]),
        (0.011, 0.0131, 4, ["0.011", "0.012", "0.013"]),
        (12.001, 12.004, 4, ["12.001", "12.002", "12.003", "12.004"]),
        (-1.0, 1.0, 3, ["-1", "0", "1"]),
        (0.0, 1.2e6, 4, ["0", "500k", "1M"]),
        (0.0, 4.2e-5, 3, ["0", "2e-5", "4e-5"]),
    ],
)
def test_ticks_are_round_and_told_apart(low: float, high: float, most: int, texts: list[str]) -> None:
    found = ticks(Scale(low, high), most)
    assert [label(v, found[1] - found[0]) for v in found] == texts


def test_a_logarithmic_axis_has_powers_of_ten() -> None:
    assert ticks(Scale(0.009, 120.0, log=True), 5) == [0.01, 0.1, 1.0, 10.0, 100.0]
    assert ticks(Scale(1.0, 12.0, log=True), 4) == [1.0, 2.0, 5.0, 10.0]


def test_the_ends_are_told_apart_as_far_as_the_room_allows() -> None:
    assert ends(Scale(181.91, 182.04), 6) == [(182.04, "182.04"), (181.91, "181.91")]


def test_lengths_of_time_are_round_in_their_own_way() -> None:
    assert [text for _, text in time_ticks(0, 3700, 5)] == ["0", "15m", "30m", "45m", "60m"]


def test_the_scale_of_one_value_names_it_alone() -> None:
    assert scale_for(3.0, 3.0).written == (3.0,)
    assert scale_for(float("inf"), float("-inf")).written == ()


def test_a_logarithmic_scale_needs_something_above_zero() -> None:
    assert not scale_for(-3.0, -1.0, log=True).log
    assert scale_for(-3.0, 8.0, log=True, least=0.5) == Scale(0.5, 8.0, True)


finite = st.floats(allow_nan=False, allow_infinity=False)


@given(finite, finite, st.integers(0, 12), st.booleans())
def test_ticks_lie_on_the_scale_and_are_not_too_many(a: float, b: float, most: int, log: bool) -> None:
    scale = scale_for(min(a, b), max(a, b), log=log, least=min((v for v in (a, b) if v > 0), default=float("inf")))
    found = ticks(scale, most)
    assert len(found) <= most
    room = (scale.high / 2 - scale.low / 2) * 1e-6
    assert all(scale.low - room <= v <= scale.high + room for v in found)
    assert all(isfinite(scale.share(v)) and 0 <= scale.share(v) <= 1 for v in (a, b, 0.0))
