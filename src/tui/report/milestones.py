"""The run in about ten rows: first, every so many, the best, last; by epoch where there are epochs, else by step."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from math import floor, isfinite

from tui.analysis.numbers import aligned, count, duration, number
from tui.model.run import EpochRow, Run
from tui.model.series import Series
from tui.report.text import quoted, section, table

MOST_COLUMNS = 6
_AIM = 9  # rows besides the first, the best and the last
_MOST = 24  # rows, when restarts go over the same ground again
_FEWEST_EPOCHS = 3


def course(run: Run) -> list[str]:
    """The table of epochs or of milestones; nothing when the run has neither."""
    chosen = [
        s for s in run.shown_series() if len(s) > 1 and (s.meaning.goal != "none" or s.meaning.kind == "learning_rate")
    ]
    columns = chosen[:MOST_COLUMNS]
    if not columns:
        return []
    epochs = run.epochs()
    if len(epochs) >= _FEWEST_EPOCHS:
        return section("Epochs", _by_epoch(run, epochs, columns))
    return section("Milestones", _by_row(run, columns))


def picked(xs: Sequence[float], always: Collection[int] = ()) -> list[int]:
    """Indices of `xs` to show: where a round multiple is reached, the first, the last, and those in `always`."""
    finite = [x for x in xs if isfinite(x)]
    if not finite:
        return sorted({0, len(xs) - 1, *always}) if xs else []
    stride = _stride(max(finite) - min(finite))
    marks = [floor(x / stride) if isfinite(x) else 0 for x in xs]
    crossed = [k for k in range(1, len(xs)) if marks[k] != marks[k - 1]]
    thin = -(-len(crossed) // _MOST) or 1
    return sorted({0, len(xs) - 1, *crossed[::thin], *always})


def _stride(span: float) -> float:
    """The smallest of 1, 2, 5, 10, 20, 50, ... that makes at most `_AIM` steps of `span`."""
    size = 1.0
    while isfinite(size):
        for factor in (1, 2, 5):
            if span <= size * factor * _AIM:
                return size * factor
        size *= 10
    return span


def _by_epoch(run: Run, epochs: Sequence[EpochRow], columns: Sequence[Series]) -> list[str]:
    best = {s.name: _best_epoch(run, s) for s in columns}
    lead = best[columns[0].name]
    always = [k for k in range(len(epochs)) if k == lead]
    rows = picked([float(e.epoch) for e in epochs], always)
    timed = any(epochs[k].seconds is not None for k in rows)
    cells = _cells(
        [[epochs[k].values.get(s.name) for k in rows] for s in columns], [best[s.name] for s in columns], rows
    )
    body = [
        (
            str(epochs[k].epoch),
            *values,
            *((duration(epochs[k].seconds or None),) if timed else ()),
            _note(k, lead, len(epochs)),
        )
        for k, values in zip(rows, cells, strict=True)
    ]
    header = ("Epoch", *(quoted(s.name) for s in columns), *(("Time",) if timed else ()), "Note")
    return table(header, body, range(len(columns) + 1))


def _by_row(run: Run, columns: Sequence[Series]) -> list[str]:
    lead = columns[0]
    rows = picked(lead.x, [] if lead.best_at is None else [lead.best_at])
    at = [lead.rows[k] for k in rows]
    values = [[_latest(s, row, before) for row, before in zip(at, [-1, *at], strict=False)] for s in columns]
    best = [-1 if s.best_at is None else s.rows[s.best_at] for s in columns]
    cells = _cells(values, best, at)
    body = [
        (_position(run, lead, k), *told, _note(k, lead.best_at, len(lead))) for k, told in zip(rows, cells, strict=True)
    ]
    header = (run.axis.capitalize(), *(quoted(s.name) for s in columns), "Note")
    return table(header, body, range(len(columns) + 1))


def _best_epoch(run: Run, series: Series) -> int:
    """The index in `run.epochs()` in which the best value stands, -1 when there is none."""
    if series.best_at is None:
        return -1
    starts = [start for _, start in run.epoch_starts]
    return bisect_right(starts, series.rows[series.best_at]) - 1


def _cells(
    columns: Sequence[Sequence[float | None]], best: Sequence[int], rows: Sequence[int]
) -> list[tuple[str, ...]]:
    """Values as text, one tuple a row: decimals aligned down each column, the best of each column in bold."""
    told = [aligned(column) for column in columns]
    return [
        tuple(f"**{column[k]}**" if best[c] == row and column[k] != "-" else column[k] for c, column in enumerate(told))
        for k, row in enumerate(rows)
    ]


def _latest(series: Series, row: int, after: int) -> float | None:
    """The last value of a series up to `row`, `None` when it is not newer than the row shown before."""
    k = bisect_right(series.rows, row) - 1
    return series.y[k] if k >= 0 and series.rows[k] > after else None


def _position(run: Run, lead: Series, k: int) -> str:
    x = lead.x[k]
    return number(x) if run.axis == "epoch" else count(x)


def _note(k: int, best: int | None, length: int) -> str:
    said = [*(["first"] if k == 0 else []), *(["best"] if k == best else []), *(["last"] if k == length - 1 else [])]
    return ", ".join(said)
