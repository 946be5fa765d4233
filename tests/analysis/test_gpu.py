"""GPUs: idle after work, full, hot; what the driver does not tell is no alert."""

from __future__ import annotations

from dataclasses import replace

from tui.analysis.alerts import Alert
from tui.analysis.judge import Judge
from tui.model.hardware import Gpu, GpuSample
from tui.model.run import Run

CARD = Gpu(0, "H100", utilisation=98.0, memory_used_mb=40_000.0, memory_total_mb=80_000.0, temperature_c=60.0)


def told(*cards: Gpu, every: float = 60.0) -> tuple[Alert, ...]:
    judge, run = Judge(), Run()
    alerts: tuple[Alert, ...] = ()
    for k, card in enumerate(cards):
        alerts = judge.advance(run, k * every, GpuSample(k * every, (card,)))
    return alerts


def test_a_gpu_that_worked_and_now_idles_is_told_and_withdrawn_when_it_works_again() -> None:
    idle = replace(CARD, utilisation=0.0)

    (alert,) = told(CARD, *[idle] * 7)
    assert (alert.kind, alert.active) == ("gpu_idle", True)

    (alert,) = told(CARD, *[idle] * 7, CARD)
    assert alert.cleared_reason == "GPU 0: it works again"


def test_a_gpu_that_never_worked_is_not_ours() -> None:
    assert told(*[replace(CARD, utilisation=0.0)] * 20) == ()


def test_full_memory_and_heat_are_told() -> None:
    hot = replace(CARD, temperature_c=93.0, memory_used_mb=79_000.0)

    assert {a.kind for a in told(CARD, hot, hot)} == {"gpu_memory", "gpu_hot"}


def test_what_the_driver_does_not_tell_is_no_alert() -> None:
    assert told(*[Gpu(0, "MIG")] * 10) == ()
