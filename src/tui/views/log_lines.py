"""The lines of the log that the screen keeps, and search in them. Pure; owned by the thread of the screen."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import replace

from tui.model.events import Line

LIMIT = 10_000
LONGEST = 4_096  # characters of a line that are kept: with the limit of lines, a ceiling for the memory
_TROUBLE = re.compile(r"(?:warn|warning|error|exception|traceback|critical|fatal|failed|killed|\boom)\b", re.IGNORECASE)


class LogLines:
    """The last `limit` committed lines, and the frame of a progress bar that stands below them now.

    Positions count from the first line kept. `version` rises with every change; `dropped` counts lines no longer kept.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self.limit = limit
        self.version = 0
        self.dropped = 0
        self.frame: Line | None = None
        self._lines: list[Line] = []

    def __len__(self) -> int:
        return len(self._lines)

    def __getitem__(self, position: int) -> Line:
        return self._lines[position]

    @property
    def total(self) -> int:
        """How many lines there were in all."""
        return self.dropped + len(self._lines)

    def add(self, lines: Iterable[Line], partial: str = "") -> None:
        """Take lines in; a transient one is only the present frame, and so is `partial`, a line still being written."""
        for line in lines:
            self.version += 1
            if line.transient:
                self.frame = line
            else:
                self.frame = None
                self._lines.append(line if len(line.text) <= LONGEST else replace(line, text=f"{line.text[:LONGEST]}…"))
        if partial:
            self.version += 1
            self.frame = Line(partial, 0, transient=True)
        if len(self._lines) > self.limit + self.limit // 4:
            surplus = len(self._lines) - self.limit
            del self._lines[:surplus]
            self.dropped += surplus

    def clear(self) -> None:
        """Forget everything: the source is read anew."""
        self._lines.clear()
        self.frame, self.dropped = None, 0
        self.version += 1

    def position(self, number: int) -> int | None:
        """Where line `number` is, or the first one after it; `None` when it is no longer, or not yet, kept."""
        at = bisect_left(self._lines, number, key=lambda line: line.number)
        gone = at == 0 and self.dropped and bool(self._lines) and self._lines[0].number > number
        return None if gone or at >= len(self._lines) else at

    def find(self, words: str, start: int, direction: int) -> int | None:
        """The next position whose text holds `words` in any case, from `start` on in `direction` and round the end."""
        wanted = words.casefold()
        return self._next(lambda text: wanted in text.casefold(), start, direction) if wanted else None

    def find_trouble(self, start: int, direction: int) -> int | None:
        """The next position whose text speaks of a warning or an error."""
        return self._next(lambda text: _TROUBLE.search(text) is not None, start, direction)

    def _next(self, fits: Callable[[str], bool], start: int, direction: int) -> int | None:
        count = len(self._lines)
        for k in range(count):
            at = (start + k * direction) % count
            if fits(self._lines[at].text):
                return at
        return None
