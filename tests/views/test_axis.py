"""The x axis of the charts."""

from __future__ import annotations

from math import isnan

from tests.views.runs import NOW, alert, by_epoch, fine_tuning

from tui.model.events import Metrics
from tui.model.run import Run
from tui.views.axis import XAxis
from tui.views.state import Axis


def following(run: Run, kind: Axis) -> XAxis:
    axis = XAxis()
    axis.follow(run, kind)
    return axis


def test_steps_begin_at_zero_where_the_first_is_close_to_it() -> None:
    run = fine_tuning()
    assert following(run, "step").span(run.series.values()) == (0.0, 100.0)


def test_time_begins_with_the_first_row_that_has_one() -> None:
    run = Run()
    run.apply([Metrics({"loss": 3.0}, step=1), *(Metrics({"loss": 2.0}, step=k, time=NOW + k) for k in (2, 3, 4))])
    axis = following(run, "time")
    assert axis.span(run.series.values()) == (NOW + 2, NOW + 4)
    assert isnan(axis.at(run.series["loss"], 0))
    assert axis.at(run.series["loss"], 3) == NOW + 4


def test_an_axis_the_log_knows_nothing_of_falls_back_to_steps() -> None:
    run = Run()
    run.apply(Metrics({"loss": 3.0}, step=k) for k in (1, 2, 3))
    axis = following(run, "time")
    assert not axis.is_time
    assert axis.span(run.series.values()) == (1.0, 3.0)


def test_rows_that_came_since_are_taken_in() -> None:
    run = fine_tuning(50)
    axis = following(run, "epoch")
    assert axis.span(run.series.values())[1] == 5.0
    run.apply([Metrics({"loss": 0.1}, step=60, epoch=6.5)])
    axis.follow(run, "epoch")
    assert axis.span(run.series.values())[1] == 6.5


def test_the_end_of_a_long_axis_moves_in_steps() -> None:
    run = Run()
    run.apply(Metrics({"loss": 3.0}, step=k) for k in (0, 123_456))
    assert following(run, "step").span(run.series.values()) == (0.0, 124_928.0)


def test_ticks_are_shares_of_the_span() -> None:
    run = fine_tuning()
    assert following(run, "step").ticks((0.0, 100.0), 3) == ((0.0, "0"), (0.5, "50"), (1.0, "100"))
    assert following(run, "time").ticks((NOW + 2, NOW + 122), 3) == ((0.0, "0"), (0.5, "1m"), (1.0, "2m"))
    assert following(run, "step").ticks((5.0, 5.0), 3) == ((0.0, "5"),)


def test_an_alert_stands_where_the_axis_can_place_it() -> None:
    run = fine_tuning()
    what = alert(step=60.0, epoch=6.0, time=NOW + 60)
    assert [following(run, kind).of_alert(what) for kind in ("step", "epoch", "time")] == [60.0, 6.0, NOW + 60]
    assert following(by_epoch({"loss": 1.0}, {"loss": 2.0}), "step").of_alert(what) == 6.0
