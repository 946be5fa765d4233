"""Alerts at the moment they would have fired: never before their line, and the same for whole columns as for lines."""

from __future__ import annotations

from array import array
from math import nan

from tui.analysis.judge import Judge
from tui.model.events import Columns, Event, Metrics
from tui.model.run import Run
from tui.report.firings import Firing, firings

LOSSES = [1.0, 0.9, nan, 0.8, 0.7]


def fired(events: list[Event]) -> list[Firing]:
    """All firings of a replay, without what the judge says besides NaN."""
    return [one for one in firings(Run(), Judge(), events) if one.alert.kind == "nan"]


def test_an_alert_fires_at_its_line_and_is_withdrawn_at_a_later_one() -> None:
    told = fired([Metrics({"loss": loss}, step=k, line=10 * k) for k, loss in enumerate(LOSSES)])
    assert [(one.withdrawn, one.line, one.step) for one in told] == [(False, 20, 2), (True, 30, 3)]


def test_whole_columns_fire_at_the_same_places_as_their_records() -> None:
    rows = range(len(LOSSES))
    columns = Columns(("loss",), (array("d", LOSSES),), array("q", [10 * k for k in rows]), step=array("d", rows))
    assert [(one.line, one.withdrawn) for one in fired([columns])] == [(20, False), (30, True)]


def test_a_log_without_anything_fires_nothing() -> None:
    assert fired([]) == []
