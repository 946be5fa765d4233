"""The last minutes of every GPU, for sparklines."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from math import nan

from tui.model.hardware import Gpu, GpuSample

KEPT = 600  # looks: twenty minutes at one in two seconds
_GPUS_KEPT = 64  # identities; more than any machine has, so that odd output cannot grow without end


@dataclass(frozen=True, slots=True)
class GpuPoint:
    """One look at one GPU. NaN is what was not told; `utilisation` is percent, `memory_share` between 0 and 1."""

    time: float
    utilisation: float = nan
    memory_share: float = nan
    temperature_c: float = nan
    power_w: float = nan


class GpuHistory:
    """The last `kept` points of each GPU by its identity, oldest first. One thread owns it, the one that draws."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._points: dict[str, deque[GpuPoint]] = {}
        self._seen: GpuSample | None = None

    def add(self, sample: GpuSample | None) -> bool:
        """Take a sample in; false when it brings no new point. A failed look is a gap, not the old value again."""
        if sample is None or sample == self._seen:
            return False
        before, self._seen = self._seen, sample
        good = sample.good_at is not None and (before is None or sample.good_at != before.good_at)
        if not good and (not sample.error or (before is not None and before.error)):
            return False
        for gpu in sample.gpus:
            self._of(gpu).append(_point(gpu, sample.time) if good else GpuPoint(sample.time))
        return True

    def of(self, gpu: Gpu) -> tuple[GpuPoint, ...]:
        """The points of a GPU, oldest first; empty when it was never seen."""
        return tuple(self._points.get(gpu.identity, ()))

    def _of(self, gpu: Gpu) -> deque[GpuPoint]:
        if gpu.identity not in self._points and len(self._points) >= _GPUS_KEPT:
            self._points.pop(next(iter(self._points)))
        return self._points.setdefault(gpu.identity, deque(maxlen=self._kept))


def _point(gpu: Gpu, time: float) -> GpuPoint:
    used, total = gpu.memory_used_mb, gpu.memory_total_mb
    share = used / total if used is not None and total else nan
    return GpuPoint(time, _known(gpu.utilisation), share, _known(gpu.temperature_c), _known(gpu.power_w))


def _known(value: float | None) -> float:
    return nan if value is None else value
