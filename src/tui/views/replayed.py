"""A finished log as a run that is played: loaded whole, then applied by its timetable. No Textual."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tui.views.replay import Player, timetable
from tui.views.state import Snapshot
from tui.views.watched import Watched

if TYPE_CHECKING:
    from tui.ingest.batch import Batch
    from tui.model.events import Event, Line
    from tui.model.hardware import GpuSample
    from tui.model.names import Overrule


MOST_EVALUATIONS = 60  # marks on the position bar


class Replayed(Watched):
    """A finished log played as if live: loaded whole first, then applied by the timetable of a `Player`."""

    def __init__(
        self,
        name: str,
        speed: float,
        *,
        thresholds: Mapping[str, float] | None = None,
        overrules: Mapping[str, Overrule] | None = None,
    ) -> None:
        super().__init__(name, live=True, thresholds=thresholds, overrules=overrules)
        self.player: Player | None = None
        self.ticks: tuple[tuple[float, str], ...] = ()
        self._speed = speed
        self._events: list[Event] = []
        self._all_lines: list[Line] = []
        self._loaded = False
        self._base = 0.0  # POSIX time of second 0

    @property
    def loaded(self) -> bool:
        """True when the whole log is here."""
        return self._loaded or self.ended

    def _take(self, batch: Batch) -> None:
        self.integrity = batch.integrity
        self._loaded = self._loaded or batch.caught_up
        self._events.extend(batch.events)
        self._all_lines.extend(line for line in batch.lines if not line.transient)

    def start(self, wall: float, monotonic: float) -> None:
        """Begin to play what was loaded; `wall` stands for the start where the log has no clock."""
        table = timetable(self._events, self._all_lines)
        self._base = table.start if table.start is not None else wall - table.seconds
        self.ticks = tuple(_ticks(self._foreseen(), table.at_line))
        self.player = Player(table, self._speed, monotonic)
        self.caught_up = True
        self._begin()

    def _foreseen(self) -> Snapshot:
        """The end of the run, told by a judge of its own: what the marks on the position bar are taken from."""
        whole = Watched(self.name, live=False, thresholds=self.thresholds, overrules=self.overrules)
        whole.apply(self._events, (), None)
        return whole.snapshot(self._base)

    def play(self, monotonic: float) -> bool:
        """Apply what is due by now; true when anything happened."""
        if self.player is None:
            return False
        before = self.player.position
        self._happen(*self.player.advance(monotonic))
        return self.player.position != before

    def seek(self, position: float) -> None:
        """Jump to `position` in seconds; going back builds the run anew, with its alerts as they were then."""
        if self.player is not None:
            back, events, lines = self.player.seek(position)
            if back:
                self._begin()
            self._happen(events, lines)

    def _happen(self, events: Sequence[Event], lines: Sequence[Line]) -> None:
        if events or lines:
            self.apply(events, lines, self.now)

    @property
    def _may_grow(self) -> bool:
        return self.player is None or not self.player.at_end

    @property
    def _changed_at(self) -> float | None:
        return self.run.last_time

    @property
    def now(self) -> float:
        """The replay's own time, POSIX seconds."""
        return self._base + (max(0.0, self.player.position) if self.player is not None else 0.0)

    def snapshot(self, now: float, gpu: GpuSample | None = None, gpu_history: tuple[GpuSample, ...] = ()) -> Snapshot:  # noqa: ARG002
        """The run as it stood at the replay's position: the GPUs of today say nothing about it."""
        taken = super().snapshot(self.now)
        if self.player is None:
            return replace(taken, replay=0.0)
        seconds = self.player.table.seconds
        return replace(taken, replay=min(1.0, max(0.0, self.player.position) / seconds) if seconds else 1.0)


def _evaluations(end: Snapshot, at_line: Callable[[int], float]) -> Iterator[tuple[float, str]]:
    """Every record of the validation metric with the most of them, as far as that is few enough to be seen."""
    rows = end.run.rows
    validated = (series for series in end.run.series.values() if series.meaning.split == "val")
    longest = max(validated, key=len, default=None)
    if longest is not None and len(longest) <= MOST_EVALUATIONS:
        yield from ((at_line(rows.line[row]), "evaluation") for row in longest.rows)


def _ticks(end: Snapshot, at_line: Callable[[int], float]) -> Iterator[tuple[float, str]]:
    """Marks of the position bar as (seconds, kind): alerts, evaluations, restarts."""
    for alert in end.alerts:
        if alert.line:
            yield at_line(alert.line), alert.severity
    for notice in end.run.notices:
        if notice.kind in ("evaluation", "checkpoint"):
            yield at_line(notice.line), notice.kind
    yield from _evaluations(end, at_line)
    for segment in end.run.segments[1:]:
        yield at_line(segment.line), "restart"
