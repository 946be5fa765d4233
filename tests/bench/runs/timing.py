"""How long things take in a generated run: steps with jitter and drift, a slow start, evaluations and checkpoints."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp
from random import Random

from tests.bench.runs.shapes import log_uniform


@dataclass(slots=True)
class Timing:
    """Seconds of everything. `every` values are in records; 0 means never."""

    random: Random
    record_seconds: float
    jitter: float
    start_seconds: float
    drift: float
    hiccup_chance: float
    evaluation_every: int
    evaluation_seconds: float
    checkpoint_every: int
    checkpoint_seconds: float

    def record(self, share: float) -> float:
        """Seconds until the next record, pauses apart."""
        seconds = self.record_seconds * (1 + self.drift * share) * exp(self.jitter * self.random.gauss(0, 1))
        if self.random.random() < self.hiccup_chance:
            seconds += self.record_seconds * self.random.uniform(0.5, 4)
        return seconds

    def pause(self, record: int) -> float:
        """Seconds of evaluation and checkpoint after this record."""
        seconds = 0.0
        if self.evaluation_every and record % self.evaluation_every == 0:
            seconds += self.evaluation_seconds * exp(0.05 * self.random.gauss(0, 1))
        if self.checkpoint_every and record % self.checkpoint_every == 0:
            seconds += self.checkpoint_seconds * exp(0.1 * self.random.gauss(0, 1))
        return seconds


def timing(random: Random, records: int) -> Timing:
    """A likely mix, widely spread."""
    seconds = log_uniform(random, 0.2, 60.0)
    evaluations = random.choice([0, random.randint(3, 40)])
    checkpoints = random.choice([0, random.randint(2, 20)])
    return Timing(
        random,
        seconds,
        random.choice([0.01, 0.03, 0.08, 0.2]),
        seconds * log_uniform(random, 1.0, 60.0),
        random.choice([0.0, 0.0, random.uniform(-0.1, 0.15)]),
        random.choice([0.0, 0.0, 0.01, 0.03]),
        max(2, records // evaluations) if evaluations else 0,
        min(600.0, seconds * log_uniform(random, 2.0, 60.0)),
        max(2, records // checkpoints) if checkpoints else 0,
        min(200.0, seconds * log_uniform(random, 1.0, 20.0)),
    )
