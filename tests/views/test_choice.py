"""Which metrics are shown, and which share a chart."""

from __future__ import annotations

import pytest
from tests.views.pictures import series
from tests.views.runs import by_epoch

from tui.views.choice import matches, panels, shown
from tui.views.palette import HUES, hues
from tui.views.state import ViewSettings


def test_validation_comes_before_training_and_the_learning_rate_last() -> None:
    run = by_epoch(*({"lr": 1e-3 / k, "loss": 3.0 / k, "val_loss": 4.0 / k} for k in range(1, 5)))
    assert [s.name for s in shown(run, ViewSettings())] == ["val_loss", "loss", "lr"]


def test_what_a_person_pinned_comes_first_and_what_they_hid_is_gone() -> None:
    run = by_epoch(*({"lr": 1e-3 / k, "loss": 3.0 / k, "val_loss": 4.0 / k} for k in range(1, 5)))
    settings = ViewSettings(pinned=("lr",), hidden=frozenset({"val_loss"}))
    assert [s.name for s in shown(run, settings)] == ["lr", "loss"]


@pytest.mark.parametrize(
    ("name", "words", "found"),
    [
        ("val/Loss", "", True),
        ("val/Loss", "loss", True),
        ("val/Loss", "VAL loss", True),
        ("val/Loss", "loss train", False),
        ("val/Loss", "!val", False),
        ("val/Loss", "loss !acc", True),
        ("val/Loss", "!", False),
    ],
)
def test_a_filter_is_words_a_name_must_have_or_must_not(name: str, words: str, found: bool) -> None:
    assert matches(name, words) is found


def test_two_splits_of_one_metric_share_a_chart_where_both_can_be_read() -> None:
    train, val = series("loss", [4.0, 2.0, 1.0]), series("val_loss", [4.5, 2.5, 2.0])
    assert [p.names for p in panels([val, train])] == [("val_loss", "loss")]


def test_a_curve_that_another_would_press_flat_has_its_own_chart() -> None:
    train, val = series("loss", [7.0, 1.0, 0.01]), series("val_loss", [0.03, 0.02, 0.01])
    assert [p.names for p in panels([val, train])] == [("val_loss",), ("loss",)]


def test_two_metrics_of_one_split_do_not_share_a_chart() -> None:
    assert len(panels([series("val_loss", [1, 2, 3]), series("val_acc", [1, 2, 3])])) == 2


def test_a_series_keeps_its_hue_when_others_come() -> None:
    few, more = hues(["loss", "lr", "acc"]), hues(["loss", "lr", "acc", "val_loss", "grad_norm"])
    assert few.items() <= more.items()


def test_training_and_validation_loss_have_different_hues_and_so_have_the_first_series() -> None:
    assert len(set(hues(["loss", "val_loss", "lr", "acc", "f1", "wer"]).values())) == HUES


def test_what_nobody_wants_a_curve_of_is_reached_by_pinning_or_by_a_filter() -> None:
    run = by_epoch(*({"loss": 3.0 / k, "tokens_seen": 1000.0 * k} for k in range(1, 8)))
    assert [s.name for s in shown(run, ViewSettings())] == ["loss"]
    assert [s.name for s in shown(run, ViewSettings(pinned=("tokens_seen",)))] == ["tokens_seen", "loss"]
    assert [s.name for s in shown(run, ViewSettings(filter="tokens"))] == ["tokens_seen"]
