"""What the tests of formats share: text into lines, lines into events and a run."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from tui.formats.draft import Draft
from tui.formats.reader import Reader
from tui.formats.structure.template import make_template
from tui.formats.tokens import CUT
from tui.model.events import Columns, Event, Line, Metrics
from tui.model.run import Run

E = TypeVar("E")


def lines(text: str) -> list[Line]:
    """Text as a follower would give it: what ends with CR alone is a frame, to be overwritten."""
    out: list[Line] = []
    for number, whole in enumerate(text.removesuffix("\n").split("\n"), 1):
        *frames, last = whole.split("\r")
        out += [Line(frame, number, transient=True) for frame in frames if frame]
        out.append(Line(last, number))
    return out


def events(text: str, only: str | None = None) -> list[Event]:
    """All that a log says."""
    reader = Reader(only)
    return reader.read(lines(text)) + reader.finish()


def of_kind(kind: type[E], text: str, only: str | None = None) -> list[E]:
    """What a log says of one kind."""
    return [event for event in events(text, only) if isinstance(event, kind)]


def run_of(text: str, only: str | None = None) -> Run:
    """The run that a log tells of."""
    run = Run()
    run.apply(events(text, only))
    return run


def curves(text: str, only: str | None = None) -> dict[str, list[tuple[float, float]]]:
    """Every series of a log as pairs of place and value."""
    return {s.name: list(zip(s.x, s.y, strict=True)) for s in run_of(text, only).series.values()}


def draft(line: str) -> Draft:
    """What the structure of one line says, without its neighbours."""
    pieces = CUT.split(line)
    return make_template(pieces).read(pieces)


def metrics(text: str, only: str | None = None) -> list[Metrics]:
    """The records of a log, in the order they are told, each on its own."""
    return records(events(text, only))


def records(told: Iterable[Event]) -> list[Metrics]:
    """The records among some events, whole columns taken apart."""
    return [one for event in told for one in apart(event) if isinstance(one, Metrics)]


def apart(event: Event) -> Iterable[Event]:
    """An event as such, or the records of whole columns."""
    return event.records() if isinstance(event, Columns) else (event,)
