"""Scoring what was told against the truth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench.runs.replay import Told
from tests.bench.runs.truth import Made, Truth

_STALL_FACTOR = 3.0


@dataclass(slots=True)
class Tally:
    """Of one kind: faults caught in time, missed, alerts without a fault, and delays in steps as shares of the run."""

    caught: int = 0
    missed: int = 0
    false: int = 0
    delays: list[float] = field(default_factory=list)
    recovered: int = 0
    withdrawn: int = 0


@dataclass(slots=True)
class Score:
    """Over many runs. `misjudged` are sentences for a person, worst first at print time."""

    by_fault: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    healthy_runs: int = 0
    healthy_false: int = 0
    healthy_false_critical: int = 0
    misjudged: list[str] = field(default_factory=list)

    def add(self, made: Made, told: Sequence[Told]) -> None:
        """Take one replayed run in."""
        used: set[int] = set()
        for truth in made.truths:
            self._truth(made, truth, told, used)
        false = [t for k, t in enumerate(told) if k not in used and not _excused(made, t)]
        for one in false:
            self.by_fault[one.first.kind].false += 1
            run = f"seed {made.seed} ({made.shape}, {made.fault or 'healthy'})"
            self.misjudged.append(f"false {one.first.severity}, {run}: {one.first.message}")
        if made.healthy:
            self.healthy_runs += 1
            self.healthy_false += bool(false)
            self.healthy_false_critical += any(t.last.severity == "critical" for t in false)

    def _truth(self, made: Made, truth: Truth, told: Sequence[Told], used: set[int]) -> None:
        tally = self.by_fault[made.fault]
        fitting = [(k, t) for k, t in enumerate(told) if _fits(truth, t)]
        used.update(k for k, _ in fitting)
        in_time = [t for _, t in fitting if _in_time(truth, t)]
        if truth.recovers:
            tally.recovered += 1
            tally.withdrawn += any(not t.last.active for t in in_time)
        if in_time:
            tally.caught += 1
            tally.delays.append(_delay(made, truth, in_time[0]))
        else:
            tally.missed += 1
            late = f"told {fitting[0][1].step} for {truth.step}, limit {truth.until_step}" if fitting else "never told"
            run = f"seed {made.seed} ({made.shape}, {made.total_steps:.0f} steps)"
            self.misjudged.append(f"missed {truth.kind} ({made.fault}), {run}: {late}")


def _fits(truth: Truth, told: Told) -> bool:
    alert = told.first
    if alert.kind != truth.kind or (truth.metric is not None and alert.metric != truth.metric):
        return False
    since = alert.since_step if alert.since_step is not None else alert.step
    return (
        since is None
        or abs(since - truth.step) <= truth.since_slack + 1e-9
        or (truth.kind == "plateau" and since >= 0.7 * truth.step)
    )


def _in_time(truth: Truth, told: Told) -> bool:
    if truth.kind == "stall":
        habit = 60.0 if told.habit is None else max(told.habit.longest, 60.0 / _STALL_FACTOR)
        usual = 0.0 if told.habit is None else told.habit.usual
        floor = max(300.0, 20 * usual) if told.habit is not None and told.habit.knows_pauses else max(900.0, 30 * usual)
        return told.at - truth.time <= max(_STALL_FACTOR * habit, floor) * 1.15
    return told.step is None or told.step <= truth.until_step + 1e-9


def _delay(made: Made, truth: Truth, told: Told) -> float:
    if truth.kind == "stall":
        return told.at - truth.time
    return 0.0 if told.step is None else (told.step - truth.step) / made.total_steps


def _excused(made: Made, told: Told) -> bool:
    if told.first.kind in made.tolerated:
        return True
    return told.last.severity == "info" and told.first.kind in made.info_tolerated
