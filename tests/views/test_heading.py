"""The head of a chart: what stands in it, and what gives way where there is little room."""

from __future__ import annotations

import pytest
from tests.views.runs import by_epoch

from tui.views.choice import Panel
from tui.views.heading import base_name, heading


def panel(*names: str) -> Panel:
    run = by_epoch(*({name: round(value + k / 8, 4) for k, name in enumerate(names)} for value in (4.0, 0.5, 1.125)))
    return Panel(tuple(run.series[name] for name in names))


def head(chart: Panel, width: int) -> str:
    title, note = heading(chart, dict.fromkeys(chart.names, "hue0"), "2", width, ascii_=False)
    return f"{''.join(text for text, _ in title)} | {''.join(text for text, _ in note)}"


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (60, "Loss 1.25  test 1.125 | ★ 0.5 @ 2"),
        (36, "Loss 1.25  test 1.125 | ★ 0.5"),
        (33, "Loss  test 1.125 | ★ 0.5"),
        (25, "Loss  test 1.125 | "),
    ],
)
def test_two_splits_share_their_name_and_the_place_goes_first(width: int, text: str) -> None:
    assert head(panel("test/Loss", "Loss"), width) == text


def test_training_stands_before_validation_whichever_matters_more() -> None:
    assert head(panel("Validation-accuracy", "Train-accuracy"), 60).startswith("accuracy  train 1.25  val 1.125")


@pytest.mark.parametrize(
    ("width", "text"),
    [
        (60, "rewards/format_reward_func 1.125 | "),
        (40, "…ds/format_reward_func 1.125 | "),
        (24, "…ard_func 1.125 | "),
    ],
)
def test_a_long_name_gives_way_at_its_front(width: int, text: str) -> None:
    assert head(panel("rewards/format_reward_func"), width).startswith(text)


@pytest.mark.parametrize("name", ["loss", "epoch/Acc@1", "latest", "contest/score"])
def test_a_name_that_tells_no_split_stays_as_it_is(name: str) -> None:
    assert base_name(name) == name
