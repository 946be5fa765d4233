"""Judge: all rules over one run, step by step as it grows."""

from __future__ import annotations

from collections.abc import Sequence

from tui.analysis.alerts import Alert, Thresholds
from tui.analysis.finding import Finding
from tui.analysis.rhythm import Rhythm
from tui.analysis.rules.divergence import DivergenceWatch
from tui.analysis.rules.failures import FailureRule
from tui.analysis.rules.gpu import GpuRule
from tui.analysis.rules.loss_scale import LossScaleWatch
from tui.analysis.rules.nan import NanRule
from tui.analysis.rules.overfit import OverfitWatch, is_validation_loss
from tui.analysis.rules.plateau import PlateauWatch
from tui.analysis.rules.slowdown import SlowdownRule, ThroughputWatch
from tui.analysis.rules.spike import Spike, SpikeWatch
from tui.analysis.rules.stall import Habit, StallRule
from tui.analysis.rules.watch import PerSeries, Watch, is_objective
from tui.model.hardware import GpuSample
from tui.model.run import Run
from tui.model.series import Series


class Judge:
    """Holds the rules' memory of one run. Looks at what is new only, never ahead, and judges the same in any batching.

    Owned by the thread that owns the `Run`. A plan (total steps, epochs) is taken as known from the run's first lines
    on.
    """

    def __init__(self, thresholds: Thresholds | None = None) -> None:
        self.thresholds = thresholds or Thresholds()
        self._run: Run | None = None
        self._forget()

    def _forget(self) -> None:
        limits = self.thresholds
        self._version = -1
        self._spikes: list[SpikeWatch] = []
        self._rhythm = Rhythm()
        self._stall = StallRule(self._rhythm, limits)
        self._gpu = GpuRule(limits)
        self._rules: tuple[Watch, ...] = (
            NanRule(),
            FailureRule(limits),
            PerSeries(is_objective, self._spike_watch),
            PerSeries(is_objective, lambda series: DivergenceWatch(series, limits)),
            PerSeries(is_objective, lambda series: PlateauWatch(series, limits)),
            PerSeries(is_validation_loss, lambda series: OverfitWatch(series, limits)),
            PerSeries(
                lambda series: series.meaning.kind == "loss_scale", lambda series: LossScaleWatch(series, limits)
            ),
            PerSeries(
                lambda series: series.meaning.kind == "throughput", lambda series: ThroughputWatch(series, limits)
            ),
            SlowdownRule(self._rhythm, limits),
            self._stall,
        )

    def _spike_watch(self, series: Series) -> SpikeWatch:
        watch = SpikeWatch(series, self.thresholds)
        self._spikes.append(watch)
        return watch

    @property
    def spikes(self) -> tuple[Spike, ...]:
        """The ledger: every spike that is over, oldest first."""
        return tuple(sorted((s for watch in self._spikes for s in watch.ledger), key=lambda s: s.line))

    @property
    def habit(self) -> Habit | None:
        """How long this log is silent by habit, `None` before it has one."""
        return self._stall.habit

    def advance(
        self, run: Run, now: float, gpu: GpuSample | None = None, changed_at: float | None = None
    ) -> tuple[Alert, ...]:
        """All alerts so far, oldest first. `now` and `changed_at` (when the file last grew) are POSIX seconds."""
        if run is not self._run:
            self._run = run
            self._forget()
        if run.version != self._version:
            self._version = run.version
            self._rhythm.advance(run)
            for rule in self._rules:
                rule.advance(run)
        self._stall.look(run, _silence(run, now, changed_at))
        if gpu is not None:
            self._gpu.advance(gpu, run.step, run.epoch, run.rows.line[-1] if len(run.rows) else 0)
        findings: Sequence[Finding] = [finding for rule in self._rules for finding in rule.findings]
        ordered = sorted(findings, key=lambda f: (f.told, f.begin, f.kind, f.metric or ""))
        alerts = [finding.alert(run) for finding in ordered]
        return (
            tuple(alerts) if not self._gpu.alerts else tuple(sorted([*alerts, *self._gpu.alerts], key=lambda a: a.line))
        )


def _silence(run: Run, now: float, changed_at: float | None) -> float | None:
    """Seconds of silence that may mean a stall; `None` when the log is not followed, or has said why it ends."""
    if not run.live or run.ended is not None or run.failure is not None:
        return None
    heard = run.last_time if changed_at is None else changed_at
    return None if heard is None else max(0.0, now - heard)
