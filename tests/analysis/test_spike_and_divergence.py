"""Jumps of the loss: those that come back are spikes and go into the ledger, those that stay are divergence."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.builders import START, alerts_of, records, run_of

from tui.analysis.judge import Judge


def noisy(count: int, level: float = 2.0, sigma: float = 0.02, seed: int = 1) -> list[float]:
    random = Random(seed)
    return [level * (1 + sigma * random.gauss(0, 1)) for _ in range(count)]


def falling(count: int, seed: int = 1) -> list[float]:
    random = Random(seed)
    return [(2.0 + 4.0 / (1 + k / 10)) * (1 + 0.01 * random.gauss(0, 1)) for k in range(count)]


def test_a_spike_is_told_at_once_withdrawn_when_it_comes_back_and_kept_in_the_ledger() -> None:
    losses = noisy(200)
    losses[100:103] = [5.0, 4.0, 3.0]
    rates = [1e-3] * 200
    judge = Judge()

    alerts = judge.advance(
        run_of(records({"loss": losses, "lr": rates, "grad_norm": [0.5] * 100 + [9.0] * 100}, every=10)), 0
    )

    (alert,) = [a for a in alerts if a.kind == "spike"]
    assert (alert.step, alert.line, alert.since_step) == (1010, 101, 1010)
    assert alert.cleared_reason == "recovered after 30 steps, 3 s"
    assert "gradient norm 0.5 -> 9" in alert.also
    (spike,) = judge.spikes
    assert (spike.step, spike.peak, spike.learning_rate, spike.gradient_norm) == (1010, 5.0, 1e-3, 9.0)
    assert spike.recovered_in == 30
    assert 2.9 < spike.size < 3.1


def test_one_record_a_little_out_is_no_spike() -> None:
    losses = noisy(200)
    losses[100] = 2.3

    assert alerts_of(records({"loss": losses}), kind="spike") == []


def test_the_parts_of_a_total_are_not_told_beside_it() -> None:
    losses = noisy(200)
    losses[100:103] = [5.0, 4.0, 3.0]

    alerts = alerts_of(records({"total_loss": losses, "loss_cls": [v / 2 for v in losses]}), kind="spike")

    assert [a.metric for a in alerts] == ["total_loss"]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.001, 0.2), st.integers(40, 400))
def test_even_noise_of_any_size_raises_nothing(seed: int, sigma: float, count: int) -> None:
    assert alerts_of(records({"loss": noisy(count, sigma=sigma, seed=seed)})) == []


def test_a_loss_that_rises_and_stays_is_divergence_with_its_beginning() -> None:
    losses = [*falling(200), *[4.0 + v for v in noisy(60, 0.1)]]

    (alert,) = alerts_of(records({"loss": losses}), kind="divergence")

    assert alert.severity == "critical"
    assert alert.since_step is not None
    assert 190 <= alert.since_step <= 210
    assert alert.active


def test_a_divergence_that_comes_back_is_withdrawn() -> None:
    losses = [*falling(200), *noisy(60, 4.0), *noisy(60, 2.2)]

    (alert,) = alerts_of(records({"loss": losses}), kind="divergence")

    assert alert.cleared_reason.startswith("loss came back to")


def test_an_average_that_climbs_from_zero_has_not_diverged() -> None:
    assert alerts_of(records({"Average Loss": [5.0 * (1 - 0.98**k) for k in range(1, 300)]}), kind="divergence") == []


def test_losses_of_adversaries_and_of_reinforcement_learning_may_rise() -> None:
    rising = [v + 0.01 * k for k, v in enumerate(falling(400))]

    assert alerts_of(records({"loss_G": rising, "loss_D": noisy(400)})) == []
    assert alerts_of(records({"value_loss": rising, "episode_reward": noisy(400)})) == []


def test_a_collapsed_loss_scale_is_told_and_its_first_descent_is_not() -> None:
    descent = [65536.0 * 2 ** max(0, 8 - k) for k in range(60)]
    scales = [*descent, *[max(1.0, 65536.0 / 2**k) for k in range(20)]]

    (alert,) = Judge().advance(run_of(records({"loss_scale": scales})), START)

    assert (alert.kind, alert.metric, alert.severity) == ("divergence", "loss_scale", "critical")
    assert alert.step is not None
    assert 61 < alert.step < 75
