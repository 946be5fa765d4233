"""The mirror of the terminal: what it sends makes the same picture, and it sends no more than it must."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from tui.views.mirror import Mirror

SIZE = (12, 3)
RED, BOLD_RED, ON_BLUE = "38;2;200;0;0", "1;38;2;200;0;0", "38;5;7;48;2;0;0;90"


class Screen:
    """As much of a terminal as the mirror may use: a grid of (character, style)."""

    def __init__(self) -> None:
        self.cells = {(y, x): ("?", frozenset[str]()) for y in range(SIZE[1]) for x in range(SIZE[0])}
        self.x = self.y = 0

    def show(self, data: str) -> None:
        style: dict[str, str] = {}
        for codes, end, text, feed in re.findall(r"\x1b\[([\d;]*)([mHC])|([^\x1b\n]+)|(\n)", data):
            if end == "H":
                self.y, self.x = (int(number) - 1 for number in codes.split(";"))
            elif end == "C":
                self.x += int(codes or 1)
            elif end == "m":
                style = dressed(style, codes)
            elif feed:
                self.y += 1
            for character in text:
                if (self.y, self.x) in self.cells:
                    self.cells[self.y, self.x] = character, frozenset(f"{k} {v}" for k, v in style.items())
                self.x += 1


def dressed(style: dict[str, str], codes: str) -> dict[str, str]:
    """The style after SGR `codes`."""
    style, left = dict(style), (codes or "0").split(";")
    while left:
        code = left.pop(0)
        if code == "0":
            style = {}
        elif code in ("38", "48"):
            mode = left[0]
            style[code] = ";".join([left.pop(0) for _ in range(4 if mode == "2" else 2)])
        else:
            style[code] = ""
    return style


def drawn(y: int, x: int, text: str, style: str = "") -> str:
    """A word as Textual writes it."""
    return f"\x1b[{y + 1};{x + 1}H" + (f"\x1b[{style}m{text}\x1b[0m" if style else text)


words = st.builds(
    drawn,
    st.integers(0, SIZE[1] - 1),
    st.integers(0, SIZE[0] - 1),
    st.text("ab ⣀│★", min_size=1, max_size=14),
    st.sampled_from(("", RED, BOLD_RED, ON_BLUE, "2")),
)
frames = st.lists(words, max_size=6).map("".join)


@given(st.lists(frames, max_size=6))
def test_what_is_sent_makes_the_same_picture(drawings: list[str]) -> None:
    mirror, whole, thin = Mirror(), Screen(), Screen()
    for drawing in drawings:
        drawing += "\x1b[1;1H"
        sent = mirror.thin(drawing, SIZE)
        whole.show(drawing)
        thin.show(sent)
        assert thin.cells == whole.cells


def test_one_changed_digit_costs_one_move_and_one_character() -> None:
    mirror = Mirror()
    mirror.thin(drawn(0, 0, "loss 0.1234", RED), SIZE)
    assert mirror.thin(drawn(0, 0, "loss 0.1239", RED), SIZE) == ("\x1b[1;11H\x1b[38;2;200;0;0m9\x1b[0m\x1b[1;12H")


def test_colours_are_told_only_where_they_change() -> None:
    mirror = Mirror()
    sent = mirror.thin(drawn(0, 0, "ab", BOLD_RED) + drawn(0, 2, "cd", BOLD_RED) + drawn(0, 4, "e", RED), SIZE)
    assert sent == "\x1b[1;1H\x1b[1;38;2;200;0;0mabcd\x1b[0;38;2;200;0;0me\x1b[0m\x1b[1;6H"


def test_another_size_or_a_foreign_sequence_makes_it_send_everything_again() -> None:
    mirror, drawing = Mirror(), drawn(0, 0, "loss")
    first = mirror.thin(drawing, SIZE)
    assert mirror.thin(drawing, SIZE) == ""
    assert mirror.thin(drawing, (20, 3)) == first
    assert mirror.thin("\x1b[?1049h", (20, 3)) == "\x1b[?1049h"
    assert mirror.thin(drawing, (20, 3)) == first


def test_nothing_is_written_outside_a_terminal_that_became_smaller() -> None:
    assert "far" not in Mirror().thin(drawn(5, 0, "far") + drawn(0, 10, "loss"), SIZE)


def test_text_of_double_width_is_always_sent_whole() -> None:
    mirror, drawing = Mirror(), drawn(0, 0, "损失")
    mirror.thin(drawing, SIZE)
    assert "损失" in mirror.thin(drawing, SIZE)
