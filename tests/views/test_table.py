"""Tables as text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.views.pictures import is_sound, text

from tui.views.row import plain
from tui.views.table import Cell, Column, Widths, point, table


def test_numbers_stand_on_their_decimal_point_and_marks_do_not_move_them() -> None:
    columns = [Column("step"), Column("loss", marks=1), Column("lr")]
    rows = [
        [Cell("450"), Cell("0.0137"), Cell("4.22e-05")],
        [Cell("440"), Cell("12.5", mark="★"), Cell("1e-05")],
        [Cell("9"), Cell("nan"), Cell("-")],
    ]
    assert (
        text(table(columns, rows, 36, Widths())[0])
        == """
  step      loss         lr
   450    0.0137   4.22e-05
   440   12.5   ★  1e-05
     9  nan        -
"""
    )


def test_a_column_keeps_its_width_when_values_become_shorter() -> None:
    widths, columns = Widths(), [Column("x"), Column("y")]
    wide = table(columns, [[Cell("123456.75"), Cell("1")]], 40, widths)[0]
    narrow = table(columns, [[Cell("1"), Cell("1")]], 40, widths)[0]
    assert wide[0] == narrow[0]


def test_a_column_that_does_not_fit_is_left_out_as_a_whole() -> None:
    columns = [Column("first"), Column("second"), Column("third")]
    rows, shown = table(columns, [[Cell("1"), Cell("2"), Cell("3")]], 18, Widths())
    assert shown == 2
    assert rows[0].text == "  first  second   "


def test_lengths_of_time_stand_at_the_right() -> None:
    rows = table([Column("time")], [[Cell("3 m 50 s")], [Cell("0.8 s")]], 12, Widths())[0]
    assert [row.text for row in rows] == ["      time  ", "  3 m 50 s  ", "     0.8 s  "]


def test_the_point_is_where_the_fraction_or_the_exponent_begins() -> None:
    assert [point(t) for t in ("1.92e-05", "450", "1e-05", "-")] == [
        ("1", ".92e-05"),
        ("450", ""),
        ("1", "e-05"),
        ("-", ""),
    ]


cells = st.builds(Cell, st.text(max_size=12).map(plain), mark=st.sampled_from(["", "★", "★▼"]))


@given(st.lists(st.lists(cells, min_size=3, max_size=3), max_size=5), st.integers(0, 60))
def test_rows_are_as_wide_as_asked(rows: list[list[Cell]], width: int) -> None:
    columns = [Column("step"), Column("漢字", marks=2), Column("a name that is too long for a table")]
    assert is_sound(table(columns, rows, width, Widths())[0], width, len(rows) + 1)
