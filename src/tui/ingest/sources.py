"""What a person names, a file, a directory, a pattern, standard input, becomes a source of batches."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from select import select

from tui.errors import UnreadableError
from tui.ingest.batch import Batch, ReaderFactory, Source
from tui.ingest.file_source import FileSource
from tui.ingest.find import logs_in, logs_like, packed_as
from tui.ingest.packed_source import PackedSource
from tui.ingest.pipe_source import PipeSource


def open_source(argument: str, reader_factory: ReaderFactory, *, poll: bool = False) -> Source:
    """The source that `argument` names; with `poll` it is not to be watched for events.

    A file, directory or pattern that stands for nothing yet is waited for. Raises `UnreadableError`, one sentence, for
    what can never be a log.
    """
    if argument == "-":
        return PipeSource("standard input", sys.stdin.fileno(), reader_factory)
    path = os.path.expanduser(argument)
    kind = _kind(path)
    if kind == "directory":
        return FileSource(path, reader_factory, poll=poll, find=lambda: logs_in(path))
    if kind == "pipe":
        return PipeSource.named(path, reader_factory)
    if kind == "missing" and glob.has_magic(path):
        return FileSource(path, reader_factory, poll=poll, find=lambda: logs_like(path))
    if kind == "file" and (packing := packed_as(_first_bytes(path))):
        return PackedSource(path, packing, reader_factory)
    if kind not in ("file", "missing"):
        raise UnreadableError(f"{argument} is {kind}, not a log")
    return FileSource(path, reader_factory, poll=poll)


def read_all(source: Source, now: float) -> Iterator[Batch]:
    """Everything there is in a source, as it is read, and its end; standard input is read until it is closed.

    Closes the source. Raises `UnreadableError`, one sentence, when there was nothing to read or it was not text.
    """
    try:
        while not source.ended:
            batch = source.step(now)
            if batch is not None:
                yield batch
            if batch is None or batch.caught_up:
                descriptor = source.fileno()
                if descriptor is None:
                    break
                select([descriptor], [], [], 0.5)
        last = source.finish(now)
        if last is not None:
            yield last
    finally:
        source.close()


def others(source: Source) -> tuple[Path, ...]:
    """The other logs that the same directory or pattern stands for, newest first."""
    return source.others() if isinstance(source, FileSource) else ()


def _kind(path: str) -> str:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return "missing"
    for test, name in ((stat.S_ISREG, "file"), (stat.S_ISDIR, "directory"), (stat.S_ISFIFO, "pipe")):
        if test(mode):
            return name
    return "a socket" if stat.S_ISSOCK(mode) else "a device"


def _first_bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(8)
    except OSError:
        return b""
