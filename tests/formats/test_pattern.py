"""A user's own pattern: its groups are read, and nothing else is taken for its own."""

from __future__ import annotations

from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.formats.pattern import Pattern
from tui.formats.reader import Reader
from tui.model.events import Line, Metrics

MINE = Pattern("mine", r"it (?P<step>\S+) -> (?P<loss>\S+)(?: acc (?P<acc>\S+))?")


def test_groups_are_metrics_and_places() -> None:
    assert MINE.parse("it 20 -> 1.5 acc 40%", 7) == (Metrics({"loss": 1.5, "acc": 40.0}, step=20.0, line=7),)


def test_a_group_that_took_no_part_is_no_metric() -> None:
    assert MINE.parse("it 1,020 -> 2", 1) == (Metrics({"loss": 2.0}, step=1020.0, line=1),)


def test_nan_is_a_number() -> None:
    (record,) = MINE.parse("it 1 -> nan", 1) or ()
    assert isinstance(record, Metrics)
    assert isnan(record.values["loss"])


@pytest.mark.parametrize("text", ["", "it is late", "it 20 -> soon", "IT 20 -> 1.5"])
def test_what_does_not_fit_or_holds_no_number_is_not_its_own(text: str) -> None:
    assert MINE.parse(text, 1) is None


@given(st.text())
def test_it_never_raises(text: str) -> None:
    MINE.parse(text, 1)
    MINE.parse(f"it {text} -> {text}", 1)


def test_the_reader_asks_the_users_formats_first() -> None:
    reader = Reader(own=[MINE])
    events = [*reader.read([Line("it 20 -> 1.5", 1), Line("it 21 -> 1.4", 2)]), *reader.finish()]
    assert [(e.step, e.values) for e in events if isinstance(e, Metrics)] == [
        (20.0, {"loss": 1.5}),
        (21.0, {"loss": 1.4}),
    ]
    assert reader.format_name == "mine"
