"""A canvas of braille dots: two by four in a cell, drawn as one vertical run in each column of dots."""

from __future__ import annotations

from collections.abc import Sequence

Run = tuple[int, int] | None  # upper and lower dot, counted from the top; `None` where nothing is drawn

_LEFT = (0x01, 0x02, 0x04, 0x40)
_RIGHT = (0x08, 0x10, 0x20, 0x80)


def _masks(bits: tuple[int, ...]) -> list[list[int]]:
    return [[sum(bits[a : b + 1]) for b in range(4)] for a in range(4)]


_MASK = (_masks(_LEFT), _masks(_RIGHT))


def draw(cells: list[bytearray], runs: Sequence[Run]) -> None:
    """Set the dots of one curve in a grid of cells, one byte of dots each."""
    for x, vertical in enumerate(runs):
        if vertical is None:
            continue
        top, bottom = vertical
        column, masks = x >> 1, _MASK[x & 1]
        first, last = top >> 2, bottom >> 2
        if first == last:
            cells[first][column] |= masks[top & 3][bottom & 3]
            continue
        cells[first][column] |= masks[top & 3][3]
        for y in range(first + 1, last):
            cells[y][column] |= masks[0][3]
        cells[last][column] |= masks[0][bottom & 3]


def connect(points: Sequence[tuple[int, int, int] | None], breaks: Sequence[bool]) -> list[Run]:
    """Vertical runs that make one line of points, each (highest dot, lowest dot, dot of the last value).

    Columns without a point lie on a straight line between their neighbours, except where `breaks` says so.
    """
    runs: list[Run] = [None if p is None else (p[0], p[1]) for p in points]
    before: int | None = None
    for k, point in enumerate(points):
        if point is not None:
            if before is not None and not (before == k - 1 and _touch(points[before], point)):
                _bridge(runs, points, before, k)
            before = k
        if breaks[k]:
            before = None
    return runs


def _bridge(runs: list[Run], points: Sequence[tuple[int, int, int] | None], left: int, right: int) -> None:
    """Join two columns: a straight line across the empty columns, and no hole in the height between neighbours."""
    start, end = points[left], points[right]
    if start is None or end is None:
        return
    span = right - left
    here = _within(end[2], start) if span == 1 else start[2]
    there = _within(here, end)
    y = here
    for k in range(1, span + 1):
        aim = here + round((there - here) * k / span)
        if aim > y + 1:
            middle = (y + aim) // 2
            _stretch(runs, left + k - 1, y, middle)
            _stretch(runs, left + k, middle + 1, aim)
        elif aim < y - 1:
            middle = (y + aim + 1) // 2
            _stretch(runs, left + k - 1, middle, y)
            _stretch(runs, left + k, aim, middle - 1)
        else:
            _stretch(runs, left + k, aim, aim)
        y = aim


def _touch(left: tuple[int, int, int] | None, right: tuple[int, int, int]) -> bool:
    return left is not None and right[0] <= left[1] + 1 and left[0] <= right[1] + 1


def _within(y: int, point: tuple[int, int, int]) -> int:
    return min(max(y, point[0]), point[1])


def _stretch(runs: list[Run], k: int, top: int, bottom: int) -> None:
    have = runs[k]
    runs[k] = (top, bottom) if have is None else (min(have[0], top), max(have[1], bottom))
