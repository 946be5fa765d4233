"""The facts of the screen as plain text: for `--once`, copying, screen readers and terminals that only print.

A pure function of a `Snapshot`: no Textual, no colour, no box drawing, one fact a line, the most important first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isinf

from tui.analysis.numbers import ABSENT, clock, count, duration, number, percent, size
from tui.model.hardware import Gpu, GpuSample
from tui.model.run import EpochRow, Run
from tui.model.series import Series
from tui.views.alert_text import is_withdrawn, place, sentence
from tui.views.row import plain as safe
from tui.views.state import Snapshot

METRIC_COLUMNS = ("metric", "last", "best", "at", "first", "lowest", "highest", "count", "not finite")
METRICS = 40  # rows of the table of metrics
EPOCHS = 12  # rows of the table of epochs
EPOCH_METRICS = 6  # columns of the table of epochs
NAME_WIDTH = 36


def plain(snapshot: Snapshot) -> str:
    """All facts as text, ending in a line break."""
    parts = [
        _head(snapshot),
        _alerts(snapshot),
        _metrics(snapshot.run),
        _epochs(snapshot.run),
        _gpus(snapshot),
        _reading(snapshot),
    ]
    return "\n\n".join(text for part in parts if (text := "\n".join(part))) + "\n"


def _head(snapshot: Snapshot) -> Iterator[str]:
    run, state = snapshot.run, snapshot.state
    yield safe(f"{run.source or '-'}{f' · {run.format}' if run.format else ''}")
    if state is not None:
        yield safe(f"{state.status}: {state.sentence}" if state.sentence else state.status)
    position = [
        f"{what} {text}"
        for what, text in (("step", _of(run.step, _total_steps(run))), ("epoch", _of(run.epoch, run.planned_epochs)))
        if text
    ]
    if position:
        yield "   ".join(position)
    yield from _pace(snapshot)


def _total_steps(run: Run) -> float | None:
    if run.planned_steps is not None:
        return run.planned_steps
    return run.progress.total if run.progress is not None and run.progress.unit == "step" else None


def _of(value: float | None, total: float | None) -> str:
    if value is None:
        return ""
    return f"{number(value)} of {number(total)}" if total is not None else number(value)


def _pace(snapshot: Snapshot) -> Iterator[str]:
    pace = snapshot.pace
    if pace is None:
        return
    done = "" if pace.fraction_done is None else f"{percent(pace.fraction_done)} done"
    speed = "" if pace.seconds_per_unit is None else f"{duration(pace.seconds_per_unit)} a {pace.unit}"
    if not pace.elapsed:
        elapsed = ""
    else:
        elapsed = f"took {duration(pace.elapsed)}" if snapshot.is_over else f"{duration(pace.elapsed)} so far"
    facts = ", ".join(fact for fact in (done, speed, elapsed) if fact)
    if facts:
        yield facts
    if snapshot.is_over:
        return
    if pace.seconds_left is not None:
        bounds = "" if pace.low is None or pace.high is None else f" ({duration(pace.low)} to {duration(pace.high)})"
        yield f"time left {duration(pace.seconds_left)}{bounds}, done {clock(pace.finish_at, snapshot.now)}"
    elif pace.grounds and pace.grounds != "finished":
        yield f"time left: {pace.grounds}"


def _alerts(snapshot: Snapshot) -> Iterator[str]:
    standing = snapshot.open_alerts
    withdrawn = sum(map(is_withdrawn, snapshot.alerts))
    if standing or withdrawn:
        yield f"alerts: {len(standing)} standing, {withdrawn} withdrawn"
    for alert in standing:
        yield f"  {alert.severity}: {place(alert)}: {sentence(alert)}{f' (line {alert.line})' if alert.line else ''}"


def _metrics(run: Run) -> Iterator[str]:
    shown = run.shown_series()
    if not shown:
        return
    yield from _table([METRIC_COLUMNS, *(_metric(run, series) for series in shown[:METRICS])])
    if len(shown) > METRICS:
        yield f"and {len(shown) - METRICS} more metrics"


def _metric(run: Run, series: Series) -> tuple[str, ...]:
    best, at = series.best, ABSENT
    if series.best_at is not None:
        at = f"{run.axis} {number(series.x[series.best_at])}"
    low, high = (None if isinf(bound) else bound for bound in (series.low, series.high))
    numbers = (number(value) for value in (series.first, low, high))
    first, lowest, highest = numbers
    bad = count(series.not_finite) if series.not_finite else ABSENT
    return _name(series.name), number(series.last), number(best), at, first, lowest, highest, count(len(series)), bad


def _name(name: str) -> str:
    text = safe(name)
    return text if len(text) <= NAME_WIDTH else f"{text[: NAME_WIDTH - 1]}…"


def _epochs(run: Run) -> Iterator[str]:
    epochs = run.epochs()
    if len(epochs) < 2:
        return
    names = [s.name for s in run.shown_series() if any(s.name in row.values for row in epochs)][:EPOCH_METRICS]
    rows = [("epoch", *map(_name, names), "time")]
    rows += [_epoch(row, names) for row in epochs[-EPOCHS:]]
    if len(epochs) > EPOCHS:
        yield f"the last {EPOCHS} of {len(epochs)} epochs"
    yield from _table(rows)


def _epoch(row: EpochRow, names: Sequence[str]) -> tuple[str, ...]:
    return str(row.epoch), *(number(row.values.get(name)) for name in names), duration(row.seconds)


def _gpus(snapshot: Snapshot) -> Iterator[str]:
    if snapshot.gpu is None:
        return
    for gpu in snapshot.gpu.gpus:
        yield _gpu(gpu)
    yield from _gpu_error(snapshot.gpu, snapshot.now)


def _gpu(gpu: Gpu) -> str:
    memory = f"{_gib(gpu.memory_used_mb)} of {_gib(gpu.memory_total_mb)} GB"
    facts = (
        f"{number(gpu.utilisation)} % busy" if gpu.utilisation is not None else "",
        memory if gpu.memory_used_mb is not None else "",
        f"{number(gpu.power_w, 3)} W" if gpu.power_w is not None else "",
        f"{number(gpu.temperature_c)} °C" if gpu.temperature_c is not None else "",
        safe(gpu.note),
    )
    return safe(f"gpu {gpu.index} {gpu.name}: ") + ", ".join(fact for fact in facts if fact)


def _gib(mib: float | None) -> str:
    return ABSENT if mib is None else f"{mib / 1024:.0f}"


def _gpu_error(sample: GpuSample, now: float) -> Iterator[str]:
    if sample.error:
        age = "" if sample.good_at is None else f", figures are {duration(now - sample.good_at)} old"
        yield safe(f"gpu: {sample.error}{age}")


def _reading(snapshot: Snapshot) -> Iterator[str]:
    read = snapshot.integrity
    if read.waiting_for:
        yield safe(f"waiting for {snapshot.run.source}: {read.waiting_for}")
    if not snapshot.run.series and read.lines:
        yield f"no metrics found in {count(read.lines)} lines"
    behind = f", {size(read.unread_bytes)} unread" if read.unread_bytes else ", nothing unread"
    yield f"read {size(read.bytes_read)}, {count(read.lines)} lines, {count(read.records)} records{behind}"
    for sentence_ in (*read.losses, *read.notes):
        yield safe(sentence_)


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns side by side: the first to the left, the others to the right."""
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    for first, *rest in rows:
        cells = (cell.rjust(width) for cell, width in zip(rest, widths[1:], strict=True))
        yield "  ".join((first.ljust(widths[0]), *cells)).rstrip()
