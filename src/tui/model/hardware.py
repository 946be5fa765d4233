"""What a look at the GPUs gives."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GpuProcess:
    """A process on a GPU. `memory_mb` is MiB."""

    pid: int
    name: str
    memory_mb: float | None = None


@dataclass(frozen=True, slots=True)
class Gpu:
    """One GPU at one moment; `None` is what the driver did not tell. `note` says why, in a few words."""

    index: int
    name: str
    uuid: str = ""
    utilisation: float | None = None  # percent
    memory_used_mb: float | None = None  # MiB
    memory_total_mb: float | None = None
    temperature_c: float | None = None
    power_w: float | None = None
    power_limit_w: float | None = None
    clock_mhz: float | None = None  # of the multiprocessors
    fan_percent: float | None = None
    mig: bool = False  # cut into instances: the driver then tells no utilisation of the whole
    visible: bool = True  # false when CUDA_VISIBLE_DEVICES leaves it out
    processes: tuple[GpuProcess, ...] = ()
    note: str = ""

    @property
    def identity(self) -> str:
        """What stays the same when a driver reset changes the indices."""
        return self.uuid or f"gpu {self.index}"


@dataclass(frozen=True, slots=True)
class GpuSample:
    """All GPUs at `time` (POSIX seconds). After a failed look `error` is one sentence, `gpus` the last good ones."""

    time: float
    gpus: tuple[Gpu, ...] = ()
    error: str = ""
    good_at: float | None = None  # when `gpus` was last read
