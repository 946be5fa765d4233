from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from tui.ingest.gpu import GpuProbe
from tui.ingest.gpu.child import Child
from tui.model.hardware import GpuSample

FAKE = str(Path(__file__).parent / "nvidia_smi" / "nvidia-smi")
A = "GPU-5a2f0c11-93d1-0a7e-6b0d-0c8e0f7a1b01"
B = "GPU-5a2f0c11-93d1-0a7e-6b0d-0c8e0f7a1b02"
NO_DRIVER = "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n"
LIMIT_S = 10.0

T = TypeVar("T")
MakeProbe = Callable[..., GpuProbe]


def row(index: int = 0, uuid: str = A, util: str = "97") -> str:
    return f"{index}, {uuid}, NVIDIA H200, {util}, 61203, 143771, 54, 512.35, 700.00, 1980, [N/A], Disabled\n"


def until(condition: Callable[[], T | None]) -> T:
    """The first true value of `condition`, asked again and again for a limited time."""
    end = time.monotonic() + LIMIT_S
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(0.005)
    raise AssertionError("it did not come about")


class Fake:
    """The folder that tells the fake program what to play."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.gate = folder / "gate"

    def plays(self, gpus: str = "", processes: str = "", code: int = 0) -> None:
        for name, text in (("processes", processes), ("code", str(code)), ("gpus", gpus)):
            fresh = self.folder / f"{name}.new"
            fresh.write_text(text)
            fresh.rename(self.folder / name)

    def hangs(self) -> None:
        os.mkfifo(self.gate)

    def goes_on(self) -> None:
        self.gate.rename(self.folder / "opened")
        (self.folder / "opened").write_text("go\n")

    def calls(self) -> list[str]:
        path = self.folder / "calls"
        return path.read_text().splitlines() if path.exists() else []

    def looks(self) -> int:
        return sum(call.startswith("--query-gpu") for call in self.calls())


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fake:
    monkeypatch.setenv("FAKE_NVIDIA_SMI", str(tmp_path))
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    return Fake(tmp_path)


@pytest.fixture
def probe_of() -> Iterator[MakeProbe]:
    made: list[GpuProbe] = []

    def make(
        command: str = FAKE, interval_s: float = 0.01, limit_s: float = LIMIT_S, late_s: float = LIMIT_S
    ) -> GpuProbe:
        probe = GpuProbe(command, interval_s=interval_s, limit_s=limit_s, late_s=late_s)
        made.append(probe)
        probe.start()
        return probe

    yield make
    for probe in made:
        probe.stop()
        until(lambda probe=probe: not probe.running)  # type: ignore[misc]


def sample_with_error(probe: GpuProbe) -> GpuSample:
    return until(lambda: s if (s := probe.latest()) is not None and s.error else None)


def good_sample(probe: GpuProbe) -> GpuSample:
    return until(lambda: s if (s := probe.latest()) is not None and not s.error and s.gpus else None)


def test_a_look_tells_values_and_processes(fake: Fake, probe_of: MakeProbe) -> None:
    fake.plays(row(0, A) + row(1, B, "[N/A]"), f"{A}, 4242, python3, 61000\n")
    probe = probe_of()
    sample = until(lambda: s if (s := probe.latest()) is not None and s.gpus[0].processes else None)
    assert [(gpu.uuid, gpu.utilisation) for gpu in sample.gpus] == [(A, 97.0), (B, None)]
    assert sample.gpus[0].processes[0].pid == 4242
    assert sample.good_at == sample.time


def test_without_the_command_there_is_no_gpu_and_nobody_asks_again(probe_of: MakeProbe) -> None:
    probe = probe_of("/nowhere/nvidia-smi")
    until(lambda: not probe.running)
    assert probe.latest() is None


def test_a_driver_without_a_device_is_asked_once(fake: Fake, probe_of: MakeProbe) -> None:
    fake.plays("No devices were found\n", code=6)
    probe = probe_of()
    until(lambda: not probe.running)
    assert probe.latest() is None
    assert fake.looks() == 1


def test_exit_nine_is_a_sentence_and_the_driver_may_come_back(fake: Fake, probe_of: MakeProbe) -> None:
    fake.plays(NO_DRIVER, code=9)
    probe = probe_of()
    sample = sample_with_error(probe)
    assert sample.error == "nvidia-smi: the NVIDIA driver is not running."
    assert (sample.gpus, sample.good_at) == ((), None)
    fake.plays(row())
    assert good_sample(probe).gpus[0].utilisation == 97.0


def test_the_last_good_values_stay_with_the_time_they_were_read(fake: Fake, probe_of: MakeProbe) -> None:
    fake.plays(row())
    probe = probe_of()
    good_sample(probe)
    fake.plays("Failed to initialize NVML: Unknown Error\n", code=255)
    sample = sample_with_error(probe)
    assert sample.gpus[0].utilisation == 97.0
    assert sample.good_at is not None
    assert sample.good_at < sample.time


def test_a_column_it_does_not_know_is_left_out_from_then_on(fake: Fake, probe_of: MakeProbe) -> None:
    (fake.folder / "refused").write_text("mig.mode.current")
    fake.plays(row().replace(", Disabled", ""))
    probe = probe_of()
    assert good_sample(probe).gpus[0].power_w == 512.35
    until(lambda: fake.looks() >= 4)
    assert sum("mig.mode.current" in call for call in fake.calls()) == 1


def test_a_reset_that_changes_the_indices_changes_no_identity(fake: Fake, probe_of: MakeProbe) -> None:
    fake.plays(row(0, A, "10") + row(1, B, "20"))
    probe = probe_of()
    good_sample(probe)
    fake.plays(row(0, B, "30") + row(1, A, "40"))
    swapped = until(lambda: s if (s := probe.latest()) is not None and s.gpus[0].uuid == B else None)
    assert {gpu.identity: gpu.utilisation for gpu in swapped.gpus} == {B: 30.0, A: 40.0}


def test_a_gpu_that_falls_off_the_bus_stays_in_view_without_values(fake: Fake, probe_of: MakeProbe) -> None:
    fake.plays(row(0, A) + row(1, B))
    probe = probe_of()
    good_sample(probe)
    fake.plays(row(0, A) + "Unable to determine the device handle for GPU1: Unknown Error\n", code=15)
    sample = sample_with_error(probe)
    assert sample.error == "nvidia-smi: the driver cannot reach one of the GPUs."
    assert [(gpu.uuid, gpu.utilisation, gpu.note) for gpu in sample.gpus] == [
        (A, 97.0, ""),
        (B, None, "not listed any more"),
    ]


def test_a_slow_answer_is_announced_and_still_taken(fake: Fake, probe_of: MakeProbe) -> None:
    fake.plays(row())
    fake.hangs()
    probe = probe_of(late_s=0.0)
    assert "has not answered for" in sample_with_error(probe).error
    fake.goes_on()
    assert good_sample(probe).gpus[0].utilisation == 97.0


def test_a_hanging_call_is_killed_and_the_next_look_follows(fake: Fake, probe_of: MakeProbe) -> None:
    fake.plays(row())
    fake.hangs()
    probe = probe_of(limit_s=0.05)
    assert sample_with_error(probe).error == "nvidia-smi did not answer within 0.05 s."
    until(lambda: fake.looks() >= 2)
    assert "done" not in fake.calls()


def test_a_call_that_cannot_be_killed_is_never_joined_by_a_second(
    fake: Fake, probe_of: MakeProbe, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake.plays(row())
    fake.hangs()
    attempts: list[int] = []
    monkeypatch.setattr(os, "killpg", lambda pid, _: attempts.append(pid))  # as in uninterruptible sleep
    probe = probe_of(limit_s=0.01, late_s=0.01)
    until(lambda: len(attempts) > 3)
    assert (fake.looks(), len(set(attempts))) == (1, 1)
    assert "has not answered for" in sample_with_error(probe).error
    before = time.monotonic()
    probe.stop()
    assert time.monotonic() - before < LIMIT_S
    child = probe._child
    fake.goes_on()
    until(lambda: child is not None and child.code is not None)
    assert "done" in fake.calls()


def test_values_are_good_when_only_the_processes_cannot_be_read(fake: Fake, probe_of: MakeProbe) -> None:
    fake.plays(row(), "")
    (fake.folder / "processes").unlink()
    (fake.folder / "broken").touch()
    probe = probe_of()
    until(lambda: fake.looks() >= 2)
    sample = good_sample(probe)
    assert (sample.gpus[0].utilisation, sample.gpus[0].processes) == (97.0, ())


def test_a_stop_kills_the_child_and_leaves_no_zombie(fake: Fake, probe_of: MakeProbe) -> None:
    fake.hangs()
    probe = probe_of()
    until(lambda: fake.looks() == 1)
    child = until(lambda: probe._child)
    probe.stop()
    until(lambda: not probe.running)
    assert "done" not in fake.calls()
    assert probe.latest() is None
    with pytest.raises(ProcessLookupError):
        os.kill(child._process.pid, 0)


def test_cuda_visible_devices_marks_the_gpus_it_hides(
    fake: Fake, probe_of: MakeProbe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "1")
    fake.plays(row(0, A) + row(1, B))
    assert [gpu.visible for gpu in good_sample(probe_of()).gpus] == [False, True]


def test_a_child_that_left_its_pipe_to_another_is_heard_to_its_end(fake: Fake) -> None:
    fake.plays(row())
    (fake.folder / "clung").touch()
    child = Child([FAKE, "--query-gpu=index"])
    group = os.getpgid(child._process.pid)
    until(lambda: child.listen(0.01))
    os.killpg(group, signal.SIGKILL)
    assert child.text == row()


def test_output_without_end_is_cut_off() -> None:
    child = Child(["yes"])
    until(lambda: child.listen(0.01))
    assert child.code == -signal.SIGKILL
    assert len(child.text) < 2 << 20
