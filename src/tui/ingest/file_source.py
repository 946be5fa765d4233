"""A file that is followed by its name: follower, assembler, reader and account in one step."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tui.errors import UnreadableError
from tui.ingest.batch import Batch, ReaderFactory
from tui.ingest.find import first_text, looks_like_text
from tui.ingest.follow import Follower, Look
from tui.ingest.ledger import Ledger
from tui.ingest.lookback import LineIndex
from tui.ingest.text import TextReader
from tui.model.events import Event, Line

Find = Callable[[], list[Path]]
_FIND_SECONDS = 2.0  # between two looks for a first log


class FileSource:
    """One file, or the newest log of those that `find` gives, once there is one.

    `index` gives earlier lines again. One thread calls all but `index.lines`, `partial` and `others`.
    """

    ended = False

    def __init__(
        self, path: str, reader_factory: ReaderFactory, *, poll: bool = False, find: Find | None = None
    ) -> None:
        self.name = path
        self.index = LineIndex()
        self._find = find
        self._found_at: float | None = None
        self._poll = poll
        self._follower: Follower | None = None if find else Follower(path)
        self._ledger = Ledger()
        self._text = TextReader(reader_factory)
        self._told_waiting = ""

    @property
    def watched(self) -> tuple[Path, ...]:
        """The path to watch; none when polling, or as long as no log was found."""
        return () if self._poll or self._follower is None else (Path(self._follower.path),)

    def others(self) -> tuple[Path, ...]:
        """The other logs that the same name stands for, newest first."""
        return tuple(path for path in self._find() if str(path) != self.name) if self._find else ()

    def note(self, sentence: str) -> None:
        """Add a sentence to the notes, once."""
        self._ledger.note(sentence)

    def fileno(self) -> None:
        """A file is always ready."""
        return

    def step(self, now: float) -> Batch | None:
        """One look: at most one read."""
        follower = self._choose(now)
        if follower is None:
            return self._tell_waiting("no log there yet", now)
        look = follower.look(now)
        lines = self._take(look, follower)
        if not lines and not look.data and not look.gap and look.begins is None:
            lines = self._text.idle(now)
            if not lines and not self._text.events_left(now) and look.waiting_for == self._told_waiting:
                return None
        return self._batch(lines, self._text.events(lines), look, follower, now)

    def finish(self, now: float) -> Batch | None:
        """All that is left. Raises `UnreadableError` when there is no such file, or no text in it."""
        follower = self._choose(now)
        if follower is None:
            raise UnreadableError(f"{self.name}: no log there")
        lines: list[Line] = []
        look = Look(caught_up=False)
        while not look.caught_up or look.data or look.gap:
            look = follower.look(now, final=True)
            if look.waiting_for and not follower.opened:
                raise UnreadableError(f"{self.name}: {look.waiting_for.removesuffix(' yet')}")
            if not looks_like_text(follower.start):
                raise UnreadableError(f"{self.name} is a binary file, not a log")
            lines += self._take(look, follower)
        lines += self._text.finish()
        return self._batch(lines, self._text.finish_events(lines), look, follower, now)

    def close(self) -> None:
        """Let go of every descriptor."""
        if self._follower is not None:
            self._follower.close()

    # inside

    def _choose(self, now: float) -> Follower | None:
        """The follower; for a directory or a pattern, once a log is found."""
        if self._follower is None and self._find is not None:
            if self._found_at is not None and 0 <= now - self._found_at < _FIND_SECONDS:
                return None
            self._found_at = now
            path = first_text(self._find())
            if path is not None:
                self.name = str(path)
                self._follower = Follower(self.name)
        return self._follower

    def _take(self, look: Look, follower: Follower) -> list[Line]:
        lines: list[Line] = []
        if look.begins is not None:
            if not look.begins.goes_on:
                lines += self._text.begin()
            self._ledger.begin(look.begins)
        self._ledger.read(len(look.data) + look.gap)
        fresh = self._text.feed(look.data, look.gap)
        if fresh:
            self.index.note(fresh, *follower.standing, self._text.lines.encoding)
        return lines + fresh

    def _batch(self, lines: list[Line], events: list[Event], look: Look, follower: Follower, now: float) -> Batch:
        self._told_waiting = self._ledger.waiting_for = look.waiting_for
        integrity = self._ledger.integrity(
            self._text.lines, self._text.reader, follower.unread_bytes, now, follower.changed_at
        )
        return Batch(tuple(events), tuple(lines), integrity, now, look.caught_up, self._text.lines.partial())

    def _tell_waiting(self, sentence: str, now: float) -> Batch | None:
        if self._told_waiting == sentence:
            return None
        self._told_waiting = self._ledger.waiting_for = sentence
        return Batch((), (), self._ledger.integrity(self._text.lines, self._text.reader, 0, now, None), now, True)
