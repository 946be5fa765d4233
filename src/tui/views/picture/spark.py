"""A curve in one row of eighth blocks."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, isfinite
from statistics import median

from tui.model.series import Bucket
from tui.views.picture.scale import Scale, scale_for
from tui.views.row import Row, row

BLOCKS = "▁▂▃▄▅▆▇█"
ASCII_BLOCKS = "_.,:-=+#"


def sparkline(
    columns: Sequence[Bucket | None],
    role: str = "",
    *,
    low: float | None = None,
    high: float | None = None,
    log: bool = False,
    ascii_: bool = False,
) -> Row:
    """One cell a column: the last value in it, or its extreme where that stands out, so that a spike is never lost.

    A column without a value is blank; one with nothing but NaN or infinity is a cross. `low` and `high` fix the scale.
    """
    blocks, cross = (ASCII_BLOCKS, "x") if ascii_ else (BLOCKS, "✕")
    values = _shown(columns)
    known = [v for v in values if v is not None]
    scale = _scale(known, low, high, log)
    parts = []
    for column, value in zip(columns, values, strict=True):
        if value is not None:
            level = 3 if scale is None else min(7, int(scale.share(value) * 8))
            parts.append((blocks[level], role))
        else:
            parts.append((cross, "broken") if column is not None and column.not_finite else (" ", ""))
    return row(*parts)


def _scale(known: Sequence[float], low: float | None, high: float | None, log: bool) -> Scale | None:
    """`None` for a curve that is one value throughout: it is drawn at half height."""
    bottom = min(known, default=0.0) if low is None else low
    top = max(known, default=1.0) if high is None else high
    if not bottom < top:
        return None
    return scale_for(bottom, top, log=log, least=min((v for v in known if v > 0), default=inf))


def _shown(columns: Sequence[Bucket | None]) -> list[float | None]:
    """The value each column is drawn at."""
    known = [c for c in columns if c is not None and c.count]
    usual = median(c.high - c.low for c in known) if known else 0.0
    room = 2 * usual + (max((c.last for c in known), default=0.0) - min((c.last for c in known), default=0.0)) / 16
    return [_outstanding(columns, k, room) for k in range(len(columns))]


def _outstanding(columns: Sequence[Bucket | None], k: int, room: float) -> float | None:
    here = columns[k]
    if here is None or not here.count:
        return None
    near = [c.last for c in columns[max(0, k - 1) : k + 2] if c is not None and c.count]
    above, below = here.high - max(near), min(near) - here.low
    if isfinite(room) and max(above, below) > room:
        return here.high if above >= below else here.low
    return here.last
