"""Clock: from what a log says about place to one global step and epoch."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tui.model.events import Metrics, Progress


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands on the run's axis; `None` is what the log has never said."""

    step: float | None
    epoch: float | None


LastSeen = Callable[[Metrics], tuple[float | None, float | None]]


class Clock:
    """Adds up counts that start again with every epoch, carries a place to lines that have none, and sees restarts.

    A count inside the epoch becomes a global step: epochs gone by times the length of an epoch, plus the count. A step that
    falls while the epoch rises was such a count too. A step or epoch that falls otherwise is a restart.
    """

    def __init__(self) -> None:
        self.step: float | None = None
        self.epoch: float | None = None
        self.epochs_total: float | None = None
        self.steps_total: float | None = None
        self._base = 0.0  # steps of the epochs gone by
        self._in_epoch: float | None = None  # the count within the present epoch, where the log counts so
        self._longest = 0.0  # the longest epoch seen, in steps
        self._counts_in_epoch = False
        self._saw_step = False
        self._batches: float | None = None  # the length of an epoch, as the log states it

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
        if self._batches is not None and self.epochs_total is not None and self._counts_in_epoch:
            return self._batches * self.epochs_total
        return None

    def place(self, event: Metrics, last_seen: LastSeen) -> tuple[Place, bool]:
        """The place of a record, and whether it lies before the place where the same metrics were last seen."""
        seen_step, seen_epoch = last_seen(event)
        epoch_rose = event.epoch is not None and (seen_epoch is None or event.epoch > seen_epoch)
        fell = event.epoch is not None and seen_epoch is not None and event.epoch < seen_epoch
        if fell:
            self._restart()
        went_back = fell
        step = event.step
        if event.batch is not None and step is None:
            step = self._batch(event.batch, event.batches, event.epoch)
        elif step is not None and not went_back:
            step, went_back = self._global(step, event.epoch, seen_step, epoch_rose)
        if event.epoch is not None:
            self.epoch = event.epoch
        if step is not None:
            self._saw_step = True
            self.step = step
        return Place(self.step, self.epoch), went_back

    def _restart(self) -> None:
        self._base, self._in_epoch, self.step = 0.0, None, None

    def _batch(self, batch: float, batches: float | None, epoch: float | None) -> float:
        """A count within the epoch, added up over epochs."""
        self._counts_in_epoch = True
        self._batches = batches if batches is not None else self._batches
        length = batches if batches is not None else self._longest
        if self._in_epoch is not None and (batch < self._in_epoch or (epoch is not None and epoch != self.epoch)):
            gone = 1.0 if epoch is None or self.epoch is None else max(1.0, epoch - self.epoch)
            self._base += gone * max(length, self._in_epoch)
        self._in_epoch = batch
        self._longest = max(self._longest, batch)
        return self._base + batch

    def _global(self, step: float, epoch: float | None, seen: float | None, epoch_rose: bool) -> tuple[float, bool]:
        if self._counts_in_epoch:
            return self._batch(step, None, epoch), False
        if seen is None or step >= seen:
            return step, False
        if epoch_rose and self.epoch is not None and self.step is not None:
            self._in_epoch, self._longest = self.step, self.step
            return self._batch(step, None, epoch), False
        self._base = 0.0
        return step, True

    def progress(self, event: Progress) -> bool:
        """Take a bar or counter in; true when it is the training's own and not an evaluation's or a download's."""
        if event.unit == "epoch":
            self._epoch_header(event)
            return self.steps_total is None
        if event.unit == "step":
            return self._main_bar(event)
        return event.unit == "batch"

    def _main_bar(self, event: Progress) -> bool:
        """A count known to start again with every epoch tells its length. Else: the first unlabelled total is the training's; a smaller one beside it is an evaluation's."""
        if self._counts_in_epoch:
            self._batches, self.steps_total = event.total, None
            return True
        total = self.steps_total
        if total is not None and event.total is not None and event.total < total and event.done <= event.total:
            return False
        self.steps_total = event.total if event.total is not None else total
        return True

    def _epoch_header(self, event: Progress) -> None:
        if self.epoch is not None and event.done < self.epoch:
            self._restart()
        if self._in_epoch is not None and self.epoch is not None and event.done > self.epoch:
            self._base += self._in_epoch
            self._in_epoch = 0.0
        self.epoch = event.done
        self.epochs_total = event.total if event.total is not None else self.epochs_total
