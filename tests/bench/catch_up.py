"""Catching up: from the start of the process to the summary of a whole log, with the most memory it took."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tests.bench import logs
from tests.bench.figure import Figure

MILLION = 1_000_000
CASES: tuple[tuple[str, str, logs.Lines, int, float | None], ...] = (
    ("Trainer lines", "trainer.log", logs.trainer, MILLION, 1.2),
    ("lines of which 1 % are metrics", "noise.log", logs.noise, 5 * MILLION, 1.4),
    ("frames of a bar", "frames.log", logs.frames, MILLION, 1.0),
    ("records of three values", "three.log", logs.three_values, MILLION // 10, 0.45),
    ("JSON lines", "lines.jsonl", logs.json_lines, MILLION, 1.5),
    ("lines of a home-made loop", "home.log", logs.home_made, MILLION, 2.5),
    ("rows of CSV", "table.csv", logs.csv, MILLION, 1.0),
)


def figures(folder: Path, scale: float) -> Iterator[Figure]:
    """One figure a kind of log. Limits hold for whole sizes alone."""
    for name, file, lines, count, limit in CASES:
        count = int(count * scale)
        path = logs.write(folder / file, lines(count))
        seconds, memory = summary(path)
        size = path.stat().st_size
        path.unlink()
        note = f"{size / 1e6:.0f} MB, {memory:.0f} MB of memory"
        yield Figure(f"summary of {count:,} {name}", seconds, "s", limit if scale == 1 else None, note)


def summary(path: Path) -> tuple[float, float]:
    """Seconds from the start of the process to its end, and its largest memory in MB."""
    begin = time.perf_counter()
    out = os.open(os.devnull, os.O_WRONLY)
    call = [sys.executable, "-m", "tui", "summary", "--json", str(path)]
    child = os.posix_spawn(sys.executable, call, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, out, 1)])
    _, status, usage = os.wait4(child, 0)
    os.close(out)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise RuntimeError(f"summary of {path} ended with {status}")
    return time.perf_counter() - begin, usage.ru_maxrss / 1024
