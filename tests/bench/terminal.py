"""A program on a terminal of its own, and what it writes there, in time and in bytes."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from codecs import getincrementaldecoder
from collections.abc import Sequence
from types import TracebackType

_TOKEN = re.compile(r"\x1b\[(\d*);?(\d*)([HC])|\x1b\[[^a-zA-Z]*[a-zA-Z]|\x1b[^\[]|([^\x00-\x1f]+)|(.)", re.DOTALL)


class Grid:
    """What stands on the screen, as far as words go: a program may send only the cells that change."""

    def __init__(self) -> None:
        self._rows: dict[int, str] = {}
        self._x = self._y = 0
        self._rest = ""
        self._decoder = getincrementaldecoder("utf-8")("replace")

    def show(self, data: bytes) -> None:
        """Take in what came; a sequence that is still torn waits for its end."""
        text = self._rest + self._decoder.decode(data)
        torn = text.rfind("\x1b", -16)
        self._rest = text[torn:] if torn >= 0 and not re.match(r"\x1b\[[^a-zA-Z]*[a-zA-Z]", text[torn:]) else ""
        for row, column, move, words, other in _TOKEN.findall(text[: len(text) - len(self._rest)]):
            if move == "H":
                self._y, self._x = int(row or 1) - 1, int(column or 1) - 1
            elif move == "C":
                self._x += int(row or 1)
            elif words:
                line = self._rows.get(self._y, "").ljust(self._x)
                self._rows[self._y] = line[: self._x] + words + line[self._x + len(words) :]
                self._x += len(words)
            elif other == "\n":
                self._y += 1

    def holds(self, words: str) -> bool:
        """True when a row has the words in it."""
        return any(words in row for row in self._rows.values())


class Terminal:
    """A child process on a pseudo-terminal of `columns` by `rows`. Use it in a `with`; the child is gone afterwards."""

    def __init__(self, call: Sequence[str], columns: int = 120, rows: int = 36) -> None:
        self.started = time.perf_counter()
        self.seen = b""
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # users have bytecode, so the second start has it here too
            os.environ.update(TERM="xterm-256color", COLUMNS=str(columns), LINES=str(rows), COLORTERM="truecolor")
            os.execvp(call[0], list(call))
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._terminal)

    def until_it_shows(self, words: str, seconds: float) -> float | None:
        """Read until `words` stand on the screen; seconds since the start, `None` when they did not come in time."""
        grid, done, end = Grid(), 0, time.perf_counter() + seconds
        while time.perf_counter() < end:
            self._read(0.01)
            if len(self.seen) > done:
                grid.show(self.seen[done:])
                done, now = len(self.seen), time.perf_counter()
                if grid.holds(words):
                    return now - self.started
        return None

    def for_seconds(self, seconds: float) -> int:
        """Read for a while; how many bytes came."""
        before, end = len(self.seen), time.perf_counter() + seconds
        while time.perf_counter() < end:
            self._read(0.05)
        return len(self.seen) - before

    def cpu_seconds(self) -> float:
        """Processor time of the child so far (Linux)."""
        with open(f"/proc/{self.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def type(self, keys: str) -> None:
        """Press keys."""
        os.write(self._terminal, keys.encode())

    def _read(self, seconds: float) -> None:
        ready, _, _ = select.select([self._terminal], [], [], seconds)
        if ready:
            try:
                self.seen += os.read(self._terminal, 65536)
            except OSError as error:  # the child has closed its side
                raise RuntimeError(f"the program ended early: {self.seen[-2000:]!r}") from error
