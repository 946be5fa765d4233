"""Overfitting: told within three evaluations of the turn, and not for a lucky low."""

from __future__ import annotations

from random import Random

from tests.analysis.builders import START, run_of

from tui.analysis.alerts import Alert
from tui.analysis.judge import Judge
from tui.model.events import Event, Metrics


def epochs(validation: list[float], training: list[float] | None = None, **scores: list[float]) -> list[Event]:
    out: list[Event] = []
    for k, value in enumerate(validation, 1):
        train = 3.0 * 0.93**k if training is None else training[k - 1]
        values = {"loss": train, "val_loss": value, **{name: column[k - 1] for name, column in scores.items()}}
        out.append(Metrics(values, epoch=float(k), line=k))
    return out


def overfit(events: list[Event]) -> list[Alert]:
    return [a for a in Judge().advance(run_of(events), START) if a.kind == "overfit"]


def turning(count: int, at: int, slope: float = 0.06) -> list[float]:
    random = Random(1)
    return [1 + 0.1 * max(0, at - k) + slope * max(0, k - at) + 0.01 * random.gauss(0, 1) for k in range(1, count + 1)]


def test_a_rise_of_the_validation_loss_is_told_within_three_evaluations() -> None:
    (alert,) = overfit(epochs(turning(14, at=10)))

    assert alert.metric == "val_loss"
    assert alert.epoch is not None
    assert alert.epoch <= 13
    assert "since epoch 10" in alert.message


def test_it_is_mentioned_only_while_the_validation_accuracy_still_improves() -> None:
    (alert,) = overfit(epochs(turning(14, at=10), val_acc=[0.5 + 0.01 * k for k in range(14)]))

    assert alert.severity == "info"
    assert "val_acc still improves" in alert.also


def test_a_new_best_value_withdraws_it() -> None:
    (alert,) = overfit(epochs([*turning(14, at=10), 0.5]))

    assert alert.cleared_reason == "val_loss reached a new best, 0.5"


def test_a_lucky_low_among_noise_turns_nothing() -> None:
    random = Random(3)
    validation = [1 + 0.03 * random.gauss(0, 1) for _ in range(60)]
    validation[20] = 0.9

    assert overfit(epochs(validation)) == []


def test_when_training_gets_worse_too_it_is_no_overfitting() -> None:
    rising = [1 + 0.05 * max(0, k - 10) for k in range(14)]

    assert overfit(epochs(turning(14, at=10), training=rising)) == []
