"""What the tests of widgets share: small runs, and a snapshot of one."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp

from textual.app import App, ComposeResult

from tui.analysis.alerts import Alert
from tui.analysis.ending import State
from tui.analysis.pace import Pace
from tui.model.events import Metrics, Plan
from tui.model.hardware import Gpu, GpuSample
from tui.model.run import Run
from tui.views.pane import Pane
from tui.views.state import Snapshot, ViewSettings

NOW = 1_700_000_000.0
PLAIN = ViewSettings()


def fine_tuning(steps: int = 100) -> Run:
    """A record every two steps, an evaluation every twenty, ten steps an epoch."""
    run = Run("logs/run.log")
    run.format = "hf-trainer"
    events: list[Plan | Metrics] = [Plan(steps=200, epochs=20)]
    for step in range(2, steps + 1, 2):
        values = {"loss": round(4 * exp(-step / 30), 4), "learning_rate": 1e-4 * (1 - step / 200)}
        events.append(Metrics(values, step, step / 10, time=NOW + step, line=step))
        if step % 20 == 0:
            evaluated = {"eval_loss": round(3 * exp(-step / 40) + 0.2, 4)}
            events.append(Metrics(evaluated, step, step / 10, time=NOW + step, line=step))
    run.apply(events)
    return run


def by_epoch(*rows: dict[str, float], source: str = "keras.log") -> Run:
    """One record an epoch, a minute each."""
    run = Run(source)
    run.apply(Metrics(values, epoch=k, time=NOW + 60 * k, line=k) for k, values in enumerate(rows, 1))
    return run


def running_pace() -> Pace:
    return Pace(
        unit="step",
        rate=0.61,
        seconds_per_unit=1.63,
        fraction_done=0.5,
        seconds_left=1500.0,
        low=1300.0,
        high=1900.0,
        finish_at=NOW + 1500,
        elapsed=11533.0,
        grounds="",
    )


def alert(severity: str = "warning", kind: str = "plateau", **more: object) -> Alert:
    known = {"metric": "eval_loss", "step": 60.0, "epoch": 6.0, "line": 60, "message": "eval_loss stands still", **more}
    return Alert(kind, severity, **known)  # type: ignore[arg-type]


def sample(*loads: float | None, **more: object) -> GpuSample:
    gpus = (
        Gpu(k, "NVIDIA H200", f"u{k}", load, 61440.0, 144384.0, 63.0, 612.0, **more)  # type: ignore[arg-type]
        for k, load in enumerate(loads)
    )
    return GpuSample(NOW, tuple(gpus), good_at=NOW)


def snapshot(run: Run | None = None, **more: object) -> Snapshot:
    facts = {"pace": running_pace(), "state": State("running", "", 1.0), **more}
    return Snapshot(fine_tuning() if run is None else run, NOW, **facts)  # type: ignore[arg-type]


class Stage(App[None]):
    """An application of the panes to be tested alone, each drawn from the same snapshot."""

    CSS = "Pane { height: 1fr; }"

    def __init__(self, *panes: Pane) -> None:
        super().__init__()
        self.panes: Sequence[Pane] = panes

    def compose(self) -> ComposeResult:
        yield from self.panes

    def show(self, of: Snapshot, settings: ViewSettings = PLAIN) -> None:
        for pane in self.panes:
            pane.show(of, settings)

    def lines(self, pane: Pane) -> list[str]:
        """What stands on the screen in a pane."""
        return [pane.render_line(y).text.rstrip() for y in range(pane.size.height)]
