"""Lines nobody described: which are records, and which place they inherit."""

from __future__ import annotations

import pytest
from tests.formats.told import curves, metrics, run_of

STEPS = [f"step {s} loss {1 / s}" for s in (1, 2, 4)]


def told(*lines: str) -> dict[str, list[tuple[float, float]]]:
    return curves("\n".join(lines))


def test_a_line_with_a_place_and_a_loss_is_a_record_at_once() -> None:
    assert told(STEPS[0]) == {"loss": [(1, 1.0)]}


def test_a_line_without_a_place_is_shown_when_it_comes_back_and_the_first_sighting_with_it() -> None:
    assert told("loss 0.5") == {}
    falling = [1 / k for k in range(1, 21)]
    assert told(*(f"loss {value}" for value in falling)) == {"loss": list(enumerate(falling))}


def test_a_first_sighting_keeps_its_own_line_and_place() -> None:
    found = metrics("\n".join([*STEPS, "accuracy: 0.5", "step 5 loss 0.2", "accuracy: 0.6"]))
    accuracy = [m for m in found if "accuracy" in m.values]
    assert [(m.line, m.values["accuracy"]) for m in accuracy] == [(4, 0.5), (6, 0.6)]


def test_settings_printed_once_are_not_shown() -> None:
    assert set(told("learning rate: 0.001", "dropout: 0.1", "hidden size: 128", *STEPS)) == {"loss"}


def test_lines_below_a_place_belong_to_it() -> None:
    blocks = [line for s in (10, 20, 30) for line in (f"[step={s}/1000]", f"  loss={1 / s}", "  accuracy=0.5")]
    assert told(*blocks) == {
        "loss": [(10, 0.1), (20, 0.05), (30, 1 / 30)],
        "accuracy": [(10, 0.5), (20, 0.5), (30, 0.5)],
    }


@pytest.mark.parametrize(
    "head", ["Epoch {e}", "Epoch {e}/3", "Epoch {e}:", "--- Epoch {e} ---", "=== epoch {e} of 3 ==="]
)
def test_the_lines_of_an_epoch_stand_below_its_head(head: str) -> None:
    lines = [line for e in (1, 2, 3) for line in (head.format(e=e), f"train loss: {1 / e}", f"val loss: {2 / e}")]
    found = told(*lines)
    assert found["train loss"] == [(1, 1.0), (2, 0.5), (3, 1 / 3)]
    assert found["val loss"] == [(1, 2.0), (2, 1.0), (3, 2 / 3)]


@pytest.mark.parametrize(
    "heading", ["Validation:", "Validation results:", "--- validation ---", "## Eval", "验证：", "Evaluation results:"]
)
def test_a_heading_gives_its_split_to_the_lines_below_it(heading: str) -> None:
    lines = [line for e in (1, 2, 3) for line in (f"epoch {e} loss {1 / e}", heading, f"loss: {2 / e}")]
    found = told(*lines)
    assert found["val/loss"] == [(1, 2.0), (2, 1.0), (3, 2 / 3)]
    assert [y for name, curve in found.items() if name != "val/loss" for _, y in curve] == [1.0, 0.5, 1 / 3]


def test_a_heading_ends_with_the_next_place() -> None:
    lines = [line for e in (1, 2, 3) for line in ("Validation:", f"loss: {2 / e}", f"epoch {e} train_acc {1 / e}")]
    assert set(told(*lines)) >= {"train_acc"}


def test_train_and_validation_lines_are_told_apart_by_their_label() -> None:
    lines = [line for e in (1, 2) for line in (f"Train: epoch {e} loss {1 / e}", f"Valid: epoch {e} loss {2 / e}")]
    assert told(*lines) == {"train/loss": [(1, 1.0), (2, 0.5)], "val/loss": [(1, 2.0), (2, 1.0)]}


def test_one_name_at_two_kinds_of_place_is_two_series() -> None:
    lines = [
        line for e in (1, 2) for line in (*(f"step {10 * e + k} loss {k}" for k in (1, 2)), f"epoch {e} loss {9.0 + e}")
    ]
    found = told(*lines)
    assert found["loss"] == [(11, 1.0), (12, 2.0), (21, 1.0), (22, 2.0)]
    assert sorted(y for name, curve in found.items() if name != "loss" for _, y in curve) == [10.0, 11.0]


def test_two_shapes_of_one_record_stand_at_one_place() -> None:
    run = run_of("\n".join(f"step {s} loss {1 / s}\nstep {s} grad_norm {s / 10}" for s in (1, 2, 4)))
    assert len(run.rows) == 3
    assert {s.name for s in run.series.values()} == {"loss", "grad_norm"}


def test_a_loss_of_the_test_printed_once_at_the_end_is_shown() -> None:
    assert told(*STEPS, "Test loss: 0.125") == {"loss": [(1, 1.0), (2, 0.5), (4, 0.25)], "Test loss": [(4, 0.125)]}


def test_noise_between_the_records_changes_nothing() -> None:
    noise = ["Loading shard 3 of 8", "GPU 0: 45C, 250W", "Saving model to out/model_100.pt", "http://127.0.0.1:8080/x"]
    mixed = [line for record, talk in zip(STEPS, noise, strict=False) for line in (record, talk)]
    assert told(*mixed) == told(*STEPS)


def test_the_prefix_of_a_line_changes_nothing() -> None:
    assert told(*(f"2024-05-01 12:00:0{k},123 - INFO - {line}" for k, line in enumerate(STEPS))) == told(*STEPS)


def test_the_times_of_the_prefix_are_the_record_s() -> None:
    found = metrics("\n".join(f"1970-01-01 00:00:0{k} {line}" for k, line in enumerate(STEPS)))
    assert [m.time for m in found] == [0.0, 1.0, 2.0]


def test_the_records_of_two_processes_are_kept_apart() -> None:
    run = run_of("\n".join(f"[rank{r}]: step {s} loss {s + r}" for s in (1, 2, 3) for r in (0, 1)))
    assert [(s.name, list(s.y)) for s in run.shown_series()] == [("loss", [1.0, 2.0, 3.0])]
    assert {s.rank for s in run.series.values()} == {0, 1}


PROGRAMS = {
    "pytorch mnist": (
        [f"Train Epoch: {e} [{b}/640 ({b // 7}%)]\tLoss: {e + b / 1000}" for e in (1, 2) for b in (0, 320)],
        "train/Loss",
        [(0, 1.0), (320, 1.32), (640, 2.0), (960, 2.32)],
    ),
    "steps inside the epoch": (
        [f"Epoch [{e}/2], Step [{s}/200], Loss: {e + s / 1000}" for e in (1, 2) for s in (100, 200)],
        "Loss",
        [(100, 1.1), (200, 1.2), (300, 2.1), (400, 2.2)],
    ),
    "epochs only": ([f"Epoch {e}/3, Loss: {1 / e}" for e in (1, 2, 4)], "Loss", [(1, 1.0), (2, 0.5), (4, 0.25)]),
    "Chinese": ([f"轮次 {e}/3，损失：{1 / e}" for e in (1, 2, 4)], "损失", [(1, 1.0), (2, 0.5), (4, 0.25)]),
    "nameless step": ([f"[{s}] loss: {1 / s}" for s in (1, 2, 4)], "loss", [(1, 1.0), (2, 0.5), (4, 0.25)]),
    "value and average": ([f"Iter {s} Loss {1 / s} (9.0)" for s in (1, 2, 4)], "Loss", [(1, 1.0), (2, 0.5), (4, 0.25)]),
}


@pytest.mark.parametrize(("lines", "name", "expected"), PROGRAMS.values(), ids=PROGRAMS.keys())
def test_a_loop_as_people_write_it_is_one_curve(
    lines: list[str], name: str, expected: list[tuple[float, float]]
) -> None:
    found = told(*lines)
    assert [(x, round(y, 6)) for x, y in found[name]] == expected
    assert set(found) == {name}
