"""What a line of a log can say.

Every class here is frozen and slotted: events cross from the reading thread to the thread that owns the `Run`.
Line numbers are 1-based; 0 stands for "not from a line". Times are POSIX seconds.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isnan


@dataclass(frozen=True, slots=True)
class Line:
    """One line, decoded, without its end and without escape sequences.

    `number` counts lines ended by LF (or CRLF); the frames of a progress bar share the number of the line they stand in.
    `offset` is the byte at which it starts, counted over the file's present generation. `transient` marks a frame: text
    ended by CR alone, to be overwritten by what follows.
    """

    text: str
    number: int
    offset: int = 0
    transient: bool = False


@dataclass(frozen=True, slots=True)
class Metrics:
    """Values read together, from one line or one block of lines.

    `step` and `epoch` are what the log itself says, `None` where it is silent. `batch` of `batches` is a place inside the
    epoch. `split` is given only where the context, not the name, tells it. `rank` is the process that printed it.
    `carried` is true when the place is one that an earlier line said, kept because the record was held back for a while.
    `bar` is true for a progress bar's postfix, which yields to a logger's line of the same name and place.
    """

    values: Mapping[str, float]
    step: float | None = None
    epoch: float | None = None
    batch: float | None = None
    batches: float | None = None
    split: str | None = None
    time: float | None = None
    rank: int | None = None
    bar: bool = False
    carried: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True)
class Columns:
    """Many `Metrics` of one shape: `values[i][k]` is metric `names[i]` of record `k`. NaN in `step` means unknown."""

    names: tuple[str, ...]
    values: tuple[array[float], ...]
    line: array[int]
    step: array[float] | None = None
    epoch: array[float] | None = None
    time: array[float] | None = None
    split: str | None = None
    batch: array[float] | None = None
    batches: array[float] | None = None
    rank: int | None = None

    def records(self) -> Iterator[Metrics]:
        """The same as one `Metrics` a record."""
        for k, line in enumerate(self.line):
            yield Metrics(
                {name: column[k] for name, column in zip(self.names, self.values, strict=True)},
                step=_known(self.step, k),
                epoch=_known(self.epoch, k),
                batch=_known(self.batch, k),
                batches=_known(self.batches, k),
                split=self.split,
                time=_known(self.time, k),
                rank=self.rank,
                line=line,
            )


def _known(column: array[float] | None, k: int) -> float | None:
    return None if column is None or isnan(column[k]) else column[k]


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total`, as a bar or a counter says it. `unit` is "step", "epoch", "batch" or what the bar counts.

    `rate` is in units a second, `seconds_left` the log's own estimate. A bar's count is no step unless `Run` says so.
    `transient` is true while the bar may still be overwritten.
    """

    done: float
    total: float | None = None
    unit: str = "step"
    rate: float | None = None
    elapsed: float | None = None
    seconds_left: float | None = None
    label: str = ""
    transient: bool = False
    line: int = 0
    time: float | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What the log announces: how many steps or epochs there will be, how many devices, where in the log."""

    steps: float | None = None
    epochs: float | None = None
    devices: int | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that happened. `kind` is one of `NOTICES`; `text` is the log's own line, shortened by nobody."""

    kind: str
    text: str
    line: int = 0
    time: float | None = None


@dataclass(frozen=True, slots=True)
class Started:
    """A run begins: a new program start, or a new section of the file that is a run of its own."""

    text: str = ""
    line: int = 0
    time: float | None = None


@dataclass(frozen=True, slots=True)
class Ended:
    """The log says it is over. `how` is "finished" or "stopped early"; failures are `Notice`s of kind error or oom."""

    how: str = "finished"
    text: str = ""
    line: int = 0
    time: float | None = None


Event = Metrics | Columns | Progress | Plan | Notice | Started | Ended

NOTICES = (
    "checkpoint",  # weights were written
    "best",  # the log says that this is the best so far
    "resume",  # training goes on from a checkpoint
    "early-stop",
    "evaluation",  # an evaluation begins
    "warning",
    "error",  # a traceback, a CUDA or NCCL error, an assertion
    "oom",
    "killed",  # a signal, preemption, a time limit
    "overflow",  # the loss scaler skipped a step
)
