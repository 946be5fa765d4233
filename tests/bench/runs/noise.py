"""Scatter of single records around a curve: even, skewed, heavy-tailed or with a memory."""

from __future__ import annotations

from collections.abc import Callable
from math import exp, sqrt
from random import Random

Noise = Callable[[float], float]


def student(random: Random, freedom: int) -> float:
    """A value of Student's distribution."""
    chi = sum(random.gauss(0, 1) ** 2 for _ in range(freedom))
    return random.gauss(0, 1) / sqrt(chi / freedom)


def noise(random: Random, sigma: float) -> tuple[str, Noise]:
    """Its name, and a function from level to level with scatter; `sigma` is a share of the level."""
    kind = random.choice(["even", "even", "skewed", "heavy", "memory"])
    if kind == "even":
        return kind, lambda level: level * (1 + sigma * random.gauss(0, 1))
    if kind == "skewed":
        return kind, lambda level: level * exp(sigma * random.gauss(0, 1) - sigma * sigma / 2)
    if kind == "heavy":
        freedom = random.choice([5, 6, 8])
        return kind, lambda level: level * (1 + sigma * student(random, freedom) * 0.8)
    memory, state = random.uniform(0.2, 0.7), [0.0]

    def remember(level: float) -> float:
        state[0] = memory * state[0] + sqrt(1 - memory * memory) * random.gauss(0, 1)
        return level * (1 + sigma * state[0])

    return kind, remember
