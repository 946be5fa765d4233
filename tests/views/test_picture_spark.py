"""Sparklines, asserted as pictures."""

from __future__ import annotations

from itertools import pairwise
from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.views.pictures import is_sound, series, values

from tui.views.picture.columns import columns
from tui.views.picture.spark import sparkline
from tui.views.row import Span


@pytest.mark.parametrize(
    ("numbers", "picture"),
    [
        ((9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0, 0.0), "██▇▆▅▄▃▂▁▁"),
        ((1.0, 1.0, 1.0), "▄▄▄"),
        ((5.0,), "▄"),
        ((1.0, None, 3.0), "▁ █"),
        ((nan, 1.0, 2.0), "✕▁█"),
        ((1.0, inf, -inf, 2.0), "▁✕✕█"),
        ((nan, nan), "✕✕"),
        ((None, None), "  "),
        ((-1e308, 1e308), "▁█"),
        ((-2.0, -1.0), "▁█"),
        ((), ""),
    ],
)
def test_one_cell_a_column(numbers: tuple[float | None, ...], picture: str) -> None:
    assert sparkline(values(*numbers)).text == picture


def test_a_spike_between_two_columns_ends_is_not_lost() -> None:
    spiky = series("loss", [1.0] * 500 + [9.0] + [1.0] * 499)
    assert sparkline(columns(spiky, 20, 0, 999)).text == "▁▁▁▁▁▁▁▁▁▁█▁▁▁▁▁▁▁▁▁"


def test_a_spike_below_the_highest_value_is_not_lost_either() -> None:
    falling = series("loss", [4.9 if k == 700 else 7 - 6 * k / 999 for k in range(1000)])
    assert sparkline(columns(falling, 20, 0, 999)).text == "███▇▇▆▆▆▅▅▄▄▃▃▆▂▂▁▁▁"


def test_noise_is_drawn_at_its_last_value_and_not_at_its_extremes() -> None:
    noisy = series("loss", [k / 1000 + (k % 7) / 50 for k in range(1000)])
    levels = ["▁▂▃▄▅▆▇█".index(c) for c in sparkline(columns(noisy, 20, 0, 999)).text]
    assert all(after >= before - 1 for before, after in pairwise(levels))


def test_a_fixed_scale_keeps_the_height_of_a_percentage() -> None:
    assert sparkline(values(0.0, 50.0, 100.0), low=0, high=100).text == "▁▅█"


def test_a_logarithmic_scale_shows_the_tail_of_a_loss() -> None:
    assert sparkline(values(1000.0, 100.0, 10.0, 1.0), log=True).text == "█▆▃▁"
    assert sparkline(values(1000.0, 100.0, 10.0, 1.0)).text == "█▁▁▁"


def test_zero_stands_at_the_bottom_of_a_logarithmic_scale() -> None:
    assert sparkline(values(0.0, 1.0, 100.0), log=True).text == "▁▁█"


def test_ascii_needs_no_other_characters() -> None:
    assert sparkline(values(0.0, nan, 3.0, 7.0), ascii_=True).text == "_x:#"


def test_crosses_are_broken_and_the_rest_has_the_colour_of_the_series() -> None:
    assert sparkline(values(1.0, nan, 2.0), "hue3").spans == (
        Span(0, 1, "hue3"),
        Span(1, 2, "broken"),
        Span(2, 3, "hue3"),
    )


@given(st.lists(st.one_of(st.none(), st.floats())), st.booleans(), st.booleans())
def test_any_numbers_give_one_cell_each(numbers: list[float | None], log: bool, ascii_: bool) -> None:
    assert is_sound([sparkline(values(*numbers), "hue0", log=log, ascii_=ascii_)], len(numbers), 1)
