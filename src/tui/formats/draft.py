"""Draft: what one line turned out to hold, before it is known whether that is a record of training."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from tui.model import names
from tui.model.events import Metrics

NO_METRIC, NEEDS_PLACE, NEEDS_CLOCK, CERTAIN = 0, 1, 2, 3

_QUALITY = frozenset(("loss", "perplexity", "reward", "score", "error"))
_SURE_KINDS = frozenset(("loss", "perplexity"))
_SIDES_LEARNED = frozenset(("learn", "train", "test", "valid", "val", "validation", "eval"))
# words of settings: `loss_weight: 1.0` is no loss
_SETTING_WORDS = frozenset(
    (
        "weight",
        "weights",
        "decay",
        "mult",
        "multiplier",
        "eps",
        "epsilon",
        "gamma",
        "beta",
        "momentum",
        "interval",
        "factor",
        "threshold",
        "coef",
        "coefficient",
        "smoothing",
        "dropout",
        "warmup",
        "clipping",
        "freq",
        "frequency",
        "patience",
        "every",
        "type",
        "fn",
        "function's",
        "schedule",
        "scheduler",
        "init",
        "initial",
        "config",
        "seed",
        "version",
        "alpha",
        "lambda",
        "param",
        "params",
        "steps",
        "limit",
        "tolerance",
        "tol",
    )
)
# words too common outside training to prove anything by themselves
_WEAK = frozenset(
    ("error", "errors", "err", "score", "cost", "p", "r", "is", "rel", "correct", "return", "ret", "success", "total", "scale", "norm", "data",
     "corr", "map", "ap", "ar", "em", "macro", "micro", "prec", "hit", "hits", "rejected", "penalty", "l1", "l2", "bits", "likelihood", "per",
     "recall", "kl", "ce", "speed", "divergence", "evidence", "objective", "precision", "margins", "sensitivity", "oa", "pq", "cer", "der", "elo")
)  # fmt: skip


@dataclass(slots=True)
class Draft:
    """Named values of one line or record, with the place it states and the totals it mentions."""

    values: dict[str, float] = field(default_factory=dict)
    step: float | None = None
    step_total: float | None = None
    epoch: float | None = None
    epoch_total: float | None = None
    batch: float | None = None
    batch_total: float | None = None
    split: str | None = None
    plan_steps: float | None = None
    plan_epochs: float | None = None
    time: float | None = None
    seconds_left: float | None = None
    rank: int | None = None
    label: str = ""
    carried: bool = False
    line: int = 0

    @property
    def has_place(self) -> bool:
        """True when the line itself says where it stands."""
        return self.step is not None or self.epoch is not None or self.batch is not None

    @property
    def signature(self) -> str:
        """The kind of place: lines that print one name at different kinds of place are different series."""
        return (
            ("s" if self.step is not None else "")
            + ("e" if self.epoch is not None else "")
            + ("b" if self.batch is not None else "")
        )

    def metrics(self, values: Mapping[str, float] | None = None, *, bar: bool = False) -> Metrics:
        """The event this draft stands for."""
        return Metrics(
            self.values if values is None else values,
            step=self.step,
            epoch=self.epoch,
            batch=self.batch,
            batches=self.batch_total,
            split=self.split,
            time=self.time,
            rank=self.rank,
            bar=bar,
            carried=self.carried,
            line=self.line,
        )


@lru_cache(maxsize=4096)
def strength(name: str) -> int:
    """How much a name proves: CERTAIN for a loss, NEEDS_CLOCK for what may be a metric, NEEDS_PLACE for any other name."""
    kind = names.meaning(name).kind
    parts = [p for p in names.words(name) if p not in names.SPLITS]
    if not parts:
        return NEEDS_PLACE
    if _SETTING_WORDS & set(parts) or len(name) == 1:
        return NEEDS_PLACE
    if _is_weak(name):
        return NEEDS_CLOCK
    if kind in _SURE_KINDS:
        return CERTAIN
    if kind in _QUALITY or kind in ("learning_rate", "gradient_norm"):
        return NEEDS_CLOCK
    return NEEDS_PLACE


@lru_cache(maxsize=4096)
def _is_weak(name: str) -> bool:
    """True for a name made of words that other programs use as well."""
    return all(p in _WEAK or len(p) == 1 for p in names.words(name) if p not in names.SPLITS)


def best_strength(draft_names: Mapping[str, float]) -> int:
    """The most that any name of a record proves."""
    return max((strength(name) for name in draft_names), default=NO_METRIC)


def proves_training(draft: Draft) -> bool:
    """True for a record that no other program than a training would print."""
    placed = draft.has_place and not draft.carried
    for name in draft.values:
        kind = names.meaning(name).kind
        if kind in _SURE_KINDS and strength(name) == CERTAIN:
            return True
        if placed and set(names.words(name)) & _SIDES_LEARNED:
            return True
        if placed and kind in (*_QUALITY, "learning_rate", "gradient_norm") and not _is_weak(name):
            return True
    return False
