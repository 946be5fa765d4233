"""What crosses from the reading thread to the owner of the run cannot be changed on the way."""

from __future__ import annotations

import dataclasses
import typing

import pytest

from tui.model import events


@pytest.mark.parametrize("kind", [events.Line, *typing.get_args(events.Event)], ids=lambda kind: kind.__name__)
def test_what_crosses_a_boundary_is_frozen_and_slotted(kind: type) -> None:
    assert dataclasses.is_dataclass(kind)
    assert "__slots__" in vars(kind)
    first = dataclasses.fields(kind)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(object.__new__(kind), first, None)


def test_every_kind_of_notice_has_one_name() -> None:
    assert len(set(events.NOTICES)) == len(events.NOTICES)
