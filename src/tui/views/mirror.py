"""What stands on the terminal, cell by cell, so that a drawing sends only what differs. Pure: text in, text out.

Textual sends whole rows with a full set of colours for each word. Over a slow link that is most of the cost of a
screen that changes a few digits a second.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len

_TOKEN = re.compile(r"\x1b\[([\d;]*)([mH])|([^\x00-\x1f\x7f]+)|(\n)|(.)", re.DOTALL)
_UNKNOWN = "\0"  # a cell of which nothing is known
_GAP = 4  # unchanged cells that cost less to send again than to step over
_RESET = "\x1b[0m"
_PLAIN = ""

Colours = tuple[frozenset[str], str, str]  # attributes, foreground, background


class Piece(NamedTuple):
    """Text of one style from column `x` of row `y` on, both from 0. `style` is what the terminal is told by SGR."""

    y: int
    x: int
    text: str
    style: str


class Mirror:
    """Turns what a program draws into the shortest text that makes the terminal look the same. One thread owns it."""

    def __init__(self) -> None:
        self._size = (0, 0)
        self._texts: list[str] = []
        self._styles: list[list[str]] = []
        self._cursor = (0, 0)  # where the program wants it, as (x, y)

    def forget(self) -> None:
        """Nothing is known of the terminal any more: it was resized, or somebody else wrote to it."""
        columns, rows = self._size
        self._texts = [_UNKNOWN * columns] * rows
        self._styles = [[_PLAIN] * columns for _ in range(rows)]

    def thin(self, data: str, size: tuple[int, int]) -> str:
        """`data` without what is there already, on a terminal of `size` (columns, rows).

        Anything but text, colours and absolute positions is passed through as it is, and makes the mirror forget.
        """
        if size != self._size:
            self._size = size
            self.forget()
        read = _read(data)
        if read is None:
            self.forget()
            return data
        pieces, cursor = read
        changed = [piece for one in pieces for piece in self._changed(one)]
        moved, self._cursor = cursor != self._cursor, cursor
        if not changed:
            return _move(*cursor) if moved else ""
        return "".join(_sent(changed)) + _RESET + _move(*cursor)

    def _changed(self, piece: Piece) -> Iterator[Piece]:
        """The parts of a piece that are not on the terminal yet; they are taken as being there from now on."""
        columns, rows = self._size
        y, x, text, style = piece
        if y >= rows or x >= columns:
            return
        if not text.isascii() and (cells := cell_len(text)) != len(text):
            self._set(y, x, _UNKNOWN * cells, _PLAIN)  # double width: what stands in which cell is the terminal's view
            yield piece
            return
        text = text[: columns - x]
        there, styles = self._texts[y][x : x + len(text)], self._styles[y][x : x + len(text)]
        if there == text and styles.count(style) == len(text):
            return
        differs = [a != b or s != style for a, b, s in zip(text, there, styles, strict=True)]
        self._set(y, x, text, style)
        for start, stop in _runs(differs):
            yield Piece(y, x + start, text[start:stop], style)

    def _set(self, y: int, x: int, text: str, style: str) -> None:
        line = self._texts[y]
        text = text[: self._size[0] - x]
        self._texts[y] = line[:x] + text + line[x + len(text) :]
        self._styles[y][x : x + len(text)] = [style] * len(text)


def _read(data: str) -> tuple[list[Piece], tuple[int, int]] | None:
    """The pieces of text in what was drawn, and where the cursor is left; `None` for what is no drawing."""
    pieces = []
    x = y = 0
    style = _PLAIN
    for codes, end, text, line_feed, other in _TOKEN.findall(data):
        if text:
            pieces.append(Piece(y, x, text, style))
            x += len(text) if text.isascii() else cell_len(text)
        elif end == "m":
            style = _PLAIN if codes in ("", "0") else f"{style};{codes}" if style else codes
        elif end == "H":
            row, _, column = codes.partition(";")
            y, x = int(row or 1) - 1, int(column or 1) - 1
        elif line_feed:
            y += 1
        elif other:
            return None
    return pieces, (x, y)


def _runs(differs: list[bool]) -> Iterator[tuple[int, int]]:
    """Stretches of cells to send; short gaps between two of them are sent as well."""
    start = stop = -1
    for differing, group in groupby(range(len(differs)), differs.__getitem__):
        if not differing:
            continue
        cells = list(group)
        if start >= 0 and cells[0] - stop > _GAP:
            yield start, stop
            start = -1
        start, stop = (cells[0] if start < 0 else start), cells[-1] + 1
    if start >= 0:
        yield start, stop


def _sent(pieces: list[Piece]) -> Iterator[str]:
    """The pieces as the terminal wants them: positions and colours only where they change."""
    here: tuple[int, int] | None = None  # row and column after what was sent, `None` when that is not certain
    style = _PLAIN
    for piece in pieces:
        if here != (piece.y, piece.x):
            ahead = piece.x - here[1] if here is not None and here[0] == piece.y else 0
            yield f"\x1b[{ahead if ahead > 1 else ''}C" if ahead > 0 else _move(piece.x, piece.y)
        yield _change(style, piece.style)
        yield piece.text
        certain = piece.text.isascii() or cell_len(piece.text) == len(piece.text)
        here = (piece.y, piece.x + len(piece.text)) if certain else None
        style = piece.style


def _move(x: int, y: int) -> str:
    return f"\x1b[{y + 1};{x + 1}H"


@lru_cache(maxsize=1024)
def _change(before: str, after: str) -> str:
    """What makes the terminal write in style `after` when it wrote in style `before`."""
    if before == after:
        return ""
    (had, *old), (wants, *new) = _parsed(before), _parsed(after)
    if had <= wants and all(colour or not was for was, colour in zip(old, new, strict=True)):
        codes = [*sorted(wants - had), *(colour for was, colour in zip(old, new, strict=True) if colour != was)]
    else:
        codes = ["0", *sorted(wants), *(colour for colour in new if colour)]
    return f"\x1b[{';'.join(codes)}m"


@lru_cache(maxsize=1024)
def _parsed(style: str) -> Colours:
    """Attributes, foreground and background of SGR codes as Textual writes them."""
    codes = style.split(";") if style else []
    attributes: set[str] = set()
    colours = {"3": "", "4": ""}
    k = 0
    while k < len(codes):
        code = codes[k]
        wide = {"2": 5, "5": 3}[codes[k + 1]] if code in ("38", "48") and k + 1 < len(codes) else 1
        layer = {"9": "3", "10": "4"}.get(code[:-1], code[:-1])
        if layer in colours:
            colours[layer] = ";".join(codes[k : k + wide])
        else:
            attributes.add(code)
        k += wide
    return frozenset(attributes), colours["3"], colours["4"]
