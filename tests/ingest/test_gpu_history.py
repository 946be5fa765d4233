from __future__ import annotations

from dataclasses import replace
from math import isnan

from tui.ingest.gpu import GpuHistory
from tui.model.hardware import Gpu, GpuProcess, GpuSample


def gpu(util: float | None = 50.0, uuid: str = "GPU-a", index: int = 0) -> Gpu:
    return Gpu(index, "NVIDIA H200", uuid, utilisation=util, memory_used_mb=30.0, memory_total_mb=120.0)


def sample(time: float, *gpus: Gpu) -> GpuSample:
    return GpuSample(time, gpus, good_at=time)


def test_each_look_is_one_point() -> None:
    history = GpuHistory()
    for time in range(3):
        assert history.add(sample(time, gpu(10.0 * time)))
    assert [(p.time, p.utilisation, p.memory_share) for p in history.of(gpu())] == [
        (0, 0, 0.25),
        (1, 10, 0.25),
        (2, 20, 0.25),
    ]


def test_the_same_sample_is_added_once() -> None:
    history = GpuHistory()
    assert history.add(sample(1.0, gpu()))
    assert not history.add(sample(1.0, gpu()))
    assert not history.add(None)
    assert len(history.of(gpu())) == 1


def test_a_failed_look_is_a_gap_and_not_the_old_value_again() -> None:
    history = GpuHistory()
    history.add(sample(1.0, gpu()))
    history.add(GpuSample(2.0, (gpu(),), "nvidia-smi has not answered for 5 s.", good_at=1.0))
    history.add(GpuSample(3.0, (gpu(),), "nvidia-smi has not answered for 6 s.", good_at=1.0))
    points = history.of(gpu())
    assert len(points) == 2
    assert isnan(points[1].utilisation)


def test_the_processes_of_the_same_look_make_no_second_point() -> None:
    history = GpuHistory()
    history.add(sample(1.0, gpu()))
    assert not history.add(sample(1.0, replace(gpu(), processes=(GpuProcess(7, "python"),))))
    assert len(history.of(gpu())) == 1


def test_what_was_not_told_is_nan_and_not_zero() -> None:
    history = GpuHistory()
    history.add(sample(1.0, gpu(None)))
    assert isnan(history.of(gpu())[0].utilisation)


def test_points_follow_the_gpu_when_its_index_changes() -> None:
    history = GpuHistory()
    history.add(sample(1.0, gpu(1.0, "GPU-a", 0), gpu(2.0, "GPU-b", 1)))
    history.add(sample(2.0, gpu(3.0, "GPU-b", 0), gpu(4.0, "GPU-a", 1)))
    assert [p.utilisation for p in history.of(gpu(uuid="GPU-a"))] == [1.0, 4.0]


def test_old_points_and_endless_identities_are_let_go() -> None:
    history = GpuHistory(kept=5)
    for time in range(20):
        history.add(sample(time, gpu()))
    for number in range(200):
        history.add(sample(100 + number, gpu(uuid=f"GPU-{number:04}x")))
    assert len(history.of(gpu())) == 0
    assert len(history.of(gpu(uuid="GPU-0199x"))) == 1
    assert sum(bool(history.of(gpu(uuid=f"GPU-{n:04}x"))) for n in range(200)) <= 64
