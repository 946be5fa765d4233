"""What became of each metric: first to last with its change, the best value and where, as sentences and as tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite, nan

from tui.analysis.numbers import aligned, count, number, percent
from tui.model.run import Run
from tui.model.series import Series
from tui.report.text import curve, quoted, section, table

MOST_SENTENCES = 8
MOST_ROWS = 40
_MANY_TIMES = 9.0  # a value ten times the first is no longer told in percent


@dataclass(frozen=True, slots=True)
class Figures:
    """First, last and best value of a series as texts with the same number of decimals, and where the best stands."""

    first: str
    last: str
    best: str
    best_place: str
    change: str


def place(run: Run, row: int) -> str:
    """Where a row stands, in the log's own counts: `step 490 (epoch 3)`, `epoch 27`, else its line."""
    step, epoch = run.rows.step[row], run.rows.epoch[row]
    if isfinite(step):
        return f"step {count(step)} (epoch {number(epoch)})" if isfinite(epoch) else f"step {count(step)}"
    return f"epoch {number(epoch)}" if isfinite(epoch) else f"line {run.rows.line[row]}"


def change(first: float, last: float) -> str:
    """By how much a value fell or rose, as people write it: `44.7 % reduction`; empty when that says nothing."""
    if not (isfinite(first) and isfinite(last)) or first == last or not first * last >= 0 or first == 0:
        return ""
    share = (last - first) / abs(first)
    if not isfinite(share):
        return ""
    if abs(share) >= _MANY_TIMES:
        return f"{number(last / first, 3)} times as much"
    digits = 2 if 0.99 <= abs(share) < 1 else 1  # 99.83 % is not 99.8 %: what is left is told to two digits
    return f"{percent(abs(share), digits)} {'reduction' if share < 0 else 'increase'}"


def figures(run: Run, series: Series) -> Figures:
    """The figures of a series that has at least one value. First and last are its first and last finite values."""
    first = next((y for y in series.y if isfinite(y)), nan)
    last = next((y for y in reversed(series.y) if isfinite(y)), nan)
    best = series.best
    told = aligned([first, last, best])
    if counts_in_shares(run, series):
        shares = (first, last, nan if best is None else best)
        told = [_with_percent(text, y) for text, y in zip(told, shares, strict=True)]
    return Figures(told[0], told[1], told[2], _best_place(run, series), change(first, last))


def _with_percent(text: str, share: float) -> str:
    """A share with its percent behind it, as exact as the share is told."""
    return f"{text} ({percent(share, max(0, len(text.partition('.')[2]) - 2))})" if isfinite(share) else text


def judged(run: Run) -> list[Series]:
    """The series that tell how the training went, in the order of interest; speed is told with the timing."""
    return [s for s in run.shown_series() if s.meaning.goal != "none" and s.meaning.kind != "throughput"]


def _best_place(run: Run, series: Series) -> str:
    """Where the best value was reached, and where last again if that happened."""
    if series.best_at is None:
        return ""
    first = place(run, series.rows[series.best_at])
    last = next(k for k in range(len(series) - 1, -1, -1) if series.y[k] == series.best)
    return first if last == series.best_at else f"{first}, again at {place(run, series.rows[last])}"


def counts_in_shares(run: Run, series: Series) -> bool:
    """True for a score between 0 and 1 that can be told in percent as well.

    Where another score of the run is above 1, scores are counted in percent or on a scale of their own, and 0.38 may
    well be 0.38 %.
    """
    scores = [s for s in run.series.values() if s.meaning.kind == "score" and isfinite(s.low)]
    return series.meaning.kind == "score" and all(s.low >= 0 and s.high <= 1 for s in scores)


def results(run: Run) -> list[str]:
    """The run in a few sentences: each loss from first to last, each score with its final value and its peak."""
    told = [s for s in judged(run) if isfinite(s.low)]
    lines = [_sentence(run, series) for series in told[:MOST_SENTENCES]]
    return section("Results", [*lines, _not_finite(run), *_more(len(told) - MOST_SENTENCES)])


def validation(run: Run) -> list[str]:
    """Validation and test metrics: first, final and best value with its place."""
    held_out = [s for s in judged(run) if s.meaning.split in ("val", "test")]
    shown = [(s, figures(run, s)) for s in held_out[:MOST_ROWS] if isfinite(s.low)]
    rows = [(quoted(s.name), f.first, f.last, f.best, f.best_place, f.change) for s, f in shown]
    header = ("Metric", "First", "Final", "Best", "Best at", "Change")
    return section("Validation", [*table(header, rows, (1, 2, 3)), *_more(len(held_out) - MOST_ROWS)])


def all_metrics(run: Run) -> list[str]:
    """The table of metrics, the most interesting first, with a curve of each."""
    shown = run.shown_series()[:MOST_ROWS]
    rows = [_row(series) for series in shown]
    header = ("Metric", "Values", "First", "Last", "Change", "Lowest", "Highest", "Not finite", "Curve")
    return section("Metrics", [*table(header, rows, (1, 2, 3, 5, 6, 7)), *_more(len(run.series) - len(shown))])


def _sentence(run: Run, series: Series) -> str:
    f = figures(run, series)
    name = quoted(series.name)
    if len(series) == 1:
        return f"- {name}: {f.last} at {place(run, series.rows[0])}"
    if series.meaning.goal == "max":
        text = f"- {name}: final {f.last}, peak **{f.best}** at {f.best_place}, first {f.first}"
    else:
        told = f" (**{f.change}**)" if f.change else ""
        text = f"- {name}: {f.first} → {f.last}{told}, best {f.best} at {f.best_place}"
    return f"{text}, {count(series.not_finite)} values not finite" if series.not_finite else text


def _not_finite(run: Run) -> str:
    """Whether any value was NaN or infinite, and which came first."""
    bad = [(s.rows[s.first_bad], s) for s in run.series.values() if s.first_bad is not None]
    if not bad:
        return "- every value is finite"
    row, series = min(bad, key=lambda pair: pair[0])
    values = sum(s.not_finite for _, s in bad)
    where = f"{place(run, row)}, line {run.rows.line[row]}"
    return f"- **{count(values)} values are not finite**, the first one {quoted(series.name)} at {where}"


def _row(series: Series) -> tuple[str, ...]:
    bounds = (series.low, series.high) if isfinite(series.low) else (None, None)
    first, last, low, high = aligned([series.first, series.last, *bounds])
    bad = count(series.not_finite) if series.not_finite else "0"
    told = change(series.first, series.last)
    return quoted(series.name), count(len(series)), first, last, told, low, high, bad, curve(series)


def _more(hidden: int) -> Iterable[str]:
    return ["", f"{count(hidden)} more are not shown."] if hidden > 0 else []
