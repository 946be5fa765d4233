"""The line of the alert that matters most."""

from __future__ import annotations

import pytest
from tests.views.pictures import is_sound
from tests.views.runs import alert, snapshot

from tui.model.run import Run
from tui.views.alert_line import alert_line
from tui.views.state import ViewSettings

PLAIN = ViewSettings()


def test_the_most_severe_alert_comes_first_and_the_others_are_counted() -> None:
    alerts = (alert("critical", "nan", message="loss is NaN"), alert(), alert("info", "slowdown"))
    line = alert_line(snapshot(alerts=alerts), PLAIN, 60)
    assert line.text == " ✕ nan  loss is NaN" + " " * 30 + "2 more · e "
    assert line.spans[0].role == "broken"


def test_the_newest_of_equals_comes_first() -> None:
    alerts = (alert(message="older"), alert(message="newer"))
    assert alert_line(snapshot(alerts=alerts), PLAIN, 60).text.startswith(" ▲ plateau  newer")


def test_of_a_withdrawn_alert_it_is_told_that_there_was_one() -> None:
    gone = alert(cleared_step=80.0, cleared_reason="it improved")
    assert alert_line(snapshot(alerts=(gone,)), PLAIN, 40).text.rstrip() == " ✓ no alerts now, 1 withdrawn · e"
    both = alert_line(snapshot(alerts=(gone, alert())), PLAIN, 80).text.rstrip()
    assert both.startswith(" ▲ plateau")
    assert both.endswith("1 withdrawn · e")


def test_no_alert_is_said_calmly_and_not_before_there_is_a_metric() -> None:
    assert alert_line(snapshot(), PLAIN, 20).text == " ✓ no alerts        "
    assert alert_line(snapshot(Run()), PLAIN, 20).text == " " * 20


def test_what_it_cost_is_told() -> None:
    line = alert_line(snapshot(alerts=(alert(cost="41 min of GPU"),)), PLAIN, 80)
    assert line.text.rstrip() == " ▲ plateau  eval_loss stands still: 41 min of GPU"


@pytest.mark.parametrize("width", [0, 1, 9, 10, 20, 50, 200])
def test_the_row_is_as_wide_as_the_screen(width: int) -> None:
    alerts = (alert(message="a long sentence with 漢字 and \x1b[2J in it"), alert())
    line = alert_line(snapshot(alerts=alerts), PLAIN, width)
    assert is_sound([line], width, 1)
    assert "\x1b" not in line.text


def test_ascii_has_its_own_marks() -> None:
    assert alert_line(snapshot(alerts=(alert(),)), ViewSettings(ascii=True), 60).text.isascii()
