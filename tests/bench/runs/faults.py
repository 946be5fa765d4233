"""Faults: what they do to the values and times of a run, and the truth about them."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import exp, inf, nan
from random import Random

from tests.bench.runs.shapes import log_uniform

FAULTS = (
    "nan",
    "inf-norm",
    "spike",
    "divergence",
    "plateau-rate",
    "plateau-saturation",
    "overfit",
    "slowdown",
    "stall",
    "oom",
    "nccl",
    "loss-scale",
)


@dataclass(slots=True)
class Fault:
    """A fault by record numbers: it begins at `begin`; `length` records long where it ends; `size` is a factor or
    sigmas.
    """

    name: str
    begin: int
    length: int
    size: float
    extra: dict[str, float] = field(default_factory=dict)

    def loss(self, record: int, value: float, level: float, sigma: float) -> float:
        """The loss of a record under the fault; `level` is the curve, `value` the curve with scatter."""
        age = record - self.begin
        if age < 0:
            return value
        if self.name == "nan" and age >= self.extra["lag"] and (not self.length or age < self.length):
            return nan
        if self.name == "spike" and age < 6 * self.length:
            return value + level * max(self.size * sigma, self.extra["share"]) * exp(-age / self.length)
        if self.name == "divergence":
            return value + level * (self.size - 1) * (1 - exp(-age / self.length))
        return value

    def norm(self, record: int, value: float) -> float:
        """The gradient norm of a record under the fault."""
        age = record - self.begin
        if age < 0:
            return value
        if self.name == "nan" and self.extra["lag"] and (not self.length or age < self.length):
            return inf if age < self.extra["lag"] else nan
        if self.name == "inf-norm" and age < self.length:
            return inf
        if self.name in ("spike", "divergence") and age < self.length:
            return value * 8
        return value

    def frozen(self, record: int) -> int:
        """The record whose curve counts: a plateau stands still from its beginning on."""
        return min(record, self.begin) if self.name.startswith("plateau") else record


def fault(random: Random, name: str, records: int) -> Fault:
    """A fault of the given name somewhere in the middle of the run."""
    begin = int(records * random.uniform(0.25, 0.75))
    extra: dict[str, float] = {}
    length, size = 0, 0.0
    if name == "nan":
        extra["lag"] = random.choice([0, 1, 2])
        length = random.choice([0, 0, int(extra["lag"]) + random.randint(1, 6)])
    elif name == "inf-norm":
        length = random.randint(1, 4)
    elif name == "spike":
        length = random.choice([1, 2, 3, max(3, records // 150)])
        size, extra["share"] = log_uniform(random, 25 if length == 1 else 14, 120), random.uniform(0.25, 1.5)
    elif name == "divergence":
        length, size = max(2, int(records * log_uniform(random, 0.003, 0.04))), log_uniform(random, 1.5, 6)
    elif name.startswith("plateau"):
        begin = int(records * random.uniform(0.2, 0.75))
    elif name == "slowdown":
        size = log_uniform(random, 1.5, 5)
    elif name == "stall":
        length = random.choice([0, 1])  # 1: it goes on afterwards
    return Fault(name, begin, length, size, extra)
