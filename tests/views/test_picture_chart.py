"""Charts, asserted as pictures."""

from __future__ import annotations

from math import exp, inf, nan

from hypothesis import given
from hypothesis import strategies as st
from tests.views.pictures import is_sound, text, values

from tui.model.series import Bucket
from tui.views.picture.chart import Curve, Look, chart, plot_columns, plot_size
from tui.views.row import Span

WIDTH, HEIGHT = 30, 5
COLUMNS = plot_columns(WIDTH, HEIGHT)
TICKS = ((0.0, "0"), (0.5, "50"), (1.0, "100"))


def drawn(*numbers: float | None, width: int = WIDTH, height: int = HEIGHT, look: Look | None = None) -> str:
    return text(chart([Curve(values(*numbers), "hue0")], width, height, look))


def test_a_falling_loss() -> None:
    falling = [10 * exp(-k / 10) for k in range(COLUMNS)]
    assert (
        drawn(*falling, look=Look(x_ticks=TICKS))
        == """
    10┤⠱⡀
      │ ⠈⠢⡀
     5┤   ⠈⠑⠤⣀⡀
      │       ⠈⠉⠒⠒⠢⠤⠤⠤⠤⣀⣀⣀⣀⣀⣀⣀
      └0─────────50────────100
"""
    )


def test_a_constant_series_lies_in_the_middle_beside_its_value() -> None:
    assert (
        drawn(*[5.0] * COLUMNS)
        == """
      │
      │
     5┤⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
      │
      └───────────────────────
"""
    )


def test_one_point_is_one_dot() -> None:
    assert (
        drawn(*[None] * 10, 3.0)
        == """
      │
      │
     3┤     ⠁
      │
      └───────────────────────
"""
    )


def test_nothing_but_nan_is_a_row_of_crosses_and_no_invented_numbers() -> None:
    assert (
        drawn(*[nan] * COLUMNS)
        == """
      │
      │
      │
      │
      └✕✕✕✕✕✕✕✕✕✕✕✕✕✕✕✕✕✕✕✕✕✕✕
"""
    )


def test_an_empty_chart_is_a_pair_of_axes() -> None:
    assert (
        text(chart([], WIDTH, HEIGHT))
        == """
      │
      │
      │
      │
      └───────────────────────
"""
    )


def test_nan_and_infinity_break_the_line_and_mark_the_axis() -> None:
    assert (
        drawn(*[1.0] * 20, nan, inf, nan, *[2.0] * 23, look=Look(x_ticks=TICKS))
        == """
     2┤           ⠈⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
      │
   1.5┤
     1┤⣀⣀⣀⣀⣀⣀⣀⣀⣀⣀
      └0─────────✕✕────────100
"""
    )


def test_columns_without_a_value_are_crossed_by_a_straight_line() -> None:
    sparse = [None if k % 15 else float(k) for k in range(COLUMNS)]
    assert (
        drawn(*sparse)
        == """
    40┤                 ⢀⣀⠤⠔⠒⠉
      │           ⢀⣀⠤⠔⠒⠉⠁
    20┤     ⢀⣀⠤⠔⠒⠉⠁
     0┤⣀⠤⠔⠒⠉⠁
      └───────────────────────
"""
    )


def test_negative_values_have_negative_labels() -> None:
    assert (
        drawn(*[-3 + k / 10 for k in range(COLUMNS)])
        == """
      │                 ⢀⣀⠤⠔⠒⠉
     0┤           ⢀⣀⠤⠔⠒⠉⠁
      │     ⢀⣀⠤⠔⠒⠉⠁
    -2┤⣀⠤⠔⠒⠉⠁
      └───────────────────────
"""
    )


def test_the_whole_range_of_floats_fits() -> None:
    assert (
        drawn(*[-1e308, 1e308] * (COLUMNS // 2))
        == """
      │⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸
      │⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸⢸
     0┤⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇
      │⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇⡇
      └───────────────────────
"""
    )


def test_a_logarithmic_axis_makes_powers_a_straight_line() -> None:
    powers = [10 ** (k / 10 - 2) for k in range(COLUMNS)]
    assert (
        drawn(*powers, look=Look(log=True))
        == """
   100┤                 ⢀⣀⠤⠔⠒⠉
      │           ⢀⣀⠤⠔⠒⠉⠁
     1┤     ⢀⣀⠤⠔⠒⠉⠁
  0.01┤⣀⠤⠔⠒⠉⠁
      └───────────────────────
"""
    )


def test_one_outlier_does_not_flatten_the_rest_when_outliers_are_hidden() -> None:
    rising = [k / 10 for k in range(COLUMNS - 1)]
    assert (
        drawn(*rising, 900.0, look=Look(clip=True))
        == """
     4┤                 ⣀⡠⠤⠒⠊⠉
      │           ⢀⣀⠤⠔⠒⠉
     2┤      ⣀⠤⠔⠒⠉⠁
      │⣀⡠⠤⠒⠊⠉
      └───────────────────────
"""
    )


def test_alerts_stand_on_the_axis_and_numbers_make_way() -> None:
    look = Look(x_ticks=TICKS, alerts=(0.25, 0.5))
    assert drawn(1.0, 2.0, look=look).splitlines()[-1] == "      └0────▲─────▲────────100"


def test_the_cursor_has_a_column_and_says_the_value() -> None:
    look = Look(cursor=0.5, readout="50: 23")
    assert (
        drawn(*map(float, range(COLUMNS)), look=look)
        == """
    40┤           ┊ 50: 23⠤⠔⠒⠉
      │           ⢀⣀⠤⠔⠒⠉⠁
    20┤     ⢀⣀⠤⠔⠒⠉⠁
     0┤⣀⠤⠔⠒⠉⠁     ┊
      └───────────────────────
"""
    )


def test_a_readout_near_the_right_edge_stands_left_of_the_cursor() -> None:
    look = Look(cursor=1.0, readout="99: 45")
    first = drawn(*map(float, range(COLUMNS)), look=look).splitlines()[1]
    assert first.endswith("99: 45⠒⠉")


def test_ascii_needs_no_other_characters() -> None:
    look = Look(ascii=True, cursor=0.2, alerts=(0.9,), x_ticks=TICKS)
    picture = drawn(*map(float, range(COLUMNS)), look=look)
    assert (
        picture
        == """
    40+    :            ...:''
      |    :      ...:'''
    20+    :...:'''
     0+..:'''
      +0---------50--------^--
"""
    )
    assert picture.isascii()


def test_two_curves_share_cells_and_the_last_one_gives_the_colour() -> None:
    rows = chart([Curve(values(0.0, 0.0, 0.0, 9.0), "hue0"), Curve(values(0.0, 0.0), "hue1")], 2, 1)
    assert rows[0].spans == (Span(0, 1, "hue1"), Span(1, 2, "hue0"))


def test_a_curve_in_the_background_does_not_stretch_the_scale() -> None:
    quiet = Curve(values(*[1.0, 2.0] * 10), "hue0")
    wild = Curve(values(*[1000.0] * 20), "hue0.soft", background=True)
    assert text(chart([wild, quiet], WIDTH, HEIGHT)).splitlines()[1].startswith("     2┤")


def test_the_best_point_has_a_star() -> None:
    curve = Curve(values(*map(float, range(COLUMNS, 0, -1))), "hue0", best=(COLUMNS - 1, 1.0))
    rows = chart([curve], WIDTH, HEIGHT)
    assert rows[3].text[-1] == "★"
    assert rows[3].spans[-1].role == "hue0"


def test_a_spike_inside_a_column_is_drawn_to_its_top() -> None:
    spike = Bucket(1.0, 9.0, 1.0, 500, 0)
    columns = [*values(*[1.0] * 5), spike, *values(*[1.0] * 6)]
    assert (
        text(chart([Curve(columns)], 6, 2))
        == """
  ⢸
⣀⣀⣸⣀⣀⣀
"""
    )


def test_one_cell_and_one_row_are_enough() -> None:
    assert drawn(1.0, 5.0, 2.0, width=1, height=1) == "\n⡜\n"
    assert drawn(1.0, 5.0, 2.0, 9.0, 3.0, 0.0, width=3, height=2) == "\n⢀⡸⡀\n⠎⠃⢇\n"


def test_no_width_or_no_height_is_no_picture() -> None:
    assert chart([], 0, 3) == chart([], -1, 3)
    assert chart([], 10, 0) == []


def test_axes_are_left_out_where_they_would_take_the_room() -> None:
    assert plot_size(19, 2) == (19, 2)
    assert plot_size(20, 3) == (13, 2)


numbers = st.one_of(st.none(), st.floats(width=64))


@given(
    st.lists(st.lists(numbers, max_size=60), max_size=3),
    st.integers(0, 50),
    st.integers(0, 12),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.one_of(st.none(), st.floats()),
)
def test_any_numbers_give_exactly_the_size_asked_for(
    curves: list[list[float | None]], width: int, height: int, log: bool, clip: bool, ascii_: bool, cursor: float | None
) -> None:
    look = Look(TICKS, (0.3, nan, 7.0), cursor, "12: 3", log, clip, ascii_)
    rows = chart([Curve(values(*c), "hue0", best=(3, 1.0)) for c in curves], width, height, look)
    assert is_sound(rows, width, height)
