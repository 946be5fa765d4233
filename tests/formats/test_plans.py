"""Planned totals that a log announces once."""

from __future__ import annotations

import pytest

from tui.formats.plans import planned


@pytest.mark.parametrize(
    ("line", "steps", "epochs"),
    [
        ("  Total optimization steps = 725", 725, None),
        ("  Total optimization steps = 1,250", 1250, None),
        ("  Num Epochs = 5", None, 5),
        ("  Num train epochs = 5", None, 5),
        ("max_steps: 1000", 1000, None),
        ("max_steps=1000", 1000, None),
        ('"max_steps": 1000,', 1000, None),
        ("'num_train_epochs': 3,", None, 3),
        ("num_epochs: 3", None, 3),
        ("max_epochs = 100", None, 100),
        ("n_epochs=20", None, 20),
        ("Training for 5 epochs", None, 5),
        ("train for 12 epochs on 8 devices", None, 12),
        ("max_iters = 5000", 5000, None),
        ("total number of steps: 600", 600, None),
        ("train_iters ..................................... 500000", 500000, None),
        ("total training steps: 10,000", 10000, None),
        ("num_training_steps: 900, num_epochs: 3", 900, 3),
        ("max_update: 300000", 300000, None),
    ],
)
def test_what_a_log_announces_is_its_plan(line: str, steps: float | None, epochs: float | None) -> None:
    found = planned(line, 7)
    assert found is not None
    assert (found.steps, found.epochs, found.line) == (steps, epochs, 7)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Epoch 3/10",
        "step 100 loss 0.5",
        "save_steps=500",
        "eval_steps: 100",
        "warmup_steps: 100",
        "logging_steps=10",
        "gradient_accumulation_steps: 4",
        "max_steps: -1",
        "max_steps: None",
        "num_epochs: auto",
        "max_steps_per_episode=abc",
        "epoch_time: 12",
        "total_steps/s 12",
        "time per epoch: 12",
        "epochs since improvement: 3",
        "total epoch time 12.5s",
    ],
)
def test_other_settings_are_no_plan(line: str) -> None:
    assert planned(line, 1) is None


@pytest.mark.parametrize(
    "line", ["total steps" + " " * 100_000, "num_epochs " * 10_000, "epoch" * 20_000], ids=lambda v: v[:6]
)
def test_a_very_long_line_is_searched_in_time_linear_in_its_length(line: str) -> None:
    assert planned(line, 1) is None
