"""What is learned of the shapes of a log's lines."""

from __future__ import annotations

from tui.formats.structure.shapes import LIMIT, Owners, Shapes, shape_key
from tui.formats.tokens import CUT


def entry_of(shapes: Shapes, line: str) -> object:
    return shapes.entry(CUT.split(line))


def test_lines_that_differ_in_their_numbers_have_one_shape() -> None:
    assert shape_key(CUT.split("step 1 loss 0.5")) == shape_key(CUT.split("step 1000 loss 1e-7"))


def test_padding_does_not_change_the_shape() -> None:
    assert shape_key(CUT.split("step    1 loss 0.5")) == shape_key(CUT.split("step 1000 loss   0.5"))


def test_nan_is_a_number_of_the_same_shape() -> None:
    assert shape_key(CUT.split("step 1 loss nan")) == shape_key(CUT.split("step 2 loss 0.5"))


def test_another_word_is_another_shape() -> None:
    assert shape_key(CUT.split("step 1 loss 0.5")) != shape_key(CUT.split("step 1 acc 0.5"))


def test_a_shape_is_made_once() -> None:
    shapes = Shapes(Owners())
    assert entry_of(shapes, "step 1 loss 0.5") is entry_of(shapes, "step 2 loss 0.4")


def test_a_shape_without_metric_and_place_is_useless() -> None:
    shapes = Shapes(Owners())
    assert entry_of(shapes, "using 8 workers on port 8080") is None
    assert shapes.is_useless(shape_key(CUT.split("using 4 workers on port 80")))
    assert not shapes.is_useless("never seen")


def test_no_more_shapes_are_remembered_than_there_is_room_for() -> None:
    shapes = Shapes(Owners())
    pieces = CUT.split("step 1 loss 0.5")
    kept = shapes.entry(pieces)
    assert kept is not None
    shapes.confirm(kept, kept.template.read(pieces), [])
    for k in range(LIMIT + 10):
        shapes.entry([f"word {k:x} is ", "1", ""])
    assert shapes.entry(pieces) is kept


def test_a_name_belongs_to_the_kind_of_line_that_printed_it_first() -> None:
    owners = Owners()
    assert owners.settle({"loss": 1.0}, "s", ["val"]) == {"loss": "loss"}
    assert owners.settle({"loss": 1.0}, "e", ["val"]) == {"loss": "val/loss"}
    assert owners.settle({"loss": 1.0}, "s", []) == {"loss": "loss"}
    assert owners.knows({"loss": 2.0}, "s")
    assert not owners.knows({"loss": 2.0, "acc": 1.0}, "s")


def test_without_a_qualifier_the_kind_of_place_tells_two_series_apart() -> None:
    owners = Owners()
    owners.settle({"loss": 1.0}, "s", [])
    assert owners.settle({"loss": 1.0}, "e", []) == {"loss": "loss (e)"}
    assert owners.settle({"loss": 1.0}, "", []) == {"loss": "loss (alone)"}
