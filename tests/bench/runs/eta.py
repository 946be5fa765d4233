"""Time left, scored by replay: at shares of the way, against what tqdm and elapsed-per-step would have said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from tests.bench.runs.truth import Made

from tui.analysis.pace import Pace, Pacer
from tui.model.events import Metrics
from tui.model.run import Run

MARKS = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90)
UNPREDICTABLE = ("slowdown", "stall", "oom", "nccl")  # what nobody can know beforehand
_TIE = 0.005  # of the time remaining
_TQDM_SMOOTHING = 0.3  # tqdm's default


@dataclass(slots=True)
class TqdmEta:
    """tqdm's estimate: moving averages of steps and of seconds, corrected for their start, updated at every record."""

    steps: float = 0.0
    seconds: float = 0.0
    weight: float = 0.0

    def update(self, steps: float, seconds: float) -> None:
        self.steps = _TQDM_SMOOTHING * steps + (1 - _TQDM_SMOOTHING) * self.steps
        self.seconds = _TQDM_SMOOTHING * seconds + (1 - _TQDM_SMOOTHING) * self.seconds

    def left(self, steps: float) -> float | None:
        return steps * self.seconds / self.steps if self.steps > 0 else None


@dataclass(frozen=True, slots=True)
class Look:
    """One question at one mark; errors are shares of the time that remained, `None` where there was no figure."""

    mark: float
    ours: float | None
    tqdm: float | None
    mean: float | None
    covered: bool | None


@dataclass(slots=True)
class EtaScore:
    """Over many runs.

    `first` is the share of the run's time at which the first figure came, `jumps` how far it moves.
    """

    looks: list[Look] = field(default_factory=list)
    first: list[float] = field(default_factory=list)
    jumps: list[float] = field(default_factory=list)
    runs: int = 0

    def add(self, made: Made) -> None:
        """Replay one run, if its end could be known at all."""
        if not made.planned or not made.completes or made.fault in UNPREDICTABLE:
            return
        self.runs += 1
        _Replay(made, self).go()


class _Replay:
    def __init__(self, made: Made, score: EtaScore) -> None:
        self.made, self.score = made, score
        self.run, self.pacer, self.tqdm = Run(live=True), Pacer(), TqdmEta()
        self.end = made.records[-1][0]
        self.last: tuple[float, float] | None = None
        self.marks = list(MARKS)
        self.finish: list[tuple[float, float]] = []  # (when asked, the finish told)
        self.had_figure = False
        self.resume_at = next((at for at, events in made.records[1:] if any(_resumes(e) for e in events)), 0.0)

    def go(self) -> None:
        asked = 0.0
        for at, events in self.made.records:
            self.run.apply(events, at)
            place = self._place(events, at)
            share = 0.0 if place is None else place / self.made.total_steps
            if share >= asked and place is not None:
                asked = max(asked + 0.025, share) if self.had_figure else 0.0
                self._ask(at, place, share)
        self.score.jumps += [
            abs(told - before) / (self.end - at) for (_, before), (at, told) in pairwise(self.finish) if at < self.end
        ]

    def _place(self, events: Iterable[object], at: float) -> float | None:
        """Where training is; tells the rivals of the way and the time since the last record."""
        for event in events:
            if isinstance(event, Metrics) and event.split is None:
                place = event.epoch if event.step is None else event.step
                if place is not None:
                    if self.last is not None and place > self.last[0]:
                        self.tqdm.update(place - self.last[0], at - self.last[1])
                    self.last = (place, at)
                    return place
        return None

    def _ask(self, at: float, place: float, share: float) -> None:
        pace = self.pacer.advance(self.run, at)
        if pace.finish_at is not None and not pace.grounds:
            if not self.had_figure:
                self.score.first.append((at - self.made.started_at) / (self.end - self.made.started_at))
            self.had_figure = True
            self.finish.append((at, pace.finish_at))
        if self.marks and share >= self.marks[0] and self.end - at > 0:
            mark = self.marks.pop(0)
            if at > self.resume_at:
                self.score.looks.append(self._look(mark, pace, at, place))

    def _look(self, mark: float, pace: Pace, at: float, place: float) -> Look:
        truth, left = self.end - at, self.made.total_steps - place
        mean = (at - self.made.started_at) / place * left
        held = None if pace.low is None or pace.high is None else pace.low <= truth <= pace.high
        return Look(
            mark, _error(pace.seconds_left, truth), _error(self.tqdm.left(left), truth), _error(mean, truth), held
        )


def _resumes(event: object) -> bool:
    return getattr(event, "kind", "") == "resume"


def _error(estimate: float | None, truth: float) -> float | None:
    return None if estimate is None else abs(estimate - truth) / truth


def _no_worse(ours: float | None, theirs: float | None) -> bool:
    """True when our error is the smaller one, or the two differ by nothing that a person could see."""
    return ours is not None and (theirs is None or ours <= theirs + _TIE)


def table(score: EtaScore) -> str:
    """One line a mark."""
    lines = [f"{'at':>5} {'ours':>7} {'tqdm':>7} {'elapsed':>8} {'no worse':>11} {'range holds':>12} {'no figure':>10}"]
    for mark in MARKS:
        looks = [k for k in score.looks if k.mark == mark]
        told = [k for k in looks if k.ours is not None]
        if not told:
            continue
        ours, tqdm, mean = (
            median(v for v in side if v is not None)
            for side in zip(*((k.ours, k.tqdm, k.mean) for k in told), strict=True)
        )
        better = sum(_no_worse(k.ours, k.tqdm) and _no_worse(k.ours, k.mean) for k in told) / len(told)
        held = [k.covered for k in told if k.covered is not None]
        share = sum(held) / max(1, len(held))
        missing = len(looks) - len(told)
        lines.append(
            f"{mark:>5.0%} {ours:>7.1%} {tqdm:>7.1%} {mean:>8.1%} {better:>11.0%} {share:>12.0%} {missing:>10}"
        )
    first, jump = median(score.first), median(score.jumps)
    lines.append(f"{score.runs} runs; first figure after {first:.1%} of the time; median jump {jump:.2%}")
    return "\n".join(lines)
