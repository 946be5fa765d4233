"""A program on a terminal of its own, and what it writes there, in time and in bytes."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Sequence
from types import TracebackType


class Terminal:
    """A child process on a pseudo-terminal of `columns` by `rows`. Use it in a `with`; the child is gone afterwards."""

    def __init__(self, call: Sequence[str], columns: int = 120, rows: int = 36) -> None:
        self.started = time.perf_counter()
        self.seen = b""
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
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

    def until(self, there: Callable[[bytes], bool], seconds: float) -> float | None:
        """Read until `there(everything seen)`; seconds since the start, `None` when it did not come in time."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self._read(0.01)
            if there(self.seen):
                return time.perf_counter() - self.started
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
