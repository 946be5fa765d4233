"""What a person may name as a source, and what is refused with one sentence."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.ingest.build import EchoReader, append

from tui.errors import UnreadableError
from tui.ingest.batch import Source
from tui.ingest.file_source import FileSource
from tui.ingest.find import logs_in, looks_like_text
from tui.ingest.sources import open_source, others, read_all


def texts(source: Source) -> list[str]:
    return [line.text for batch in read_all(source, 0.0) for line in batch.lines]


def dated(path: Path, text: str, time: float) -> Path:
    append(path, text)
    os.utime(path, (time, time))
    return path


def test_a_directory_is_its_newest_log_and_the_others_are_listed(tmp_path: Path) -> None:
    old = dated(tmp_path / "old.log", "old\n", 100)
    dated(tmp_path / "new.log", "new\n", 200)
    dated(tmp_path / "train_config.bin", "\x01\x02\x03\x04", 300)
    dated(tmp_path / "weights.pt", "no log", 400)
    source = open_source(str(tmp_path), EchoReader)
    assert texts(source) == ["new"]
    assert source.name == str(tmp_path / "new.log")
    assert old in others(source)


def test_a_directory_without_a_log_is_waited_for_and_looked_through(tmp_path: Path) -> None:
    source = open_source(str(tmp_path), EchoReader)
    batch = source.step(0.0)
    assert batch is not None
    assert batch.integrity.waiting_for == "no log there yet"
    assert source.step(0.1) is None
    (tmp_path / "runs" / "7").mkdir(parents=True)
    append(tmp_path / "runs" / "7" / "stdout", "a\n")
    assert source.step(1.0) is None
    batch = source.step(2.5)
    assert batch is not None
    assert [line.text for line in batch.lines] == ["a"]
    source.close()


def test_a_directory_of_10_000_files_is_answered(tmp_path: Path) -> None:
    for k in range(10_000):
        (tmp_path / f"{k}.log").touch()
    newest = dated(tmp_path / "newest.log", "a\n", 4e9)
    assert logs_in(str(tmp_path))[0] == newest


def test_a_pattern_is_the_newest_of_what_it_stands_for(tmp_path: Path) -> None:
    dated(tmp_path / "a1.txt", "old\n", 100)
    dated(tmp_path / "a2.txt", "new\n", 200)
    dated(tmp_path / "b.txt", "other\n", 300)
    assert texts(open_source(str(tmp_path / "a*.txt"), EchoReader)) == ["new"]


def test_a_name_with_a_bracket_is_a_file_when_it_exists(tmp_path: Path) -> None:
    append(tmp_path / "run[1].log", "a\n")
    assert texts(open_source(str(tmp_path / "run[1].log"), EchoReader)) == ["a"]


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_a_packed_log_is_read(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "run.log.1"
    path.write_bytes(pack(b"".join(b"step %d\n" % k for k in range(100_000))))
    assert texts(open_source(str(path), EchoReader)) == [f"step {k}" for k in range(100_000)]


def test_a_packed_log_cut_short_gives_what_it_has_and_says_so(tmp_path: Path) -> None:
    path = tmp_path / "run.log.gz"
    path.write_bytes(gzip.compress(os.urandom(200).hex().encode() + b"\nmore\n")[:-12])
    batches = list(read_all(open_source(str(path), EchoReader), 0.0))
    assert batches[-1].integrity.notes[0].startswith("the packed file is damaged or not complete")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\x7fELF\x02\x01\x01\0\0\0\x03\0\x3e\0\x01\0\0\0", "is a binary file, not a log"),
        (None, "the file does not exist"),
    ],
)
def test_what_is_no_text_is_refused_when_all_of_it_is_asked_for(
    tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    path = tmp_path / "run.log"
    if content is not None:
        path.write_bytes(content * 50)
    with pytest.raises(UnreadableError, match=sentence):
        texts(open_source(str(path), EchoReader))


def test_a_device_is_refused() -> None:
    with pytest.raises(UnreadableError, match="/dev/zero is a device, not a log"):
        open_source("/dev/zero", EchoReader)


def test_an_empty_file_is_an_empty_log(tmp_path: Path) -> None:
    (tmp_path / "run.log").touch()
    assert texts(open_source(str(tmp_path / "run.log"), EchoReader)) == []


@pytest.mark.parametrize(
    ("start", "is_text"),
    [
        (b"step 1 loss 2\n", True),
        (b"", True),
        ("损失 0.5\n".encode("gbk"), True),
        ("loss\n".encode("utf-16"), True),
        (b"\0" * 1000 + b"loss\n", True),
        (b"\x1b[31mred\x1b[0m\r\n", True),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01", False),
        (b"PK\x03\x04\0\0\x08\x08\0\0\0\0", False),
    ],
)
def test_text_is_told_from_other_files(start: bytes, is_text: bool) -> None:
    assert looks_like_text(start) is is_text


def test_the_reader_gives_what_it_held_back_once_when_the_log_is_silent(tmp_path: Path) -> None:
    reader = EchoReader()
    source = FileSource(str(tmp_path / "run.log"), lambda: reader)
    append(tmp_path / "run.log", "a\n")
    for now in (0.0, 0.5, 1.0, 2.0, 3.0):
        source.step(now)
    assert reader.finished == 1
    append(tmp_path / "run.log", "b\n")
    for now in (4.0, 4.5, 5.6, 9.0):
        source.step(now)
    assert reader.finished == 2
    source.close()


def test_a_watched_file_is_never_changed(tmp_path: Path) -> None:
    path = dated(tmp_path / "run.log", "a\nb\n", 100)
    path.chmod(0o444)
    before = path.stat()
    texts(open_source(str(path), EchoReader))
    after = path.stat()
    assert (after.st_mtime_ns, after.st_ctime_ns, after.st_mode, after.st_size) == (
        before.st_mtime_ns, before.st_ctime_ns, before.st_mode, before.st_size,
    )  # fmt: skip
    assert list(tmp_path.iterdir()) == [path]
