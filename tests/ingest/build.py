"""What the tests of this room build with: an assembler's output, cuts, a reader of one line, a log on disk."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from tui.ingest.assemble import LINE_LIMIT, LineAssembler
from tui.model.events import Event, Line, Notice


def assemble(*chunks: bytes, limit: int = LINE_LIMIT) -> list[Line]:
    """All lines of a text that arrives in these chunks."""
    assembler = LineAssembler(limit=limit)
    lines = [line for chunk in chunks for line in assembler.feed(chunk)]
    return lines + assembler.finish()


def cut(data: bytes, places: Iterable[int]) -> list[bytes]:
    """`data` cut at the given places."""
    edges = sorted({min(place, len(data)) for place in places} | {0, len(data)})
    return [data[a:b] for a, b in pairwise(edges)]


class EchoReader:
    """Every committed line is an event of its own."""

    def __init__(self) -> None:
        self.records = 0
        self.unparsed = 0
        self.finished = 0

    def read(self, lines: Sequence[Line], /) -> Sequence[Event]:
        events = [Notice("warning", line.text, line.number) for line in lines if not line.transient]
        self.records += len(events)
        return events

    def finish(self) -> Sequence[Event]:
        self.finished += 1
        return []


def append(path: Path, text: str | bytes) -> None:
    """Write as a training does: append and close."""
    data = text.encode() if isinstance(text, str) else text
    descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        while data:
            data = data[os.write(descriptor, data) :]
    finally:
        os.close(descriptor)
