"""What is asked of every special format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import isnan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.told import events

from tui.formats.bars import Bar
from tui.formats.base import Format
from tui.formats.reader import Reader
from tui.formats.registry import SPECIAL, special_formats
from tui.model.events import Event, Line, Metrics

FORMATS = pytest.mark.parametrize("make", SPECIAL.values(), ids=SPECIAL.keys())
Make = Callable[[], Format]
WORDS = [
    "{",
    "}",
    "'",
    '"',
    ":",
    ",",
    "[",
    "]",
    "=",
    "|",
    "/",
    "%",
    " ",
    "\t",
    "loss",
    "epoch",
    "nan",
    "inf",
    "1",
    "0.5",
    "-",
    "1e9999",
    "9" * 400,
    "\x00",
    "损失",
]
nonsense = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=30).map("".join))


def play(of: Format, texts: Sequence[str]) -> list[Sequence[Event] | None]:
    return [of.parse(text, number) for number, text in enumerate(texts, 1)]


def test_every_format_is_registered_under_its_name() -> None:
    assert {name: make().name for name, make in SPECIAL.items()} == {name: name for name in SPECIAL}


def test_a_format_asked_for_by_name_comes_alone() -> None:
    assert [[one.name for one in special_formats(name)] for name in SPECIAL] == [[name] for name in SPECIAL]


def test_structure_asks_for_no_special_format() -> None:
    assert special_formats("structure") == []


def test_every_source_has_readers_of_its_own() -> None:
    first, second = special_formats(), special_formats()
    assert all(a is not b for a, b in zip(first, second, strict=True))


@FORMATS
def test_every_sample_is_read(make: Make) -> None:
    of = make()
    assert of.samples
    assert all(found is not None for found in play(of, of.samples))


@FORMATS
def test_the_samples_together_say_something(make: Make) -> None:
    of = make()
    assert [event for found in play(of, of.samples) for event in found or ()] or list(of.finish())


@FORMATS
def test_no_other_format_claims_the_samples(make: Make) -> None:
    of = make()
    others = [other for other in special_formats() if other.name != of.name]
    claimed = {other.name: text for text in of.samples for other in others if other.parse(text, 1) is not None}
    assert claimed == {}


@FORMATS
def test_what_is_read_are_numbers_that_stand_in_the_text(make: Make) -> None:
    of = make()
    for found in play(of, of.samples):
        for event in found or ():
            if isinstance(event, Metrics):
                assert event.values
                assert all(name and not isnan(value) for name, value in event.values.items())
                assert event.line > 0


@FORMATS
def test_two_readers_of_a_format_share_nothing(make: Make) -> None:
    alone = make()
    expected = play(alone, alone.samples)
    first, second = make(), make()
    together = [(first.parse(text, n), second.parse(text, n)) for n, text in enumerate(alone.samples, 1)]
    assert [a for a, _ in together] == expected
    assert [b for _, b in together] == expected
    fresh = make()
    assert play(fresh, fresh.samples) == expected


@FORMATS
def test_the_reader_asks_the_format(make: Make) -> None:
    of = make()
    reader = Reader(of.name)
    told = reader.read([Line(text, n) for n, text in enumerate(of.samples, 1)]) + reader.finish()
    assert [e for e in told if isinstance(e, Metrics)] or told


@FORMATS
def test_the_samples_read_the_same_behind_a_time_stamp(make: Make) -> None:
    of = make()
    if of.samples[0] != of.samples[0].lstrip() or "│" in of.samples[0]:
        return  # columns aligned by blanks have no prefix
    bare = [dict(e.values) for e in events("\n".join(of.samples), of.name) if isinstance(e, Metrics)]
    stamped = [f"2024-05-01 12:00:00,123 - INFO - {text}" for text in of.samples]
    assert [dict(e.values) for e in events("\n".join(stamped), of.name) if isinstance(e, Metrics)] == bare


@FORMATS
@given(texts=st.lists(nonsense, max_size=10), done=st.floats(0, 100), total=st.none() | st.floats(0, 100))
def test_no_text_makes_a_format_raise(make: Make, texts: list[str], done: float, total: float | None) -> None:
    of = make()
    for text in texts:
        of.saw_bar(Bar("", done, total, "step"))
        found = of.parse(text, 1)
        assert found is None or isinstance(found, (tuple, list))
    assert isinstance(of.finish(), (tuple, list))


@pytest.mark.parametrize(
    "make",
    list(SPECIAL.values()),
    ids=SPECIAL.keys(),
)
@given(data=st.data())
def test_a_sample_cut_or_spoilt_does_not_make_its_format_raise(make: Make, data: st.DataObject) -> None:
    of = make()
    for _ in range(5):
        text = data.draw(st.sampled_from(list(of.samples)))
        at = data.draw(st.integers(0, len(text)))
        of.parse(text[:at] + data.draw(nonsense) + text[at + data.draw(st.integers(0, 5)) :], 1)
    of.finish()


@FORMATS
@pytest.mark.parametrize("piece", ["a", "1", " ", "{'a': ", "[1, ", "0.5, ", "x=1, "])
def test_a_very_long_line_is_read_in_time_linear_in_its_length(make: Make, piece: str) -> None:
    of = make()
    begin = of.samples[0][:20]
    assert of.parse(begin + piece * (200_000 // len(piece)), 1) in (None, ())
