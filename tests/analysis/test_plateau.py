"""Plateaus: training that stands still, with since when and at what cost."""

from __future__ import annotations

from math import cos, pi
from random import Random

from tests.analysis.builders import alerts_of, records

from tui.model.events import Event, Plan


def ran_out(count: int, *, at: float, seed: int = 2) -> tuple[list[float], list[float]]:
    """Losses and learning rates where a cosine schedule ends at share `at` of what is trained."""
    random = Random(seed)
    rates = [1e-3 * (1 + cos(pi * min(1.0, k / (at * count)))) / 2 for k in range(count)]
    losses = [0.05 + 0.9 * (1 + min(k, at * count) / (0.01 * count)) ** -0.5 for k in range(count)]
    return [v * (1 + 0.01 * random.gauss(0, 1)) for v in losses], rates


def test_a_learning_rate_that_ran_out_at_10000_is_told_by_13000() -> None:
    losses, rates = ran_out(400, at=0.25)
    plan: list[Event] = [Plan(devices=8)]

    (alert,) = alerts_of([*plan, *records({"loss": losses, "lr": rates}, every=100, seconds=36.0)], kind="plateau")

    assert alert.step is not None
    assert alert.step <= 13_000
    assert alert.since_step is not None
    assert 9_000 <= alert.since_step <= 10_600
    assert "the learning rate has run out" in alert.message
    assert alert.severity == "warning"
    assert "GPU-hours" in alert.cost
    assert "steps" in alert.cost


def test_the_same_run_is_told_by_13000_without_a_printed_learning_rate() -> None:
    losses, _ = ran_out(400, at=0.25)

    (alert,) = alerts_of(records({"loss": losses}, every=100), kind="plateau")

    assert alert.step is not None
    assert alert.step <= 13_000
    assert alert.since_step is not None
    assert 9_000 <= alert.since_step <= 10_600


def test_a_power_law_is_no_plateau() -> None:
    random = Random(4)
    losses = [(2 + 8 * (1 + k / 30) ** -0.3) * (1 + 0.01 * random.gauss(0, 1)) for k in range(3000)]

    assert alerts_of(records({"loss": losses}), kind="plateau") == []


def test_a_run_that_converges_in_the_last_tenth_of_its_plan_is_left_alone() -> None:
    losses, rates = ran_out(1000, at=0.92)

    assert alerts_of(records({"loss": losses, "lr": rates}), steps=1000.0, kind="plateau") == []


def test_a_fine_tune_that_converges_early_is_only_mentioned() -> None:
    random = Random(5)
    losses = [(0.4 + 2.0 * 0.9**k) * (1 + 0.01 * random.gauss(0, 1)) for k in range(600)]

    assert {a.severity for a in alerts_of(records({"loss": losses}), steps=600.0, kind="plateau")} <= {"info"}


def test_a_learning_rate_printed_with_too_few_digits_has_not_run_out() -> None:
    random = Random(6)
    losses = [(1 + 5 * (1 + k / 20) ** -0.5) * (1 + 0.005 * random.gauss(0, 1)) for k in range(500)]
    rates = [round(3e-3 * (1 - k / 500), 3) if k < 400 else 0.0 for k in range(500)]

    assert alerts_of(records({"loss": losses, "lr": rates}), kind="plateau") == []


def test_a_plateau_that_ends_is_withdrawn() -> None:
    random = Random(7)
    flat = [1 + 4 * (1 + min(k, 300) / 10) ** -0.5 for k in range(600)]
    losses = [v * (1 + 0.003 * random.gauss(0, 1)) for v in [*flat, *[flat[-1] * 0.995**k for k in range(100)]]]

    (alert,) = alerts_of(records({"loss": losses}), kind="plateau")

    assert alert.cleared_reason == "loss improves again"
