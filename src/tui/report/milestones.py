"""The run in about ten rows: first, every so many, the best, last; by epoch where there are epochs, else by step."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from math import floor, isfinite, nan

from tui.analysis.numbers import aligned, count, duration, number
from tui.model.run import EpochRow, Run
from tui.model.series import Series
from tui.report.results import judged
from tui.report.text import quoted, section, table

MOST_COLUMNS = 6
_AIM = 9  # rows besides the first, the best and the last
_MOST = 24  # rows, when restarts go over the same ground again
_FEWEST_EPOCHS = 3


def course(run: Run) -> list[str]:
    """The table of epochs or of milestones; nothing when the run has neither."""
    rates = [s for s in run.shown_series() if s.meaning.kind == "learning_rate"]
    columns = [s for s in (*judged(run), *rates) if len(s) > 1][:MOST_COLUMNS]
    if not columns:
        return []
    epochs = run.epochs()
    if len(epochs) >= _FEWEST_EPOCHS:
        return section("Epochs", _by_epoch(epochs, columns))
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


def _by_epoch(epochs: Sequence[EpochRow], columns: Sequence[Series]) -> list[str]:
    best = [_best_epoch(epochs, s) for s in columns]
    rows = picked([float(e.epoch) for e in epochs], [] if best[0] is None else [best[0]])
    timed = any(epochs[k].seconds for k in rows)
    cells = _cells([[epochs[k].values.get(s.name) for k in rows] for s in columns], best, rows)
    body = [
        (str(epochs[k].epoch), *told, *((duration(epochs[k].seconds or None),) if timed else ()), note)
        for k, told, note in zip(rows, cells, _notes(rows, best[0]), strict=True)
    ]
    header = ("Epoch", *(quoted(s.name) for s in columns), *(("Time",) if timed else ()), "Note")
    return table(header, body, range(len(columns) + 1))


def _by_row(run: Run, columns: Sequence[Series]) -> list[str]:
    dense = max(columns, key=len)
    best = [None if s.best_at is None else _end_of_step(run, s.rows[s.best_at]) for s in columns]
    picks = {_end_of_step(run, dense.rows[k]) for k in picked(dense.x)}
    rows = sorted(picks | {row for row in best[:1] if row is not None})
    cells = _cells(
        [[_latest(s, row, before) for row, before in zip(rows, [-1, *rows], strict=False)] for s in columns], best, rows
    )
    body = [
        (_position(run, row), *told, note) for row, told, note in zip(rows, cells, _notes(rows, best[0]), strict=True)
    ]
    header = (run.axis.capitalize(), *(quoted(s.name) for s in columns), "Note")
    return table(header, body, range(len(columns) + 1))


def _best_epoch(epochs: Sequence[EpochRow], series: Series) -> int | None:
    """The index of the epoch with the best value as the table shows it: the last of the epoch."""
    values = {k: e.values[series.name] for k, e in enumerate(epochs) if isfinite(e.values.get(series.name, nan))}
    if not values or series.meaning.goal == "none":
        return None
    return (min if series.meaning.goal == "min" else max)(values, key=lambda k: values[k])


def _cells(
    columns: Sequence[Sequence[float | None]], best: Sequence[int | None], rows: Sequence[int]
) -> list[tuple[str, ...]]:
    """Values as text, one tuple a row: decimals aligned down each column, the best of each column in bold."""
    told = [aligned(column) for column in columns]
    return [
        tuple(f"**{column[k]}**" if best[c] == row and column[k] != "-" else column[k] for c, column in enumerate(told))
        for k, row in enumerate(rows)
    ]


def _end_of_step(run: Run, row: int) -> int:
    """The last row of the step that `row` stands in: validation is often printed on a line of its own."""
    step = run.rows.step
    while row + 1 < len(step) and step[row + 1] == step[row]:
        row += 1
    return row


def _latest(series: Series, row: int, after: int) -> float | None:
    """The last value of a series up to `row`, `None` when it is not newer than the row shown before."""
    k = bisect_right(series.rows, row) - 1
    return series.y[k] if k >= 0 and series.rows[k] > after else None


def _position(run: Run, row: int) -> str:
    if run.axis == "step":
        return count(run.rows.step[row])
    return number(run.rows.epoch[row]) if run.axis == "epoch" else count(row + 1)


def _notes(rows: Sequence[int], best: int | None) -> list[str]:
    """What is special about each row."""
    said = {rows[0]: ["first"]}
    if best is not None:
        said.setdefault(best, []).append("best")
    said.setdefault(rows[-1], []).append("last")
    return [", ".join(said.get(row, ())) for row in rows]
