"""A sample run: the lines of a small language model's training, the same for the same seed, written at a lively pace.

It has what a person should see at work: a loss that falls, an evaluation every epoch, checkpoints, a plateau that ends,
a spike that recovers, and a NaN near the end. `python -m tui.demo PATH` is the child process behind `trainwatch demo`.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from math import exp, nan, pi, sin
from pathlib import Path
from random import Random

EPOCHS = 6
STEPS_PER_EPOCH = 200
STEPS = EPOCHS * STEPS_PER_EPOCH
PLATEAU = (400, 740)  # the loss stands still until the learning rate has come down
SPIKE = 860
NAN = 1168  # the gradient goes first, the loss one step later, and neither comes back
SECONDS_PER_STEP = 0.05
SECONDS_PER_EVALUATION = 1.5


@dataclass(frozen=True, slots=True)
class Said:
    """A line, and how many seconds after the line before it is printed."""

    seconds: float
    text: str


def lines(seed: int = 0) -> Iterator[Said]:
    """The whole run, line by line."""
    random = Random(seed)
    yield Said(0.0, "model tiny-lm with 12.4M parameters on cuda, batches of 64")
    yield Said(0.1, f"num_epochs={EPOCHS} max_steps={STEPS}")
    for step in range(1, STEPS + 1):
        yield from _step(step, random)
        if step % STEPS_PER_EPOCH == 0:
            yield from _evaluation(step, random)
    yield Said(0.2, f"training finished after {STEPS} steps")


def write(path: Path, seed: int = 0, speed: float = 1.0, sleep: Callable[[float], None] = time.sleep) -> None:
    """Append the run to `path`, each line whole and flushed. `speed` 0 writes at once a run that ends now."""
    run = [replace(said, seconds=said.seconds / (speed or 1)) for said in lines(seed)]
    begin = time.time() - (0 if speed else sum(said.seconds for said in run))
    with path.open("a", encoding="utf-8") as file:
        for said, text in zip(run, stamped(run, begin), strict=True):
            if speed:
                sleep(said.seconds)
            file.write(text)
            file.flush()


def stamped(run: Iterable[Said], begin: float) -> Iterator[str]:
    """The lines as they stand in a file, the first one `begin` (POSIX seconds) and its own seconds later."""
    for said in run:
        begin += said.seconds
        stamp = datetime.fromtimestamp(begin).isoformat(sep=" ", timespec="milliseconds")
        yield f"{stamp} INFO {said.text}\n"


def _step(step: int, random: Random) -> Iterator[Said]:
    epoch = (step - 1) // STEPS_PER_EPOCH + 1
    loss, norm = _loss(step) * (1 + random.gauss(0, 0.006)), _norm(step) * (1 + abs(random.gauss(0, 0.15)))
    norm, loss = nan if step >= NAN else norm, nan if step > NAN else loss
    speed = 18_000 * (1 + random.gauss(0, 0.02))
    yield Said(
        SECONDS_PER_STEP * (1 + abs(random.gauss(0, 0.1))),
        f"epoch {epoch}/{EPOCHS} step {step}/{STEPS} loss={loss:.4f} grad_norm={norm:.3f} "
        f"lr={_learning_rate(step):.3e} tokens_per_sec={speed:.0f}",
    )


def _evaluation(step: int, random: Random) -> Iterator[Said]:
    epoch = step // STEPS_PER_EPOCH
    loss = nan if step > NAN else _loss(step) * 1.06 + abs(random.gauss(0, 0.01))
    accuracy = 0.95 - 0.155 * _loss(step) + random.gauss(0, 0.002)
    yield Said(
        SECONDS_PER_EVALUATION, f"validation: epoch={epoch} step={step} val_loss={loss:.4f} val_acc={accuracy:.4f}"
    )
    yield Said(0.1, f"saved checkpoint to checkpoints/step_{step}.pt")


def _loss(step: int) -> float:
    """An exponential fall, broken off by a flat stretch while it is still steep, and a spike on top."""
    start, stop = PLATEAU
    smooth = 1.3 + 4.2 * exp(-(min(step, start) + max(0, step - stop)) / 240) + 1.3 * exp(-step / 30)
    since = step - SPIKE
    return smooth + (2.4 * exp(-since / 6) if 0 <= since < 60 else 0.0)


def _norm(step: int) -> float:
    since = step - SPIKE
    return 0.9 + 1.5 * exp(-step / 80) + (14 * exp(-since / 4) if 0 <= since < 40 else 0.0)


def _learning_rate(step: int) -> float:
    """Warm-up, then half a cosine."""
    warm = 100
    return 3e-4 * (step / warm if step < warm else 0.5 * (1 + sin(pi * (0.5 + (step - warm) / (STEPS - warm)))))


def _main() -> None:
    parser = argparse.ArgumentParser(description="Write the sample run behind `trainwatch demo`.")
    parser.add_argument("path", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--speed", type=float, default=1.0)
    chosen = parser.parse_args()
    write(chosen.path, chosen.seed, chosen.speed)


if __name__ == "__main__":
    _main()
