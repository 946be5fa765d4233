"""From what a log says about place to one global step and epoch."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from tui.model.clock import Clock, Place
from tui.model.events import Metrics, Progress


def said(
    step: float | None = None,
    epoch: float | None = None,
    batch: float | None = None,
    batches: float | None = None,
    name: str = "loss",
) -> Metrics:
    return Metrics({name: 1.0}, step, epoch, batch, batches)


def places(records: Iterable[Metrics], clock: Clock | None = None) -> list[tuple[float | None, float | None]]:
    clock = clock or Clock()
    return [(at.step, at.epoch) for at, _ in map(clock.place, records)]


def restarts(records: Iterable[Metrics]) -> list[bool]:
    clock = Clock()
    return [clock.place(record)[1] for record in records]


def test_a_stated_step_and_epoch_are_taken_as_they_are() -> None:
    assert places([said(10, 0.1), said(20, 0.2)]) == [(10, 0.1), (20, 0.2)]


def test_a_log_that_says_nothing_of_place_has_none() -> None:
    clock = Clock()
    assert places([said(), said()], clock) == [(None, None), (None, None)]
    assert clock.axis == "record"


@pytest.mark.parametrize(
    ("record", "axis"),
    [(said(step=1), "step"), (said(epoch=1), "epoch"), (said(batch=1), "step")],
    ids=["step", "epoch", "batch"],
)
def test_the_axis_is_the_finest_that_the_log_states(record: Metrics, axis: str) -> None:
    clock = Clock()
    clock.place(record)
    assert clock.axis == axis


def test_batches_inside_the_epoch_are_added_up() -> None:
    records = [said(epoch=e, batch=b, batches=100) for e in (1, 2, 3) for b in (50, 100)]
    assert [at for at, _ in places(records)] == [50, 100, 150, 200, 250, 300]


def test_batches_are_added_up_without_a_total_by_the_longest_epoch_seen() -> None:
    records = [said(epoch=e, batch=b) for e in (0, 1, 2) for b in (0, 40, 80)]
    assert [at for at, _ in places(records)] == [0, 40, 80, 80, 120, 160, 160, 200, 240]


def test_batches_are_added_up_where_no_epoch_is_stated() -> None:
    records = [said(batch=b, batches=10) for _ in range(3) for b in (5, 10)]
    assert [at for at, _ in places(records)] == [5, 10, 15, 20, 25, 30]


def test_an_epoch_of_one_report_is_counted_though_the_batch_does_not_fall() -> None:
    records = [said(epoch=e, batch=100, batches=100) for e in (1, 2, 3)]
    assert [at for at, _ in places(records)] == [100, 200, 300]


def test_epochs_that_were_skipped_count_too() -> None:
    assert [at for at, _ in places([said(epoch=1, batch=10, batches=10), said(epoch=4, batch=10, batches=10)])] == [
        10,
        40,
    ]


def test_the_epoch_of_a_bar_is_given_to_batches_below_it() -> None:
    clock = Clock()
    found = []
    for epoch in (1, 2):
        clock.progress(Progress(epoch, 2, "epoch"))
        found += places([said(batch=5, batches=5)], clock)
    assert found == [(5, 1), (10, 2)]


def test_a_step_that_falls_while_the_epoch_rises_was_a_count_inside_the_epoch() -> None:
    records = [said(step=s, epoch=e) for e in (1, 2, 3) for s in (10, 20, 30)]
    assert [at for at, _ in places(records)] == [10, 20, 30, 40, 50, 60, 70, 80, 90]
    assert not any(restarts(records))


def test_a_step_that_falls_otherwise_is_a_restart() -> None:
    records = [said(step=s) for s in (100, 200, 300, 200, 300)]
    assert restarts(records) == [False, False, False, True, False]
    assert [at for at, _ in places(records)] == [100, 200, 300, 200, 300]


def test_an_epoch_that_falls_is_a_restart() -> None:
    assert restarts([said(epoch=e) for e in (1, 2, 3, 2, 3)]) == [False, False, False, True, False]


def test_an_epoch_that_stands_still_is_no_restart() -> None:
    assert not any(restarts([said(epoch=e) for e in (0.01, 0.01, 0.01, 0.02)]))


def test_a_step_that_is_said_twice_is_no_restart() -> None:
    assert not any(restarts([said(step=5), said(step=5, name="val_loss"), said(step=5)]))


def test_validation_that_counts_epochs_does_not_restart_training_that_counts_steps() -> None:
    records = [said(step=100), said(epoch=1, name="val_loss"), said(step=200), said(epoch=2, name="val_loss")]
    assert not any(restarts(records))
    assert places(records)[-1] == (200, 2)


def test_two_records_that_count_epochs_from_nought_and_from_one_do_not_restart_each_other() -> None:
    records = [said(epoch=e + k, name=name) for e in range(3) for k, name in enumerate(("loss", "val_loss"))]
    assert not any(restarts(records))


def test_a_record_without_a_place_stands_where_the_run_stands() -> None:
    assert places([said(step=100, epoch=1), said(name="val_loss")])[1] == (100, 1)


def test_the_batches_of_an_evaluation_stand_where_the_training_stands() -> None:
    clock = Clock()
    found = places(
        [said(epoch=1, batch=100, batches=100), *(said(batch=b, batches=10, name="val_loss") for b in (5, 10))], clock
    )
    assert [at for at, _ in found] == [100, 100, 100]


def test_epochs_of_known_length_give_the_planned_steps() -> None:
    clock = Clock()
    clock.progress(Progress(1, 10, "epoch"))
    clock.place(said(batch=5, batches=50))
    assert clock.total_steps == 500


def test_the_largest_bar_is_the_training_s_own() -> None:
    clock = Clock()
    assert clock.progress(Progress(1, 1000, "step"))
    assert not clock.progress(Progress(1, 10, "step", label="Evaluating"))
    assert clock.total_steps == 1000


@pytest.mark.parametrize("unit", ["data", "eval"])
def test_a_bar_of_something_else_is_not_the_training_s(unit: str) -> None:
    clock = Clock()
    assert not clock.progress(Progress(1, 1000, unit))
    assert clock.total_steps is None


def test_a_place_is_a_value() -> None:
    assert Place(1, None) == Place(1, None)
