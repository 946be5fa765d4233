"""NaN and infinity: at their line, which went first, taken back when finite again."""

from __future__ import annotations

from math import inf, nan

from tests.analysis.builders import START, alerts_of, records

from tui.analysis.judge import Judge
from tui.model.events import Metrics
from tui.model.run import Run


def test_a_nan_is_told_at_its_line_and_is_critical_in_a_loss() -> None:
    (alert,) = alerts_of(records({"loss": [3.0, 2.9, nan, nan]}, every=10))

    assert (alert.kind, alert.severity, alert.metric, alert.step, alert.line) == ("nan", "critical", "loss", 30, 3)
    assert alert.message == "loss is NaN since step 30."
    assert alert.active


def test_the_metric_that_went_first_is_named_and_the_loss_told_as_graver() -> None:
    alerts = alerts_of(records({"loss": [3.0, 2.9, 2.8, nan], "grad_norm": [1.0, 1.0, inf, nan]}))

    assert [(a.metric, a.severity, a.step) for a in alerts] == [("grad_norm", "warning", 3), ("loss", "critical", 4)]
    assert alerts[1].message == "loss is NaN since step 4; grad_norm went first, at step 3."


def test_what_goes_bad_together_is_one_alert() -> None:
    (alert,) = alerts_of(records({"acc": [0.1, nan], "loss": [3.0, nan], "loss_cls": [1.0, nan]}))

    assert alert.metric == "loss"
    assert alert.message == "loss is NaN since step 2, with loss_cls, acc."


def test_a_finite_value_takes_the_alert_back() -> None:
    (alert,) = alerts_of(records({"loss": [3.0, nan, nan, 2.8, 2.7]}))

    assert alert.cleared_step == 4
    assert alert.cleared_reason == "loss is finite again since step 4"


def test_a_best_so_far_that_starts_at_infinity_is_no_alert() -> None:
    assert alerts_of(records({"best ppl": [inf, 24.0, 20.0]})) == []


def test_a_validation_loss_that_never_had_a_value_is_no_disaster() -> None:
    (alert,) = alerts_of(records({"val_loss": [nan, nan, nan]}))

    assert alert.severity == "warning"
    assert "from its first value on" in alert.message


def test_a_metric_that_is_nan_again_and_again_is_not_told_a_hundred_times() -> None:
    assert len(alerts_of(records({"auc": [0.5, nan] * 50}))) == 3


def test_a_frame_of_a_bar_is_told_at_once_and_forgotten_when_overwritten() -> None:
    run, judge = Run(), Judge()
    run.apply([Metrics({"loss": 3.0}, step=1, bar=True, line=1), Metrics({"loss": nan}, step=2, bar=True, line=1)])
    assert [a.metric for a in judge.advance(run, START)] == ["loss"]

    run.apply([Metrics({"loss": 2.9}, step=2, bar=True, line=1)])

    assert judge.advance(run, START) == ()
