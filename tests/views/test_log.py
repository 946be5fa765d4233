"""The raw log: what is kept, found and drawn."""

from __future__ import annotations

from tui.model.events import Line
from tui.views.log_lines import LogLines
from tui.views.log_picture import LogPlace, line_text, log_picture, top_row


def log(*texts: str, first: int = 1, limit: int = 10_000) -> LogLines:
    lines = LogLines(limit)
    lines.add(Line(text, first + k) for k, text in enumerate(texts))
    return lines


def picture(lines: LogLines, place: LogPlace, width: int = 30, height: int = 5) -> list[str]:
    return [row.text for row in log_picture(lines, place, width, height)]


def test_the_end_is_shown_while_following() -> None:
    assert picture(log("one", "two", "three", "four"), LogPlace()) == [
        "╭─ log ──────────── 4 lines ─╮",
        "│2 two                       │",
        "│3 three                     │",
        "│4 four                      │",
        "╰────────────────────────────╯",
    ]


def test_another_place_stays_when_lines_are_added() -> None:
    lines = log("one", "two", "three", "four", "five")
    before = picture(lines, LogPlace(top=1, following=False))
    lines.add([Line("six", 6)])
    assert before[1:] == picture(lines, LogPlace(top=1, following=False))[1:]


def test_a_frame_of_a_bar_stands_below_the_lines_until_one_is_committed() -> None:
    lines = log("start")
    lines.add([Line(" 10%|#", 2, transient=True), Line(" 20%|##", 2, transient=True)])
    assert picture(lines, LogPlace())[1:3] == ["│1 start                     │", "│   20%|##                   │"]
    lines.add([Line("done", 2)])
    assert picture(lines, LogPlace())[1:3] == ["│1 start                     │", "│2 done                      │"]


def test_escape_sequences_and_tabs_never_reach_the_terminal() -> None:
    assert line_text(Line("a\x1b]52;c;x\x07\tb\u202e", 1)) == "a·]52;c;x·      b·"
    assert all(c.isprintable() for c in line_text(Line("a\x1b[31m\x00\r\n\t\u202e\x9b", 1)))


def test_a_line_of_a_megabyte_is_cut_and_says_so() -> None:
    assert line_text(Line("x" * 1_000_000, 1)).endswith("… 996,000 more characters")


def test_only_the_newest_lines_are_kept_and_the_rest_counted() -> None:
    lines = log(*(str(k) for k in range(1, 1001)), limit=100)
    assert (lines.total, lines.dropped + len(lines)) == (1000, 1000)
    assert 100 <= len(lines) <= 125
    assert lines.position(1) is None
    assert lines.position(1000) == len(lines) - 1


def test_a_search_goes_upwards_and_round() -> None:
    lines = log("loss 1", "noise", "LOSS 2", "noise")
    assert [lines.find("loss", start, -1) for start in (3, 1, 0)] == [2, 0, 0]
    assert lines.find("nan", 0, 1) is None
    assert lines.find("", 0, 1) is None


def test_warnings_and_errors_are_found() -> None:
    lines = log("fine", "UserWarning: deprecated", "RuntimeError: CUDA", "errorless banana")
    assert [lines.find_trouble(k, 1) for k in (0, 2, 3)] == [1, 2, 1]


def test_the_place_never_lies_beyond_the_end() -> None:
    assert top_row(log("a", "b", "c"), LogPlace(top=99, following=False), 2) == 1


def test_every_match_is_marked() -> None:
    rows = log_picture(log("nan and NaN"), LogPlace(words="nan"), 30, 3)
    assert [rows[1].text[s.start : s.stop] for s in rows[1].spans if s.role == "match"] == ["nan", "NaN"]


def test_a_log_read_anew_is_shown_from_its_first_line() -> None:
    lines = log("old")
    lines.clear()
    lines.add([Line("new", 1)])
    assert lines.total == 1
    assert lines[0].text == "new"
