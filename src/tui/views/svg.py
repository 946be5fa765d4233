"""The screen as an SVG that looks the same everywhere: lines, blocks and braille are drawn, words alone need a font.

Textual's own export leaves all of it to a font from the network, which a picture on a web page may not load.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import MONOKAI, TerminalTheme

WIDE, TALL = 8.4, 18.0  # of a cell
SIZE = 14.0  # of the type; a monospaced letter is 0.6 of it wide
EDGE, TITLE = 12.0, 34.0  # around the screen, and above it
FONT = "ui-monospace,'SF Mono','Cascadia Mono','DejaVu Sans Mono',Menlo,Consolas,monospace"
_DOTS = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))  # column and row of each bit of a braille cell
_WORD = re.compile(r"[^\s\u2800-\u28ff\u2500-\u257f\u2581-\u2588]+|[\u2800-\u28ff\u2500-\u257f\u2581-\u2588]")
_MIDDLE, _CENTRE = WIDE / 2, TALL / 2
_LINES = {  # from the upper left corner of the cell
    "─": f"m0 {_CENTRE}h{WIDE}",
    "│": f"m{_MIDDLE} 0v{TALL}",
    "╭": f"m{_MIDDLE} {TALL}v-5q0-4 4-4h.3",
    "╮": f"m0 {_CENTRE}h.2q4 0 4 4v5",
    "╰": f"m{_MIDDLE} 0v5q0 4 4 4h.3",
    "╯": f"m0 {_CENTRE}h.2q4 0 4-4v-5",
    "┤": f"m{_MIDDLE} 0v{TALL}m0-{_CENTRE}h-{_MIDDLE}",
    "└": f"m{_MIDDLE} 0v{_CENTRE}h{_MIDDLE}",
    "┊": f"m{_MIDDLE} 1v3m0 3v3m0 3v3",
    "━": f"m0 {_CENTRE}h{WIDE}",
    "╸": f"m0 {_CENTRE}h{_MIDDLE}",
}
_THICK = "━╸"


class Mark(NamedTuple):
    """Something in one colour. `kind` is "text", "line", "thick", "dot", "block" or "ground"; `text` is SVG."""

    kind: str
    colour: str
    text: str


def svg(lines: Iterable[Iterable[Segment]], title: str, *, ink: str, ground: str) -> str:
    """The rows of a screen as SVG. `ink` and `ground` are the colours of text and background, as `#rrggbb`."""
    rows = [list(line) for line in lines]
    width = max((sum(cell_len(segment.text) for segment in row) for row in rows), default=0) * WIDE + 2 * EDGE
    height = len(rows) * TALL + TITLE + EDGE
    marks = [mark for y, row in enumerate(rows) for mark in _row(row, TITLE + y * TALL, ink)]
    middle = _number(width / 2)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_number(width)} {_number(height)}" '
            f'font-family="{FONT}" font-size="{SIZE:g}" xml:space="preserve">',
            f"<title>{escape(title)}</title>",
            f'<rect x=".5" y=".5" width="{_number(width - 1)}" height="{_number(height - 1)}" rx="9" fill="{ground}" '
            f'stroke="{ink}" stroke-opacity=".3"/>',
            f'<text x="{middle}" y="21" text-anchor="middle" fill="{ink}" fill-opacity=".6">{escape(title)}</text>',
            *_drawn(marks),
            "</svg>\n",
        ]
    )


def _row(row: Sequence[Segment], y: float, ink: str) -> Iterator[Mark]:
    x = EDGE
    for text, style, _ in row:
        colour = _colour(style, ink)
        if style is not None and style.bgcolor is not None and text:
            yield Mark("ground", _hex(style.bgcolor, foreground=False), _box(x, y, cell_len(text) * WIDE, TALL))
        for found in _WORD.finditer(text):
            left = x + cell_len(text[: found.start()]) * WIDE
            yield _mark(found.group(), left, y, colour, bold=style is not None and bool(style.bold))
        x += cell_len(text) * WIDE


def _mark(word: str, x: float, y: float, colour: str, *, bold: bool) -> Mark:
    code = ord(word[0])
    if 0x2800 <= code < 0x2900:
        dots = (place for bit, place in enumerate(_DOTS) if code >> bit & 1)
        places = ((x + WIDE * (2 * k + 1) / 4, y + TALL * (2 * n + 1) / 8) for k, n in dots)
        return Mark("dot", colour, "".join(f"M{_number(left)} {_number(top)}h0" for left, top in places))
    if 0x2581 <= code <= 0x2588:
        tall = (TALL - 2) * (code - 0x2580) / 8
        return Mark("block", colour, _box(x, y + TALL - 1 - tall, WIDE, tall))
    if word in _LINES:
        return Mark("thick" if word in _THICK else "line", colour, f"M{_number(x)} {_number(y)}{_LINES[word]}")
    weight = ' font-weight="bold"' if bold else ""
    length = f' textLength="{_number(cell_len(word) * WIDE)}" lengthAdjust="spacingAndGlyphs"'
    return Mark("text", colour, f'<text x="{_number(x)}" y="{_number(y + 13.5)}"{weight}{length}>{escape(word)}</text>')


def _drawn(marks: Sequence[Mark]) -> Iterator[str]:
    """Marks of one kind and colour together, backgrounds first."""
    pens = {
        "line": 'fill="none" stroke-width="1"',
        "thick": 'fill="none" stroke-width="2.4"',
        "dot": 'fill="none" stroke-width="2.3" stroke-linecap="round"',
    }
    kinds = ("ground", "block", "line", "thick", "dot", "text")
    ordered = sorted(marks, key=lambda mark: (kinds.index(mark.kind), mark.colour))
    for (kind, colour), group in groupby(ordered, key=lambda mark: mark[:2]):
        inside = "".join(mark.text for mark in group)
        if kind == "text":
            yield f'<g fill="{colour}">{inside}</g>'
        elif kind in pens:
            yield f'<path {pens[kind]} stroke="{colour}" d="{inside}"/>'
        else:
            yield f'<path fill="{colour}" d="{inside}"/>'


def _box(x: float, y: float, width: float, height: float) -> str:
    return f"M{_number(x)} {_number(y)}h{_number(width)}v{_number(height)}h-{_number(width)}z"


def _number(value: float) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".")


def _colour(style: Style | None, ink: str) -> str:
    return ink if style is None or style.color is None else _hex(style.color)


def _hex(colour: Color, *, foreground: bool = True, theme: TerminalTheme = MONOKAI) -> str:
    return colour.get_truecolor(theme, foreground=foreground).hex
