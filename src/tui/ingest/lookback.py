"""Any earlier line again, from the file it stands in: a sparse index filled while reading, and a second look."""

from __future__ import annotations

import os
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tui.ingest.assemble import LineAssembler
from tui.ingest.opened import OpenFile
from tui.model.events import Line

EVERY = 1000  # lines between two entries
_CHUNK_BYTES = 1 << 18
_MOST_BYTES = 1 << 26  # looked through for one excerpt


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Lines as they stand in the file, without frames. `gone` is a sentence when some cannot be shown any more."""

    lines: tuple[Line, ...]
    gone: str = ""


@dataclass(frozen=True, slots=True)
class _File:
    """Where a generation was read, and what to recognise it by."""

    target: str
    identity: tuple[int, int]
    start: bytes
    encoding: str


class LineIndex:
    """Line number to place in a file. Filled by the reading thread alone; `lines` may be called from any thread.

    An entry costs 24 bytes and stands for at least `EVERY` lines.
    """

    def __init__(self) -> None:
        self._numbers = array("q")
        self._offsets = array("q")
        self._files_at = array("q")
        self._files: list[_File] = []

    def note(self, lines: Sequence[Line], target: str, identity: tuple[int, int], start: bytes, encoding: str) -> None:
        """Lines were read, in order, from a file that begins with `start`."""
        first = next((line for line in lines if not line.transient), None)
        if first is None:
            return
        file = _File(target, identity, start, encoding)
        new = not self._files or self._is_other(self._files[-1], file)
        if not new and first.number < self._numbers[-1] + EVERY:
            return
        if new or self._files[-1] != file:
            self._files.append(file)
        self._offsets.append(first.offset)
        self._files_at.append(len(self._files) - 1)
        self._numbers.append(first.number)  # last, since `lines` looks here first

    def lines(self, first: int, count: int) -> Excerpt:
        """`count` lines from number `first` on."""
        found: list[Line] = []
        while len(found) < count and self._numbers:
            wanted = found[-1].number + 1 if found else max(1, first)
            at = max(0, bisect_right(self._numbers, wanted) - 1)
            part, gone = self._from(at, wanted, count - len(found))
            if not part:
                return Excerpt(tuple(found), gone)
            found += part
        return Excerpt(tuple(found))

    def _is_other(self, known: _File, file: _File) -> bool:
        return known.identity != file.identity or not file.start.startswith(known.start)

    def _from(self, at: int, wanted: int, count: int) -> tuple[list[Line], str]:
        """Lines of one generation, from entry `at` on."""
        known = self._files[self._files_at[at]]
        end = self._end_of_generation(at)
        file = _reopen(known)
        if file is None:
            return [], f"line {wanted:,} is gone: {os.path.basename(known.target)} was replaced or written anew since"
        with file:
            found = _read(
                file,
                LineAssembler(number=self._numbers[at], offset=self._offsets[at], encoding=known.encoding),
                self._offsets[at],
                wanted,
                min(count, end - wanted),
            )
            file.close()
        return found, ""

    def _end_of_generation(self, at: int) -> int:
        """The number of the first line of the generation after."""
        for k in range(at + 1, len(self._numbers)):
            if self._is_other(self._files[self._files_at[at]], self._files[self._files_at[k]]):
                return self._numbers[k]
        return 1 << 62


def _read(file: OpenFile, lines: LineAssembler, offset: int, wanted: int, count: int) -> list[Line]:
    found: list[Line] = []
    stop = offset + _MOST_BYTES
    while len(found) < count and offset < stop:
        data = file.peek(offset, _CHUNK_BYTES)
        given = lines.feed(data) if data else lines.finish()
        found += [line for line in given if line.number >= wanted and not line.transient]
        if not data:
            break
        offset += len(data)
    return found[:count]


def _reopen(known: _File) -> OpenFile | None:
    """The file under its name, or under the name a rotation gave it."""
    directory = os.path.dirname(known.target)
    try:
        beside = [e.path for e in os.scandir(directory) if e.inode() == known.identity[1]]
    except OSError:
        beside = []
    for path in (known.target, *beside):
        try:
            file = OpenFile.open(path)
        except OSError:
            continue
        if file.identity == known.identity and file.peek(0, len(known.start)) == known.start:
            return file
        file.close()
    return None
