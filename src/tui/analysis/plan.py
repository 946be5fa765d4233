"""The plan of a run on its own axis: where it ends, and how much of it is done."""

from __future__ import annotations

from math import isnan

from tui.model.run import Run

_BEYOND = 1.05  # of the plan: what has gone further had another plan


def steps_per_epoch(run: Run, row: int) -> float | None:
    """Steps of one epoch as known at `row`: by epochs with a fraction, by where epochs began, or by the first epoch's
    bar.
    """
    step, epoch = run.rows.step[row], run.rows.epoch[row]
    if isnan(step) or isnan(epoch):
        return None
    if epoch != int(epoch) and epoch > 0:
        return step / epoch
    starts = [
        (number, run.rows.step[at]) for number, at in run.epoch_starts if at <= row and not isnan(run.rows.step[at])
    ]
    if len(starts) >= 2 and starts[-1][0] > starts[-2][0] and starts[-1][1] > starts[-2][1]:
        return (starts[-1][1] - starts[-2][1]) / (starts[-1][0] - starts[-2][0])
    return next((bar.total for bar in run.bars.values() if bar.unit == "batch" and bar.total), None)


def planned_end(run: Run, row: int) -> float | None:
    """The planned last place on the axis of `Series.x`; `None` without one, or when the run has long passed it."""
    end = _stated_end(run, row)
    place = run.rows.step[row] if run.axis == "step" else run.rows.epoch[row]
    return None if end is None or place > _BEYOND * end else end


def _stated_end(run: Run, row: int) -> float | None:
    if run.axis != "step":
        return run.total_epochs if run.axis == "epoch" else None
    if run.total_steps is not None:
        return run.total_steps
    length = steps_per_epoch(run, row)
    return None if run.total_epochs is None or length is None else run.total_epochs * length


def share_done(run: Run, row: int) -> float | None:
    """The share of its plan that the run had done at `row`, `None` without a plan."""
    end = planned_end(run, row)
    place = run.rows.step[row] if run.axis == "step" else run.rows.epoch[row]
    return None if not end or isnan(place) else place / end
