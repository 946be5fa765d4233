"""Deadline: whether a run will be over in time, by how much, and how sure."""

from __future__ import annotations

from dataclasses import dataclass

from tui.analysis import numbers
from tui.analysis.pace import Pace


@dataclass(frozen=True, slots=True)
class Fit:
    """`spare_seconds` is negative when the run is too long. `verdict` is "fits", "may not fit" or "will not fit"."""

    verdict: str
    spare_seconds: float
    sentence: str


def fit(pace: Pace, deadline: float, now: float) -> Fit | None:
    """Hold a pace against a deadline (POSIX seconds, as in SLURM_JOB_END_TIME); `None` while there is no time left to
    hold.
    """
    if pace.seconds_left is None:
        return None
    spare = deadline - now - pace.seconds_left
    low = pace.seconds_left if pace.low is None else pace.low
    high = pace.seconds_left if pace.high is None else pace.high
    by = numbers.clock(deadline, now)
    if now + high <= deadline:
        return Fit("fits", spare, f"Fits before {by} with {numbers.duration(spare)} to spare.")
    if now + low > deadline:
        return Fit("will not fit", spare, f"Will not fit before {by}: {numbers.duration(-spare)} too long.")
    side = f"{numbers.duration(abs(spare))} {'to spare' if spare >= 0 else 'too long'}"
    return Fit("may not fit", spare, f"May not fit before {by}: {side} by the likeliest estimate.")
