"""From bytes to lines and events; silence brings the frame that a bar shows, and what the reader held back."""

from __future__ import annotations

from collections.abc import Sequence

from tui.ingest.assemble import LineAssembler
from tui.ingest.batch import ReaderFactory
from tui.model.events import Event, Line

IDLE_SECONDS = 1.0


class TextReader:
    """An assembler and a reader, and how long nothing came. Owned by the reading thread."""

    def __init__(self, reader_factory: ReaderFactory) -> None:
        self.lines = LineAssembler()
        self.reader = reader_factory()
        self._quiet_since: float | None = None
        self._may_hold_back = False
        self._late: list[Event] = []

    def begin(self) -> list[Line]:
        """A new file: the last line of the one before, which has no end."""
        lines = self.lines.finish()
        self.lines.begin()
        return lines

    def feed(self, data: bytes, gap: int = 0) -> list[Line]:
        """The lines that are complete with these bytes, `gap` NULs before them."""
        if gap:
            self.lines.skip(gap)
        if data:
            self._quiet_since = None
        return self.lines.feed(data)

    def idle(self, now: float) -> list[Line]:
        """Nothing came: after a while, the frame that a bar shows now."""
        if self._quiet_since is None or now < self._quiet_since:
            self._quiet_since = now
        if now - self._quiet_since < IDLE_SECONDS:
            return []
        return self.lines.peek()

    def events_left(self, now: float) -> bool:
        """True when the silence made the reader give what it had held back; `events` then brings it."""
        if self._may_hold_back and self._quiet_since is not None and now - self._quiet_since >= IDLE_SECONDS:
            self._may_hold_back = False
            self._late = list(self.reader.finish())
        return bool(self._late)

    def events(self, lines: Sequence[Line]) -> list[Event]:
        """What the lines say, and what was held back if that is due."""
        events = list(self.reader.read(lines)) if lines else []
        if lines:
            self._may_hold_back = True
        late, self._late = self._late, []
        return late + events

    def finish(self) -> list[Line]:
        """The last line, which has no end."""
        return self.lines.finish()

    def finish_events(self, lines: Sequence[Line]) -> list[Event]:
        """What the last lines say, and all that was held back."""
        late, self._late, self._may_hold_back = self._late, [], False
        return [*late, *(self.reader.read(lines) if lines else ()), *self.reader.finish()]
