"""Which series nobody wants a curve of."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import pytest

from tui.model.interest import hidden
from tui.model.names import meaning
from tui.model.series import Series

FALLING = (4.0, 3.0, 2.5, 2.2, 2.1)
RISING = (1.0, 2.0, 3.0, 4.0, 5.0)
WAVERING = (1.2, 1.1, 1.3, 1.15, 1.25)


def series(name: str, values: Sequence[float]) -> Series:
    made = Series(name, meaning(name))
    made.extend(array("d", range(len(values))), array("d", values), array("q", range(len(values))))
    return made


def hides(of: dict[str, Sequence[float]]) -> frozenset[str]:
    return hidden({name: series(name, values) for name, values in of.items()})


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("loss", FALLING),
        ("loss", (1.0, 1.0, 1.0, 1.0)),
        ("loss", (1.0,)),
        ("val_acc", RISING),
        ("lr", FALLING),
        ("grad_norm", WAVERING),
        ("tokens/s", WAVERING),
        ("step_time", WAVERING),
        ("mem", WAVERING),
        ("entropy", FALLING),
        ("reward", RISING),
        ("test_acc", (0.93,)),
    ],
)
def test_what_says_how_the_run_goes_is_shown(name: str, values: Sequence[float]) -> None:
    assert hides({name: values}) == frozenset()


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("num_updates", WAVERING),
        ("total_tokens", RISING),
        ("consumed samples", RISING),
        ("elapsed", RISING),
        ("step_time", (1.5,)),
        ("mem", (8.0, 8.0, 8.0)),
        ("batch_size", (32.0, 32.0, 32.0)),
        ("tokens/s", (9000.0,)),
        ("eval_runtime", WAVERING),
        ("eval_samples_per_second", WAVERING),
        ("val/lr", FALLING),
        ("beta", (0.1, 0.1, 0.1)),
        ("num_episodes_seen", RISING),
        ("counter_of_something", RISING),
    ],
)
def test_constants_clocks_and_counters_are_hidden(name: str, values: Sequence[float]) -> None:
    assert hides({"loss": FALLING, name: values}) == {name}


def test_the_parts_of_a_loss_are_hidden_beside_their_whole() -> None:
    names = ("loss_ce", "loss_ce_0", "loss_ce_1", "loss_ce_unscaled", "loss_ce_0_unscaled")
    assert hides(dict.fromkeys(names, FALLING)) == set(names[1:])


def test_a_numbered_loss_alone_is_shown() -> None:
    assert hides({"loss_1": FALLING, "loss_2": FALLING}) == frozenset()


def test_of_a_long_list_the_first_value_stands_for_it() -> None:
    names = [f"mae[{k}]" for k in range(6)]
    assert hides(dict.fromkeys(names, FALLING)) == set(names[1:])


def test_a_short_list_is_shown_whole() -> None:
    assert hides(dict.fromkeys([f"mae[{k}]" for k in range(3)], FALLING)) == frozenset()


def test_figures_of_single_classes_are_hidden_beside_their_mean() -> None:
    classes = [f"AP-{name}" for name in "abcdefghijklmnop"]
    assert hides(dict.fromkeys(["AP", *classes], RISING)) == set(classes)


def test_a_few_losses_of_one_family_are_shown() -> None:
    assert hides(dict.fromkeys(["loss", "loss/policy", "loss/value", "loss/entropy"], FALLING)) == frozenset()


def test_nothing_hides_nothing() -> None:
    assert hidden({}) == frozenset()
