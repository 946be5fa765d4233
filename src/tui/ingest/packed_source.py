"""A log packed by gzip, bzip2 or xz: read to its end, not followed."""

from __future__ import annotations

import bz2
import gzip
import lzma
import os
import zlib
from collections.abc import Callable
from io import BufferedIOBase
from pathlib import Path

from tui.errors import UnreadableError
from tui.ingest.batch import Batch, ReaderFactory
from tui.ingest.find import looks_like_text
from tui.ingest.follow import CHUNK_BYTES, Beginning
from tui.ingest.ledger import Ledger
from tui.ingest.text import TextReader
from tui.model.events import Event, Line

_OPEN: dict[str, Callable[[str], BufferedIOBase]] = {"gzip": gzip.GzipFile, "bz2": bz2.BZ2File, "xz": lzma.LZMAFile}


class PackedSource:
    """Offsets and sizes count the unpacked text. A damaged end is a note, and what came before it is kept."""

    watched: tuple[Path, ...] = ()

    def __init__(self, path: str, packing: str, reader_factory: ReaderFactory) -> None:
        self.name = path
        self.ended = False
        self._ledger = Ledger()
        self._text = TextReader(reader_factory)
        self._start = b""
        try:
            self._file = _OPEN[packing](path)
            self._changed_at = os.stat(path).st_mtime
        except OSError as error:
            raise UnreadableError(f"{path}: {error.strerror}") from error
        self._ledger.begin(Beginning("opened", os.path.realpath(path)))

    def note(self, sentence: str) -> None:
        """Add a sentence to the notes, once."""
        self._ledger.note(sentence)

    def fileno(self) -> None:
        """A file is always ready."""
        return

    def step(self, now: float) -> Batch | None:
        """Unpack the next 256 KiB."""
        if self.ended:
            return None
        data = self._read()
        self._start = self._start or data[:1024]
        self._ledger.read(len(data))
        lines = self._text.feed(data)
        return self._batch(lines, self._text.events(lines), now)

    def finish(self, now: float) -> Batch | None:
        """The last line, which has no end. Raises `UnreadableError` when what was packed is not text."""
        lines: list[Line] = []
        while not self.ended:
            data = self._read()
            self._ledger.read(len(data))
            lines += self._text.feed(data)
        if not looks_like_text(self._start):
            raise UnreadableError(f"{self.name} holds binary data, not a log")
        lines += self._text.finish()
        return self._batch(lines, self._text.finish_events(lines), now)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        self.ended = True

    def _read(self) -> bytes:
        try:
            data = self._file.read(CHUNK_BYTES)
        except (OSError, EOFError, zlib.error, lzma.LZMAError) as error:
            self._ledger.note(f"the packed file is damaged or not complete: {error}")
            data = b""
        self.ended = not data
        return data

    def _batch(self, lines: list[Line], events: list[Event], now: float) -> Batch:
        integrity = self._ledger.integrity(self._text.lines, self._text.reader, 0, now, self._changed_at)
        return Batch(tuple(events), tuple(lines), integrity, now, self.ended, self._text.lines.partial())
