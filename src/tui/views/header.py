"""The two rows on top: what runs, is it alive, where is it, when is it done, is the machine busy."""

from __future__ import annotations

from collections.abc import Hashable
from math import isfinite
from pathlib import PurePath

from tui.analysis import numbers
from tui.analysis.ending import State
from tui.model.run import Run
from tui.views.choice import ranks
from tui.views.pane import Pane
from tui.views.row import Part, Row, parts_of, plain, row, spread, width_of_parts
from tui.views.state import Snapshot, ViewSettings

MARKS = {
    "running": ("●", "*", "good"),
    "finished": ("✓", "+", "good"),
    "failed": ("✕", "x", "broken"),
    "stalled": ("▲", "!", "look"),
    "waiting": ("○", "o", "dim"),
    "unknown": ("○", "o", "dim"),
}
GAP: Part = ("   ", "")
ELAPSED = 9  # cells of the longest length of time, `41 m 05 s`


class Header(Pane):
    """Title line with status, position and clock; below it the progress bar."""

    DEFAULT_CSS = "Header { height: 2; }"

    def draw(self, snapshot: Snapshot, settings: ViewSettings, width: int, height: int) -> list[Row]:
        return header(snapshot, settings, width)[:height]

    def drawn_from(self, snapshot: Snapshot) -> Hashable:
        facts = [status(snapshot, False), *position(snapshot), done(snapshot), gpu_fact(snapshot), rate(snapshot)]
        return tuple(map(tuple, facts)), snapshot.replay, snapshot.frozen, len(ranks(snapshot.run))


def header(snapshot: Snapshot, settings: ViewSettings, width: int) -> list[Row]:
    """Two rows of `width` cells. What has no room goes in the order: range of the clock, epoch, name."""
    fields = [status(snapshot, settings.ascii), *position(snapshot), done(snapshot)]
    held = [(" frozen ", "accent")] if snapshot.frozen else []
    if snapshot.replay is not None:
        held.append((f" replay {numbers.percent(snapshot.replay):>5} ", "accent"))
    for drop in (lambda f: f, _short_clock, _without_epoch):
        fields = [field for field in drop(fields) if field]
        right = _joined(fields)
        if width_of_parts(right) + 16 <= width:
            break
    name = plain(PurePath(snapshot.run.source).name or snapshot.run.source or "-")
    left: list[Part] = [(" ", ""), (name, "strong")]
    if snapshot.run.format:
        left.append((f" · {plain(snapshot.run.format)}", "dim"))
    if known := ranks(snapshot.run):
        rank = known[0] if settings.rank is None else settings.rank
        left.append((f" · rank {rank} of {len(known)}", "accent"))
    return [spread([*left, *held], [("  ", ""), *right, (" ", "")], width), bar_row(snapshot, width, settings.ascii)]


def _joined(fields: list[list[Part]]) -> list[Part]:
    out: list[Part] = []
    for field in fields:
        out += [GAP, *field] if out else field
    return out


def _short_clock(fields: list[list[Part]]) -> list[list[Part]]:
    return [[part for part in field if not part[0].startswith(" (")] for field in fields]


def _without_epoch(fields: list[list[Part]]) -> list[list[Part]]:
    """Without the epoch, where there is a step to say the same."""
    has_step = any(f and f[0][0] == "step " for f in fields)
    return [f for f in fields if not (has_step and f and f[0][0] == "epoch ")]


def status(snapshot: Snapshot, ascii_: bool) -> list[Part]:
    """`● running 3 h 12 m`, in a stable width while it runs."""
    state = snapshot.state
    word = state.status if state is not None else "waiting" if snapshot.integrity.waiting_for else "unknown"
    mark, plain_mark, role = MARKS.get(word, MARKS["unknown"])
    elapsed = snapshot.pace.elapsed if snapshot.pace is not None else None
    text = {
        "running": f"running {_stable(elapsed)}" if elapsed else "running",
        "finished": _ended(state, elapsed),
        "failed": plain(state.sentence.partition(":")[0])[:44] if state is not None and state.sentence else "failed",
        "stalled": f"silent {_stable(state.silent_seconds if state is not None else None)}",
        "waiting": plain(snapshot.integrity.waiting_for or "waiting")[:44],
        "unknown": _broken_off(snapshot, elapsed),
    }.get(word, "reading")
    return [(f"{plain_mark if ascii_ else mark} ", role), (text, "strong" if word == "running" else role)]


def _ended(state: State | None, elapsed: float | None) -> str:
    """How it ended, and how long it took."""
    if state is not None and state.sentence.startswith("Stopped early"):
        return f"stopped early after {numbers.duration(elapsed)}" if elapsed else "stopped early"
    return f"finished in {numbers.duration(elapsed)}" if elapsed else "finished"


def _broken_off(snapshot: Snapshot, elapsed: float | None) -> str:
    """A log that does not say why it ends is no alarm: it may be an old one, or a copy."""
    if snapshot.state is None:
        return "reading"
    if not len(snapshot.run.rows) and snapshot.run.progress is None:
        return "no training record"
    return f"the log ends after {numbers.duration(elapsed)}" if elapsed else "the log ends here"


def _stable(seconds: float | None) -> str:
    return numbers.duration(seconds).ljust(ELAPSED)


def position(snapshot: Snapshot) -> list[list[Part]]:
    """Step and epoch, each `450/725` as wide as it will ever be."""
    out = []
    run = snapshot.run
    for what, value, total in (("step", run.step, steps_total(snapshot)), ("epoch", run.epoch, run.total_epochs)):
        if value is None or not isfinite(value):
            continue
        here = f"{value:.2f}" if what == "epoch" and has_fractions(run) else numbers.number(value)
        if total is None:
            out.append([(f"{what} ", "dim"), (here, "strong")])
            continue
        end = numbers.number(total)
        out.append(
            [(f"{what} ", "dim"), (here.rjust(len(end) + (3 if "." in here else 0)), "strong"), (f"/{end}", "dim")]
        )
    return out


def has_fractions(run: Run) -> bool:
    """True where the log tells epochs with their fraction; whole ones among them are then written alike."""
    return any(isfinite(epoch) and epoch != int(epoch) for epoch in (*run.rows.epoch[-3:], run.epoch or 0.0))


def steps_total(snapshot: Snapshot) -> float | None:
    """How many steps there will be: as planned, or as the pace makes out."""
    if snapshot.run.total_steps is not None:
        return snapshot.run.total_steps
    return snapshot.pace.total if snapshot.pace is not None and snapshot.pace.unit == "step" else None


def done(snapshot: Snapshot) -> list[Part]:
    """When it is done, with its range; the best value once it is over; the reason while nothing can be said."""
    if snapshot.is_over:
        return best(snapshot.run)
    if snapshot.state is not None and snapshot.state.status == "waiting":
        return []
    pace = snapshot.pace
    if pace is None or pace.grounds == "finished":
        return []
    if pace.grounds == "no total":
        return []
    if pace.seconds_left is None or pace.finish_at is None:
        return [("done ", "dim"), (pace.grounds or "measuring", "dim")]
    out: list[Part] = [("done ", "dim"), (numbers.clock(pace.finish_at, snapshot.now), "strong")]
    if pace.low is not None and pace.high is not None:
        early, late = (
            numbers.clock(pace.finish_at - pace.seconds_left + s, snapshot.now) for s in (pace.low, pace.high)
        )
        if early != late:
            out.append((f" ({early}-{late})", "dim"))
    return out


def best(run: Run) -> list[Part]:
    """The best value of the primary metric, and where."""
    series = run.series.get(run.primary or "")
    if series is None or series.best_at is None:
        return []
    return [
        ("best ", "dim"),
        (f"{plain(series.name)} ", ""),
        (numbers.number(series.best), "strong"),
        (f" @ {numbers.number(series.x[series.best_at])}", "dim"),
    ]


def rate(snapshot: Snapshot) -> list[Part]:
    """Share done and speed."""
    pace = snapshot.pace
    if pace is None:
        return []
    out: list[Part] = []
    if pace.fraction_done is not None:
        out.append((f"{numbers.percent(pace.fraction_done):>5}", "strong"))
    seconds = pace.seconds_per_unit
    if seconds and isfinite(seconds):
        text = (
            f"{numbers.number(seconds, 3)} s/{pace.unit}"
            if seconds >= 0.5
            else f"{numbers.number(1 / seconds, 3)} {pace.unit}s/s"
        )
        out.append((f"{text:>15}", ""))
    return out


def gpu_fact(snapshot: Snapshot) -> list[Part]:
    """Is the machine busy: the mean over all GPUs."""
    gpus = snapshot.gpu.gpus if snapshot.gpu is not None else ()
    known = [g.utilisation for g in gpus if g.utilisation is not None]
    if not known:
        return []
    name = "gpu" if len(gpus) == 1 else f"{len(gpus)} gpus"
    return [(f"{name} ", "dim"), (f"{numbers.percent(sum(known) / len(known) / 100):>5}", "")]


def bar_row(snapshot: Snapshot, width: int, ascii_: bool) -> Row:
    """The progress bar with what it says as numbers at its right."""
    facts = _joined([f for f in (rate(snapshot), gpu_fact(snapshot)) if f])
    room = width - 2 - (width_of_parts(facts) + 2 if facts else 0)
    if room < 8:
        return spread([(" ", "")], [*facts, (" ", "")], width)
    share = snapshot.pace.fraction_done if snapshot.pace is not None else None
    return spread([(" ", ""), *parts_of(bar(share, room, ascii_)), ("  ", "")], [*facts, (" ", "")], width)


def bar(share: float | None, width: int, ascii_: bool) -> Row:
    """A thin bar of `width` cells; a mere line where the end is not known."""
    if share is None or not isfinite(share):
        return row((("-" if ascii_ else "─") * width, "frame"))
    halves = round(max(0.0, min(1.0, share)) * 2 * width)
    full, half = ("=", ">") if ascii_ else ("━", "╸")
    head = full * (halves // 2) + half * (halves % 2)
    return row((head, "accent"), (("-" if ascii_ else "━") * (width - len(head)), "frame"))
