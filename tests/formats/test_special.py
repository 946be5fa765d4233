"""Each special format: what it reads that no structure shows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.formats.told import curves, metrics, of_kind, run_of

from tui.formats.boosting import Boosting
from tui.formats.hf_trainer import HfTrainer
from tui.formats.mlperf import MlPerf
from tui.formats.registry import special_formats
from tui.formats.ultralytics import Ultralytics
from tui.model.events import Ended, Event, Metrics, Notice, Plan, Progress


def parsed(name: str, *texts: str) -> list[Event]:
    """What a format says of some lines, as the reader would ask it."""
    (of,) = special_formats(name)
    out: list[Event] = []
    for number, text in enumerate(texts, 1):
        out += of.parse(text, number) or ()
    return [*out, *of.finish()]


# Hugging Face Trainer


def record(epoch: float, loss: float = 0.5) -> str:
    return f"{{'loss': {loss}, 'grad_norm': 1.5, 'learning_rate': 1e-05, 'epoch': {epoch}}}"


def bar(done: int, total: int = 100) -> str:
    return f" {done}%|###       | {done}/{total} [00:10<00:10,  2.00it/s]"


def test_a_trainer_s_record_stands_at_its_epoch_where_nothing_tells_the_step() -> None:
    assert curves("\n".join(record(e / 10, 1 / e) for e in (1, 2, 4)))["loss"] == [(0.1, 1.0), (0.2, 0.5), (0.4, 0.25)]


def test_a_trainer_s_plan_gives_the_step_by_the_epoch() -> None:
    text = "\n".join(["  Num Epochs = 5", "  Total optimization steps = 50", *(record(e / 10) for e in (1, 2, 4))])
    assert [m.step for m in metrics(text)] == [1, 2, 4]
    assert run_of(text).total_steps == 50


def test_a_plan_too_long_for_two_decimals_gives_no_step() -> None:
    lines = ["  Num Epochs = 1", "  Total optimization steps = 100000", *(record(e / 100) for e in (1, 2, 4))]
    assert [m.step for m in metrics("\n".join(lines))] == [None, None, None]


def test_a_trainer_s_records_stand_at_the_bar_that_moves_with_them() -> None:
    text = "\n".join(line for k in (10, 20, 30) for line in (bar(k), record(k / 100)))
    assert [m.step for m in metrics(text)] == [10, 20, 30]


def test_records_that_come_all_after_one_bar_have_no_step() -> None:
    text = "\n".join([bar(100), *(record(e / 10) for e in (1, 2, 3, 4))])
    assert [m.step for m in metrics(text)] == [None] * 4


def test_the_last_record_of_a_trainer_ends_the_run() -> None:
    text = "\n".join([record(0.5), record(1.0), "{'train_runtime': 1180.2, 'train_loss': 0.493, 'epoch': 1.0}"])
    assert [event.how for event in of_kind(Ended, text)] == ["finished"]


@pytest.mark.parametrize(
    "text",
    [
        "{'loss': 0.5}",
        "{'epoch': 1.0}",
        "{'loss': 0.5, 'epoch': 1.0",
        '{"loss": 0.5, "epoch": 1.0, "step": 3}',
        "{'loss': 0.5, 'epoch': 1.0, 'global_step': 30}",
    ],
)
def test_another_dict_is_not_a_trainer_s(text: str) -> None:
    assert HfTrainer().parse(text, 1) is None


# MLPerf


@pytest.mark.parametrize("text", MlPerf.samples)
def test_only_what_is_evaluated_is_a_metric_of_mlperf(text: str) -> None:
    (event,) = parsed("mlperf", text)
    assert isinstance(event, Metrics)
    assert list(event.values) == ["eval_accuracy"]
    assert event.epoch in (2, 4)


@pytest.mark.parametrize(
    "text",
    [
        ":::MLPv0.5.0 resnet 1541720811.05 (/w/utils.py:49) global_batch_size: 256",
        ':::MLLOG {"namespace": "", "time_ms": 1592, "event_type": "P", "key": "seed", "value": 12, "metadata": {}}',
        ':::MLLOG {"key": "submission_org", "value": "x", "metadata": null}',
        ":::MLLOG {broken",
        ":::MLLOG [1, 2]",
        ":::MLPv0.5.0",
    ],
)
def test_the_settings_of_mlperf_are_taken_in_and_say_nothing(text: str) -> None:
    assert MlPerf().parse(text, 1) == ()


# Ultralytics

HEAD, TRAIN, VAL_HEAD, VAL = Ultralytics.samples


def test_an_epoch_of_ultralytics_is_two_lines_under_their_headers() -> None:
    found = [e for e in parsed("ultralytics", HEAD, TRAIN, VAL_HEAD, VAL) if isinstance(e, Metrics)]
    assert [dict(m.values) for m in found] == [
        {"box_loss": 1.596, "cls_loss": 2.455, "dfl_loss": 1.443},
        {"P": 0.622, "R": 0.391, "mAP50": 0.351, "mAP50-95": 0.169},
    ]
    assert [m.epoch for m in found] == [1, 1]


def test_the_last_validation_of_ultralytics_is_that_of_the_best_model() -> None:
    found = parsed("ultralytics", HEAD, TRAIN, VAL_HEAD, VAL, VAL_HEAD, VAL)
    assert len([e for e in found if isinstance(e, Metrics)]) == 2
    assert [e.kind for e in found if isinstance(e, Notice)] == ["best"]


def test_the_epochs_of_ultralytics_are_planned() -> None:
    assert Progress(1, 100, "epoch", line=2) in parsed("ultralytics", HEAD, TRAIN)


def test_without_its_header_a_row_is_not_ultralytics() -> None:
    assert Ultralytics().parse(TRAIN, 1) is None


# boosting, COCO, Gematria


def test_the_best_iteration_said_again_is_no_record() -> None:
    rows = [f"[{k}]\tvalid_0's l2: {1 / k}" for k in (1, 2, 3)]
    text = "\n".join([*rows, "Early stopping, best iteration is:", rows[1]])
    assert [y for _, y in next(iter(curves(text).values()))] == [1.0, 0.5, 1 / 3]
    assert [n.kind for n in of_kind(Notice, text)] == ["early-stop", "best"]


def test_what_follows_the_best_iteration_is_read_again() -> None:
    best = Boosting()
    assert best.parse("Best iteration is:", 1)
    assert best.parse("[2] l2: 0.5", 2)
    assert best.parse("[3] l2: 0.4", 3) is None


ROWS = (
    " Average Precision  (AP) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] = 0.318",
    " Average Precision  (AP) @[ IoU=0.50      | area=   all | maxDets=100 ] = 0.518",
    " Average Precision  (AP) @[ IoU=0.50:0.95 | area= small | maxDets=100 ] = 0.118",
    " Average Recall     (AR) @[ IoU=0.50:0.95 | area=   all | maxDets=  1 ] = 0.218",
    " Average Recall     (AR) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] = 0.418",
    " Average Recall     (AR) @[ IoU=0.50:0.95 | area= large | maxDets=100 ] = -1.000",
)


def test_of_the_coco_table_the_figures_over_all_areas_are_kept() -> None:
    found = [dict(e.values) for e in parsed("coco", *ROWS) if isinstance(e, Metrics)]
    assert found == [{"AP IoU=0.50:0.95": 0.318}, {"AP IoU=0.50": 0.518}, {"AR IoU=0.50:0.95": 0.418}]


def test_lists_of_tasks_and_percentiles_are_named_after_both() -> None:
    (event,) = parsed("gematria", "relative mse: [0.1, 0.2], 50%: [0.3, nan]")
    assert isinstance(event, Metrics)
    assert list(event.values) == ["relative mse[0]", "relative mse[1]", "relative 50%[0]", "relative 50%[1]"]


# darknet, Optuna, TF estimator


def test_a_line_of_darknet_is_one_record() -> None:
    text = " 60: 20.897022, 20.327143 avg loss, 0.001804 rate, 2.388047 seconds, 3840 images, 1.0 hours left"
    (event,) = (e for e in parsed("darknet", text) if isinstance(e, Metrics))
    assert dict(event.values) == {"loss": 20.897022, "avg loss": 20.327143, "rate": 0.001804, "seconds": 2.388047}
    assert event.step == 60


def test_a_loss_of_darknet_that_is_no_number_is_nan() -> None:
    text = " 60: -nan, -nan avg loss, 0.001804 rate, 2.388047 seconds, 3840 images, 1.0 hours left"
    (event,) = (e for e in parsed("darknet", text) if isinstance(e, Metrics))
    assert repr(event.values["loss"]).lstrip("-") == "nan"


def test_a_trial_s_value_is_read_and_its_parameters_are_not() -> None:
    text = (
        "Trial 20 finished with value: 1.5 and parameters: {'lr': 0.9, 'width': 49}. Best is trial 1 with value: 0.12."
    )
    (event,) = (e for e in parsed("optuna", text) if isinstance(e, Metrics))
    assert list(event.values.values()) == [1.5]
    assert event.step == 20


def test_a_saved_dict_of_an_estimator_is_an_evaluation_at_its_step() -> None:
    text = "Saving dict for global step 3000: accuracy = 0.97, global_step = 3000, loss = 0.12"
    (event,) = (e for e in parsed("tf-estimator", text) if isinstance(e, Metrics))
    assert (event.step, list(event.values.values())) == (3000, [0.97, 0.12])


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("boosting", ("[1] l2: 0.5", "best so far", "iteration is fine")),
        ("coco", ("Average Precision is high", "AP 0.5")),
        ("gematria", ("relative error: 0.5", "absolute")),
        ("darknet", ("60: learn: 0.5", "60: 0.5", "avg loss 0.5")),
        ("optuna", ("Trial and error", "Trial 3 pruned.")),
        ("tf-estimator", ("Saving dict", "loss = 0.5, step = 100 (2.5 sec)")),
        ("mlperf", ("MLP with 3 layers", "::: separator")),
    ],
)
def test_a_line_that_only_resembles_a_format_is_not_its(name: str, texts: Sequence[str]) -> None:
    (of,) = special_formats(name)
    assert all(of.parse(text, 1) is None for text in texts)


def test_the_plan_of_a_trainer_may_have_thousands() -> None:
    assert parsed("hf-trainer", "  Total optimization steps = 1,250") == [Plan(steps=1250, line=1)]
