"""JSON documents over many lines."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.formats.told import curves, lines

from tui.formats.reader import Reader
from tui.model.run import Run

HISTORY = [{"epoch": e, "step": 10 * e, "loss": 1 / e} for e in (1, 2, 4)]
STEPS = [(10, 1.0), (20, 0.5), (40, 0.25)]
DOCUMENTS: dict[str, Any] = {
    "a list of records": HISTORY,
    "the state of a trainer": {
        "best_metric": None,
        "epoch": 4.0,
        "global_step": 40,
        "max_steps": 100,
        "log_history": HISTORY,
    },
    "records under another name": {"history": HISTORY},
}


@pytest.mark.parametrize("indent", [0, 1, 2, 4])
@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS.keys())
def test_records_over_many_lines_are_read(document: Any, indent: int) -> None:
    assert curves(json.dumps(document, indent=indent))["loss"] == STEPS


def test_the_plan_of_the_document_is_the_run_s() -> None:
    run = Run()
    reader = Reader()
    run.apply(reader.read(lines(json.dumps(DOCUMENTS["the state of a trainer"], indent=2))))
    run.apply(reader.finish())
    assert run.total_steps == 100


def test_parallel_lists_are_one_value_an_epoch() -> None:
    document = {"loss": [1.0, 0.5, 0.25], "val_loss": [1.5, 1.0, 0.5]}
    found = curves(json.dumps(document, indent=2))
    assert found["loss"] == [(1, 1.0), (2, 0.5), (3, 0.25)]
    assert found["val_loss"] == [(1, 1.5), (2, 1.0), (3, 0.5)]


def test_parallel_lists_with_their_own_epochs_stand_there() -> None:
    found = curves(json.dumps({"epoch": [5, 10, 15], "loss": [1.0, 0.5, 0.25]}, indent=2))
    assert found == {"loss": [(5, 1.0), (10, 0.5), (15, 0.25)]}


def test_lists_in_a_history_are_read() -> None:
    found = curves(json.dumps({"params": {"epochs": 3}, "history": {"loss": [1.0, 0.5, 0.25]}}, indent=2))
    assert [y for _, y in found["loss"]] == [1.0, 0.5, 0.25]


def test_nan_in_a_document_is_a_value() -> None:
    found = curves(json.dumps([{"epoch": 1, "loss": 0.5}, {"epoch": 2, "loss": float("nan")}], indent=2))
    assert [repr(y) for _, y in found["loss"]] == ["0.5", "nan"]


@pytest.mark.parametrize(
    "document",
    [{"lr": 0.1, "layers": [64, 64], "name": "x"}, [], {}, [1, 2, 3], {"a": {"b": {"c": [1, 2, 3]}}}],
    ids=str,
)
def test_a_document_of_settings_gives_nothing(document: Any) -> None:
    assert curves(json.dumps(document, indent=2)) == {}


def test_a_log_that_begins_like_a_document_is_read_as_lines() -> None:
    text = '{\n  "lr": 0.1,\n  "layers": 4\n}\nstep 1 loss 0.5\nstep 2 loss 0.4\nstep 3 loss 0.3'
    assert curves(text)["loss"] == [(1, 0.5), (2, 0.4), (3, 0.3)]


def test_a_document_cut_off_in_the_middle_is_read_as_far_as_it_goes_or_not_at_all() -> None:
    text = json.dumps(HISTORY, indent=2)
    found = curves(text[: len(text) // 2])
    assert found.get("loss", [])[:1] in ([], STEPS[:1])
