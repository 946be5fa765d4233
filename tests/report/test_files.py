from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from tui.errors import UsageError
from tui.report.files import whole_file, write_text


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_text("x", tmp_path / "report.md")
    finally:
        os.umask(before)
    assert (tmp_path / "report.md").stat().st_mode & 0o777 == 0o644
    assert [p.name for p in tmp_path.iterdir()] == ["report.md"]


def test_a_failure_leaves_the_older_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text("old")

    def fails() -> None:
        with whole_file(path) as fresh:
            fresh.write_text("half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["report.md"]


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "real.md", tmp_path / "link.md"
    target.write_text("old")
    link.symlink_to(target)
    write_text("new", link)
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_fifo_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append(fifo.read_text()), daemon=True)
    reader.start()
    write_text("a report", fifo)
    reader.join(10)
    assert heard == ["a report"]
    assert fifo.is_fifo()


def test_what_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"Cannot write '.*absent/x\.md': No such file or directory\."):
        write_text("x", tmp_path / "absent" / "x.md")
    with pytest.raises(UsageError, match="Is a directory"):
        write_text("x", tmp_path)


def test_the_log_is_refused_by_any_of_its_names(tmp_path: Path) -> None:
    log, hard = tmp_path / "run.log", tmp_path / "hard.md"
    log.write_text("loss 1\n")
    hard.hardlink_to(log)
    with pytest.raises(UsageError, match="is the log itself"):
        write_text("x", hard, log)
    write_text("x", tmp_path / "other.md", tmp_path / "no-longer-there.log")
    assert log.read_text() == "loss 1\n"
