"""Real files, real threads: what the arguments stand for, and a session that reads them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tui.errors import UnreadableError
from tui.views import watched
from tui.views.options import ScreenOptions
from tui.views.session import Session
from tui.views.start import LateReader, logs_of, open_session

LOG = "".join(f"step {k} loss {1 / k:.4f}\n" for k in range(1, 201))


@contextmanager
def started(*sources: str, replay: float | None = None) -> Iterator[Session]:
    session = open_session(ScreenOptions(sources, gpu=False, replay=replay), lambda: None)
    session.start()
    try:
        yield session
    finally:
        session.close()


def until(session: Session, holds: Callable[[], bool]) -> None:
    """Work until the condition holds, for at most ten seconds."""
    limit = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < limit, "the condition never came to hold"
        session.work()
        time.sleep(0.01)


def count(session: Session) -> int:
    return len(session.watched.run.series.get("loss", ()))


def test_a_file_is_read_and_followed(tmp_path: Path) -> None:
    log = tmp_path / "run.log"
    log.write_text(LOG)
    with started(str(log)) as session:
        until(session, lambda: count(session) == 200)
        with log.open("a") as file:
            file.write("step 201 loss 0.001\n")
        until(session, lambda: count(session) == 201)
        taken = session.snapshot()
        assert (taken.run.source, taken.integrity.lines, taken.integrity.unread_bytes) == (str(log), 201, 0)


def test_a_file_that_is_not_there_yet_is_waited_for(tmp_path: Path) -> None:
    log = tmp_path / "run.log"
    with started(str(log)) as session:
        until(session, lambda: bool(session.watched.integrity.waiting_for))
        log.write_text(LOG)
        until(session, lambda: count(session) == 200)
        assert session.watched.integrity.waiting_for == ""


def test_the_logs_of_a_directory_are_its_runs_the_newest_first(tmp_path: Path) -> None:
    for age, name in enumerate(("new.log", "middle.log", "old.log")):
        (tmp_path / name).write_text(LOG)
        os.utime(tmp_path / name, (1e9 - age, 1e9 - age))
    names = [Path(name).name for name in logs_of([str(tmp_path), str(tmp_path / "old.log")])]
    assert names == ["new.log", "middle.log", "old.log"]
    assert [Path(name).name for name in logs_of([str(tmp_path / "*d*.log")])] == ["middle.log", "old.log"]


def test_a_directory_without_a_log_stands_for_itself(tmp_path: Path) -> None:
    assert list(logs_of([str(tmp_path), "-", str(tmp_path / "none*.log")])) == [
        str(tmp_path),
        "-",
        str(tmp_path / "none*.log"),
    ]


def test_what_can_never_be_a_log_is_refused_at_once() -> None:
    with pytest.raises(UnreadableError, match="/dev/null is a device, not a log"), started("/dev/null"):
        pass


def test_a_replay_reads_the_whole_log_first(tmp_path: Path) -> None:
    log = tmp_path / "run.log"
    log.write_text(LOG)
    with started(str(log), replay=1.0) as session:
        until(session, lambda: session.replayed is not None and session.replayed.player is not None)
        session.seek_to(1.0)
        assert count(session) == 200


def test_a_replay_of_nothing_says_why(tmp_path: Path) -> None:
    with started(str(tmp_path / "none.log"), replay=1.0) as session:
        until(session, lambda: session.watched.ended)
        assert "does not exist" in session.watched.integrity.waiting_for


def test_an_early_line_is_shown_again_from_the_file(tmp_path: Path) -> None:
    log = tmp_path / "run.log"
    log.write_text(LOG)
    with started(str(log)) as session:
        until(session, lambda: count(session) == 200)
        assert [line.text for line in session.reading.excerpt(7, 2)] == ["step 7 loss 0.1429", "step 8 loss 0.1250"]


def test_while_the_screen_is_behind_a_file_is_read_no_further(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watched, "FULL_BATCHES", 2)
    log = tmp_path / "run.log"
    log.write_text("nothing to see here\n" * 60_000)  # more than four reads
    with started(str(log)) as session:
        session.freeze()
        until(session, lambda: session.watched.is_full)
        assert 0 < session.watched.waiting_lines < 60_000
        session.freeze()
        until(session, lambda: session.watched.caught_up)
        assert session.watched.lines.total == 60_000


def test_no_format_is_loaded_before_the_first_line() -> None:
    reader = LateReader(None, {})
    assert (reader.finish(), reader.records, reader.format_name) == ((), 0, "")
