"""What surrounds a record: where it stands, what a stretch of the run cost, and what else moved there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from math import isnan

from tui.analysis import numbers
from tui.analysis.robust import finite, median
from tui.model import names
from tui.model.run import Run
from tui.model.series import Series

_TOLD = (
    ("learning_rate", "learning rate"),
    ("gradient_norm", "gradient norm"),
    ("throughput", "throughput"),
    ("loss_scale", "loss scale"),
)
_ADVERSARIAL = {"g", "d", "gen", "disc", "generator", "discriminator", "adv", "adversarial", "gan", "fake", "real"}
_PLAIN = {"loss", "total", "train", "training", "val", "valid", "validation", "test", "testing", "eval", "avg"}
_PLAIN |= {"average", "mean", "step", "batch", "epoch", "set", "lm", "cross", "entropy", "ppl", "perplexity"}
_REINFORCED = {"reward", "rewards", "return", "returns", "episode", "advantage", "policy", "rollout"}


def known(value: float) -> float | None:
    """`None` for the NaN by which rows say "unknown"."""
    return None if isnan(value) else value


def where(run: Run, row: int) -> str:
    """The place of a row as a person says it: "step 10,000", "epoch 12", or "line 40" when the log counts nothing."""
    step, epoch = run.rows.step[row], run.rows.epoch[row]
    if not isnan(step):
        return f"step {numbers.count(step)}"
    return f"line {numbers.count(run.rows.line[row])}" if isnan(epoch) else f"epoch {numbers.number(epoch)}"


def cost(run: Run, begin: int, end: int) -> str:
    """Steps (or epochs), time and GPU-hours between two rows; empty when they are the same."""
    rows, parts = run.rows, []
    steps, epochs = rows.step[end] - rows.step[begin], rows.epoch[end] - rows.epoch[begin]
    seconds = rows.time[end] - rows.time[begin]
    if steps > 0:
        parts.append(f"{numbers.count(steps)} steps")
    elif epochs > 0:
        parts.append(f"{numbers.number(epochs)} epochs")
    if seconds > 0:
        parts.append(numbers.duration(seconds))
        if run.devices and seconds * run.devices >= 360:
            parts.append(f"{numbers.number(seconds * run.devices / 3600, 2)} GPU-hours")
    return ", ".join(parts)


def moved(run: Run, begin: int, end: int) -> str:
    """Which of learning rate, gradient norm, throughput and loss scale changed by a fifth or more from before `begin`
    to `end`.
    """
    parts = []
    for kind, title in _TOLD:
        series = of_kind(run, kind, end)
        if series is None:
            continue
        before, after = usual(series, begin), value_at(series, end)
        if before is not None and after is not None and abs(after - before) > 0.2 * max(abs(before), abs(after)):
            parts.append(f"{title} {numbers.number(before, 3)} -> {numbers.number(after, 3)}")
    return ", ".join(parts)


def of_kind(run: Run, kind: str, row: int) -> Series | None:
    """The first series of a kind that had a value by `row`."""
    found = (s for s in run.series.values() if s.meaning.kind == kind and s.rows and s.rows[0] <= row)
    return next(found, None)


def index_at(series: Series, row: int) -> int:
    """The index of the last value at or before `row`, -1 when there is none."""
    return bisect_right(series.rows, row) - 1


def value_at(series: Series, row: int) -> float | None:
    """The last value at or before `row`."""
    at = index_at(series, row)
    return None if at < 0 else series.y[at]


def usual(series: Series, row: int, count: int = 32) -> float | None:
    """The median of the `count` finite values before `row`."""
    at = index_at(series, row)
    values = finite(series.y[max(0, at - count) : max(1, at)]) if at >= 0 else []
    return median(values) if values else None


def _seen(run: Run, row: int) -> Iterator[Series]:
    return (s for s in run.series.values() if s.rows and s.rows[0] <= row)


def extra_words(series: Series) -> int:
    """How many words of the name say more than "the training loss": `total_loss` has none, `loss_cls` one."""
    return len(set(names.words(series.name)) - _PLAIN)


def is_main(run: Run, series: Series, row: int) -> bool:
    """True when no series of the same side seen by `row` stands more for the whole: parts are judged by their total."""
    others = [s for s in _seen(run, row) if _side(s) == _side(series) and s.in_main_lane and len(s) > 1]
    return all(_order(series) <= _order(other) for other in others)


def _side(series: Series) -> tuple[bool, bool]:
    means = series.meaning
    return means.kind in ("loss", "perplexity", "error"), means.split in ("val", "test")


def _order(series: Series) -> tuple[int, int, int]:
    means = series.meaning
    return ("loss", "perplexity", "error").index(means.kind), int(means.split == "test"), extra_words(series)


def is_game(run: Run, row: int) -> bool:
    """True when losses say little about success: adversarial training, where they fight, and reinforcement learning.

    In both a rising or flat loss is normal (a value loss grows with the rewards it predicts).
    """
    for series in _seen(run, row):
        parts = set(names.words(series.name))
        if series.meaning.kind == "reward" or parts & _REINFORCED:
            return True
        if series.meaning.kind == "loss" and parts & _ADVERSARIAL:
            return True
    return False
