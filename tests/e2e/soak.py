"""A long live log with rotations: `python -m tests.e2e.soak --minutes 5`. Exit code 1 when a line is missing."""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from tui.formats.reader import Reader
from tui.ingest.batch import Batch, ReaderFactory
from tui.ingest.pump import Pump
from tui.ingest.sources import open_source
from tui.model.events import Event, Line
from tui.model.run import Run

LINES_A_SECOND = 100


class NoReader:
    """Understands nothing, keeps nothing."""

    records = 0
    unparsed = 0

    def read(self, _lines: Sequence[Line], /) -> Sequence[Event]:
        return ()

    def finish(self) -> Sequence[Event]:
        return ()


class Watcher:
    """Counts what comes, and keeps a `Run` as the screen does. Lines are dropped, as the screen drops old ones."""

    def __init__(self, path: Path, *, poll: bool, lines_only: bool) -> None:
        self.seen = 0
        factory: ReaderFactory = NoReader if lines_only else Reader
        self.wrong: list[str] = []
        self.run = Run(str(path), live=True)
        self.last: Batch | None = None
        self.pump = Pump(open_source(str(path), factory, poll=poll), self._take, self.wrong.append)
        self.pump.start()

    def _take(self, batch: Batch) -> None:
        for line in batch.lines:
            if f"step {self.seen} " not in line.text:
                self.wrong.append(f"expected step {self.seen}, got {line.text!r}")
                self.seen = int(line.text.split()[1])
            self.seen += 1
        self.run.apply(batch.events, batch.at)
        self.last = batch


def write(path: Path, seconds: float, rotate_seconds: float) -> int:
    """Write lines at a steady rate, rename and create now and then; returns how many lines."""
    start = rotated = time.monotonic()
    count, log = 0, path.open("a")
    while (now := time.monotonic()) - start < seconds:
        for _ in range(int((now - start) * LINES_A_SECOND) - count):
            log.write(f"step {count} loss {1 / (count + 1):.6f} lr 0.001\n")
            count += 1
        log.flush()
        if now - rotated > rotate_seconds:
            log.close()
            path.rename(path.with_name("run.log.1"))
            log, rotated = path.open("a"), now
        time.sleep(0.01)
    log.close()
    return count


def memory_kb() -> int:
    """Resident memory of this process."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmRSS:")[1].split()[0])


def slope(samples: list[tuple[float, float]]) -> float:
    """Least squares, by the last half of the samples: the first fills caches."""
    late = samples[len(samples) // 2 :]
    mean_t = sum(t for t, _ in late) / len(late)
    mean_v = sum(v for _, v in late) / len(late)
    spread = sum((t - mean_t) ** 2 for t, _ in late) or 1.0
    return sum((t - mean_t) * (v - mean_v) for t, v in late) / spread


def main() -> int:
    """Run it and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--rotate-seconds", type=float, default=60.0)
    parser.add_argument("--poll", action="store_true")
    parser.add_argument("--lines-only", action="store_true", help="keep no values: what is left must not grow at all")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "run.log"
        watcher = Watcher(path, poll=options.poll, lines_only=options.lines_only)
        written: list[int] = []
        seconds = options.minutes * 60
        writer = threading.Thread(target=lambda: written.append(write(path, seconds, options.rotate_seconds)))
        writer.start()
        samples: list[tuple[float, float]] = []
        counts: list[tuple[int, int]] = []
        begin = time.monotonic()
        while writer.is_alive():
            time.sleep(min(5.0, seconds / 20))
            samples.append((time.monotonic() - begin, float(memory_kb())))
            counts.append((threading.active_count(), len(list(Path("/proc/self/fd").iterdir()))))
            moment, kilobytes = samples[-1]
            threads, descriptors = counts[-1]
            print(
                f"{moment:6.0f} s {kilobytes:9.0f} kB  threads {threads}  descriptors {descriptors} {watcher.seen}",
                flush=True,
            )
        end = time.monotonic() + 15
        while watcher.seen < written[0] and time.monotonic() < end:
            time.sleep(0.1)
        watcher.pump.stop(5)
        return report(watcher, written[0], samples, counts)


def report(watcher: Watcher, written: int, samples: list[tuple[float, float]], counts: list[tuple[int, int]]) -> int:
    """Print the figures; 0 when every line came once and nothing grows but the run's own numbers."""
    late = counts[len(counts) // 2 :]
    grew = [max(c[k] for c in late) - late[0][k] for k in (0, 1)]
    held = sum(len(series) for series in watcher.run.series.values())
    print(
        f"lines written {written:,}, read {watcher.seen:,}, records {watcher.run.records:,}, wrong {len(watcher.wrong)}"
    )
    print(
        f"memory {slope(samples) * 3600 / 1024:.2f} MB an hour with {held:,} values kept; "
        f"threads +{grew[0]}, descriptors +{grew[1]}"
    )
    for sentence in watcher.wrong[:5]:
        print(sentence)
    if watcher.last is not None:
        print("losses:", watcher.last.integrity.losses or "none")
    return int(bool(watcher.wrong) or watcher.seen != written or grew[0] > 0 or grew[1] > 2)


if __name__ == "__main__":
    sys.exit(main())
