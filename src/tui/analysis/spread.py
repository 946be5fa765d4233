"""Spread: how far a time left may be off, and where a steadily changing pace is going."""

from __future__ import annotations

from math import sqrt

from tui.analysis.pauses import Interval, Pause
from tui.analysis.robust import DECILE, mad_sigma, median, noise_sigma
from tui.analysis.trend import Trend

_FLOOR = 0.012  # relative error that no amount of data takes away
_EARLY = 0.06  # further error before anything recurring can have shown itself
_EARLY_SHARE = 0.2  # of the way, by which it has; both set by the bench so that the range holds four times in five
_DRIFT_BLOCKS = 12
_DRIFT_SIGMAS = 4.0
_DRIFT_BELIEVED = 0.5
_DRIFT_MOST = 0.14
_PAUSE_SCATTER = 0.06  # of the length of an evaluation or checkpoint


def spread_range(
    left_units: float, per_unit: float, blocks: list[float], units: float, pauses: list[Pause], floor: float
) -> tuple[float, float]:
    """Seconds below and above: scatter of the pace, of what comes irregularly, of pauses seen once, and drift."""
    spread = (
        mad_sigma(blocks) if len(blocks) >= 6 else (max(blocks) - min(blocks)) / 2 if len(blocks) > 1 else per_unit / 5
    )
    training = spread * left_units * sqrt(1 / len(blocks) + units / len(blocks) / max(left_units, units / len(blocks)))
    irregular = sqrt(sum(p.scatter**2 for p in pauses))
    regular = sqrt(sum((_PAUSE_SCATTER * p.seconds_to_come) ** 2 + (p.seconds / 4) ** 2 for p in pauses if p.every))
    width = DECILE * sqrt(training**2 + irregular**2 + regular**2 + floor**2)
    doubtful = sum(p.seconds_to_come for p in pauses if p.every and p.seen == 1)
    return width + doubtful, width + 0.3 * doubtful


def drift_of(blocks: list[float], units: float, left_units: float) -> float:
    """Seconds a unit by which the pace to come will differ on average, when it has plainly been changing steadily.

    Half of the straight line's promise is believed, and no more than a seventh of the pace: few drifts last.
    """
    if len(blocks) < _DRIFT_BLOCKS:
        return 0.0
    line = Trend([float(k) for k in range(len(blocks))], blocks).line(0, len(blocks))
    if abs(line.slope) < _DRIFT_SIGMAS * line.slope_error(noise_sigma(blocks)):
        return 0.0
    ahead = (
        len(blocks) / 2 + left_units / (units / len(blocks)) / 2
    )  # blocks from the middle of those seen to those to come
    limit = _DRIFT_MOST * median(blocks)
    return max(-limit, min(limit, _DRIFT_BELIEVED * line.slope * ahead))


def block_paces(steady: list[Interval], excess: list[float]) -> list[float]:
    """Paces of up to sixteen equal blocks of intervals, pauses taken out."""
    size = max(1, len(steady) // 16)
    out = []
    for at in range(0, len(steady) - size + 1, size):
        part = steady[at : at + size]
        out.append(
            sum(i.seconds - e for i, e in zip(part, excess[at : at + size], strict=True)) / sum(i.units for i in part)
        )
    return out


def least_error(share_done: float) -> float:
    """The relative error that no amount of data takes away; larger before anything recurring can have shown itself."""
    return _FLOOR + _EARLY * max(0.0, 1 - share_done / _EARLY_SHARE)
