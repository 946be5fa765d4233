"""Loss curves without noise, as functions of the share of the run that is done, with the learning rate that goes with
them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, exp, pi
from random import Random

Curve = Callable[[float], float]


@dataclass(frozen=True, slots=True)
class Shape:
    """`level` is the loss at a share of the run, `rate` the learning rate there."""

    name: str
    level: Curve
    rate: Curve


def log_uniform(random: Random, low: float, high: float) -> float:
    """A number whose logarithm is evenly spread."""
    return float(low * (high / low) ** random.random())


def _cosine_rate(random: Random) -> Curve:
    peak, warm, least = log_uniform(random, 1e-5, 1e-1), random.uniform(0.003, 0.05), random.choice([0.0, 0.1])
    return lambda t: (
        peak * (t / warm if t < warm else least + (1 - least) * (1 + cos(pi * (t - warm) / (1 - warm))) / 2)
    )


def _constant_rate(random: Random) -> Curve:
    peak = log_uniform(random, 1e-5, 1e-1)
    return lambda _t: peak


def _span(random: Random) -> tuple[float, float]:
    """Where a loss starts and the floor it tends to."""
    start = log_uniform(random, 0.5, 12.0)
    return start, start * random.uniform(0.03, 0.6)


def power(random: Random) -> Shape:
    start, floor = _span(random)
    bend, soft = random.uniform(0.12, 0.9), log_uniform(random, 0.001, 0.03)
    return Shape("power", lambda t: floor + (start - floor) * (1 + t / soft) ** -bend, _cosine_rate(random))


def exponential(random: Random) -> Shape:
    start, floor = _span(random)
    span = random.uniform(0.25, 0.9)
    return Shape("exponential", lambda t: floor + (start - floor) * exp(-t / span), _constant_rate(random))


def cosine(random: Random) -> Shape:
    """A power law that the falling learning rate bends down further towards the end."""
    base, extra = power(random), random.uniform(0.02, 0.12)
    return Shape("cosine", lambda t: base.level(t) * (1 - extra * (1 - cos(pi * t)) / 2), _cosine_rate(random))


def steps(random: Random) -> Shape:
    """Drops of the loss where the learning rate falls tenfold, each followed by a slow power law."""
    start, floor = _span(random)
    borders = sorted(random.uniform(0.25, 0.9) for _ in range(random.choice([1, 2, 3])))
    drop, bend, soft = random.uniform(0.5, 0.8), random.uniform(0.2, 0.6), log_uniform(random, 0.003, 0.03)
    peak = log_uniform(random, 1e-3, 1e-1)

    def level(t: float) -> float:
        past = [b for b in borders if b <= t]
        since = t - (past[-1] if past else 0.0)
        scale = drop ** len(past)
        settling = 1 + (0.3 * exp(-since / 0.01) if past else 0.0)
        above = scale * (0.35 + 0.65 * (1 + t / soft) ** -bend) * settling
        return float(floor + (start - floor) * above)

    return Shape("steps", level, lambda t: peak * 0.1 ** sum(b <= t for b in borders))


def warm_up(random: Random) -> Shape:
    """A start that stays up, or climbs a little, while the learning rate rises."""
    base, warm = power(random), random.uniform(0.01, 0.06)
    bump = random.uniform(0.0, 0.06)

    def level(t: float) -> float:
        return (
            base.level(0.0) * (1 + bump * t / warm)
            if t < warm
            else base.level(t - warm) * (1 + bump * exp(-(t - warm) / 0.01))
        )

    return Shape("warm-up", level, _cosine_rate(random))


def fine_tune(random: Random) -> Shape:
    """Converged within the first tenth; what follows is a gentle slope or none."""
    start, floor = _span(random)
    span, slope = random.uniform(0.01, 0.04), random.choice([0.0, random.uniform(0.0, 0.08)])
    return Shape(
        "fine-tune", lambda t: floor + (start - floor) * exp(-t / span) - slope * floor * t, _cosine_rate(random)
    )


LOSSES = (power, exponential, cosine, steps, warm_up)
