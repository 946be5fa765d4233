"""A whole log through the reader into a run: what the tests of samples and of negatives share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tui.formats.reader import Reader
from tui.model.events import Line
from tui.model.run import Run

_ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07|\x08+")
_BATCH = 500


def decoded(data: bytes) -> str:
    """The text of a log: UTF-16 where its mark says so, else UTF-8."""
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")


def lines_of(text: str) -> Iterator[Line]:
    """Lines without escapes; what CR alone ends is a frame and shares the number of the line it stands in."""
    for number, whole in enumerate(text.split("\n"), 1):
        *frames, last = whole.removesuffix("\r").split("\r")
        for frame in frames:
            if frame.strip():
                yield Line(_ESCAPE.sub("", frame), number, transient=True)
        yield Line(_ESCAPE.sub("", last), number)


def run_of(lines: Iterable[Line]) -> Run:
    """The run that a log tells of, read in batches as a follower would hand them on."""
    reader, run = Reader(), Run()
    waiting: list[Line] = []
    for line in lines:
        waiting.append(line)
        if len(waiting) == _BATCH:
            run.apply(reader.read(waiting))
            waiting.clear()
    run.apply(reader.read(waiting))
    run.apply(reader.finish())
    return run
