"""Two ways to come by numbers: a real, tiny training, and a plausible made-up one. Standard library only, seeded."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Weights = list[list[float]]
Example = tuple[list[float], int]


@dataclass(frozen=True, slots=True)
class Batch:
    """One step of the real training. `step` counts from 1 over the run, `batch` from 1 in its epoch."""

    step: int
    batch: int
    loss: float
    accuracy: float
    grad_norm: float
    lr: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Epoch:
    """One epoch of the real training; accuracies are shares of one."""

    number: int
    batches: Sequence[Batch]
    train_loss: float
    train_accuracy: float
    val_loss: float
    val_accuracy: float
    seconds: float


def train(seed: int, epochs: int = 10, batches: int = 20, lr: float = 0.4, batch_size: int = 16) -> Iterator[Epoch]:
    """Softmax regression by gradient descent on three noisy clouds of points; really computed, epoch by epoch."""
    rng = random.Random(seed)
    examples = [_example(rng) for _ in range(batches * batch_size)]
    held_out = [_example(rng) for _ in range(60)]
    weights: Weights = [[rng.gauss(0, 1.0) for _ in range(5)] for _ in range(3)]
    step = 0
    for number in range(1, epochs + 1):
        rng.shuffle(examples)
        done: list[Batch] = []
        for batch in range(1, batches + 1):
            step += 1
            rate = lr * 0.5 * (1 + math.cos(math.pi * (step - 1) / (epochs * batches)))
            chunk = examples[(batch - 1) * batch_size : batch * batch_size]
            loss, accuracy, gradient = _gradient(weights, chunk)
            for row, slope in zip(weights, gradient, strict=True):
                row[:] = [w - rate * g for w, g in zip(row, slope, strict=True)]
            norm = math.sqrt(sum(g * g for slope in gradient for g in slope))
            done.append(Batch(step, batch, loss, accuracy, norm, rate, rng.uniform(0.02, 0.09)))
        val_loss, val_accuracy, _ = _gradient(weights, held_out)
        yield Epoch(
            number,
            done,
            sum(b.loss for b in done) / batches,
            sum(b.accuracy for b in done) / batches,
            val_loss,
            val_accuracy,
            sum(b.seconds for b in done) + rng.uniform(0.1, 0.3),
        )


def _example(rng: random.Random) -> Example:
    kind = rng.randrange(3)
    angle = 2 * math.pi * kind / 3
    spread = 0.9
    x, y = math.cos(angle) + rng.gauss(0, spread / 2), math.sin(angle) + rng.gauss(0, spread / 2)
    return [1.0, x, y, x * y, rng.gauss(0, 1)], kind


def _gradient(weights: Weights, chunk: Sequence[Example]) -> tuple[float, float, Weights]:
    """Mean cross-entropy, accuracy and gradient of the loss over `chunk`."""
    gradient: Weights = [[0.0] * 5 for _ in range(3)]
    loss, right = 0.0, 0
    for features, kind in chunk:
        scores = [sum(w * f for w, f in zip(row, features, strict=True)) for row in weights]
        top = max(scores)
        weight = [math.exp(s - top) for s in scores]
        share = [w / sum(weight) for w in weight]
        loss -= math.log(max(share[kind], 1e-12))
        right += scores.index(top) == kind
        for k, row in enumerate(gradient):
            error = (share[k] - (k == kind)) / len(chunk)
            row[:] = [g + error * f for g, f in zip(row, features, strict=True)]
    return loss / len(chunk), right / len(chunk), gradient


class Invented:
    """A plausible run of `total` steps for programs that cannot run here: losses fall, scores rise, both with noise."""

    def __init__(self, seed: int, total: int) -> None:
        self.random = random.Random(seed)
        self.total = total

    def loss(self, at: float, start: float, floor: float, noise: float = 0.02) -> float:
        """A loss at step `at` that falls fast at first and slowly later."""
        mean = floor + (start - floor) * math.exp(-4.5 * at / self.total)
        return mean * (1 + self.random.gauss(0, noise))

    def score(self, at: float, start: float, best: float, noise: float = 0.01) -> float:
        """A score that rises from `start` towards `best`, never above it."""
        mean = best - (best - start) * math.exp(-4.0 * at / self.total)
        return min(best, max(0.0, mean * (1 + self.random.gauss(0, noise))))

    def rate(self, at: float, peak: float, warmup: float = 0.05, last: float = 0.0) -> float:
        """A learning rate with linear warm-up and cosine decay."""
        begin = warmup * self.total
        if at < begin:
            return peak * at / begin
        share = (at - begin) / max(1.0, self.total - begin)
        return last + (peak - last) * 0.5 * (1 + math.cos(math.pi * share))

    def near(self, centre: float, spread: float = 0.03) -> float:
        """A number that hovers round `centre`, such as a duration; `spread` is relative."""
        return abs(centre * (1 + self.random.gauss(0, spread)))
