"""The raw log as rows: pure. Only the lines that are on the screen are looked at, whatever the length of the log."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tui.analysis.numbers import count, size
from tui.model.events import Line
from tui.model.integrity import Integrity
from tui.views.log_lines import LogLines
from tui.views.row import Part, Row, fill, frame, plain

TAB = 8
LONGEST = 4000  # characters of a line that are ever drawn


@dataclass(frozen=True, slots=True)
class LogPlace:
    """Where a person is in the log: the first row shown, the column, the line jumped to, the words looked for."""

    top: int = 0
    left: int = 0
    following: bool = True
    here: int | None = None
    words: str = ""


def line_text(line: Line) -> str:
    """The text of a line as it may be shown; a very long one ends in what is left out."""
    text = plain(line.text[:LONGEST].expandtabs(TAB))
    left_out = len(line.text) - LONGEST
    return text if left_out <= 0 else f"{text}… {count(left_out)} more characters"


def row_count(lines: LogLines) -> int:
    """Rows of the whole log: its lines, and the present frame of a progress bar below them."""
    return len(lines) + (lines.frame is not None)


def top_row(lines: LogLines, place: LogPlace, height: int) -> int:
    """The first row shown in `height` rows: the end while following, never beyond it."""
    last = max(0, row_count(lines) - height)
    return last if place.following else min(last, max(0, place.top))


def log_picture(
    lines: LogLines,
    place: LogPlace,
    width: int,
    height: int,
    *,
    note: Sequence[Part] = (),
    focused: bool = False,
    ascii_: bool = False,
) -> list[Row]:
    """The log in a frame: line numbers, the text, the line jumped to and every match of the search marked."""
    inner_width, inner_height = max(1, width - 2), max(1, height - 2)
    top = top_row(lines, place, inner_height)
    gutter = len(str(lines[-1].number)) if len(lines) else 1
    rows = [_row(lines, place, k, gutter, inner_width) for k in range(top, top + inner_height)]
    role = "frame.on" if focused else "frame"
    return frame(rows, [("log", "")], note or [(place_note(lines, place), "dim")], width, role, ascii_)


def place_note(lines: LogLines, place: LogPlace) -> str:
    """How many lines there are, what is looked for, and how to get back to the end."""
    kept = f", the last {count(len(lines))} here" if lines.dropped else ""
    words = f" · /{plain(place.words)}" if place.words else ""
    return f"{count(lines.total)} lines{kept}{words}{'' if place.following else ' · f follows'}"


def reading_note(read: Integrity, ascii_: bool = False) -> list[Part]:
    """Whether all of the source was read, in a few words."""
    if read.losses:
        return [(f"{'x' if ascii_ else '✕'} something was lost · i", "broken")]
    if read.waiting_for:
        return [(plain(read.waiting_for), "look")]
    if read.unread_bytes:
        return [(f"{size(read.unread_bytes)} to read", "dim")]
    return [("+" if ascii_ else "✓", "good"), (f" all {count(read.lines)} lines read", "dim")]


def _row(lines: LogLines, place: LogPlace, position: int, gutter: int, width: int) -> Row:
    if position >= row_count(lines):
        return fill([], width)
    if position >= len(lines):
        text = "" if lines.frame is None else line_text(lines.frame)
        return fill([(" " * (gutter + 1), ""), (text[place.left :], "dim")], width)
    line = lines[position]
    here = line.number == place.here
    number = (f"{line.number:>{gutter}} ", "accent" if here else "faint")
    return fill([number, *_marked(line_text(line)[place.left :], place.words, "row.on" if here else "")], width)


def _marked(text: str, words: str, role: str) -> Iterator[Part]:
    """The text with every match marked."""
    wanted, folded = words.casefold(), text.casefold()
    done = 0
    at = folded.find(wanted) if wanted else -1
    while at >= 0:
        yield text[done:at], role
        done = at + len(wanted)
        yield text[at:done], "match"
        at = folded.find(wanted, done)
    yield text[done:], role
