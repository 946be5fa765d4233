"""A real terminal for a test: the program in the foreground of a pty of its own, and what it wrote there."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.hostile.process import surroundings

LIMIT = 20.0
_MODE = re.compile(rb"\x1b\[\?([0-9;]+)([hl])")
TURNED_ON = {
    b"1049": "alternate screen",
    b"1000": "mouse",
    b"1003": "mouse moves",
    b"1006": "mouse, SGR",
    b"2004": "pasting",
}


@dataclass
class Terminal:
    """The child `pid` as leader of a session on the pty `descriptor`."""

    pid: int
    descriptor: int
    said: bytearray = field(default_factory=bytearray)
    status: int | None = None

    def read(self, seconds: float = 0.05) -> None:
        """Take in what was written within `seconds`; the end of the terminal is no error."""
        while select.select([self.descriptor], [], [], seconds)[0]:
            try:
                part = os.read(self.descriptor, 65_536)
            except OSError:
                return
            if not part:
                return
            self.said += part
            seconds = 0.0

    def until(self, holds: Callable[[], bool]) -> bool:
        """Read until the condition holds; false when it does not in time."""
        end = time.monotonic() + LIMIT
        while not holds():
            if time.monotonic() > end:
                return False
            self.read()
        return True

    def shows(self, words: str) -> bool:
        """Read until these words were written."""
        return self.until(lambda: words.encode() in self.said)

    def press(self, keys: bytes) -> None:
        """Type."""
        os.write(self.descriptor, keys)

    def tell(self, number: int) -> None:
        """Send a signal to the program alone."""
        os.kill(self.pid, number)

    def resize(self, columns: int, rows: int) -> None:
        """Another size, of which the kernel tells the program."""
        fcntl.ioctl(self.descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def ended(self) -> int | None:
        """Wait for the end: the exit code, negative for a signal; `None` when it does not end."""
        return self.status if self.until(self.is_over) else None

    def is_over(self) -> bool:
        """True once the program has ended."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.status = os.waitstatus_to_exitcode(status) if pid else None
        return self.status is not None

    def left_on(self) -> set[str]:
        """What the program turned on and not off again. Text goes on behind it, so all must be off."""
        state: dict[bytes, bytes] = {}
        for modes, switch in _MODE.findall(bytes(self.said)):
            state.update(dict.fromkeys(modes.split(b";"), switch))
        on = {name for mode, name in TURNED_ON.items() if state.get(mode) == b"h"}
        return on | ({"cursor hidden"} if state.get(b"25") == b"l" else set())

    def close(self) -> None:
        """Kill what still runs and give the terminal back."""
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.descriptor >= 0:
            os.close(self.descriptor)


def start(*arguments: object, folder: Path, **added: str) -> Terminal:
    """`trainwatch` on a terminal of 100 by 30."""
    around = {**surroundings(folder), "TERM": "xterm-256color", **added}
    call = [sys.executable, "-m", "tui", *map(str, arguments)]
    pid, descriptor = pty.fork()
    if pid == 0:
        os.execvpe(call[0], call, around)
    terminal = Terminal(pid, descriptor)
    terminal.resize(100, 30)
    return terminal
