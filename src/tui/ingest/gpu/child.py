"""One child process that is listened to with a limit, and that nobody ever waits for without one."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress

_MOST_BYTES = 1 << 20  # sixteen GPUs print 3 kB; a program that prints without end is stopped
_CHUNK = 1 << 16
_PARTING_S = 5.0
_PARTING_SLICE_S = 0.1


class Child:
    """A started command. One thread calls `listen`; `kill` may be called by any.

    It stands in a session of its own: keys pressed in the terminal do not reach it, and `kill` takes its own children
    along. Raises `OSError` when the command cannot be started.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env={**os.environ, "LC_ALL": "C"},
            start_new_session=True,
        )
        assert self._process.stdout is not None
        self._pipe = self._process.stdout
        os.set_blocking(self._pipe.fileno(), False)
        self._heard = bytearray()
        self._closed = False

    @property
    def text(self) -> str:
        """What it has printed so far, errors included."""
        return self._heard.decode("utf-8", "replace")

    @property
    def code(self) -> int | None:
        """Its exit code, negative for a signal, `None` while it runs."""
        return self._process.poll()

    def listen(self, seconds: float) -> bool:
        """Collect output for at most `seconds`; true when the command is gone and all it said is in `text`."""
        if self._closed:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(seconds)
        else:
            self._await_output(seconds)
        gone = self.code is not None
        self._read()
        if gone:
            self._pipe.close()
        return gone

    def kill(self) -> None:
        """Kill it and its children. Returns at once: one that hangs in the driver dies when the driver lets it."""
        if self._process.poll() is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def abandon(self) -> None:
        """Kill it and hear no more of it. The thread that listens stays to reap it, for a few seconds at most."""
        self.kill()
        end = time.monotonic() + _PARTING_S
        while not self.listen(_PARTING_SLICE_S):
            if time.monotonic() > end:
                self._pipe.close()
                return

    def _await_output(self, seconds: float) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._pipe, selectors.EVENT_READ)
            selector.select(seconds)

    def _read(self) -> None:
        """Take what lies in the pipe. Its end is no sign that the command is gone, and the other way about."""
        while not self._closed:
            try:
                chunk = os.read(self._pipe.fileno(), _CHUNK)
            except BlockingIOError:
                return
            self._heard += chunk
            self._closed = not chunk
            if len(self._heard) > _MOST_BYTES:
                self.kill()
                self._closed = True
