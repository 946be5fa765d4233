"""`status`: what it remembers, when it trusts it, and that a short look says the same as a long one."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from tui.cli import lately
from tui.cli.lately import SMALL, facts
from tui.cli.memory import KEPT, Remembered, head_of, recall, remember
from tui.report.glance import Glance
from tui.settings import Settings

STEPS = 3000
HALF = 2000


def lines(start: int, stop: int) -> str:
    """A log of `STEPS` steps, its steps `start` to `stop` (not included); the best loss is at step 1000."""
    return "".join(
        f"step {k}/{STEPS} loss {abs(k - 1000) / 1000 + 1:.4f} grad_norm {1 + k / STEPS:.4f}\n"
        for k in range(start, stop)
    )


@pytest.fixture(autouse=True)
def notes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of notes, of this test alone."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "trainwatch"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log that is not small."""
    path = tmp_path / "run.log"
    path.write_text(lines(1, HALF))
    assert path.stat().st_size > SMALL
    return path


def look(path: Path) -> Glance:
    """What stands some time after the last change."""
    return facts(path, Settings(), path.stat().st_mtime + 1)


def append(path: Path, text: str) -> None:
    """Add to a log, a second after its last change."""
    changed = path.stat().st_mtime + 1
    with path.open("a") as file:
        file.write(text)
    os.utime(path, (changed, changed))


def test_the_end_alone_is_read_and_says_the_same_as_the_whole(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look(log)
    append(log, lines(HALF, HALF + 50))
    with monkeypatch.context() as without:
        without.setattr("tui.report.reading.read_whole", None)
        short = look(log)
    assert (short.done, short.total, short.last) == (HALF + 49, STEPS, 2.049)
    assert short.best == pytest.approx(1.0)
    for note in (log.parent / "state" / "trainwatch").iterdir():
        note.unlink()
    whole = look(log)
    assert replace(short, finish_at=None, anchor_done=None, anchor_time=None) == replace(
        whole, finish_at=None, anchor_done=None, anchor_time=None
    )


def test_an_unchanged_log_is_not_read_at_all(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = look(log)
    monkeypatch.setattr("tui.report.reading.read_whole", None)
    monkeypatch.setattr(lately, "_brought_up_to_date", None)
    assert look(log) == before


def test_a_log_that_has_grown_by_much_is_read_whole_again(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    look(log)
    append(log, lines(HALF, STEPS))
    monkeypatch.setattr(lately, "_brought_up_to_date", None)
    assert look(log).done == STEPS - 1


def test_steps_that_start_again_make_it_read_the_whole(log: Path) -> None:
    look(log)
    append(log, lines(1, 100))
    assert look(log).done == 99


def test_a_log_that_is_not_there_is_waited_for(tmp_path: Path) -> None:
    assert facts(tmp_path / "absent.log", Settings(), 0.0) == Glance()


def test_another_file_of_the_same_name_is_another_log(log: Path) -> None:
    size = log.stat().st_size
    remember(log, Remembered(size, size, head_of(log, size), Glance(status="running")))
    assert recall(log, size) is not None
    log.write_text("x" * size)
    assert recall(log, size) is None


def test_a_log_that_has_shrunk_is_another_log(log: Path) -> None:
    size = log.stat().st_size
    remember(log, Remembered(size, size, head_of(log, size), Glance()))
    assert recall(log, size - 1) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"read": 1}', '{"read": 1, "whole": 1, "head": "", "facts": {}}'])
def test_a_note_that_makes_no_sense_is_no_note(text: str, log: Path, notes: Path) -> None:
    remember(log, Remembered(1, 1, head_of(log, 1), Glance()))
    (note,) = notes.iterdir()
    note.write_text(text)
    assert recall(log, 1) is None


def test_what_was_remembered_comes_back_whole(log: Path) -> None:
    what = Remembered(
        10, 5, head_of(log, 10), Glance("running", "epoch", 1.5, 3.0, "val/loss", "min", 0.5, 0.4, 1e9, ("nan", "oom"))
    )
    remember(log, what)
    assert recall(log, 10) == what


def test_notes_do_not_pile_up(tmp_path: Path, notes: Path) -> None:
    for k in range(KEPT + 5):
        path = tmp_path / f"{k}.log"
        path.write_text("step 1 loss 2\n")
        remember(path, Remembered(1, 1, head_of(path, 1), Glance()))
    assert len(list(notes.iterdir())) == KEPT


def test_nothing_breaks_where_nothing_can_be_written(
    log: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert look(log).done == HALF - 1
