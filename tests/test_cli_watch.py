"""`watch`: what may be asked for, and what a command is told."""

from __future__ import annotations

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.analysis.alerts import KINDS
from tui.cli.kinds import ENDS, kinds, kinds_and_ends
from tui.cli.watch import environment
from tui.errors import UsageError
from tui.report.herald import News

CONTEXT = click.Context(click.Command("watch"))
PARAMETER = click.Option(["--on"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("nan", ("nan",)), ("nan, Divergence ,", ("nan", "divergence")), ("gpu-idle", ("gpu_idle",)), ("all", KINDS)],
)
def test_kinds_may_be_typed_as_people_type(typed: str, meant: tuple[str, ...]) -> None:
    assert kinds(CONTEXT, PARAMETER, typed) == meant


@pytest.mark.parametrize("typed", ["", ",", "boredom", "nan,finished"])
def test_what_is_no_kind_is_refused(typed: str) -> None:
    with pytest.raises(click.BadParameter):
        kinds(CONTEXT, PARAMETER, typed)


def test_ends_can_be_watched_for_too() -> None:
    assert kinds_and_ends(CONTEXT, PARAMETER, "nan,finished") == ("nan", "finished")
    assert kinds_and_ends(CONTEXT, PARAMETER, "all") == (*KINDS, *ENDS)


def test_a_command_is_told_everything_in_its_environment() -> None:
    news = News("nan", "critical", "loss is NaN", "loss", 1170.0, 1185, recovered=True)
    assert environment("run.log", news) == {
        "TRAINWATCH_ALERT_KIND": "nan",
        "TRAINWATCH_ALERT_SEVERITY": "critical",
        "TRAINWATCH_ALERT_MESSAGE": "loss is NaN",
        "TRAINWATCH_ALERT_METRIC": "loss",
        "TRAINWATCH_ALERT_STEP": "1170",
        "TRAINWATCH_ALERT_LINE": "1185",
        "TRAINWATCH_ALERT_RECOVERED": "1",
        "TRAINWATCH_ALERT_SOURCE": "run.log",
    }


@given(st.text())
def test_no_text_of_a_log_can_break_the_environment(text: str) -> None:
    told = environment("run.log", News("error", "critical", text))
    assert all("\0" not in value for value in told.values())
    {name: value.encode("utf-8", "surrogateescape" if value.isascii() else "replace") for name, value in told.items()}


def test_a_step_in_the_millions_is_written_out() -> None:
    assert environment("x", News("nan", "critical", "", step=12_345_678.0))["TRAINWATCH_ALERT_STEP"] == "12345678"


def test_notifying_without_apprise_is_one_sentence_on_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from tui.cli.watch import _notifier

    monkeypatch.setitem(__import__("sys").modules, "apprise", None)
    with pytest.raises(UsageError, match="trainwatch-tui\\[notify\\]"):
        _notifier(("ntfy://topic",))
