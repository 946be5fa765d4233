"""The picture of the screen: drawn, not left to a font, and safe to open."""

from __future__ import annotations

from xml.etree import ElementTree

from rich.segment import Segment
from rich.style import Style

from tui.views.svg import svg


def picture(*rows: list[Segment]) -> str:
    return svg(rows, "a run", ink="#d0d0d0", ground="#101010")


def test_it_is_well_formed_whatever_the_log_says() -> None:
    root = ElementTree.fromstring(picture([Segment('<b> & "损失" │ loss')]))
    words = [text.text for text in root.iter("{http://www.w3.org/2000/svg}text")]
    assert words == ["a run", "<b>", "&", '"损失"', "loss"]


def test_a_word_stands_in_its_cell_and_is_as_wide_as_its_cells() -> None:
    assert 'x="28.8" y="47.5" textLength="33.6"' in picture([Segment("  loss")])


def test_dots_of_one_colour_are_one_path() -> None:
    blue = Style.parse("#0000ff")
    drawn = picture([Segment("⠁", blue), Segment("⡀", blue)])
    assert drawn.count("<path") == 1
    assert 'stroke="#0000ff" d="M14.1 36.2h0M22.5 49.8h0"' in drawn


def test_a_block_is_as_high_as_its_eighths_and_a_background_lies_below() -> None:
    drawn = picture([Segment("█", Style.parse("#00ff00 on #ff0000"))])
    assert drawn.index('fill="#ff0000"') < drawn.index('fill="#00ff00"')
    assert "v16h-8.4z" in drawn
