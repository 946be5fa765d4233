from __future__ import annotations

from math import inf, nan

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tui.model.names import Meaning
from tui.model.series import Series
from tui.report.text import curve, prose, quoted, table

HARMLESS = {"text", "code_inline", "softbreak"}
hostile = st.text(max_size=60) | st.text(alphabet="`|\\<>[]()!*_#&;-+=~\n\r\t\x1b\u202e$:/.0aß", max_size=60)


def inline(markdown: str) -> list[Token]:
    """The inline tokens of a text, tables included."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown)
    return [child for token in tokens for child in token.children or []]


def series(values: list[float], goal: str = "min") -> Series:
    made = Series("loss", Meaning("loss", goal))
    for k, y in enumerate(values):
        made.append(float(k), y, k)
    return made


def test_a_plain_name_is_a_code_span() -> None:
    assert quoted("val/mlm_accuracy") == "`val/mlm_accuracy`"


def test_a_name_that_could_end_its_span_or_its_cell_is_written_in_entities() -> None:
    assert quoted("a|b`c") == "a&#124;b&#96;c"


def test_a_name_has_no_control_characters_and_an_end() -> None:
    assert quoted("a\x1b]52;c;x\x07\nb\u202ec") == "`a ]52;c;x b c`"
    assert quoted("") == "`(empty)`"
    assert len(quoted("x" * 1_000_000)) < 300


@given(hostile)
@example("<script>alert(1)</script>")
@example("](javascript:alert(1))")
@example("x\\")
@example("\\`<img src=x>")
@example("| --- |\n| a | b |")
def test_quoted_text_stays_one_cell_and_one_piece_of_text(text: str) -> None:
    rows = table(("one", "two"), [(quoted(text), "mark")])
    tokens = MarkdownIt("commonmark").enable("table").parse("\n".join(rows))
    assert [token.type for token in tokens].count("td_open") == 2
    assert {token.type for token in inline("\n".join(rows))} <= HARMLESS
    listed = inline(f"- {quoted(text)}: told")
    assert {token.type for token in listed} <= HARMLESS
    assert listed[-1].content.endswith(": told")


@given(hostile)
@example("the loss of <b>x</b> | y\n# heading")
def test_a_sentence_stays_one_line_without_markup_or_cells(text: str) -> None:
    rows = table(("one", "two"), [(prose(text), "mark")])
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse("\n".join(rows))
    assert [token.type for token in tokens].count("td_open") == 2
    assert {token.type for token in inline("\n".join(rows))} <= HARMLESS


def test_a_sentence_about_a_metric_is_readable_as_it_stands() -> None:
    assert prose("val/mlm_loss has not improved since step 300: 44.7 %") == (
        "val/mlm_loss has not improved since step 300: 44.7 %"
    )


def test_a_table_without_rows_is_nothing() -> None:
    assert table(("one", "two"), []) == []
    assert table(("one", "two"), [("a", "1")], (1,)) == ["| one | two |", "|---|---:|", "| a | 1 |"]


def test_a_curve_is_a_row_of_blocks() -> None:
    assert curve(series([8, 7, 6, 5, 4, 3, 2, 1])) == "█▇▆▅▄▃▂▁"
    assert curve(series([3, 3, 3])) == "▁▁▁"


def test_a_curve_over_two_decades_is_drawn_on_a_log_axis() -> None:
    assert curve(series([1000, 100, 10, 1])) == "█▆▃▁"


def test_a_curve_keeps_a_spike_and_marks_what_is_not_finite() -> None:
    spiky = [1.0] * 100
    spiky[50] = 2.0
    assert curve(series(spiky), 10) == "▁▁▁▁▁█▁▁▁▁"
    assert curve(series([1.0, nan, 2.0, inf])) == "▁×█×"
    assert curve(series([nan])) == ""


def test_a_rising_curve_keeps_its_collapse() -> None:
    falls = [0.9] * 100
    falls[50] = 0.0
    assert curve(series(falls, "max"), 10) == "█████▁████"
