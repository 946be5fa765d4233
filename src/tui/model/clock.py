"""Clock: from what a log says about place to one global step and epoch."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

from tui.model.events import Columns, Metrics, Progress
from tui.model.names import meaning


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands on the run's axis; `None` is what the log has never said."""

    step: float | None
    epoch: float | None


_NOTHING = Place(None, None)


@dataclass(slots=True)
class Counter:
    """A count that starts again with every epoch, added up."""

    base: float = 0.0  # steps of the epochs gone by
    at: float | None = None  # the count within the present epoch
    epoch: float | None = None
    longest: float = 0.0  # the longest epoch seen, in steps

    def take(self, batch: float, batches: float | None, epoch: float | None) -> float:
        """The global step of `batch` in `epoch`."""
        if self.at is not None and (batch < self.at or (epoch is not None and epoch != self.epoch)):
            gone = 1.0 if epoch is None or self.epoch is None else max(1.0, epoch - self.epoch)
            self.base += gone * max(batches or self.longest, self.at)
        self.at = batch
        self.epoch = epoch if epoch is not None else self.epoch
        self.longest = max(self.longest, batch)
        return self.base + batch


def _rise(column: array[float]) -> bool:
    """True when no value is NaN or smaller than the one before. Sorting what is sorted is one pass."""
    values = column.tolist()
    total = sum(values)
    return total == total and values == sorted(values)


class Clock:
    """Adds up counts that start again with every epoch, carries a place to lines that have none, and sees restarts.

    A count inside the epoch becomes a global step: epochs gone by times the length of an epoch, plus the count. A step that
    falls while the epoch rises was such a count too. A step or epoch that falls otherwise is a restart. One log may count in
    several ways (steps of the epoch and of the run, epochs from nought and from one), so a place is compared only with what
    the same kind of record, told by its first metric, said before.
    """

    def __init__(self) -> None:
        self.step: float | None = None
        self.epochs_total: float | None = None
        self.steps_total: float | None = None
        self._said: dict[str, Place] = {}  # what each kind of record said last
        self._counters: dict[str, Counter] = {}
        self._batches: float | None = None  # the length of an epoch, as the log states it
        self._saw_step = False
        self._record_epoch: float | None = None
        self._header_epoch: float | None = None

    @property
    def epoch(self) -> float | None:
        """The present epoch, as records state it; where they do not, as headers and bars do."""
        return self._record_epoch if self._record_epoch is not None else self._header_epoch

    @property
    def axis(self) -> str:
        """What positions are counted in."""
        if self._saw_step:
            return "step"
        return "epoch" if self.epoch is not None else "record"

    @property
    def total_steps(self) -> float | None:
        """The planned steps: the main bar's total, or epochs times the length of one."""
        if self.steps_total is not None:
            return self.steps_total
        if self._batches is not None and self.epochs_total is not None and self._counters:
            return self._batches * self.epochs_total
        return None

    def place(self, event: Metrics) -> tuple[Place, bool]:
        """The place of a record, and whether it lies before the place where the same kind of record was last seen."""
        if event.carried:
            return Place(
                self.step if event.step is None else event.step, self.epoch if event.epoch is None else event.epoch
            ), False
        key = next(iter(event.values), "")
        said = self._said.get(key, _NOTHING)
        went_back = event.epoch is not None and said.epoch is not None and event.epoch < said.epoch
        if went_back:
            self._restart()
        if event.epoch is not None:
            self._record_epoch = event.epoch
        step = event.step
        if step is None and event.batch is not None and self._counters and meaning(key).split in ("val", "test"):
            pass  # a batch of an evaluation: it stands where the training stands
        elif step is None and event.batch is not None:
            self._batches = event.batches if event.batches is not None else self._batches
            step = self._counters.setdefault(key, Counter()).take(event.batch, event.batches, self.epoch)
        elif step is not None:
            if not went_back:
                step, went_back = self._global(key, step, said)
            self._said[key] = Place(event.step, self.epoch)
        if event.epoch is not None and event.step is None:
            self._said[key] = Place(said.step, event.epoch)
        if step is not None:
            self._saw_step = True
            self.step = step
        return Place(self.step, self.epoch), went_back

    def rises(self, event: Columns) -> bool:
        """True when no place of `event` lies before the one above it and none needs a counter: its first record was just placed."""
        if event.names[0] in self._counters or (event.step is None and event.epoch is None):
            return False
        return all(_rise(column) for column in (event.step, event.epoch) if column is not None)

    def advance(self, event: Columns) -> None:
        """Stand at the last record of columns that rise."""
        if event.epoch is not None:
            self._record_epoch = event.epoch[-1]
        if event.step is not None:
            self.step = event.step[-1]
        step = None if event.step is None else event.step[-1]
        self._said[event.names[0]] = Place(step, self.epoch if step is not None else self._record_epoch)

    def _restart(self) -> None:
        self._counters.clear()
        self._said.clear()
        self.step = None

    def _global(self, key: str, step: float, said: Place) -> tuple[float, bool]:
        """The global step of a stated one, and whether it is a restart."""
        counter, epoch = self._counters.get(key), self.epoch
        if counter is not None:
            return counter.take(step, None, epoch), False
        if said.step is None or step >= said.step:
            return step, False
        if epoch is not None and said.epoch is not None and epoch > said.epoch:
            counter = self._counters[key] = Counter(at=said.step, epoch=said.epoch, longest=said.step)
            return counter.take(step, None, epoch), False
        return step, True

    def progress(self, event: Progress) -> bool:
        """Take a bar or counter in; true when it is the training's own and not an evaluation's or a download's."""
        if event.unit == "epoch":
            if self._header_epoch is not None and event.done < self._header_epoch:
                self._restart()
            self._header_epoch = event.done
            self.epochs_total = event.total if event.total is not None else self.epochs_total
            return self.steps_total is None
        if event.unit == "step":
            return self._main_bar(event)
        return event.unit == "batch"

    def _main_bar(self, event: Progress) -> bool:
        """A count that starts again with every epoch tells its length. Else the largest total is the training's."""
        if self._counters:
            self._batches, self.steps_total = event.total, None
            return True
        total = self.steps_total
        if total is not None and event.total is not None and event.total < total and event.done <= event.total:
            return False
        self.steps_total = event.total if event.total is not None else total
        return True
