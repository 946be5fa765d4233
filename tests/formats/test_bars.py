"""Progress bars of many programs, each as one state."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.told import curves, events, metrics, of_kind, run_of

from tui.formats.bars import looks_like_bar, read_bar
from tui.model.events import Progress

BARS: dict[str, tuple[str, dict[str, Any]]] = {
    "tqdm": (
        " 40%|████      | 40/100 [00:20<00:30,  2.00it/s]",
        {"done": 40, "total": 100, "role": "step", "elapsed": 20, "seconds_left": 30, "rate": 2.0, "label": ""},
    ),
    "tqdm at the start": (
        "  0%|          | 0/100 [00:00<?, ?it/s]",
        {"done": 0, "total": 100, "role": "step", "elapsed": 0, "seconds_left": None, "rate": None},
    ),
    "tqdm at the end": (
        "100%|██████████| 100/100 [00:50<00:00,  2.00it/s]",
        {"done": 100, "total": 100, "seconds_left": 0},
    ),
    "tqdm in ASCII": (" 40%|####      | 40/100 [00:20<00:30,  2.00it/s]", {"done": 40, "total": 100, "rate": 2.0}),
    "tqdm slower than a second": (
        " 1%|1         | 1/100 [00:04<06:36,  4.00s/it]",
        {"done": 1, "rate": 0.25, "seconds_left": 396},
    ),
    "tqdm for hours": (" 40%|####      | 40/100 [1:00:00<1:30:00, 90.00s/it]", {"elapsed": 3600, "seconds_left": 5400}),
    "tqdm without a total": ("40it [00:20,  2.00it/s]", {"done": 40, "total": None, "elapsed": 20, "rate": 2.0}),
    "tqdm without a total, slow": ("40it [02:40,  4.00s/it]", {"done": 40, "total": None, "rate": 0.25}),
    "tqdm with a label": (
        "Training:  40%|████      | 40/100 [00:20<00:30,  2.00it/s]",
        {"done": 40, "total": 100, "label": "Training", "split": "train"},
    ),
    "tqdm of an epoch": (
        "Epoch 3:  40%|████      | 40/100 [00:20<00:30,  2.00it/s]",
        {"done": 40, "total": 100, "role": "batch", "epoch": 3},
    ),
    "tqdm of an epoch of epochs": (
        "Epoch 3/10:  40%|████      | 40/100 [00:20<00:30,  2.00it/s]",
        {"role": "batch", "epoch": 3, "epoch_total": 10},
    ),
    "tqdm over epochs": (
        "Epochs:  30%|███       | 3/10 [00:20<00:30,  2.00s/it]",
        {"role": "epoch", "done": 3, "total": 10},
    ),
    "tqdm in epochs a second": (" 30%|███       | 3/10 [00:20<00:30,  2.00s/epoch]", {"role": "epoch", "done": 3}),
    "tqdm with metrics": (
        " 40%|████      | 40/100 [00:20<00:30,  2.00it/s, loss=0.5, lr=1e-4]",
        {"done": 40, "postfix": "loss=0.5, lr=1e-4"},
    ),
    "tqdm without a total, with metrics": ("40it [00:20,  2.00it/s, loss=0.5]", {"done": 40, "postfix": "loss=0.5"}),
    "tqdm with metrics in its label": (
        "loss 0.5:  40%|████      | 40/100 [00:20<00:30,  2.00it/s]",
        {"done": 40, "total": 100},
    ),
    "tqdm of an evaluation": ("Evaluating:  40%|████      | 4/10 [00:20<00:30,  2.00it/s]", {"role": "eval"}),
    "tqdm of a validation": (
        "Validation DataLoader 0:  40%|████      | 4/10 [00:20<00:30,  2.00it/s]",
        {"role": "eval"},
    ),
    "tqdm of a test": ("Testing:  40%|████      | 4/10 [00:20<00:30,  2.00it/s]", {"role": "eval", "split": "test"}),
    "tqdm of a download": (
        "model.safetensors:  40%|████      | 400M/1.00G [00:20<00:30, 20.0MB/s]",
        {"role": "data", "done": 4e8, "total": 1e9},
    ),
    "tqdm of a dataset": ("Map:  40%|████      | 400/1000 [00:20<00:30, 2000.00 examples/s]", {"role": "data"}),
    "tqdm of shards": ("Loading checkpoint shards:  50%|█████     | 1/2 [00:20<00:20, 20.00s/it]", {"role": "data"}),
    "tqdm in thousands": (" 40%|████      | 4.00k/10.0k [00:20<00:30, 200it/s]", {"done": 4000, "total": 10000}),
    "tqdm at thousands a second": (" 40%|████      | 4000/10000 [00:20<00:30, 2.50kit/s]", {"rate": 2500}),
    "two states of tqdm on one line": (
        " 40%|████      | 40/100 [00:20<00:30,  2.00it/s] 41%|████      | 41/100 [00:21<00:29,  2.00it/s]",
        {"done": 41},
    ),
    "a record glued behind tqdm": (
        " 40%|████      | 40/100 [00:20<00:30,  2.00it/s]{'loss': 0.5, 'epoch': 1.0}",
        {"done": 40, "rest": "{'loss': 0.5, 'epoch': 1.0}"},
    ),
    "Keras 2": (
        " 40/100 [===========>..................] - ETA: 30s - loss: 0.5 - accuracy: 0.9",
        {"done": 40, "total": 100, "seconds_left": 30, "postfix": "ETA: 30s - loss: 0.5 - accuracy: 0.9"},
    ),
    "Keras 2 at the end of an epoch": (
        "100/100 [==============================] - 5s 50ms/step - loss: 0.5 - val_loss: 0.6",
        {"done": 100, "total": 100, "postfix": "5s 50ms/step - loss: 0.5 - val_loss: 0.6"},
    ),
    "Keras 3": (
        " 40/100 ━━━━━━━━━━━━━━━━━━━━ 3s 50ms/step - accuracy: 0.9 - loss: 0.5",
        {"done": 40, "total": 100, "postfix": "3s 50ms/step - accuracy: 0.9 - loss: 0.5"},
    ),
    "rich": ("Training ━━━━━━━━━━╸━━━━━━━━━━  40/100 0:00:30", {"done": 40, "total": 100, "label": "Training"}),
    "ignite": (
        "Epoch [3/10]: [40/100]  40%|████       , loss=0.5 [00:20<00:30]",
        {"done": 40, "total": 100, "epoch": 3, "elapsed": 20, "seconds_left": 30},
    ),
}


@pytest.mark.parametrize(("text", "facts"), BARS.values(), ids=BARS.keys())
def test_a_bar_is_read_as_the_state_it_draws(text: str, facts: dict[str, Any]) -> None:
    assert looks_like_bar(text)
    found = read_bar(text)
    assert found is not None
    assert {name: getattr(found, name) for name in facts} == facts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "loss 0.5",
        "40%",
        "a | b | c",
        "[40/100]",
        "================",
        "Epoch 3/10",
        "50% | done",
        "accuracy 90%|",
        "https://example.org/a/b",
        "## Results 3/10",
        "it [",
        "100%|",
        "%|%|%|",
    ],
)
def test_what_draws_no_state_is_no_bar(text: str) -> None:
    assert read_bar(text) is None


@given(st.text(alphabet="0123456789/%|[]<:,=>.━█ it s#Epoch?kM", max_size=80))
def test_no_text_makes_the_reader_of_bars_raise(text: str) -> None:
    found = read_bar(text)
    assert found is None or found.done >= 0


@pytest.mark.parametrize(
    "text",
    ["%|" * 50_000, "9%|" + "█" * 100_000, "=" * 100_000 + "/", "it [" * 30_000, "1/" * 50_000 + "===="],
    ids=lambda v: v[:5],
)
def test_a_very_long_line_is_looked_at_in_time_linear_in_its_length(text: str) -> None:
    assert read_bar(text) is None


# in a log


def frame(done: int, total: int = 100, label: str = "", post: str = "") -> str:
    return f"{label}{done}%|###   | {done}/{total} [00:10<00:10,  2.00it/s{post}]"


def test_frames_are_progress_and_the_last_state_counts() -> None:
    run = run_of("\r".join(frame(k) for k in range(0, 101, 10)))
    assert run.progress is not None
    assert (run.progress.done, run.progress.total, run.progress.rate) == (100, 100, 2.0)


def test_a_frame_is_marked_as_transient_and_the_line_s_last_state_is_not() -> None:
    found = of_kind(Progress, frame(10) + "\r" + frame(20) + "\n")
    assert [event.transient for event in found] == [True, False]


def test_the_metrics_of_a_bar_are_a_bar_s() -> None:
    found = metrics("\r".join(frame(k, post=f", loss={1 / k}") for k in (1, 2, 4)))
    assert [(m.bar, m.step, dict(m.values)) for m in found] == [
        (True, 1, {"loss": 1.0}), (True, 2, {"loss": 0.5}), (True, 4, {"loss": 0.25}),
    ]  # fmt: skip


def test_a_bar_over_a_download_is_no_training() -> None:
    run = run_of("\r".join(frame(k, label="Downloading data: ") for k in range(0, 101, 10)))
    assert (run.series, run.step, run.progress) == ({}, None, None)


def test_the_bar_of_an_evaluation_does_not_move_the_training() -> None:
    run = run_of("\r".join([frame(40), *(frame(k, 10, "Evaluating: ") for k in range(11)), frame(41)]))
    assert run.progress is not None
    assert (run.progress.done, run.progress.total) == (41, 100)


def test_a_bar_for_each_epoch_gives_one_value_an_epoch() -> None:
    text = "\n".join(
        "\r".join(frame(k, label=f"Epoch {e}: ", post=f", train_loss={1 / (e * k)}") for k in (1, 50, 100))
        for e in (1, 2)
    )
    assert [round(y, 4) for _, y in curves(text)["train_loss"]] == [0.01, 0.005]


def test_nested_bars_keep_their_own_states() -> None:
    rows = [frame(e, 10, "Epochs: ") + "\n" + frame(k, 100, "Batches: ") for e in (1, 2) for k in (50, 100)]
    run = run_of("\n".join(rows))
    assert {label: bar.done for (label, _), bar in run.bars.items()} == {"Epochs": 2, "Batches": 100}


def test_what_is_glued_behind_a_bar_is_read() -> None:
    rows = [frame(k) + f"step {k} loss {1 / k}" for k in (1, 2, 4)]
    assert [y for _, y in curves("\n".join(rows))["loss"]] == [1.0, 0.5, 0.25]


KERAS = """\
Epoch {e}/2
 5/10 [=============>................] - ETA: 1s - loss: 3.0\r10/10 \
[==============================] - 1s 20ms/step - loss: {loss} - val_loss: {val}
"""


def test_keras_gives_one_value_an_epoch() -> None:
    found = curves("".join(KERAS.format(e=e, loss=1 / e, val=2 / e) for e in (1, 2)))
    assert [y for _, y in found["loss"]] == [1.0, 0.5]
    assert [y for _, y in found["val_loss"]] == [2.0, 1.0]


def test_keras_plans_its_epochs() -> None:
    assert run_of("".join(KERAS.format(e=e, loss=1 / e, val=2 / e) for e in (1, 2))).total_epochs == 2


def test_bars_are_counted_as_frames_and_told_in_order() -> None:
    done = [e.done for e in events("\r".join(frame(k) for k in (10, 20, 30))) if isinstance(e, Progress)]
    assert done == [10, 20, 30]


def test_a_bar_of_the_whole_training_plans_its_steps() -> None:
    assert (
        run_of("\r".join(frame(k, label="Training: ", post=f", loss={1 / k}") for k in range(1, 101))).total_steps
        == 100
    )
