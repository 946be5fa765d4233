"""Standard input or a named pipe: read when something is there, never blocking."""

from __future__ import annotations

import os
from pathlib import Path
from select import select

from tui.errors import UnreadableError
from tui.ingest.batch import Batch, ReaderFactory
from tui.ingest.find import looks_like_text
from tui.ingest.follow import CHUNK_BYTES, Beginning
from tui.ingest.ledger import Ledger
from tui.ingest.text import TextReader
from tui.model.events import Event, Line


class PipeSource:
    """Lines from a descriptor. Standard input ends when its writer closes it; a named pipe waits for the next writer.

    The descriptor's flags stay as they are: others may share it. `select` says whether a read would block.
    """

    watched: tuple[Path, ...] = ()

    def __init__(self, name: str, descriptor: int, reader_factory: ReaderFactory, *, lasting: bool = False) -> None:
        self.name = name
        self.ended = False
        self._descriptor = descriptor
        self._lasting = lasting
        self._ledger = Ledger()
        self._text = TextReader(reader_factory)
        self._start = b""
        self._hung_up = False  # the last writer is gone
        self._changed_at: float | None = None
        self._ledger.begin(Beginning("opened", name))

    @classmethod
    def named(cls, path: str, reader_factory: ReaderFactory) -> PipeSource:
        """A named pipe; opening it waits for no writer."""
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        except OSError as error:
            raise UnreadableError(f"{path}: {error.strerror}") from error
        return cls(path, descriptor, reader_factory, lasting=True)

    def note(self, sentence: str) -> None:
        """Add a sentence to the notes, once."""
        self._ledger.note(sentence)

    def fileno(self) -> int | None:
        """What `select` can wait for; `None` at the end, and between two writers, when `select` would not wait."""
        return None if self.ended or self._hung_up else self._descriptor

    def step(self, now: float) -> Batch | None:
        """One read, if it would not block."""
        data, waiting = self._read()
        if data:
            self._changed_at = now
            self._start = (self._start + data)[:1024] if len(self._start) < 1024 else self._start
            self._ledger.read(len(data))
            lines = self._text.feed(data)
        else:
            lines = self._text.idle(now)
            if not (lines or self._text.events_left(now) or waiting != self._ledger.waiting_for):
                return None
        self._ledger.waiting_for = waiting
        return self._batch(lines, self._text.events(lines), now, caught_up=len(data) < CHUNK_BYTES // 4)

    def finish(self, now: float) -> Batch | None:
        """The last line, which has no end. Raises `UnreadableError` when what came was not text."""
        if not looks_like_text(self._start):
            raise UnreadableError(f"{self.name} gave binary data, not a log")
        lines = self._text.finish()
        return self._batch(lines, self._text.finish_events(lines), now, caught_up=True)

    def close(self) -> None:
        """Close a named pipe; standard input is not ours."""
        if self._lasting and self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor = -1
        self.ended = True

    def _read(self) -> tuple[bytes, str]:
        """What is there, and what is waited for when nothing is."""
        if self.ended:
            return b"", self._ledger.waiting_for
        try:
            if not select([self._descriptor], [], [], 0)[0]:
                return b"", "" if self._start else "nothing has been written to it yet"
            data = os.read(self._descriptor, CHUNK_BYTES)
            self._hung_up = not data
        except BlockingIOError:
            return b"", ""
        except (OSError, ValueError) as error:
            self.ended = not self._lasting
            return b"", f"the system says: {error}"
        if data or self._lasting:
            return data, "" if data else "no program has this pipe open for writing"
        self.ended = True
        return b"", ""

    def _batch(self, lines: list[Line], events: list[Event], now: float, *, caught_up: bool) -> Batch:
        integrity = self._ledger.integrity(self._text.lines, self._text.reader, 0, now, self._changed_at)
        return Batch(tuple(events), tuple(lines), integrity, now, caught_up, self._text.lines.partial())
