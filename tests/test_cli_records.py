"""`records`: one object a record, placed as the run places it."""

from __future__ import annotations

import json
from array import array
from math import inf, nan

from tui.cli.records import objects
from tui.model.events import Columns, Event, Metrics, Notice
from tui.model.run import Run


def printed(*events: Event) -> list[dict[str, object]]:
    """The objects for some events."""
    return [json.loads(text) for text in objects(Run(), events)]


def test_a_record_says_where_it_stands_and_what_it_holds() -> None:
    record = Metrics({"loss": 2.5, "lr": 1e-4}, step=10, epoch=0.5, time=1.5e9, split="val", line=7)
    assert printed(record) == [
        {"line": 7, "step": 10, "epoch": 0.5, "time": 1.5e9, "split": "val", "values": {"loss": 2.5, "lr": 1e-4}}
    ]


def test_what_the_log_does_not_say_is_null_and_what_json_cannot_say_is_a_text() -> None:
    (only,) = printed(Metrics({"a": nan, "b": inf, "c": -inf}, line=1))
    assert only == {
        "line": 1, "step": None, "epoch": None, "time": None, "split": None,
        "values": {"a": "nan", "b": "inf", "c": "-inf"},
    }  # fmt: skip


def test_what_is_no_record_is_not_printed() -> None:
    assert printed(Notice("checkpoint", "saved", line=3)) == []


def test_whole_columns_are_printed_record_by_record() -> None:
    columns = Columns(("loss",), (array("d", [2.0, 1.0]),), array("q", [4, 5]), step=array("d", [10, 20]))
    assert [(one["line"], one["step"], one["values"]) for one in printed(columns)] == [
        (4, 10, {"loss": 2}),
        (5, 20, {"loss": 1}),
    ]


def test_a_place_is_carried_to_records_that_do_not_say_it() -> None:
    first, second = printed(Metrics({"loss": 2.0}, step=10, line=1), Metrics({"val_loss": 2.1}, line=2))
    assert (first["step"], second["step"]) == (10, 10)
