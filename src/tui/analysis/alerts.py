"""What an alert is, and the thresholds at which the rules speak."""

from __future__ import annotations

from dataclasses import dataclass

KINDS = (
    "nan",
    "spike",
    "divergence",
    "plateau",
    "overfit",
    "slowdown",
    "stall",
    "oom",
    "error",
    "gpu_idle",
    "gpu_memory",
    "gpu_hot",
)


@dataclass(frozen=True, slots=True)
class Alert:
    """Something a person should know. `severity` is "info", "warning" or "critical".

    `step`, `epoch`, `line` and `time` (POSIX seconds) are where it was told; `since_step` is where it began.
    `confidence` runs from 0 to 1. A withdrawn alert keeps its entry: `cleared_reason` says why and `cleared_step`
    where. `cost` says what it took so far, `also` what else moved; both are empty when nothing is known.
    """

    kind: str
    severity: str
    metric: str | None
    step: float | None
    epoch: float | None
    line: int
    message: str
    since_step: float | None = None
    time: float | None = None
    confidence: float = 1.0
    cleared_step: float | None = None
    cleared_reason: str = ""
    cost: str = ""
    also: str = ""

    @property
    def active(self) -> bool:
        """True until the alert is withdrawn."""
        return not self.cleared_reason


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When each rule speaks.

    Every field can be set in the settings file; "bench" means measured on the bench of runs.
    """

    # spike: OLMo-core's SkipStepOptimizer uses mean + 6 sigma over the last 128; here median and upper quantiles stand
    # for them
    spike_window_records: int = 128
    spike_sigmas: float = 6.0
    spike_lone_sigmas: float = 12.0  # a single record must stand out twice as far; bench
    spike_rise_share: float = 0.08  # of the level: below it a person would not call it a spike; bench
    spike_patience_records: int = 128  # OLMo-core's window: later than this it is a new level, not a spike
    # divergence: rise over the best level, held over two blocks; bench
    divergence_sigmas: float = 4.0
    divergence_rise_share: float = 0.15
    divergence_critical_share: float = 0.5
    # plateau: share of the earlier improvement (per doubling of steps) below which training stands still; bench
    plateau_left_share: float = 0.35
    plateau_gain_share: float = 0.012  # of the level: a larger gain in the window is no plateau; bench
    plateau_window_share: float = 0.08  # of the steps so far; a shorter look cannot tell a pause from an end; bench
    plateau_end_share: float = 0.88  # of the plan: what flattens later has simply converged
    plateau_early_share: float = 0.2  # of the plan: what flattens earlier is how fine-tunes converge, told as "info"
    plateau_z: float = 2.3  # one-sided 99 % confidence, for the looks are many
    # overfit: patience of three evaluations, as early stopping in Keras and HF Trainer is mostly set
    overfit_evaluations: int = 3
    overfit_sigmas: float = 2.2
    overfit_rise_share: float = 0.015
    # slowdown: median time of a step against the run's own rolling baseline; marin asks for 30 %
    slowdown_factor: float = 1.3
    slowdown_recovered_factor: float = 1.15
    # stall: multiples of the longest gap that this log makes by habit
    stall_habit_factor: float = 2.5  # the aim is 3; bench
    stall_longest_factor: float = 1.3  # of the longest gap that came only once, as a first evaluation does
    stall_floor_seconds: float = 300.0  # the first checkpoint of a run may take as long
    stall_first_floor_seconds: float = 900.0  # until the first evaluation or checkpoint has shown how long it takes
    stall_critical_factor: float = 10.0
    # failures: other ranks print a few lines after the first has died
    failure_recovered_records: int = 3
    # loss scale: a scaler that halves eight times below its habit finds no finite gradient (Megatron, apex)
    loss_scale_collapse_factor: float = 256.0
    # GPU: jobstats mails at 0 % over a window; a trailing window is used, since a run may work first and idle later
    gpu_idle_percent: float = 5.0
    gpu_idle_seconds: float = 300.0
    gpu_memory_share: float = 0.97  # torchwatch warns at 95 %, where caching allocators live by habit
    gpu_hot_celsius: float = 90.0  # NVIDIA data-centre cards slow down between 85 and 95
    gpu_hot_seconds: float = 30.0
