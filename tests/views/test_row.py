"""Rows of plain text with spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.views.pictures import is_sound, text

from tui.views.row import Span, beside, blank, fill, fit, fit_left, frame, parts_of, plain, row, spread


def test_parts_become_text_and_spans_and_come_back() -> None:
    line = row(("step ", "dim"), ("450", "strong"), ("/725", "dim"), (" ", ""))
    assert line.text == "step 450/725 "
    assert line.spans == (Span(0, 5, "dim"), Span(5, 8, "strong"), Span(8, 12, "dim"))
    assert row(*parts_of(line)) == line


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("loss", "loss"),
        ("[red]loss[/]", "[red]loss[/]"),
        ("\x1b[31mloss", "·[31mloss"),
        ("a\u202eb\u2028c\x07", "a·b·c·"),
        ("损失/ロス", "损失/ロス"),
    ],
)
def test_nothing_in_a_name_can_move_the_cursor_or_change_a_colour(raw: str, shown: str) -> None:
    assert plain(raw) == shown


def test_wide_characters_count_twice() -> None:
    assert fit("损失", 6) == "损失  "
    assert fit("损失函数", 5) == "损失…"
    assert fit_left("train/损失", 6) == "…/损失"


def test_the_left_part_gives_way_to_the_right_one() -> None:
    assert spread([("a long name", "")], [("12:30", "dim")], 12).text == "a long…12:30"


def test_blocks_stand_beside_each_other() -> None:
    assert text(beside([[row(("a ", "dim")), blank(2)], [row(("b", "")), row(("c", ""))]])) == "\na b\n  c\n"


def test_a_frame_has_its_title_left_and_its_note_right() -> None:
    assert (
        text(frame([blank(18)], [("loss", "")], [("best", "dim")], 20, "frame"))
        == """
╭─ loss ──── best ─╮
│                  │
╰──────────────────╯
"""
    )


def test_a_narrow_frame_leaves_the_note_out_and_cuts_the_title() -> None:
    assert (
        text(frame([blank(10)], [("a long name", "")], [("best", "dim")], 12, "frame"))
        == """
╭─ a lon… ─╮
│          │
╰──────────╯
"""
    )


words = st.text(max_size=20).map(plain)
part = st.tuples(words, st.sampled_from(["", "dim", "hue1"]))


@given(st.lists(part, max_size=5), st.lists(part, max_size=3), st.integers(0, 60))
def test_rows_are_as_wide_as_asked_whatever_the_text(
    left: list[tuple[str, str]], right: list[tuple[str, str]], width: int
) -> None:
    assert is_sound([fill(left, width), spread(left, right, width)], width, 2)
    assert is_sound(frame([blank(max(0, width - 2))], left, right, width, "frame"), width, 3)
