"""Which words say where a record stands."""

from __future__ import annotations

import pytest

from tui.formats.positions import BATCH, EPOCH, PLAN_EPOCHS, PLAN_STEPS, STEP, ordinal_role, role_of

ROLES = {
    EPOCH: (
        "epoch",
        "Epoch",
        "EPOCH",
        "ep",
        "train epoch",
        "current_epoch",
        "轮次",
        "エポック",
        "에폭",
        "эпоха",
        "época",
    ),
    STEP: (
        "step",
        "Step",
        "steps",
        "iter",
        "Iter",
        "iteration",
        "Iteration",
        "iters",
        "it",
        "global_step",
        "global step",
        "trainer/global_step",
        "train_step",
        "update",
        "num_updates",
        "timestep",
        "total_timesteps",
        "num_timesteps",
        "round",
        "episode",
        "Episode",
        "generation",
        "n_iter",
        "Learning iteration",
        "kimg",
        "步数",
        "迭代",
        "ステップ",
        "스텝",
        "шаг",
        "итерация",
    ),
    BATCH: ("batch", "Batch", "batches", "minibatch", "mini-batch", "batch_idx", "批次", "バッチ", "батч"),
    PLAN_STEPS: (
        "max_steps",
        "total_steps",
        "num_training_steps",
        "max_iters",
        "Total optimization steps",
        "max_update",
    ),
    PLAN_EPOCHS: ("num_epochs", "max_epochs", "Num Epochs", "n_epochs", "total_epochs", "num_train_epochs"),
}
TABLE = [(name, role) for role, names in ROLES.items() for name in names]


@pytest.mark.parametrize(("name", "role"), TABLE, ids=[name for name, _ in TABLE])
def test_a_word_for_a_place_has_its_role(name: str, role: str) -> None:
    found = role_of(name)
    assert found is not None
    assert found[0] == role


@pytest.mark.parametrize(
    "name",
    [
        "loss",
        "epoch_time",
        "step_time",
        "epoch loss",
        "loss per step",
        "steps/s",
        "it/s",
        "lr",
        "batch_size",
        "time per iteration",
        "best_epoch_acc",
        "stepwise",
        "",
        " ",
        "...",
        "samples",
        "learning_rate",
        "reward",
        "损失",
        "train",
    ],
)
def test_a_metric_s_name_is_no_place(name: str) -> None:
    assert role_of(name) is None


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ("global_step", "step"),
        ("num_updates", "update"),
        ("step", "it"),
        ("iteration", "episode"),
        ("step", "s"),
        ("global_step", "iteration"),
    ],
)
def test_the_name_of_the_global_count_is_surer_than_another(surer: str, less_sure: str) -> None:
    first, second = role_of(surer), role_of(less_sure)
    assert first is not None
    assert second is not None
    assert first[1] > second[1]


@pytest.mark.parametrize(
    ("before", "after", "role"),
    [
        ("第", "轮", EPOCH),
        ("第 ", " 轮", EPOCH),
        ("训练第", "步", STEP),
        ("第", "エポック", EPOCH),
        ("第", "章", None),
        ("共", "轮", None),
        ("", "", None),
    ],
)
def test_an_ordinal_says_its_place(before: str, after: str, role: str | None) -> None:
    assert ordinal_role(before, after) == role
