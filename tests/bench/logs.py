"""The logs that are measured with: made up, the same every time, as large as asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random

Lines = Callable[[int], Iterator[str]]


def trainer(count: int) -> Iterator[str]:
    """Dicts as the Hugging Face Trainer prints them."""
    for k, loss in enumerate(losses(count)):
        rest = f"'grad_norm': {1 + loss:.4f}, 'learning_rate': {3e-4 * loss:.6e}, 'epoch': {k / 1e4:.2f}"
        yield f"{{'loss': {loss:.4f}, {rest}}}\n"


def noise(count: int) -> Iterator[str]:
    """Service lines of a hundred shapes with one metric line in a hundred."""
    for k, loss in enumerate(losses(count)):
        if k % 100 == 0:
            yield f"INFO step {k // 100} loss {loss:.4f} lr 3.00e-04\n"
        else:
            worker = f"worker-{k % 7} {'abcdefghij'[k % 10]}"
            yield f"INFO {worker}: fetched shard part-{k:08} from cache in the background, all well\n"


def frames(count: int) -> Iterator[str]:
    """Frames of one bar, separated by CR."""
    for k, loss in enumerate(losses(count), 1):
        yield f"Epoch 1: {100 * k // count:3}%|####      | {k}/{count} [00:24<00:00, 19.10it/s, loss={loss:.4f}]\r"


def three_values(count: int) -> Iterator[str]:
    """Records of three values."""
    for k, loss in enumerate(losses(count)):
        yield f"step={k} loss={loss:.4f} acc={1 - loss / 10:.4f} lr={3e-4 * loss:.3e}\n"


def json_lines(count: int) -> Iterator[str]:
    """JSON lines with four values."""
    for k, loss in enumerate(losses(count)):
        yield json.dumps({"step": k, "loss": round(loss, 4), "grad_norm": round(1 + loss, 4), "lr": 3e-4}) + "\n"


def home_made(count: int) -> Iterator[str]:
    """A loop as people write it, known to no format."""
    for k, loss in enumerate(losses(count)):
        place, took = f"ep {k // 1000:03d} | it {k}", 0.1 + loss / 100
        yield f"[{place}] --> L={loss:.5f} ; acc so far {100 - loss:.2f}% ; took {took:.3f}s\n"


def csv(count: int) -> Iterator[str]:
    """A table with a header."""
    yield "step,loss,grad_norm,lr\n"
    for k, loss in enumerate(losses(count)):
        yield f"{k},{loss:.4f},{1 + loss:.4f},{3e-4 * loss:.3e}\n"


def write(path: Path, lines: Iterable[str]) -> Path:
    """Write a log, without any translation of line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(lines)
    return path


def losses(count: int) -> Iterator[float]:
    """A loss that falls, with a little noise."""
    random = Random(0)
    for k in range(count):
        yield 0.5 + 6 / (1 + k / 100) ** 0.5 + 0.05 * random.random()
