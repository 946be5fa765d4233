"""What the screen is drawn from: a frozen `Snapshot` of the run and frozen `ViewSettings` of the person's choices."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from tui.model.hardware import GpuSample
from tui.model.integrity import Integrity

if TYPE_CHECKING:
    from tui.analysis.alerts import Alert
    from tui.analysis.ending import State
    from tui.analysis.pace import Pace
    from tui.model.run import Run

Axis = Literal["step", "epoch", "time"]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything the widgets may look at, taken on the thread that owns `run`.

    `run` itself changes: a widget draws at once and remembers `run.version`, not the run's numbers. `now` is a POSIX
    time; in a replay it is the replay's own. `gpu_history` is oldest first. `replay` is the share of the log played,
    0 to 1, `None` when this is no replay. `frozen` is true while the person holds the picture still.
    """

    run: Run
    now: float
    pace: Pace | None = None
    alerts: tuple[Alert, ...] = ()
    state: State | None = None
    gpu: GpuSample | None = None
    gpu_history: tuple[GpuSample, ...] = ()
    integrity: Integrity = field(default_factory=Integrity)
    frozen: bool = False
    replay: float | None = None

    @property
    def is_over(self) -> bool:
        """True when nothing more is expected: finished, broken, or a log that ends without saying why."""
        return self.state is not None and self.state.status in ("finished", "failed", "unknown")

    @property
    def open_alerts(self) -> tuple[Alert, ...]:
        """Alerts that were not withdrawn, the most severe first, the newest first among equals."""
        standing = [a for a in self.alerts if a.cleared_step is None and not a.cleared_reason]
        order = {"critical": 0, "warning": 1, "info": 2}
        standing.reverse()
        return tuple(sorted(standing, key=lambda a: order.get(a.severity, 3)))


@dataclass(frozen=True, slots=True)
class ViewSettings:
    """How a person wants to see a run. Every widget is a function of a `Snapshot` and of this.

    `smoothing` is the weight of the past, 0 (none) to 0.99. `zoom` is the visible part of the x axis and `cursor` a
    place on it, both in units of `axis` (POSIX seconds for "time"). `pinned` come first, in this order; `filter` is
    words that a name must contain, `!word` that it must not. `selected` is a metric; `enlarged` shows its chart alone.
    `muted` are kinds of alert that do not call. `rank` is the process whose metrics are shown where a log has those of
    several, `None` for the one that speaks first.
    """

    smoothing: float = 0.0
    log_y: bool = False
    axis: Axis = "step"
    outliers_hidden: bool = False
    ascii: bool = False
    hidden: frozenset[str] = frozenset()
    pinned: tuple[str, ...] = ()
    filter: str = ""
    zoom: tuple[float, float] | None = None
    cursor: float | None = None
    selected: str | None = None
    enlarged: bool = False
    muted: frozenset[str] = frozenset()
    page: int = 0
    rank: int | None = None
