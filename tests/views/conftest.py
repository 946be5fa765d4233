"""A small world for the screen: a source that a test feeds by hand, a clock that it moves, GPUs that it makes up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

import pytest

from tui.ingest.batch import Batch
from tui.model.events import Event, Line, Metrics
from tui.model.hardware import Gpu, GpuSample
from tui.model.integrity import Integrity
from tui.views.options import ScreenOptions
from tui.views.session import Receiver, Session

START = 1_700_000_000.0


@dataclass
class FakeSource:
    """What stands in for a file and its reading thread."""

    name: str
    deliver: Callable[[Batch | None], None]
    fail: Callable[[str], None]
    stopped: bool = False
    format_name: str = "made-up"
    integrity: Integrity = field(default_factory=Integrity)

    def stop(self) -> None:
        self.stopped = True

    def account(self, read: Integrity, now: float) -> Integrity:  # noqa: ARG002
        return read

    def excerpt(self, first: int, count: int) -> list[Line]:
        return [Line(f"old {k}", k) for k in range(max(1, first), first + count)]

    def send(
        self, events: Sequence[Event] = (), texts: Sequence[str] = (), *, at: float = START, caught_up: bool = True
    ) -> None:
        """Deliver a batch; its lines are numbered on."""
        first = self.integrity.lines + 1
        lines = tuple(Line(text, first + k) for k, text in enumerate(texts))
        size = sum(len(text) + 1 for text in texts)
        read = self.integrity
        self.integrity = replace(
            read,
            lines=read.lines + len(lines),
            records=read.records + len(events),
            bytes_read=read.bytes_read + size,
            bytes_in_file=max(read.bytes_in_file, read.bytes_read + size),
            changed_at=at,
            looked_at=at,
        )
        self.deliver(Batch(tuple(events), lines, self.integrity, at, caught_up))

    def train(
        self, steps: range, *, loss: Callable[[int], float] = lambda k: 2.0 / (k + 1), caught_up: bool = True
    ) -> None:
        """Deliver one logged record a step."""
        first = self.integrity.lines + 1
        events = [
            Metrics({"loss": loss(k), "lr": 1e-4}, step=float(k), epoch=float(k // 100), time=START + k, line=first + n)
            for n, k in enumerate(steps)
        ]
        self.send(events, [f"step {k} loss {loss(k):.4f}" for k in steps], at=START + steps.stop, caught_up=caught_up)


@dataclass
class FakeProbe:
    """GPUs as the test says."""

    sample: GpuSample | None = None
    running: bool = False

    def start(self) -> None:
        self.running = True

    def stop(self) -> None:
        self.running = False

    def latest(self) -> GpuSample | None:
        return self.sample


@dataclass
class World:
    """One session and what it stands on."""

    sources: list[FakeSource] = field(default_factory=list)
    probe: FakeProbe = field(default_factory=FakeProbe)
    wall: float = START
    monotonic: float = 0.0
    wake: Callable[[], None] = lambda: None

    def open(self, *names: str, replay: float | None = None) -> Session:
        """A session on made-up sources."""
        options = ScreenOptions(names or ("run.log",), replay=replay)
        return Session(
            options.sources, options, self.begin, self.probe, wall=lambda: self.wall, monotonic=lambda: self.monotonic
        )

    def begin(self, name: str, receiver: Receiver) -> FakeSource:
        def hand_over(batch: Batch | None) -> None:
            receiver.deliver(batch)
            self.wake()

        self.sources.append(FakeSource(name, hand_over, receiver.fail))
        return self.sources[-1]

    def pass_time(self, seconds: float) -> None:
        """Let both clocks go on."""
        self.wall += seconds
        self.monotonic += seconds


@pytest.fixture(autouse=True)
def own_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes what the user of this machine has chosen."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def eight_gpus() -> GpuSample:
    numbers = count()
    gpus = tuple(
        Gpu(k, "NVIDIA H100", f"GPU-{k}", 90.0 - k, 60_000.0, 81_559.0, 63.0 + k, 612.0, 700.0)
        for k in (next(numbers) for _ in range(8))
    )
    return GpuSample(START, gpus, good_at=START)


@pytest.fixture(scope="session")
def world_factory() -> Callable[[], World]:
    return World
