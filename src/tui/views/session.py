"""What stands between reading and drawing: the runs of one start of the screen, one of them shown. No Textual.

All of it belongs to the screen's thread; reading threads only call `Watched.deliver` and the `wake` they were given.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from tui.views.replayed import Replayed
from tui.views.watched import Watched

if TYPE_CHECKING:
    from tui.ingest.batch import Batch
    from tui.model.events import Line
    from tui.model.hardware import GpuSample
    from tui.model.integrity import Integrity
    from tui.views.options import ScreenOptions
    from tui.views.state import Snapshot

BUDGET_SECONDS = 0.05  # of work between two looks at the keyboard
GPU_SAMPLES_KEPT = 600


class Receiver(Protocol):
    """What a reading thread delivers to. Any thread may call."""

    @property
    def is_full(self) -> bool:
        """True when more should wait, where waiting costs nobody anything."""

    def deliver(self, batch: Batch | None) -> None:
        """A batch; `None` when no more will come."""

    def fail(self, sentence: str) -> None:
        """Why no more will come."""


class Reading(Protocol):
    """A source being read by a thread of its own. `format_name` is what it takes the log for."""

    format_name: str

    @property
    def name(self) -> str:
        """What is read: of a directory the log that was chosen."""

    def stop(self) -> None:
        """Read no more, soon. Does not wait for a read that hangs."""

    def account(self, read: Integrity, now: float) -> Integrity:
        """The account of the reading as it stands at `now`."""

    def excerpt(self, first: int, count: int) -> Sequence[Line]:
        """`count` lines from number `first` on that are no longer kept; none where that cannot be looked at again."""


class Probe(Protocol):
    """What looks at the GPUs."""

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def latest(self) -> GpuSample | None: ...


StartReading = Callable[[str, Receiver], Reading]


class Session:
    """Every run that can be shown, opened when it is first looked at; the one shown; the GPUs; freezing.

    `start_reading(name, receiver)` begins to read a source in another thread. `work` does a bounded amount of work, and
    `snapshot` is what to draw; `is_dirty` is true when that has changed since the last one.
    """

    def __init__(
        self,
        names: Sequence[str],
        options: ScreenOptions,
        start_reading: StartReading,
        probe: Probe | None = None,
        *,
        wall: Callable[[], float] = time.time,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.names = tuple(names)
        self.index = 0
        self.options = options
        self.held = False  # while another thread reads the run: nothing is applied
        self._frozen_at: float | None = None
        self._start_reading = start_reading
        self._probe = probe
        self._wall = wall
        self._monotonic = monotonic
        self._opened: dict[int, tuple[Watched, Reading]] = {}
        self._gpu: GpuSample | None = None
        self._gpu_history: deque[GpuSample] = deque(maxlen=GPU_SAMPLES_KEPT)
        self.is_dirty = True

    # life

    def start(self) -> None:
        """Open the first source and look at the GPUs."""
        if self._probe is not None:
            self._probe.start()
        self.show(0)

    def close(self) -> None:
        """Stop every thread. Returns soon, whatever a read or a driver does."""
        for _, reading in self._opened.values():
            reading.stop()
        if self._probe is not None:
            self._probe.stop()

    # which run

    @property
    def watched(self) -> Watched:
        """The run on the screen."""
        return self._opened[self.index][0]

    @property
    def reading(self) -> Reading:
        """What reads the run on the screen."""
        return self._opened[self.index][1]

    @property
    def replayed(self) -> Replayed | None:
        """The run on the screen if it is a replay."""
        watched = self.watched
        return watched if isinstance(watched, Replayed) else None

    def show(self, index: int) -> None:
        """Put the run `index` on the screen, counted round the end. Raises `UnreadableError` for what is no log."""
        index %= len(self.names)
        if index not in self._opened:
            self._open(index)
        self.index = index
        self.is_dirty = True

    def add(self, names: Iterable[str]) -> tuple[str, ...]:
        """Take new logs into the list, at its end; those that were not known."""
        known = {*self.names, *(reading.name for _, reading in self._opened.values())}
        new = tuple(name for name in names if name not in known)
        self.names += new
        return new

    def reread(self) -> None:
        """Read the source shown again from its first byte."""
        self._opened[self.index][1].stop()
        self._open(self.index)
        self.is_dirty = True

    def _open(self, index: int) -> None:
        name, options = self.names[index], self.options
        if options.replay is None:
            watched = Watched(name, thresholds=options.thresholds, overrules=options.overrules)
        else:
            watched = Replayed(name, options.replay, thresholds=options.thresholds, overrules=options.overrules)
        self._opened[index] = watched, self._start_reading(name, watched)

    @property
    def frozen(self) -> bool:
        """True while the picture is held."""
        return self._frozen_at is not None

    # work

    def work(self) -> bool:
        """Apply what has arrived, for at most `BUDGET_SECONDS`; true when there is something new to draw."""
        if self.held:
            return False
        until = self._monotonic() + BUDGET_SECONDS
        for watched in self._all():
            arrived = watched.collect()
            if self.frozen:
                self.is_dirty |= arrived and watched is self.watched
            elif self._advance(watched, until) and watched is self.watched:
                self.is_dirty = True
        self.is_dirty |= self._look_at_gpus()
        return self.is_dirty

    def _all(self) -> list[Watched]:
        """Every open run, the one shown first."""
        return sorted(
            (watched for watched, _ in self._opened.values()), key=lambda watched: watched is not self.watched
        )

    def _advance(self, watched: Watched, until: float) -> bool:
        changed = watched.work(self._monotonic, until)
        if not isinstance(watched, Replayed):
            return changed
        if watched.player is None and watched.loaded:
            watched.start(self._wall(), self._monotonic())
        return watched.play(self._monotonic()) or changed

    def _look_at_gpus(self) -> bool:
        sample = self._probe.latest() if self._probe is not None else None
        if sample is None or sample == self._gpu:
            return False
        self._gpu = sample
        self._gpu_history.append(sample)
        return True

    def snapshot(self) -> Snapshot:
        """The run shown as it stands now."""
        self.is_dirty = False
        self.watched.run.format, self.watched.run.source = self.reading.format_name, self.reading.name
        now = self._wall() if self._frozen_at is None else self._frozen_at
        taken = self.watched.snapshot(now, self._gpu, tuple(self._gpu_history))
        return replace(taken, frozen=self.frozen, integrity=self.reading.account(taken.integrity, now))

    @property
    def has_work(self) -> bool:
        """True when something delivered waits to be applied."""
        return not self.frozen and not self.held and any(watched.has_work for watched in self._all())

    @property
    def is_playing(self) -> bool:
        """True while a replay moves by itself."""
        player = self.replayed.player if self.replayed is not None else None
        return not self.frozen and player is not None and player.playing and not player.at_end

    # what a person does

    def freeze(self) -> None:
        """Hold the picture, or let it go on. What arrives meanwhile waits and is counted; time stands still with it."""
        self._frozen_at = self._wall() if self._frozen_at is None else None
        self.is_dirty = True

    def touch(self) -> None:
        """Draw again at the next tick, whatever has changed."""
        self.is_dirty = True

    # a replay

    def play(self) -> None:
        """Pause and go on; at the end start again."""
        player = self.replayed.player if self.replayed is not None else None
        if player is None:
            return
        player.playing = player.at_end or not player.playing
        if player.at_end:
            self.seek_to(0.0)
        self.is_dirty = True

    def seek_by(self, share: float) -> None:
        """Forward or back by a share of the run."""
        player = self.replayed.player if self.replayed is not None else None
        if player is not None and player.table.seconds:
            self.seek_to(player.position / player.table.seconds + share)

    def seek_to(self, share: float) -> None:
        """To a share of the run, 0 to 1."""
        replayed = self.replayed
        if replayed is not None and replayed.player is not None:
            replayed.seek(min(1.0, max(0.0, share)) * replayed.player.table.seconds)
            self.is_dirty = True

    def change_speed(self, direction: int) -> None:
        """Play faster (1) or slower (-1)."""
        replayed = self.replayed
        if replayed is not None and replayed.player is not None:
            replayed.player.change_speed(direction)
            self.is_dirty = True
