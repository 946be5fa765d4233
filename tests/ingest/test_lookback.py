"""An earlier line again, wherever its file is now."""

from __future__ import annotations

import os
from pathlib import Path

from tests.ingest.build import EchoReader, append

from tui.ingest.file_source import FileSource


def read_to_rest(source: FileSource, now: float = 0.0) -> None:
    while source.step(now) is not None:
        pass


def test_any_line_of_a_long_log_is_found_again(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    append(
        path,
        b"".join(f"第{k} step\r\n".encode() if k % 7 else b"\x1b[1mbar\rstep %d\n" % k for k in range(1, 60_001)),
    )
    source = FileSource(str(path), EchoReader)
    read_to_rest(source)
    for first in (1, 2, 999, 1000, 1001, 30_000, 59_998):
        excerpt = source.index.lines(first, 3)
        assert [line.number for line in excerpt.lines] == [first, first + 1, first + 2]
        assert [line.text for line in excerpt.lines] == [
            f"第{k} step" if k % 7 else f"step {k}" for k in range(first, first + 3)
        ]
        assert excerpt.gone == ""
    assert source.index.lines(60_001, 5).lines == ()
    source.close()


def test_lines_of_a_renamed_file_are_found_under_its_new_name(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    source = FileSource(str(path), EchoReader)
    append(path, "a\nb\n")
    read_to_rest(source)
    path.rename(tmp_path / "run.log.1")
    append(path, "c\nd\n")
    for now in (1.0, 5.0, 9.0):
        read_to_rest(source, now)
    assert [line.text for line in source.index.lines(1, 4).lines] == ["a", "b", "c", "d"]
    source.close()


def test_lines_of_a_truncated_file_are_said_to_be_gone(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    source = FileSource(str(path), EchoReader)
    append(path, "a\nb\n")
    read_to_rest(source)
    os.truncate(path, 0)
    append(path, "c\n")
    read_to_rest(source, 1.0)
    excerpt = source.index.lines(1, 2)
    assert excerpt.lines == ()
    assert excerpt.gone == "line 1 is gone: run.log was replaced or written anew since"
    assert [line.text for line in source.index.lines(3, 1).lines] == ["c"]
    source.close()


def test_utf16_is_found_by_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    path.write_bytes("".join(f"步 {k}\r\n" for k in range(1, 30_001)).encode("utf-16"))
    source = FileSource(str(path), EchoReader)
    read_to_rest(source)
    assert [line.text for line in source.index.lines(29_000, 2).lines] == ["步 29000", "步 29001"]
    source.close()
