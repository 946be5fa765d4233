"""A run, built from events alone."""

from __future__ import annotations

from array import array
from math import isnan, nan

import pytest

from tui.model.events import Columns, Ended, Event, Metrics, Notice, Plan, Progress, Started
from tui.model.run import Run, Segment, epoch_number


def after(*events: Event) -> Run:
    run = Run("logs/run.log")
    run.apply(events)
    return run


def loss(value: float, step: float | None = None, epoch: float | None = None, **more: float) -> Metrics:
    return Metrics({"loss": value}, step=step, epoch=epoch, time=more.get("time"), line=int(more.get("line", 0)))


def curve(run: Run, name: str) -> list[tuple[float, float]]:
    series = run.series[name]
    return list(zip(series.x, series.y, strict=True))


# series and their place


def test_a_run_without_events_is_empty() -> None:
    run = Run()
    assert (run.step, run.epoch, run.axis, run.total_steps, run.primary) == (None, None, "record", None, None)
    assert (run.epochs(), run.shown_series(), run.version) == ([], [], 0)


def test_values_stand_at_the_steps_that_the_log_states() -> None:
    run = after(loss(2.0, 10), loss(1.0, 20))
    assert (run.axis, curve(run, "loss")) == ("step", [(10, 2.0), (20, 1.0)])


def test_values_stand_at_epochs_where_no_step_is_known() -> None:
    run = after(loss(2.0, epoch=1), loss(1.0, epoch=1.5))
    assert (run.axis, curve(run, "loss")) == ("epoch", [(1, 2.0), (1.5, 1.0)])


def test_values_without_a_place_are_counted() -> None:
    run = after(loss(3.0), loss(2.0), loss(1.0))
    assert (run.axis, curve(run, "loss")) == ("record", [(0, 3.0), (1, 2.0), (2, 1.0)])


def test_two_clocks_in_one_log_are_both_kept() -> None:
    run = after(
        loss(3.0, 100), loss(2.0, 200), Metrics({"val_loss": 2.5}, epoch=1), loss(1.5, 300), loss(1.0, 400),
        Metrics({"val_loss": 1.5}, epoch=2),
    )  # fmt: skip
    assert curve(run, "loss") == [(100, 3.0), (200, 2.0), (300, 1.5), (400, 1.0)]
    assert curve(run, "val_loss") == [(200, 2.5), (400, 1.5)]
    assert (run.step, run.epoch) == (400, 2)


def test_batches_of_the_epoch_become_steps_of_the_run() -> None:
    run = after(*(Metrics({"loss": 1.0}, epoch=e, batch=b, batches=50) for e in (1, 2) for b in (25, 50)))
    assert [x for x, _ in curve(run, "loss")] == [25, 50, 75, 100]


def test_a_validation_record_stands_where_the_training_stands() -> None:
    run = after(loss(2.0, 500, 1), Metrics({"val_acc": 0.5}))
    assert curve(run, "val_acc") == [(500, 0.5)]
    assert len(run.rows) == 1


def test_metrics_of_one_place_share_a_row() -> None:
    run = after(Metrics({"loss": 1.0}, 10), Metrics({"lr": 0.1}, 10), Metrics({"loss": 0.9}, 20))
    assert list(run.rows.step) == [10, 20]
    assert (run.value_at(run.series["lr"], 0), run.value_at(run.series["lr"], 1)) == (0.1, None)


def test_the_same_metric_twice_at_one_place_makes_two_rows() -> None:
    run = after(loss(1.0, 10), loss(0.9, 10))
    assert list(run.series["loss"].y) == [1.0, 0.9]
    assert len(run.rows) == 2


def test_the_split_of_the_context_goes_into_the_name() -> None:
    run = after(Metrics({"loss": 1.0, "lr": 0.1}, 1, split="val"))
    assert set(run.series) == {"val/loss", "lr"}
    assert run.series["val/loss"].meaning.split == "val"


def test_the_other_ranks_are_kept_apart_and_not_shown() -> None:
    run = after(*(Metrics({"loss": 1.0 + rank}, step, rank=rank) for step in (1, 2) for rank in (0, 1, 2)))
    assert {s.name for s in run.shown_series()} == {"loss"}
    assert curve(run, "loss") == [(1, 1.0), (2, 1.0)]
    assert {s.rank for s in run.shown_series(rank=1)} <= {None, 0, 1}
    assert any(s.rank == 1 and s.y[0] == 2.0 for s in run.shown_series(rank=1))


def test_nan_is_a_value_like_any_other() -> None:
    run = after(loss(1.0, 1), loss(nan, 2))
    assert isnan(run.series["loss"].last)
    assert run.series["loss"].not_finite == 1


def test_whole_columns_are_the_same_as_one_record_after_the_other() -> None:
    columns = Columns(
        ("loss", "lr"), (array("d", [2.0, nan, 1.0]), array("d", [0.3, 0.2, 0.1])), array("q", [4, 5, 6]),
        step=array("d", [10, 20, nan]), epoch=array("d", [1, 1, 2]), time=array("d", [5.0, nan, 7.0]), split="train",
    )  # fmt: skip
    one_by_one = (
        Metrics({"loss": 2.0, "lr": 0.3}, 10, 1, split="train", time=5.0, line=4),
        Metrics({"loss": nan, "lr": 0.2}, 20, 1, split="train", line=5),
        Metrics({"loss": 1.0, "lr": 0.1}, None, 2, split="train", time=7.0, line=6),
    )
    quick, slow = after(columns), after(*one_by_one)
    assert {n: repr(curve(quick, n)) for n in quick.series} == {n: repr(curve(slow, n)) for n in slow.series}
    assert repr(quick.rows) == repr(slow.rows)


# bars


def frame(value: float, epoch: float = 1) -> Metrics:
    return Metrics({"loss": value}, epoch=epoch, bar=True)


def test_the_frames_of_a_bar_replace_each_other() -> None:
    run = after(frame(3.0), frame(2.0), frame(1.0), frame(0.9, 2), frame(0.8, 2))
    assert curve(run, "loss") == [(1, 1.0), (2, 0.8)]


def test_the_last_value_of_a_bar_is_not_settled_while_its_row_is_the_last() -> None:
    run = after(frame(3.0), frame(2.0))
    assert run.settled(run.series["loss"]) == 0
    run.apply([frame(1.0, 2)])
    assert run.settled(run.series["loss"]) == 1


def test_the_line_of_a_logger_wins_over_the_bar() -> None:
    run = after(frame(3.0), frame(2.0), loss(1.9, epoch=1), frame(1.5, 2), loss(1.2, epoch=2))
    assert curve(run, "loss") == [(1, 1.9), (2, 1.2)]
    assert run.settled(run.series["loss"]) == 2


def test_a_frame_below_the_logger_s_line_adds_nothing() -> None:
    run = after(loss(1.0, epoch=1), frame(9.0), loss(0.8, epoch=2), frame(9.0, 2))
    assert curve(run, "loss") == [(1, 1.0), (2, 0.8)]


def test_a_bar_alone_gives_the_step_before_any_record() -> None:
    run = after(Progress(40, 100))
    assert (run.step, run.total_steps) == (40, 100)
    assert run.progress == Progress(40, 100)


def test_the_bar_of_an_evaluation_is_kept_and_is_not_the_run_s_progress() -> None:
    run = after(Progress(40, 100), Progress(3, 10, "eval", label="Evaluating"))
    assert run.progress == Progress(40, 100)
    assert run.bars[("Evaluating", 10)].done == 3


# plans


def test_what_was_planned_is_what_was_announced() -> None:
    run = after(Plan(steps=725, epochs=5, devices=8))
    assert (run.total_steps, run.total_epochs, run.devices) == (725, 5, 8)


def test_a_later_and_smaller_figure_is_what_was_done() -> None:
    run = after(Plan(steps=725, epochs=5), Plan(steps=300, epochs=2))
    assert (run.total_steps, run.total_epochs) == (725, 5)


def test_epochs_of_known_length_plan_the_steps() -> None:
    run = after(Progress(1, 4, "epoch"), Metrics({"loss": 1.0}, epoch=1, batch=10, batches=50))
    assert (run.total_epochs, run.total_steps) == (4, 200)


# restarts


def test_the_first_record_opens_the_first_segment() -> None:
    assert after(loss(1.0, 10, line=3)).segments == [Segment(0, "start", 3)]


def test_a_step_that_goes_back_opens_a_segment_and_tells_the_overlap() -> None:
    run = after(*(loss(1.0, s, line=s) for s in (100, 200, 300, 150, 250)))
    assert [(s.first_row, s.cause, s.overlap) for s in run.segments] == [(0, "start", 0.0), (3, "restart", 150.0)]
    assert [run.segment_of(row) for row in range(5)] == [0, 0, 0, 1, 1]
    assert [x for x, _ in curve(run, "loss")] == [100, 200, 300, 150, 250]


def test_a_restart_from_a_checkpoint_is_a_resume() -> None:
    run = after(loss(1.0, 100), loss(1.0, 200), Notice("resume", "resuming from step 100", 3), loss(1.0, 110))
    assert [s.cause for s in run.segments] == ["start", "resume"]


def test_an_old_resume_does_not_explain_a_new_restart() -> None:
    run = after(
        Notice("resume", "resuming", 1), loss(1.0, 100, line=2), loss(1.0, 200, line=3), loss(1.0, 100, line=4),
        loss(1.0, 200, line=5), loss(1.0, 100, line=6),
    )  # fmt: skip
    assert [s.cause for s in run.segments] == ["resume", "restart", "restart"]


# epochs


def test_the_epoch_table_has_the_last_value_of_each_epoch() -> None:
    run = after(
        *(loss(10.0 - s, s, (s - 1) // 3 + 1) for s in range(1, 7)),
        Metrics({"val_loss": 3.0}),
    )
    table = run.epochs()
    assert [(row.epoch, dict(row.values)) for row in table] == [(1, {"loss": 7.0}), (2, {"loss": 4.0, "val_loss": 3.0})]


def test_an_epoch_lasts_from_the_last_record_of_the_one_before() -> None:
    run = after(*(loss(1.0, s, (s - 1) // 2 + 1, time=60.0 * s) for s in range(1, 5)))
    assert [row.seconds for row in run.epochs()] == [60.0, 120.0]


def test_without_a_clock_an_epoch_has_no_length() -> None:
    assert [row.seconds for row in after(loss(1.0, epoch=1), loss(0.5, epoch=2)).epochs()] == [None, None]


def test_an_epoch_trained_twice_stands_in_the_table_twice() -> None:
    run = after(*(loss(1.0, epoch=e) for e in (1, 2, 2.5, 2, 3)))
    assert [(row.epoch, row.segment) for row in run.epochs()] == [(1, 0), (2, 0), (3, 0), (2, 1), (3, 1)]


@pytest.mark.parametrize(("epoch", "number"), [(0, 0), (1, 1), (0.01, 1), (1.99, 2), (2.0, 2), (-0.5, 0)])
def test_a_fraction_belongs_to_the_epoch_that_it_is_part_of(epoch: float, number: int) -> None:
    assert epoch_number(epoch) == number


# times


def test_a_followed_run_takes_the_time_of_reading_where_the_log_has_none() -> None:
    run = Run(live=True)
    run.apply([loss(1.0, 1)], now=50.0)
    run.apply([loss(0.9, 2, time=7.0)], now=60.0)
    assert list(run.rows.time) == [50.0, 7.0]


def test_a_finished_run_takes_no_time_from_the_reading() -> None:
    run = Run()
    run.apply([loss(1.0, 1)], now=50.0)
    assert isnan(run.rows.time[0])
    assert run.last_time is None


def test_the_run_lasts_from_the_first_to_the_last_time_of_any_line() -> None:
    run = after(Notice("resume", "", time=5.0), loss(1.0, 1, time=10.0), Notice("checkpoint", "", time=20.0))
    assert (run.first_time, run.last_time) == (5.0, 20.0)


# ends and failures


@pytest.mark.parametrize("kind", ["error", "oom", "killed"])
def test_the_first_failure_is_kept(kind: str) -> None:
    first = Notice(kind, "first", 5)
    run = after(loss(1.0, 1), first, Notice("error", "second", 6))
    assert run.failure == first


@pytest.mark.parametrize("kind", ["warning", "checkpoint", "best", "overflow", "early-stop", "evaluation"])
def test_what_happens_in_any_run_is_no_failure(kind: str) -> None:
    run = after(loss(1.0, 1), Notice(kind, "", 2))
    assert run.failure is None
    assert [n.kind for n in run.notices] == [kind]


def test_out_of_memory_explains_the_traceback_above_it() -> None:
    oom = Notice("oom", "CUDA out of memory", 6)
    assert after(Notice("error", "Traceback", 5), oom).failure == oom


@pytest.mark.parametrize(
    "life", [loss(1.0, 2), Progress(2, 10), Started("again")], ids=["a record", "a bar", "a start"]
)
def test_a_sign_of_life_after_a_failure_means_that_training_went_on(life: Event) -> None:
    run = after(loss(1.0, 1), Notice("error", "", 2), Ended("finished"), life)
    assert (run.failure, run.ended) == (None, None)
    assert len(run.notices) == 1


def test_the_end_is_what_the_log_says_last() -> None:
    end = Ended("finished", "Training done", 9)
    assert after(loss(1.0, 1), end).ended == end


# what is shown first


@pytest.mark.parametrize(
    ("names", "primary"),
    [
        (("lr", "loss", "grad_norm"), "loss"),
        (("loss", "val_loss"), "val_loss"),
        (("train_acc", "val_acc"), "val_acc"),
        (("box_loss", "cls_loss", "loss"), "loss"),
        (("policy_loss", "ep_rew_mean"), "ep_rew_mean"),
        (("time", "lr"), "lr"),
    ],
    ids=lambda v: v if isinstance(v, str) else " ".join(v),
)
def test_the_primary_metric_is_what_a_person_would_watch(names: tuple[str, ...], primary: str) -> None:
    run = after(*(Metrics(dict.fromkeys(names, 1.0 / s), s) for s in range(1, 5)))
    assert run.primary == primary
    assert run.shown_series()[0].name == primary


def test_a_figure_printed_once_is_not_the_primary_metric() -> None:
    run = after(*(loss(1.0 / s, s) for s in range(1, 6)), Metrics({"test_loss": 0.1}))
    assert run.primary == "loss"


def test_a_constant_is_not_the_primary_metric() -> None:
    run = after(*(Metrics({"val_loss": 0.0, "loss": 1.0 / s}, s) for s in range(1, 6)))
    assert run.primary == "loss"


def test_the_version_rises_with_every_event() -> None:
    run = after(loss(1.0, 1))
    seen = run.version
    run.apply([Progress(1, 2)])
    assert run.version > seen
