"""Which words say where a record stands: step, epoch, batch, and the planned totals."""

from __future__ import annotations

import re

from tui.model.names import words

EPOCH, STEP, BATCH, PLAN_STEPS, PLAN_EPOCHS = "epoch", "step", "batch", "plan_steps", "plan_epochs"

_EPOCH_WORDS = frozenset(
    (
        "epoch",
        "ep",
        "epo",
        "轮",
        "轮次",
        "エポック",
        "에폭",
        "에포크",
        "эпоха",
        "epoca",
        "época",
        "époque",
        "epoche",
        "周期",
    )
)
_STEP_WORDS = {
    # word -> how sure it is that this is the global count: the surest of a line wins
    "num_updates": 9, "global_step": 9, "global_steps": 9, "globalstep": 9, "current_steps": 9, "current_step": 9, "total_timesteps": 8,
    "step": 7, "steps": 6, "iteration": 7, "iterations": 6, "iter": 6, "iters": 6, "it": 5, "update": 5, "updates": 5, "up": 5,
    "timestep": 6, "timesteps": 6, "round": 5, "episode": 5, "episodes": 4, "generation": 4, "gen": 3, "tick": 3, "kimg": 4, "s": 2,
    "步": 6, "步数": 6, "迭代": 6, "ステップ": 6, "스텝": 6, "шаг": 6, "schritt": 6, "paso": 6, "étape": 6, "passo": 6, "итерация": 6, "train_step": 7, "training_step": 7, "trainer/global_step": 9,
    "n_iter": 5, "boosting round": 6, "opt_step": 5, "learning iteration": 7, "iter_num": 6, "n_updates": 2, "env_steps": 5, "game": 3,
    "num_timesteps": 7, "number_of_trees": 6, "trees": 4, "completed_step": 7, "rollout": 3,
}  # fmt: skip
_BATCH_WORDS = frozenset(
    (
        "batch",
        "batches",
        "minibatch",
        "mini_batch",
        "micro_step",
        "batch_idx",
        "microbatch",
        "b",
        "批次",
        "バッチ",
        "батч",
        "배치",
    )
)
_PLANS = {
    PLAN_STEPS: frozenset((
        "total_steps", "max_steps", "num_steps", "total_iters", "max_iters", "num_training_steps", "total_optimization_steps",
        "total_training_steps", "max_iter", "train_iters", "num_iterations", "max_train_steps", "total_iterations", "max_updates", "max_update",
        "train_steps", "num_iters", "total_step", "total_updates", "max_duration", "n_steps", "max_iterations", "总步数", "training_steps",
    )),
    PLAN_EPOCHS: frozenset((
        "num_epochs", "max_epochs", "total_epochs", "n_epochs", "num_train_epochs", "total_epoch", "max_epoch", "train_epochs", "epochs_total",
        "epochs", "total_num_epochs", "training_epochs", "number_of_epochs",
    )),
}  # fmt: skip
_QUALIFIERS = frozenset(("train", "training", "global", "current", "cur", "the", "opt", "optimizer", "optimization", "at", "mini", "learning", "valid",
                         "val", "test", "eval", "validation", "progress", "completed", "finished", "of", "beginning", "end", "begin", "running", "trainer", "after", "testing", "evaluation", "optim", "starting", "start"))  # fmt: skip
_SIDE = re.compile(r"\s*\((?:train|val|valid|test|training|validation)\)\s*$", re.IGNORECASE)
_CJK_ORDINALS = (
    ("轮", EPOCH),
    ("輪", EPOCH),
    ("epoch", EPOCH),
    ("个epoch", EPOCH),
    ("エポック", EPOCH),
    ("步", STEP),
    ("次迭代", STEP),
    ("ステップ", STEP),
)


def ordinal_role(before: str, after: str) -> str | None:
    """The role of a number inside `第 3 轮`, `第3步`; `None` elsewhere."""
    if re.match(r"epochs?(?![A-Za-z])", after) and not re.search(r"[A-Za-z]\s*[:=]?\s*$", before):
        return EPOCH  # ESPnet: `5epoch:train`, `5/8epoch started`
    if not before.rstrip().endswith("第"):
        return None
    tail = after.lstrip().lower()
    return next((role for word, role in _CJK_ORDINALS if tail.startswith(word)), None)


def role_of(name: str) -> tuple[str, int] | None:
    """What a name says about place: its role and how sure it is (higher wins), or `None` for a metric's name."""
    bare = name.strip(" .#:=-_*|[]<>").lower().replace(" ", "_")
    if not bare:
        return None
    for role, known in _PLANS.items():
        if bare in known:
            return role, 9
    if bare in _EPOCH_WORDS:
        return EPOCH, 9
    sure = _STEP_WORDS.get(bare)
    if sure is not None:
        return STEP, sure
    if bare in _BATCH_WORDS:
        return BATCH, 5
    if bare.endswith(")"):
        return role_of(_SIDE.sub("", name)) if _SIDE.search(name) else None
    parts = words(name)
    if len(parts) < 2 or len(parts) > 4 or not all(p in _QUALIFIERS for p in parts[:-1]):
        return None
    last = parts[-1]
    if last in _EPOCH_WORDS:
        return EPOCH, 8
    if last in _STEP_WORDS and last not in ("s", "up", "gen", "game"):
        return STEP, _STEP_WORDS[last] + (1 if "global" in parts else 0)
    return (BATCH, 4) if last in _BATCH_WORDS else None


def vocabulary() -> frozenset[str]:
    """Every word that may name a place."""
    return frozenset((*_EPOCH_WORDS, *_STEP_WORDS, *_BATCH_WORDS, *_PLANS[PLAN_STEPS], *_PLANS[PLAN_EPOCHS]))
