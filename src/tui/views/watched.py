"""One source and everything known of it: batches in, a snapshot out. No Textual.

Only `deliver` may be called by the reading thread; all else belongs to the thread that owns the run, the screen's.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from tui.analysis.alerts import Thresholds
from tui.analysis.ending import OVER_AFTER_SECONDS, state
from tui.analysis.judge import Judge
from tui.analysis.pace import Pacer
from tui.model.integrity import Integrity
from tui.model.names import Overrule
from tui.model.run import Run
from tui.views.log_lines import LogLines
from tui.views.state import Snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.ingest.batch import Batch
    from tui.model.events import Event, Line
    from tui.model.hardware import GpuSample


FULL_BATCHES = 32  # of at most 256 KiB each: what may wait to be applied before a file is read further


@dataclass(frozen=True, slots=True)
class Delivery:
    """A batch on its way to the screen, or `None` as the end of what a source will ever give, and why if by a fault."""

    batch: Batch | None
    failure: str = ""


class Watched:
    """The run of one source, live or finished, with its lines, its judge and its pace.

    Batches wait in order until `work` applies them; none is ever dropped. `live` runs take the time of reading for rows
    without a time of their own, once the history has been caught up with.
    """

    def __init__(
        self,
        name: str,
        *,
        live: bool = True,
        thresholds: Mapping[str, float] | None = None,
        overrules: Mapping[str, Overrule] | None = None,
    ) -> None:
        self.name = name
        self.live = live
        self.thresholds = dict(thresholds or {})
        self.overrules = dict(overrules or {})
        self.lines = LogLines()
        self.integrity = Integrity()
        self.caught_up = False
        self.ended = False
        self.is_old = False  # it had been silent for long when it was opened, and has said nothing since
        self.waiting_lines = 0  # lines delivered and not yet applied
        self._inbox: SimpleQueue[Delivery] = SimpleQueue()
        self._waiting: deque[Delivery] = deque()
        self._begin()

    def _begin(self) -> None:
        self.run = Run(self.name, live=self.live, overrules=self.overrules)
        self.judge = Judge(Thresholds(**self.thresholds))  # type: ignore[arg-type]
        self.pacer = Pacer()
        self.lines.clear()

    def overrule(self, name: str, goal: str) -> None:
        """Which way is better for a metric, also when the log is read again."""
        self.overrules[name] = Overrule(goal=goal)
        self.run.overrule(name, self.overrules[name])

    def deliver(self, batch: Batch | None) -> None:
        """Hand a batch over, or `None` when no more will come. Any thread."""
        self._inbox.put(Delivery(batch))

    def fail(self, sentence: str) -> None:
        """Say why no more will come. Any thread."""
        self._inbox.put(Delivery(None, sentence))

    @property
    def is_full(self) -> bool:
        """True when so much waits that a file should be read no further for now. Any thread."""
        return self._inbox.qsize() + len(self._waiting) >= FULL_BATCHES

    def collect(self) -> bool:
        """Take in what was delivered, without applying it; true when anything was."""
        found = False
        for delivery in _drain(self._inbox):
            found = True
            self._waiting.append(delivery)
            if delivery.batch is not None:
                self.waiting_lines += len(delivery.batch.lines)
        return found

    def work(self, clock: Callable[[], float], until: float) -> bool:
        """Apply what waits, oldest first, while `clock()` is before `until`; true when anything changed."""
        changed = False
        while self._waiting and (not changed or clock() < until):
            delivery = self._waiting.popleft()
            changed = True
            if delivery.batch is None:
                self._end(delivery.failure)
            else:
                self.waiting_lines -= len(delivery.batch.lines)
                self._take(delivery.batch)
        return changed

    def _end(self, failure: str) -> None:
        self.ended = self.caught_up = True
        if failure:
            self.integrity = replace(self.integrity, waiting_for=failure)

    def _take(self, batch: Batch) -> None:
        self.integrity = batch.integrity
        changed_at = batch.integrity.changed_at
        if not self.caught_up:
            self.is_old = changed_at is not None and batch.at - changed_at >= OVER_AFTER_SECONDS
        elif batch.lines or batch.events:
            self.is_old = False
        self.run.live = self._may_grow
        self.apply(batch.events, batch.lines, batch.at if self.caught_up else None, batch.partial)
        self.caught_up = self.caught_up or batch.caught_up or bool(batch.integrity.waiting_for)

    def apply(self, events: Sequence[Event], lines: Sequence[Line], now: float | None, partial: str = "") -> None:
        """Change the run. `now` is the time of reading, `None` for history; `partial` a line still being written."""
        self.run.apply(events, now)
        self.lines.add(lines, partial)

    @property
    def has_work(self) -> bool:
        """True when delivered batches wait to be applied."""
        return bool(self._waiting)

    @property
    def share_read(self) -> float | None:
        """How far the history has been read, 0 to 1; `None` once it is."""
        if self.caught_up or not self.integrity.bytes_in_file:
            return None
        return self.integrity.bytes_read / self.integrity.bytes_in_file

    @property
    def _may_grow(self) -> bool:
        """False when nothing more can come."""
        return self.live and not self.ended and not self.is_old

    @property
    def _changed_at(self) -> float | None:
        """When the source last grew, POSIX seconds."""
        return self.integrity.changed_at

    def snapshot(self, now: float, gpu: GpuSample | None = None, gpu_history: tuple[GpuSample, ...] = ()) -> Snapshot:
        """What the widgets draw from. `now` is a POSIX time and must not go back."""
        alerts = self.judge.advance(self.run, now, gpu, self._changed_at)
        standing = state(self.run, now, self._changed_at, self._may_grow, self.judge.habit)
        self.run.live = self._may_grow and standing.status not in ("finished", "failed")  # else time goes by no more
        return Snapshot(
            run=self.run,
            now=now,
            pace=self.pacer.advance(self.run, now),
            alerts=alerts,
            state=standing,
            gpu=gpu,
            gpu_history=gpu_history,
            integrity=replace(self.integrity, notes=(*self.integrity.notes, *self.run.notes)),
        )


def _drain(inbox: SimpleQueue[Delivery]) -> Iterator[Delivery]:
    while True:
        try:
            yield inbox.get_nowait()
        except Empty:
            return
