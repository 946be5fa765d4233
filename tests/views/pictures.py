"""What the tests of pictures share: columns of given values, and rows as one text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isfinite

from tui.model.names import meaning
from tui.model.series import Bucket, Series
from tui.views.picture.columns import Columns
from tui.views.row import Row, width_of


def values(*numbers: float | None) -> Columns:
    """One value a column; `None` for a column without one."""
    return [None if v is None else column(v) for v in numbers]


def column(value: float) -> Bucket:
    """A column that one value fell into."""
    out = Bucket()
    out.add(*(value, value, value, 1, 0) if isfinite(value) else (float("inf"), float("-inf"), float("nan"), 0, 1))
    return out


def series(name: str, ys: Iterable[float], xs: Sequence[float] | None = None) -> Series:
    """A series at x = 0, 1, 2, ... or at `xs`."""
    out = Series(name, meaning(name))
    for k, y in enumerate(ys):
        out.append(float(k) if xs is None else xs[k], y, k)
    return out


def text(rows: Sequence[Row]) -> str:
    """Rows as they stand on the screen, blanks at the end left out, between two line breaks."""
    return "\n" + "\n".join(row.text.rstrip() for row in rows) + "\n"


def is_sound(rows: Sequence[Row], width: int, height: int) -> bool:
    """Exactly `height` rows of `width` cells, and spans that rise within them."""
    if len(rows) != height or any(width_of(row.text) != width for row in rows):
        return False
    for row in rows:
        places = [place for span in row.spans for place in (span.start, span.stop)]
        if places != sorted(places) or any(not 0 <= place <= len(row.text) for place in places):
            return False
    return True
