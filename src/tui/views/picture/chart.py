"""The chart: curves of braille dots over a pair of axes, with marks. Always exactly `height` rows of `width` cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite

from tui.model.series import Bucket
from tui.views.picture.columns import Columns
from tui.views.picture.dots import connect, draw
from tui.views.picture.scale import Scale, ends, labels, scale_for, ticks
from tui.views.row import Row, Span

LABELS = 6  # cells for the numbers beside the y axis
_ASCII = {"│": "|", "┤": "+", "└": "+", "─": "-", "★": "*", "✕": "x", "▲": "^", "┊": ":"}
_UPPER, _LOWER = 0x1B, 0xE4  # the dots of the two upper and the two lower rows of a cell
_CELLS = {mask: chr(0x2800 + mask) if mask else " " for mask in range(256)}
_ASCII_CELLS = {mask: " .':"[bool(mask & _UPPER) * 2 + bool(mask & _LOWER)] for mask in range(256)}


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a chart: `plot_columns` columns, drawn in the style of `role`.

    `best` is the column and the value of its best point. A curve in the `background` does not count for the scale.
    """

    columns: Columns
    role: str = ""
    best: tuple[int, float] | None = None
    background: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What a chart shows besides its curves. Places on the x axis are shares of its length, 0 to 1.

    `readout` is written beside the `cursor`. `clip` leaves the outermost hundredth at both ends out of the scale.
    """

    x_ticks: tuple[tuple[float, str], ...] = ()
    alerts: tuple[float, ...] = ()
    cursor: float | None = None
    readout: str = ""
    log: bool = False
    clip: bool = False
    ascii: bool = False


def plot_size(width: int, height: int) -> tuple[int, int]:
    """Cells of the plot itself in a chart of this size: axes are drawn where there is room for them."""
    return width - (LABELS + 1 if width >= 20 else 0), height - (1 if height >= 3 else 0)


def plot_columns(width: int, height: int) -> int:
    """How many columns a curve must have for a chart of this size: two a cell."""
    return 2 * plot_size(width, height)[0]


def chart(curves: Sequence[Curve], width: int, height: int, look: Look | None = None) -> list[Row]:
    """The picture of `curves`, the last one on top."""
    if width < 1 or height < 1:
        return [Row("") for _ in range(max(0, height))]
    look = look or Look()
    grid = _Grid(*plot_size(width, height))
    scale = _scale_of(curves, look)
    for curve in curves:
        grid.curve(curve, scale)
    for curve in curves:
        grid.best(curve, scale)
    if look.cursor is not None:
        grid.cursor(look.cursor, look.readout)
    rows = grid.rows(look.ascii)
    if width >= 20:
        rows = [_beside(text, line) for text, line in zip(_y_axis(scale, len(rows), look.ascii), rows, strict=True)]
    if height >= 3:
        rows.append(_x_axis(curves, look, grid.width, LABELS if width >= 20 else -1))
    return rows


class _Grid:
    """The cells of the plot: dots, what is written over them, and in which role each cell is drawn."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.dots = [bytearray(width) for _ in range(height)]
        self.roles = [[""] * width for _ in range(height)]
        self.over: dict[tuple[int, int], tuple[str, str]] = {}

    def dot_of(self, scale: Scale, value: float) -> int:
        """The row of dots of a value, from the top."""
        return round((1 - scale.share(value)) * (4 * self.height - 1))

    def curve(self, curve: Curve, scale: Scale) -> None:
        shown = curve.columns[: 2 * self.width]
        points = [self._point(c, scale) if c is not None and c.count else None for c in shown]
        layer = [bytearray(self.width) for _ in range(self.height)]
        draw(layer, connect(points, [c is not None and c.not_finite > 0 for c in shown]))
        for dots, roles, new in zip(self.dots, self.roles, layer, strict=True):
            if any(new):
                for x, mask in enumerate(new):
                    if mask:
                        dots[x] |= mask
                        roles[x] = curve.role

    def _point(self, column: Bucket, scale: Scale) -> tuple[int, int, int]:
        last = self.dot_of(scale, column.last)
        if column.low == column.high:
            return last, last, last
        return self.dot_of(scale, column.high), self.dot_of(scale, column.low), last

    def best(self, curve: Curve, scale: Scale) -> None:
        if curve.best is not None and 0 <= curve.best[0] < 2 * self.width and isfinite(curve.best[1]):
            self.over[self.dot_of(scale, curve.best[1]) // 4, curve.best[0] // 2] = ("★", curve.role)

    def cursor(self, share: float, readout: str) -> None:
        column = _cell(share, self.width)
        if column is None:
            return
        for y in range(self.height):
            if not self.dots[y][column]:
                self.over.setdefault((y, column), ("┊", "cursor"))
        text = readout[: max(0, self.width - 2)]
        start = column + 2 if column + 2 + len(text) <= self.width else max(0, column - 1 - len(text))
        for k, character in enumerate(text):
            self.over[0, start + k] = (character, "strong")

    def rows(self, ascii_: bool) -> list[Row]:
        over: dict[int, list[tuple[int, str, str]]] = {}
        for (y, x), (character, role) in self.over.items():
            over.setdefault(y, []).append((x, character, role))
        out = []
        for y, (dots, roles) in enumerate(zip(self.dots, self.roles, strict=True)):
            text = dots.decode("latin-1").translate(_ASCII_CELLS if ascii_ else _CELLS)
            for x, character, role in over.get(y, ()):
                text = text[:x] + (_ASCII.get(character, character) if ascii_ else character) + text[x + 1 :]
                roles[x] = role
            out.append(Row(text, _spans(roles)))
        return out


def _spans(roles: Sequence[str], offset: int = 0) -> tuple[Span, ...]:
    if not any(roles):
        return ()
    spans = []
    start = 0
    for x in range(1, len(roles) + 1):
        if x == len(roles) or roles[x] != roles[start]:
            if roles[start]:
                spans.append(Span(offset + start, offset + x, roles[start]))
            start = x
    return tuple(spans)


def _beside(axis: str, line: Row) -> Row:
    moved = (Span(s.start + len(axis), s.stop + len(axis), s.role) for s in line.spans)
    return Row(axis + line.text, (Span(0, len(axis), "dim"), *moved))


def _cell(share: float, width: int) -> int | None:
    return min(width - 1, int(share * width)) if 0 <= share <= 1 else None


def _scale_of(curves: Sequence[Curve], look: Look) -> Scale:
    """The scale over the curves in front; over all of them where there is nothing in front."""
    front = [c for curve in curves if not curve.background for c in curve.columns if c is not None and c.count]
    known = front or [c for curve in curves for c in curve.columns if c is not None and c.count]
    lows, highs = sorted(c.low for c in known), sorted((c.high for c in known), reverse=True)
    cut = -(-len(known) // 100) if look.clip and len(known) > 20 else 0
    low, high = (lows[cut], highs[cut]) if known else (inf, -inf)
    return scale_for(low, high, log=look.log, least=min((v for v in lows if v > 0), default=inf))


def _y_axis(scale: Scale, height: int, ascii_: bool) -> list[str]:
    at: dict[int, str] = {}
    marks = ticks(scale, max(2 if height < 3 else 3, height // 3 + 1)) if scale.written is None else []
    texts = labels(marks, 0.0 if scale.log else marks[1] - marks[0]) if len(marks) > 1 else ends(scale, LABELS)
    for value, text in texts:
        y = round((1 - scale.share(value)) * (4 * height - 1)) // 4
        if len(text) <= LABELS:
            at.setdefault(y, text)
    plain, tick = ("|", "+") if ascii_ else ("│", "┤")
    return [at[y].rjust(LABELS) + tick if y in at else " " * LABELS + plain for y in range(height)]


def _x_axis(curves: Sequence[Curve], look: Look, width: int, left: int) -> Row:
    """The x axis: a line with numbers in it where they stand, crosses for NaN and triangles for alerts."""
    cells, roles = ["─"] * width, ["dim"] * width
    for share in look.alerts:
        if (x := _cell(share, width)) is not None:
            cells[x], roles[x] = "▲", "look"
    for curve in curves:
        for k, column in enumerate(curve.columns[: 2 * width]):
            if column is not None and column.not_finite:
                cells[k // 2], roles[k // 2] = "✕", "broken"
    for share, text in look.x_ticks:
        _write_tick(cells, share, text)
    start = " " * left + "└" if left >= 0 else ""
    if look.ascii:
        cells, start = [_ASCII.get(c, c) for c in cells], start.replace("└", "+")
    spans = ((Span(0, len(start), "dim"),) if start else ()) + _spans(roles, len(start))
    return Row(start + "".join(cells), spans)


def _write_tick(cells: list[str], share: float, text: str) -> None:
    """Write a number around its place; left out where it would touch a mark or another number."""
    middle = round(share * (len(cells) - 1))
    start = min(max(0, middle - len(text) // 2), len(cells) - len(text))
    around = cells[max(0, start - 1) : start + len(text) + 1]
    if start >= 0 and all(c == "─" for c in around):
        cells[start : start + len(text)] = text
