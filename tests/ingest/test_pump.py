"""The reading thread: woken by events, by the clock without them, ended at once, silent about nothing."""

from __future__ import annotations

import errno
import threading
from pathlib import Path

import pytest
from tests.ingest.build import append
from tests.ingest.watching import Watching, until
from watchdog.observers import Observer

from tui.ingest import pump as pump_module
from tui.ingest.batch import Batch
from tui.ingest.pump import Pump


class Script:
    """A source that does as it is told."""

    name = "script"
    ended = False
    watched: tuple[Path, ...] = ()

    def __init__(self) -> None:
        self.closed = False
        self.may_go_on = threading.Event()
        self.reads = threading.Event()

    def step(self, now: float) -> Batch | None:
        self.reads.set()
        if not self.may_go_on.wait(20):
            raise AssertionError
        raise ZeroDivisionError(f"at {now}")

    def finish(self, now: float) -> Batch | None:
        raise NotImplementedError(now)

    def note(self, sentence: str) -> None: ...

    def fileno(self) -> None:
        return None

    def close(self) -> None:
        self.closed = True


def test_a_change_wakes_the_thread_long_before_the_heartbeat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pump_module, "HEARTBEAT_SECONDS", 1000.0)
    watching = Watching(tmp_path / "run.log", poll=False)
    for k in range(5):
        append(watching.path, f"{k}\n")
        assert until(lambda k=k: len(watching.lines) == k + 1)  # type: ignore[misc]
    assert watching.stop()


def test_a_change_behind_a_link_wakes_the_thread_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "elsewhere" / "today.txt"
    target.parent.mkdir()
    append(target, "a\n")
    (tmp_path / "run.log").symlink_to(target)
    monkeypatch.setattr(pump_module, "HEARTBEAT_SECONDS", 1000.0)
    watching = Watching(tmp_path / "run.log", poll=False)
    append(target, "b\n")
    assert until(lambda: watching.texts == ["a", "b"])
    assert watching.stop()


def test_other_files_of_the_directory_wake_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pump_module, "HEARTBEAT_SECONDS", 1000.0)
    watching = Watching(tmp_path / "run.log", poll=False)
    append(watching.path, "a\n")
    assert until(lambda: watching.texts == ["a"])
    watching.at_rest()
    looks = watching.looks
    for k in range(50):
        append(tmp_path / "noise", f"{k}\n")
    append(watching.path, "b\n")
    assert until(lambda: watching.texts == ["a", "b"])
    assert watching.looks - looks < 40
    assert watching.stop()


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EMFILE])
def test_without_events_the_clock_alone_gives_the_same_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def exhausted(*_: object, **__: object) -> None:
        raise OSError(code, "inotify is exhausted")

    monkeypatch.setattr(Observer, "schedule", exhausted)
    threads = threading.active_count()
    watching = Watching(tmp_path / "run.log", poll=False)
    append(watching.path, "a\n")
    assert watching.shows("a")
    watching.path.rename(tmp_path / "run.log.1")
    append(watching.path, "b\n")
    watching.later(4)
    assert watching.shows("a", "b")
    assert watching.integrity.notes == (
        "no file events (inotify is exhausted): the file is looked at by the clock alone",
    )
    assert watching.stop()
    assert until(lambda: threading.active_count() == threads)


def test_a_fault_of_the_program_becomes_a_sentence() -> None:
    source, failures = Script(), list[str]()
    source.may_go_on.set()
    pump = Pump(source, lambda _: None, failures.append, clock=lambda: 7.0)
    pump.start()
    assert until(lambda: bool(failures))
    assert failures == ["reading script ended by a fault of this program: ZeroDivisionError: at 7.0"]
    assert until(lambda: source.closed)


def test_stopping_does_not_wait_for_a_read_that_hangs() -> None:
    source = Script()
    pump = Pump(source, lambda _: None, lambda _: None)
    pump.start()
    assert source.reads.wait(10)
    assert pump.stop(0.05) is False
    source.may_go_on.set()
    assert until(lambda: source.closed)


def test_no_thread_and_no_descriptor_stays_behind(tmp_path: Path) -> None:
    def descriptors() -> int:
        return len(list(Path("/proc/self/fd").iterdir()))

    threads, open_before = threading.active_count(), descriptors()
    for k in range(3):
        watching = Watching(tmp_path / f"{k}.log", poll=False)
        append(watching.path, "a\n")
        assert watching.shows("a")
        assert watching.stop()
    assert until(lambda: threading.active_count() == threads)
    assert until(lambda: descriptors() == open_before)
