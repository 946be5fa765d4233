"""What ran, how it ended and how long it took."""

from __future__ import annotations

from math import isfinite
from statistics import median

from tui.analysis.ending import State
from tui.analysis.numbers import ABSENT, aligned, count, date, duration, number, percent
from tui.analysis.pace import Pace
from tui.model.run import Run
from tui.model.series import Series
from tui.report.phases import Phase, phases
from tui.report.results import MOST_SENTENCES, judged
from tui.report.text import prose, quoted, section, table

_CURVES = 3  # whose phases are told


def what_ran(run: Run, pace: Pace, state: State) -> list[str]:
    """The source and how far it came."""
    told = [
        ("Source", quoted(run.source) if run.source else ""),
        ("Format", quoted(run.format) if run.format else ""),
        ("Status", prose(state.status)),
        ("Started", date(run.first_time)),
        ("Last sign of life", date(run.last_time)),
        ("Duration", _length(run, pace)),
        ("Steps", _of(run.step, run.total_steps)),
        ("Epochs", _of(run.epoch, run.total_epochs)),
        ("Devices", count(run.devices) if run.devices else ""),
        ("Records", count(run.records)),
        ("Parts", _parts(run)),
    ]
    return section("What ran", table(("", ""), [row for row in told if row[1] not in ("", ABSENT)]))


def timing(run: Run, pace: Pace) -> list[str]:
    """Total time, time of an epoch, speed, and what the log itself says of its throughput."""
    epochs = [e.seconds for e in run.epochs() if e.seconds]
    lines = [f"- total: {_length(run, pace)}"] if _length(run, pace) else []
    if epochs:
        lines.append(
            f"- an epoch: {duration(median(epochs))} (from {duration(min(epochs))} to {duration(max(epochs))})"
        )
    if pace.rate:
        lines.append(f"- speed: {number(pace.rate)} {pace.unit}s a second, {duration(1 / pace.rate)} each")
    if pace.seconds_left and pace.fraction_done is not None:
        lines.append(f"- {percent(pace.fraction_done)} done, about {duration(pace.seconds_left)} left")
    spoken = [s for s in run.series.values() if s.meaning.kind == "throughput" and isfinite(s.low)]
    lines += [_throughput(series) for series in spoken[:MOST_SENTENCES]]
    return section("Timing", lines or ["The log tells no time."])


def curve_phases(run: Run) -> list[str]:
    """Where the first curves improved fast, steadily, slowly, and not any more."""
    lines: list[str] = []
    for series in judged(run)[:_CURVES]:
        found = phases(series)
        if found:
            lines += [f"{quoted(series.name)}", "", *(_phase(run, phase) for phase in found), ""]
            if found[-1].kind in ("fast", "steady"):
                lines[-1:] = ["- It was still improving at the end.", ""]
    return section("Phases of the curve", lines[:-1])


def _phase(run: Run, phase: Phase) -> str:
    unit = {"step": "steps", "epoch": "epochs"}.get(run.axis, "records")
    gained = f"{percent(phase.gained)} of the improvement"
    start, end = aligned([phase.y_start, phase.y_end])
    return f"- **{phase.kind.capitalize()}**, {unit} {_at(phase.start)} to {_at(phase.end)}: {start} → {end}, {gained}"


def _throughput(series: Series) -> str:
    if len(series) == 1:
        return f"- {quoted(series.name)}: {number(series.last)}"
    finite = [y for y in series.y if isfinite(y)]
    return (
        f"- {quoted(series.name)}: median {number(median(finite))}, from {number(series.low)} to {number(series.high)}"
    )


def _length(run: Run, pace: Pace) -> str:
    elapsed = pace.elapsed
    if elapsed is None and run.first_time is not None and run.last_time is not None:
        elapsed = run.last_time - run.first_time
    return duration(elapsed) if elapsed and elapsed > 0 else ""


def _parts(run: Run) -> str:
    """How often it began, when that was more than once."""
    if len(run.segments) < 2:
        return ""
    return f"{count(len(run.segments))}: " + ", ".join(f"{s.cause} at line {s.line}" for s in run.segments[:8])


def _of(done: float | None, total: float | None) -> str:
    if done is None:
        return ""
    return f"{_at(done)} of {_at(total)}" if total is not None and total >= done else _at(done)


def _at(x: float | None) -> str:
    return count(x) if x is None or x == int(x) else number(x)
