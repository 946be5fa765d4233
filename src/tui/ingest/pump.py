"""The one reading thread: waits for a hint or the heartbeat, looks, and delivers what it found."""

from __future__ import annotations

import time
from collections.abc import Callable
from select import select
from threading import Event, Thread

from tui.ingest.batch import Batch, Source
from tui.ingest.watch import Watch

HEARTBEAT_SECONDS = 0.25
_CALM_SECONDS = 1.0  # the heartbeat of a file that is silent, when events tell of changes anyway
_CALM_AFTER_SECONDS = 10.0
_RENEW_SECONDS = 2.0  # between two checks that the right directories are watched
_RETRY_SECONDS = 60.0  # after the system refused to watch
_SHORTEST_SECONDS = 0.02  # between two looks at a file that is written to all the time

Deliver = Callable[[Batch], None]
Fail = Callable[[str], None]


class Pump:
    """Reads a source in a thread of its own until `stop`, or until the source ends.

    `deliver` and `fail` are called on that thread. `fail` gets one sentence when a fault of this program ended it.
    """

    def __init__(self, source: Source, deliver: Deliver, fail: Fail, *, clock: Callable[[], float] = time.time) -> None:
        self.source = source
        self.looked_at: float | None = None  # by `clock`; any thread may read it
        self.reading_since: float | None = None  # while a look is under way, which may hang; any thread may read it
        self._deliver = deliver
        self._fail = fail
        self._clock = clock
        self._wake = Event()
        self._stopped = Event()
        self._watch = Watch(self._wake)
        self._events = False  # the system tells of changes
        self._changed_at = 0.0  # monotonic
        self._renew_at = 0.0  # monotonic
        self._thread = Thread(target=self._run, name="trainwatch-reader", daemon=True)

    @property
    def running(self) -> bool:
        """False once nothing more will be delivered. Any thread."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def look(self) -> None:
        """Look now, without waiting for the heartbeat. Any thread."""
        self._wake.set()

    def stop(self, seconds: float = 0.5) -> bool:
        """End the reading; true when it ended in time. A read that hangs in the system is left behind."""
        self._stopped.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            while not self._stopped.is_set() and not self.source.ended:
                self._once()
            if self.source.ended and not self._stopped.is_set() and (last := self.source.finish(self._clock())):
                self._deliver(last)
        except Exception as error:  # noqa: BLE001  the top of the reading thread: the screen tells it
            self._fail(f"reading {self.source.name} ended by a fault of this program: {type(error).__name__}: {error}")
        finally:
            self._watch.stop()
            self.source.close()

    def _once(self) -> None:
        self._renew_watch()
        self._wake.clear()  # before reading: a change after this makes another look
        self.reading_since = self._clock()
        batch = self.source.step(self.reading_since)
        self.reading_since, self.looked_at = None, self._clock()
        if batch is not None:
            self._changed_at = time.monotonic()
            self._deliver(batch)
        if batch is None or batch.caught_up:
            self._wait(_SHORTEST_SECONDS if batch is not None else 0.0)

    def _wait(self, least: float) -> None:
        """Until a hint, input on a pipe, or the heartbeat; at least `least`, so that a busy file costs little."""
        if least:
            self._stopped.wait(least)
        descriptor = self.source.fileno()
        if descriptor is not None:
            select([descriptor], [], [], HEARTBEAT_SECONDS)
        else:
            self._wake.wait(self._heartbeat())

    def _heartbeat(self) -> float:
        calm = self._events and time.monotonic() - self._changed_at > _CALM_AFTER_SECONDS
        return _CALM_SECONDS if calm else HEARTBEAT_SECONDS

    def _renew_watch(self) -> None:
        now = time.monotonic()
        if not self.source.watched or now < self._renew_at:
            return
        sentence = self._watch.renew(self.source.watched)
        self._events = not sentence
        self._renew_at = now + (_RETRY_SECONDS if sentence else _RENEW_SECONDS)
        if sentence:
            self.source.note(sentence)
