"""Run: everything known of one training run. The only thing in the program that changes; one thread owns it."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from math import ceil, isfinite, isnan, nan

from tui.model import names
from tui.model.clock import Clock, Place
from tui.model.events import Columns, Ended, Event, Metrics, Notice, Plan, Progress, Started
from tui.model.interest import hidden
from tui.model.series import Series

_LOOK_BACK = 64  # rows within which an evaluation of an earlier step may be printed late
MOST_SERIES = 5_000  # a program that makes a new name a line must not fill the memory
MOST_NOTICES = 20_000
MOST_BARS = 1_000
LONGEST_NAME = 200  # characters; the rest of a name is dropped
_FEW = 8  # fewer records than this are taken one by one


@dataclass(slots=True)
class Rows:
    """Where each record stands: parallel columns, NaN where the log does not say. `time` is in POSIX seconds."""

    line: array[int] = field(default_factory=lambda: array("q"))
    step: array[float] = field(default_factory=lambda: array("d"))
    epoch: array[float] = field(default_factory=lambda: array("d"))
    time: array[float] = field(default_factory=lambda: array("d"))

    def __len__(self) -> int:
        return len(self.line)

    def append(self, line: int, step: float | None, epoch: float | None, time: float | None) -> int:
        """Add a row and return its index."""
        self.line.append(line)
        self.step.append(nan if step is None else step)
        self.epoch.append(nan if epoch is None else epoch)
        self.time.append(nan if time is None else time)
        return len(self.line) - 1


@dataclass(frozen=True, slots=True)
class Segment:
    """An unbroken stretch of a run. `overlap` counts the steps that were trained twice."""

    first_row: int
    cause: str  # "start", "restart", "resume"
    line: int = 0
    overlap: float = 0.0


@dataclass(frozen=True, slots=True)
class EpochRow:
    """One epoch: the last value of each metric in it. Seconds are `None` where the log has no clock."""

    epoch: int
    values: Mapping[str, float]
    seconds: float | None
    segment: int


class Run:
    """The state of one run, built from events alone.

    `apply` is the only way in. Views compare `version` to see whether anything changed. `live` is true when the source is
    being followed, so that rows without a time of their own get the time at which they were read. `overrules` is what the
    user says metrics are, by name.
    """

    def __init__(
        self, source: str = "", *, live: bool = False, overrules: Mapping[str, names.Overrule] | None = None
    ) -> None:
        self.source = source
        self.format = ""
        self.live = live
        self.version = 0
        self.rows = Rows()
        self.series: dict[str, Series] = {}
        self.segments: list[Segment] = []
        self.epoch_starts: list[tuple[int, int]] = []  # (epoch, first row)
        self.notices: list[Notice] = []
        self.progress: Progress | None = None  # the training's own bar or counter, latest state
        self.bars: dict[tuple[str, float | None], Progress] = {}  # every bar by (label, total), latest state
        self.planned_steps: float | None = None
        self.planned_epochs: float | None = None
        self.devices: int | None = None
        self.started: list[Started] = []
        self.ended: Ended | None = None
        self.failure: Notice | None = None  # the first real error since the last sign of life
        self.records = 0
        self.left_out = 0  # values of metrics beyond the limit
        self.untold = 0  # notices beyond the limit
        self.first_time: float | None = None
        self.last_time: float | None = None
        self._clock = Clock()
        self._overrules = dict(overrules or {})
        self.main_rank: int | None = None  # the process whose metrics are shown
        self._bar_series: set[str] = set()
        self._rivals: dict[str, list[tuple[float, int, Place]]] = {}  # a logger's values beside a bar's
        self._seen_at: float | None = None

    # what is asked of a run

    @property
    def step(self) -> float | None:
        """The furthest step with a record since the last restart; without records the bar's count; `None` when there is none."""
        if self.rows.step:
            since = self.rows.step[max(self.segments[-1].first_row, len(self.rows) - _LOOK_BACK) :]
            return max((v for v in since if not isnan(v)), default=None)
        return self._clock.step if self._clock.step is not None or self.progress is None else self.progress.done

    @property
    def epoch(self) -> float | None:
        """The last epoch with a record, with its fraction where the log gives one."""
        if self.rows.epoch:
            return None if isnan(self.rows.epoch[-1]) else self.rows.epoch[-1]
        return self._clock.epoch

    @property
    def axis(self) -> str:
        """What `Series.x` counts: "step", "epoch" or "record"."""
        return self._clock.axis

    @property
    def total_steps(self) -> float | None:
        """How many steps are planned, by announcement, by the training's own bar, or by epochs of known length."""
        return self.planned_steps if self.planned_steps is not None else self._clock.total_steps

    @property
    def total_epochs(self) -> float | None:
        """How many epochs are planned."""
        return self.planned_epochs if self.planned_epochs is not None else self._clock.epochs_total

    @property
    def notes(self) -> tuple[str, ...]:
        """What had to be left out, a sentence each."""
        limits = {
            f"only the first {MOST_SERIES:,} metrics are kept: {self.left_out:,} values of others were left out": self.left_out,
            f"only the first {MOST_NOTICES:,} events are kept: {self.untold:,} more were left out": self.untold,
        }
        return tuple(sentence for sentence, count in limits.items() if count)

    def settled(self, series: Series) -> int:
        """How many values of `series` can no longer change: the last one of a bar may still be overwritten."""
        open_row = bool(series.rows) and series.rows[-1] == len(self.rows) - 1 and series.name in self._bar_series
        return len(series) - open_row

    @property
    def primary(self) -> str | None:
        """The metric a person would watch first."""
        shown = [s for s in self.series.values() if s.in_main_lane]
        if not shown:
            return None
        most = max(len(s) for s in shown)

        def order(series: Series) -> tuple[int, int, int]:
            means = series.meaning
            single = len(series) == 1 and most > 2
            dead = series.is_constant and len(series) > 2
            part = len(names.words(series.name)) if means.kind == "loss" else 0
            return (50 if single or dead else 0) + names.quality(series.name, means), part, -len(series)

        return min(shown, key=order).name

    def shown_series(self, rank: int | None = None) -> list[Series]:
        """Series in the order of interest: the primary, what can get better or worse, what changes, constants and times last.

        What nobody wants a curve of is left out: see `interest.hidden`.
        """
        first = self.primary
        unseen = hidden(self.series)

        def order(series: Series) -> tuple[bool, bool, int]:
            return (
                series.name != first,
                series.is_constant and len(series) > 2,
                names.quality(series.name, series.meaning),
            )

        shown = (
            s
            for s in self.series.values()
            if (s.in_main_lane if rank is None else s.rank == rank) and (s.name == first or s.name not in unseen)
        )
        return sorted(shown, key=order)

    def epochs(self) -> list[EpochRow]:
        """The epoch table, oldest first. Costs epochs times metrics, not rows."""
        out: list[EpochRow] = []
        for k, (epoch, start) in enumerate(self.epoch_starts):
            stop = self.epoch_starts[k + 1][1] if k + 1 < len(self.epoch_starts) else len(self.rows)
            values: dict[str, float] = {}
            for series in self.series.values():
                at = bisect_left(series.rows, stop) - 1
                if at >= 0 and series.rows[at] >= start:
                    values[series.name] = series.y[at]
            out.append(EpochRow(epoch, values, self._seconds(start, stop), self.segment_of(start)))
        return out

    def segment_of(self, row: int) -> int:
        """The index of the segment that `row` belongs to."""
        return max(0, bisect_left([s.first_row for s in self.segments], row + 1) - 1)

    def overrule(self, name: str, overrule: names.Overrule) -> None:
        """What the user says of a metric from now on."""
        self._overrules[name] = overrule
        series = self.series.get(name)
        if series is not None:
            series.take_meaning(names.overruled(series.meaning, overrule))
            self.version += 1

    def value_at(self, series: Series, row: int) -> float | None:
        """The value of `series` in `row`, `None` where it has none there."""
        at = bisect_left(series.rows, row)
        return series.y[at] if at < len(series.rows) and series.rows[at] == row else None

    def _seconds(self, start: int, stop: int) -> float | None:
        before = self.rows.time[start - 1] if start else nan
        begin = before if not isnan(before) else self.rows.time[start] if start < len(self.rows) else nan
        end = self.rows.time[stop - 1] if stop > start else nan
        return None if isnan(begin) or isnan(end) or end < begin else end - begin

    # what changes a run

    def apply(self, events: Iterable[Event], now: float | None = None) -> None:
        """Take events in. `now` is the time of reading, used for rows without a time when the run is live."""
        self._seen_at = now if self.live else None
        for event in events:
            self.version += 1
            match event:
                case Metrics():
                    self._metrics(event)
                case Columns():
                    self._columns(event)
                case Progress():
                    self._progress(event)
                case Plan():
                    self._plan(event)
                case Notice():
                    self._notice(event)
                case Started():
                    self._start(event)
                case Ended():
                    self.ended = event

    def _choose_rank(self, event: Metrics) -> None:
        """The lowest rank that prints a metric is the main one; what a higher one printed before gets its prefix."""
        if self.main_rank is not None and (event.rank is None or event.rank >= self.main_rank):
            return
        if self.main_rank is not None and not any(
            names.with_split(name, event.split) in self.series for name in event.values
        ):
            return
        before, self.main_rank = self.main_rank, event.rank
        for name in [name for name, s in self.series.items() if before is not None and s.rank == before]:
            series = self.series.pop(name)
            series.name = f"rank{before}:{name}"
            self.series[series.name] = series

    def _metrics(self, event: Metrics) -> None:
        event = _with_finite_place(event)
        self._choose_rank(event)
        self._alive()
        place, went_back = self._clock.place(event)
        if went_back or not self.segments:
            self._open_segment(event.line, place, restarted=went_back)
        time = self._time(event.time)
        row = self._row(event, place, time)
        named = {self._name(name, event): value for name, value in event.values.items()}
        if event.bar and self._replace_bar_values(named, row):
            return
        self.records += 1
        for name, value in named.items():
            self._append(name, value, row, place, event)

    def _append(self, name: str, value: float, row: int, place: Place, event: Metrics) -> None:
        series = self.series.get(name)
        if series is not None and name in self._bar_series and not event.bar:
            self._contend(series, value, row, place, event)
            return
        if series is not None and event.bar and name not in self._bar_series:
            return
        if series is None and len(self.series) >= MOST_SERIES:
            self.left_out += 1
            return
        if series is None:
            means = names.overruled(names.meaning(name, event.split), self._overrules.get(name))
            series = self.series[name] = Series(name, means, event.rank)
            if event.bar:
                self._bar_series.add(name)
        if series.rows and series.rows[-1] == row:
            series.replace_last(value)
        else:
            series.append(self._x(series, place), value, row)

    def _contend(self, of_bar: Series, value: float, row: int, place: Place, event: Metrics) -> None:
        """The logger's lines win over the bar's frames; one line alone, such as a final summary, does not."""
        rivals = self._rivals.setdefault(of_bar.name, [])
        rivals.append((value, row, place))
        if len(rivals) < 2:
            return
        self._bar_series.discard(of_bar.name)
        own = self.series[of_bar.name] = Series(of_bar.name, of_bar.meaning, event.rank)
        for said, at, where in self._rivals.pop(of_bar.name):
            own.append(self._x(own, where), said, at)

    def _columns(self, event: Columns) -> None:
        """Whole columns at once where places rise throughout; record by record where anything is out of the ordinary."""
        records = event.records()
        named = [self._name(name, event) for name in event.names]
        if (
            len(event.line) < _FEW
            or event.rank is not None
            or event.batch is not None
            or not self._bar_series.isdisjoint(named)
        ):
            for record in records:
                self._metrics(record)
            return
        self._metrics(next(records))
        if (
            not _ends_at_finite_place(event)
            or not self._clock.rises(event)
            or (event.step is None and self.axis == "step")
        ):
            for record in records:
                self._metrics(record)
            return
        self._append_columns(event, named)

    def _append_columns(self, event: Columns, named: Sequence[str]) -> None:
        """All but the first record of `event`, whose places are known to rise."""
        start, count = len(self.rows), len(event.line) - 1
        last = Place(self._clock.step, self._clock.epoch)
        self.rows.line.extend(event.line[1:])
        self.rows.step.extend(_column(event.step, last.step, count))
        self.rows.epoch.extend(_column(event.epoch, last.epoch, count))
        self.rows.time.extend(_column(event.time, self._seen_at, count))
        self._note_epochs(event, start)
        self._clock.advance(event)
        for time in (event.time[1], event.time[-1]) if event.time is not None else ():
            self._time(None if isnan(time) else time)
        self.records += count
        rows = array("q", range(start, start + count))
        for name, column in zip(named, event.values, strict=True):
            series = self.series.get(name)
            if series is None:
                self.left_out += count
                continue
            x = event.step[1:] if self.axis == "step" and event.step is not None else None
            if x is None:
                x = (
                    event.epoch[1:]
                    if self.axis == "epoch" and event.epoch is not None
                    else array("d", range(len(series), len(series) + count))
                )
            series.extend(x, column[1:], rows)

    def _note_epochs(self, event: Columns, start: int) -> None:
        if event.epoch is None:
            return
        for row, epoch in enumerate(event.epoch[1:], start):
            key = epoch_number(epoch)
            if not self.epoch_starts or self.epoch_starts[-1][0] != key:
                self.epoch_starts.append((key, row))

    def _replace_bar_values(self, named: Mapping[str, float], row: int) -> bool:
        """True when the frame only renews the values of the frame before, in the same row."""
        known = [self.series.get(name) for name in named]
        if not all(s is not None and s.rows and s.rows[-1] == row for s in known):
            return False
        for series, value in zip(known, named.values(), strict=True):
            if series is not None and series.name in self._bar_series:
                series.replace_last(value)
        return True

    def _name(self, name: str, event: Metrics | Columns) -> str:
        name = names.with_split(name[:LONGEST_NAME], event.split)
        return name if event.rank in (None, self.main_rank) else f"rank{event.rank}:{name}"

    def _row(self, event: Metrics, place: Place, time: float | None) -> int:
        """The row of this record: the last one when it stands at the same place and lacks these metrics, else a new one."""
        last = len(self.rows) - 1
        if event.carried:
            earlier = self._earlier_row(event, place)
            if earlier is not None:
                return earlier
        if last >= 0 and self.segments[-1].first_row <= last and self._same_place(last, place):
            taken = (self.series.get(self._name(name, event)) for name in event.values)
            if event.bar or not any(s is not None and s.rows and s.rows[-1] == last for s in taken):
                return last
        row = self.rows.append(event.line, place.step, place.epoch, time)
        if place.epoch is not None:
            key = epoch_number(place.epoch)
            if not self.epoch_starts or self.epoch_starts[-1][0] != key or self.segments[-1].first_row == row:
                self.epoch_starts.append((key, row))
        return row

    def _earlier_row(self, event: Metrics, place: Place) -> int | None:
        """The row at the place of a record that was held back, when these metrics are new: later rows are there already."""
        if any(self._name(name, event) in self.series for name in event.values):
            return None
        first = max(self.segments[-1].first_row, len(self.rows) - _LOOK_BACK)
        return next((row for row in range(len(self.rows) - 1, first - 1, -1) if self._same_place(row, place)), None)

    def _same_place(self, row: int, place: Place) -> bool:
        step, epoch = self.rows.step[row], self.rows.epoch[row]
        if place.step is None and place.epoch is None:
            return False
        same_step = isnan(step) if place.step is None else step == place.step
        same_epoch = isnan(epoch) if place.epoch is None else epoch == place.epoch
        return same_step and same_epoch

    def _x(self, series: Series, place: Place) -> float:
        if self.axis == "step" and place.step is not None:
            return place.step
        if self.axis == "epoch" and place.epoch is not None:
            return place.epoch
        return float(len(series))

    def _open_segment(self, line: int, place: Place, *, restarted: bool) -> None:
        since = self.segments[-1].line if self.segments else 0
        resumed = any(n.kind == "resume" for n in takewhile(lambda n: n.line >= since, reversed(self.notices)))
        cause = "start" if not restarted and not resumed else "resume" if resumed else "restart"
        overlap = 0.0
        if restarted and self.rows.step and place.step is not None and not isnan(self.rows.step[-1]):
            overlap = max(0.0, self.rows.step[-1] - place.step)
        self.segments.append(Segment(len(self.rows), cause, line, overlap))

    def _progress(self, event: Progress) -> None:
        self._alive()
        self._time(event.time)
        if not isfinite(event.done) or not isfinite(event.total or 0.0):
            return
        if len(self.bars) >= MOST_BARS and (event.label, event.total) not in self.bars:
            del self.bars[next(iter(self.bars))]
        self.bars[(event.label, event.total)] = event
        if self._clock.progress(event):
            self.progress = event

    def _plan(self, event: Plan) -> None:
        """A later and smaller figure is what was done, not what is planned."""
        if event.steps is not None and isfinite(event.steps) and event.steps >= (self.planned_steps or 0):
            self.planned_steps = event.steps
        if event.epochs is not None and isfinite(event.epochs) and event.epochs >= (self.planned_epochs or 0):
            self.planned_epochs = event.epochs
        self.devices = event.devices if event.devices is not None else self.devices

    def _notice(self, event: Notice) -> None:
        self._time(event.time)
        if len(self.notices) < MOST_NOTICES:
            self.notices.append(event)
        else:
            self.untold += 1
        if event.kind in ("error", "oom", "killed") and self.failure is None:
            self.failure = event
        if event.kind == "oom" and self.failure is not None and self.failure.kind == "error":
            self.failure = event

    def _start(self, event: Started) -> None:
        self.started.append(event)
        self._alive()

    def _alive(self) -> None:
        """A sign of life after an end or a failure: training went on."""
        self.ended = None
        self.failure = None

    def _time(self, own: float | None) -> float | None:
        time = own if own is not None else self._seen_at
        if time is not None:
            self.first_time = time if self.first_time is None else self.first_time
            self.last_time = time
        return time


def _column(values: array[float] | None, carried: float | None, count: int) -> array[float]:
    """The column without its first value, or what is carried on, or unknown."""
    return values[1:] if values is not None else array("d", [nan if carried is None else carried]) * count


def _with_finite_place(event: Metrics) -> Metrics:
    """A step or an epoch that is no number is not known."""
    if all(place is None or isfinite(place) for place in (event.step, event.epoch, event.batch, event.batches)):
        return event
    step, epoch, batch, batches = map(_finite, (event.step, event.epoch, event.batch, event.batches))
    return replace(event, step=step, epoch=epoch, batch=batch, batches=batches)


def _finite(place: float | None) -> float | None:
    return place if place is not None and isfinite(place) else None


def _ends_at_finite_place(event: Columns) -> bool:
    """True when no place of columns that rise is infinite: the last would be."""
    return all(column is None or isfinite(column[-1]) for column in (event.step, event.epoch, event.batch))


def epoch_number(epoch: float) -> int:
    """The epoch a fraction belongs to: 2.3 stands in the third epoch; whole numbers are what the log calls them."""
    return int(epoch) if epoch == int(epoch) else ceil(epoch)
