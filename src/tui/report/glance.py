"""A run at a glance: the facts of a status line. They outlive the process; the end of a log brings them up to date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui.analysis.numbers import clock, duration, number, percent

if TYPE_CHECKING:
    from tui.report.reading import Reading

SUDDEN = ("nan", "oom", "error", "stall")  # kinds that the end of a log tells by itself
MARKS = {"running": "●", "finished": "✓", "failed": "✕", "stalled": "◌", "waiting": "…", "unknown": "○"}
ASCII_MARKS = {"running": "*", "finished": "+", "failed": "x", "stalled": "-", "waiting": ".", "unknown": "o"}


@dataclass(frozen=True, slots=True)
class Glance:
    """Facts of one run at one moment. Times are POSIX seconds; `anchor_*` is where the rate is measured from.

    `alerts` are the kinds that stand, the most severe first. `silent_since` is when the log last grew.
    """

    status: str = "waiting"
    unit: str = "step"
    done: float | None = None
    total: float | None = None
    primary: str = ""
    goal: str = "none"
    last: float | None = None
    best: float | None = None
    finish_at: float | None = None
    alerts: tuple[str, ...] = ()
    silent_since: float | None = None
    anchor_done: float | None = None
    anchor_time: float | None = None


def glance(reading: Reading, primary: str | None = None) -> Glance:
    """The facts of a reading. `primary` is the metric to show, the run's own choice when it is `None`."""
    run = reading.run
    name = (run.primary or "") if primary is None else primary
    series = run.series.get(name)
    by_step = run.step is not None
    done, total = (run.step, run.total_steps) if by_step else (run.epoch, run.total_epochs)
    return Glance(
        status=reading.state.status,
        unit="step" if by_step else "epoch",
        done=done,
        total=total,
        primary=name,
        goal=series.meaning.goal if series else "none",
        last=series.last if series else None,
        best=series.best if series else None,
        finish_at=reading.pace.finish_at,
        alerts=_kinds(reading),
        silent_since=reading.integrity.changed_at,
        anchor_done=done,
        anchor_time=reading.integrity.changed_at,
    )


def _kinds(reading: Reading) -> tuple[str, ...]:
    order = {"critical": 0, "warning": 1}
    standing = [alert for alert in reading.open_alerts if alert.severity in order]
    return tuple(dict.fromkeys(alert.kind for alert in sorted(standing, key=lambda alert: order[alert.severity])))


def updated(before: Glance, end: Glance) -> Glance:
    """`before` of a whole log, brought up to date with `end`, which is of the last part of it only.

    The end knows the position, the last values and what struck suddenly. It does not know totals, best values, or
    enough to judge slow changes. Without a time left of its own, the rate since `before` is carried on.
    """
    fresh = end.last is not None
    total = before.total if end.total is None else end.total
    known = replace(before, done=end.done, total=total, silent_since=end.silent_since)
    sudden = [kind for kind in end.alerts if kind in SUDDEN]
    lasting = [kind for kind in before.alerts if kind != "stall"]
    return replace(
        known,
        status=end.status,
        last=end.last if fresh else before.last,
        best=_better(before.best, end.best, before.goal),
        finish_at=_carried_on(known) if end.finish_at is None else end.finish_at,
        alerts=tuple(dict.fromkeys((*sudden, *lasting))),
    )


def _better(a: float | None, b: float | None, goal: str) -> float | None:
    known = [value for value in (a, b) if value is not None]
    if len(known) < 2:
        return known[0] if known else None
    return min(known) if goal == "min" else max(known)


def _carried_on(facts: Glance) -> float | None:
    """When it will be done at the rate since the anchor; what was known before where there is no ground for it."""
    if facts.anchor_done is None or facts.anchor_time is None or facts.silent_since is None:
        return facts.finish_at
    gone, seconds = (facts.done or 0) - facts.anchor_done, facts.silent_since - facts.anchor_time
    if facts.total is None or gone <= 0 or seconds <= 0:
        return facts.finish_at
    return facts.silent_since + max(0.0, facts.total - facts.anchor_done - gone) * seconds / gone


def line(facts: Glance, now: float, *, ascii: bool = False) -> str:
    """One short line, most important first; safe for tmux, to which `#` would mean something."""
    mark = (ASCII_MARKS if ascii else MARKS).get(facts.status, "?")
    parts = [mark, *_position(facts), *_primary(facts, ascii), *_end(facts, now)]
    parts += [("! " if ascii else "▲ ") + " ".join(facts.alerts)] if facts.alerts else []
    return "  ".join([" ".join(parts[:2]), *parts[2:]]).replace("#", "##")


def _position(facts: Glance) -> list[str]:
    if facts.done is None:
        return [facts.status]
    if facts.total:
        return [f"{facts.unit} {number(facts.done)}/{number(facts.total)} {percent(facts.done / facts.total)}"]
    return [f"{facts.unit} {number(facts.done)}"]


def _primary(facts: Glance, ascii: bool) -> list[str]:
    if not facts.primary:
        return []
    star = "" if facts.best is None else f" {'best ' if ascii else '★'}{number(facts.best)}"
    return [f"{facts.primary} {number(facts.last)}{star}"]


def _end(facts: Glance, now: float) -> list[str]:
    if facts.status == "stalled" and facts.silent_since is not None:
        return [f"silent {duration(now - facts.silent_since)}"]
    if facts.status in ("finished", "failed"):
        return [facts.status]
    return [f"done {clock(facts.finish_at, now)}"] if facts.finish_at is not None else []
