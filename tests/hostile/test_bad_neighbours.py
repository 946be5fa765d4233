"""A disk that hangs, a system without events, a driver that fails: keys are answered, and the screen says it."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.hostile.test_screen_is_text import drawn, opened, until
from watchdog.observers import Observer

from tui.ingest import opened as opened_files
from tui.model.hardware import Gpu, GpuSample
from tui.views import start

STEPS = "".join(f"step {k} loss {2 / (k + 1):.4f}\n" for k in range(30))


@dataclass
class Disk:
    """Reads that hang while `hangs` is set, until the test is over."""

    hangs: bool = False
    over: threading.Event = field(default_factory=threading.Event)

    def pread(self, descriptor: int, size: int, at: int) -> bytes:
        if self.hangs:
            self.over.wait(30)
        return os.pread(descriptor, size, at)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    made = Disk()
    system = type("System", (), {**{n: getattr(os, n) for n in dir(os) if not n.startswith("__")}, "pread": made.pread})
    monkeypatch.setattr(opened_files, "os", system)
    monkeypatch.setattr(start, "HANG_SECONDS", 0.2)
    yield made
    made.over.set()


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "run.log"
    path.write_text(STEPS)
    return path


async def test_a_disk_that_hangs_in_mid_run_is_told_and_keys_are_answered(log: Path, disk: Disk) -> None:
    async with opened(os.fspath(log)) as (app, pilot):
        await until(pilot, lambda: app.snapshot is not None and app.snapshot.run.records == 30)
        disk.hangs = True
        await until(pilot, lambda: "the disk, which has not answered for" in "".join(drawn(app)))
        await pilot.press("question_mark")
        await until(pilot, lambda: "This help" in "".join(drawn(app)))
        await pilot.press("escape", "i")
        await until(pilot, lambda: "waiting: the disk" in "".join(drawn(app)))
        disk.hangs = False
        disk.over.set()
        await until(pilot, lambda: "✓ all 30 lines read, none lost" in "".join(drawn(app)))


async def test_a_disk_that_hangs_from_the_start_is_told_and_left(log: Path, disk: Disk) -> None:
    disk.hangs = True
    async with opened(os.fspath(log)) as (app, pilot):
        await until(pilot, lambda: "the disk, which has not answered for" in "".join(drawn(app)))
        await pilot.press("q")
        await until(pilot, lambda: not app.is_running)


async def test_a_named_pipe_without_a_writer_blocks_no_key(tmp_path: Path) -> None:
    pipe = tmp_path / "run.pipe"
    os.mkfifo(pipe)
    async with opened(os.fspath(pipe)) as (app, pilot):
        await pilot.press("question_mark")
        await until(pilot, lambda: "This help" in "".join(drawn(app)))
        with pipe.open("w") as writer:
            writer.write(STEPS)
        await pilot.press("escape")
        await until(pilot, lambda: app.snapshot is not None and app.snapshot.run.records == 30)


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE])
async def test_without_events_the_log_is_followed_and_the_account_says_so(
    number: int, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Observer, "schedule", refuse)
    async with opened(os.fspath(log)) as (app, pilot):
        await until(pilot, lambda: app.snapshot is not None and app.snapshot.run.records == 30)
        with log.open("a") as file:
            file.write("step 30 loss 0.01\n")
        await until(pilot, lambda: app.snapshot is not None and app.snapshot.run.records == 31)
        await pilot.press("i")
        await until(pilot, lambda: "looked at by the clock alone" in " ".join("".join(drawn(app)).split()))


async def test_a_driver_that_fails_is_told_on_the_screen(log: Path) -> None:
    class Driver:
        running = True

        def start(self) -> None: ...

        def stop(self) -> None: ...

        def latest(self) -> GpuSample:
            return GpuSample(1.0, (Gpu(0, "NVIDIA H100"),), "no answer", 0.5)

    async with opened(os.fspath(log)) as (app, pilot):
        app.session._probe = Driver()
        await until(pilot, lambda: "no answer" in "".join(drawn(app)))
