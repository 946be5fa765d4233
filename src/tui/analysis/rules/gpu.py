"""GPUs that idle, are full or run hot, over a trailing window.

A mean over the whole job never speaks for a run that works first and idles later (jobstats), so only the latest stretch
counts. What the driver did not tell counts neither way.
"""

from __future__ import annotations

from dataclasses import dataclass

from tui.analysis import numbers
from tui.analysis.alerts import Alert, Thresholds
from tui.model.hardware import Gpu, GpuSample

_COOLER = 3.0  # degrees below the limit at which heat is withdrawn


@dataclass(slots=True)
class _State:
    """Since when a condition holds on one GPU, and the alert that came of it."""

    since: float | None = None
    alert: Alert | None = None


class GpuRule:
    """Judges samples as they come. Times are those of the samples."""

    def __init__(self, thresholds: Thresholds) -> None:
        self._limits = thresholds
        self._states: dict[tuple[str, int], _State] = {}
        self._at: float | None = None
        self._worked: set[int] = set()
        self.alerts: list[Alert] = []

    def advance(self, sample: GpuSample, step: float | None, epoch: float | None, line: int) -> None:
        """Take a sample in; `step`, `epoch` and `line` are where the run stands."""
        if sample.time == self._at or sample.error:
            return
        self._at = sample.time
        here = Alert("gpu_idle", "warning", None, step, epoch, line, "", since_step=step, time=sample.time)
        for gpu in sample.gpus:
            self._idle(here, gpu)
            self._memory(here, gpu)
            self._heat(here, gpu)

    def _idle(self, here: Alert, gpu: Gpu) -> None:
        if gpu.utilisation is None:
            return
        idle = gpu.utilisation < self._limits.gpu_idle_percent
        if not idle:
            self._worked.add(gpu.index)
        seconds = self._limits.gpu_idle_seconds
        at = numbers.number(gpu.utilisation)
        text = f"GPU {gpu.index} had worked and idles at {at} % for {numbers.duration(seconds)}."
        self._hold(
            here, "gpu_idle", gpu.index, idle and gpu.index in self._worked, idle, seconds, text, "it works again"
        )

    def _memory(self, here: Alert, gpu: Gpu) -> None:
        if gpu.memory_used_mb is None or not gpu.memory_total_mb:
            return
        share = gpu.memory_used_mb / gpu.memory_total_mb
        limit = self._limits.gpu_memory_share
        text = f"GPU {gpu.index} has {numbers.percent(share)} of its memory in use; the next allocation may fail."
        self._hold(here, "gpu_memory", gpu.index, share > limit, share > limit - 0.02, 0.0, text, "memory was freed")

    def _heat(self, here: Alert, gpu: Gpu) -> None:
        if gpu.temperature_c is None:
            return
        limit, seconds = self._limits.gpu_hot_celsius, self._limits.gpu_hot_seconds
        text = f"GPU {gpu.index} is at {numbers.number(gpu.temperature_c)} °C, where it slows itself down."
        hot = gpu.temperature_c
        self._hold(here, "gpu_hot", gpu.index, hot >= limit, hot > limit - _COOLER, seconds, text, "it has cooled down")

    def _hold(
        self, here: Alert, kind: str, index: int, begins: bool, goes_on: bool, seconds: float, text: str, over: str
    ) -> None:
        """Tell a condition once it has lasted `seconds`; withdraw it when it no longer goes on."""
        state = self._states.setdefault((kind, index), _State())
        now = here.time or 0.0
        if state.alert is not None and not goes_on:
            self._swap(state.alert, _cleared(state.alert, here, f"GPU {index}: {over}"))
            state.alert = state.since = None
        elif begins and state.since is None:
            state.since = now
        elif not begins and state.alert is None:
            state.since = None
        if state.since is not None and state.alert is None and now - state.since >= seconds:
            severity = "info" if kind == "gpu_memory" else "warning"
            state.alert = _worded(here, kind, severity, text)
            self.alerts.append(state.alert)

    def _swap(self, old: Alert, new: Alert) -> None:
        self.alerts[self.alerts.index(old)] = new


def _worded(here: Alert, kind: str, severity: str, message: str) -> Alert:
    return Alert(
        kind,
        severity,
        None,
        here.step,
        here.epoch,
        here.line,
        message,
        since_step=here.since_step,
        time=here.time,
        confidence=0.9,
    )


def _cleared(alert: Alert, here: Alert, reason: str) -> Alert:
    return Alert(
        alert.kind,
        alert.severity,
        None,
        alert.step,
        alert.epoch,
        alert.line,
        alert.message,
        since_step=alert.since_step,
        time=alert.time,
        confidence=alert.confidence,
        cleared_step=here.step,
        cleared_reason=reason,
    )
