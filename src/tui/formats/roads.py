"""Roads: the fast way through lines of a shape already understood.

A road is learned by example, whatever dialect read the line: when a line gave exactly one record, each value of the record is
looked for among the numbers of the text. Once two or more lines agree on where each value stands, the shape is compiled into
one pattern, and lines that match it go straight into columns, with no event, draft or dict a line.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import nan

from tui.formats.prefix import stamp_seconds
from tui.formats.tokens import CUT, is_time_like, to_float
from tui.model.events import Columns, Event, Metrics, Progress

# Possessive throughout: what does not match fails at once, whatever the line.
_PLAIN = (
    r"[-+]?(?>\d++(?:,\d{3})*+(?:\.\d*+)?(?:[eE][-+]?\d++)?|\.\d++(?:[eE][-+]?\d++)?|nan|Infinity|inf|NaN|Inf|NAN|INF))"
)
_TIME = r"(?>\d[\dT:./+-]*+(?:,\d{3}(?!\d))?(?: [\d:.]++(?:,\d++)?)?)(?: ?[AP]M)?)"
_EXAMPLES = 2  # lines that must agree
_PATIENCE = 8  # lines after which a shape that does not become clear is given up
_LIMIT = 64  # roads kept a source
_SHAPES = 256  # shapes under study at a time
_PLACES = ("step", "epoch", "batch", "batches")


@dataclass(slots=True)
class _Study:
    """What is known so far of where the values of a shape stand: the candidates for each, by name."""

    candidates: dict[str, set[int]]
    record: Metrics
    progress: tuple[Progress, ...]
    texts: tuple[str, ...]  # the text before each number, and behind the last
    seen: int = 1
    given_up: bool = False


@dataclass(slots=True)
class Road:
    """A pattern over the whole line, and which of its groups are which part of the record."""

    key: str  # the shape
    pattern: re.Pattern[str]
    names: tuple[str, ...]
    values: tuple[int, ...]
    places: dict[str, int]  # "step", "epoch", "batch", "batches" -> group
    stamp: int | None
    split: str | None
    rank: int | None
    progress: tuple[tuple[Progress, int | None, int | None], ...]  # event, group of `done`, group of `total`
    rows: list[tuple[str, ...]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)

    def events(self) -> list[Event]:
        """The lines taken since the last call, as one `Columns` and the progress they end with. Empties the road."""
        rows, lines = self.rows, self.lines
        self.rows, self.lines = [], []
        columns = list(zip(*rows, strict=True))
        out: list[Event] = [self._progress(event, done, total, rows[-1]) for event, done, total in self.progress]
        places = {name: _numbers(columns[group]) for name, group in self.places.items()}
        out.append(
            Columns(
                self.names,
                tuple(_numbers(columns[group]) for group in self.values),
                array("q", lines),
                step=places.get("step"),
                epoch=places.get("epoch"),
                batch=places.get("batch"),
                batches=places.get("batches"),
                time=None if self.stamp is None else array("d", map(_stamp, columns[self.stamp])),
                split=self.split,
                rank=self.rank,
            )
        )
        return out

    def _progress(self, event: Progress, done: int | None, total: int | None, row: Sequence[str]) -> Progress:
        count = event.done if done is None else _number(row[done])
        planned = event.total if total is None else _number(row[total])
        return Progress(count, planned, event.unit, line=self.lines[-1] if self.lines else event.line)


class Roads:
    """Learns roads and finds the one for a line: the last one taken is tried first."""

    def __init__(self) -> None:
        self._roads: list[Road] = []
        self._studies: dict[str, _Study] = {}

    def clear(self) -> None:
        """Forget all: a new table header gives the same shape another meaning."""
        self._roads.clear()
        self._studies.clear()

    def take(self, text: str, number: int) -> Road | None:
        """The road that took the line in, `None` when no road fits."""
        for at, road in enumerate(self._roads):
            match = road.pattern.match(text)
            if match is not None:
                road.rows.append(match.groups())
                road.lines.append(number)
                if at:
                    self._roads.insert(0, self._roads.pop(at))
                return road
        return None

    def learn(self, text: str, events: Sequence[Event]) -> None:
        """Study a line and what it gave. Lines whose meaning depends on lines before them make no road."""
        records = [e for e in events if isinstance(e, Metrics)]
        if len(records) != 1 or len(self._roads) >= _LIMIT or len(self._studies) >= _SHAPES:
            return
        record = records[0]
        if record.bar or record.carried or (record.step is None and record.epoch is None and record.batch is None):
            return
        pieces = CUT.split(text)
        key = "\0".join(pieces[::2])
        study = self._studies.get(key)
        if study is not None and study.given_up:
            return
        if any(road.key == key for road in self._roads):
            return
        found = _candidates(record, pieces[1::2])
        if study is None:
            progress = tuple(e for e in events if isinstance(e, Progress))
            self._studies[key] = _Study(found or {}, record, progress, tuple(pieces[::2]), given_up=found is None)
            return
        study.seen += 1
        if found is None or not _narrow(study, found, record) or study.seen > _PATIENCE:
            study.given_up = True
        elif study.seen >= _EXAMPLES and _is_clear(study):
            del self._studies[key]
            self._roads.append(_build(pieces, study))


def _candidates(record: Metrics, numbers: Sequence[str]) -> dict[str, set[int]] | None:
    """For each part of the record the numbers of the line that could be it; `None` when a part is not there at all."""
    read = [None if is_time_like(n) else to_float(n) for n in numbers]
    wanted: dict[str, float] = {f"={name}": value for name, value in record.values.items()}
    for part in _PLACES:
        value = getattr(record, part)
        if value is not None:
            wanted[part] = value
    found = {
        name: {k for k, v in enumerate(read) if v == value or (v != v and value != value)}
        for name, value in wanted.items()
    }
    if record.time is not None:
        found["time"] = {
            k for k, n in enumerate(numbers) if is_time_like(n) and stamp_seconds(n.strip()) == record.time
        }
    return found if all(found.values()) else None


def _narrow(study: _Study, found: dict[str, set[int]], record: Metrics) -> bool:
    """Keep the candidates on which both lines agree; false when the lines do not say the same kind of thing."""
    if found.keys() != study.candidates.keys() or (record.split, record.rank) != (
        study.record.split,
        study.record.rank,
    ):
        return False
    for name, places in found.items():
        study.candidates[name] &= places
    return all(study.candidates.values())


def _is_clear(study: _Study) -> bool:
    """True when there is one way to find the values in the order in which the record names them.

    Numbers of one list that never differ in many lines are as good as one.
    """
    first, last = _in_order(study.candidates, forward=True), _in_order(study.candidates, forward=False)
    return first is not None and (first == last or (study.seen >= _PATIENCE and _one_list(study, first, last)))


def _in_order(candidates: dict[str, set[int]], *, forward: bool) -> dict[str, int] | None:
    """The first (or last) way to give each value a number further to the right than the value before."""
    names = [name for name in candidates if name.startswith("=")]
    chosen: dict[str, int] = {}
    at = -1 if forward else 1 << 30
    for name in names if forward else reversed(names):
        free = [k for k in candidates[name] if (k > at if forward else k < at)]
        if not free:
            return None
        at = chosen[name] = min(free) if forward else max(free)
    for name, places in candidates.items():
        if not name.startswith("="):
            chosen[name] = min(places - set(chosen.values()) or places)  # a place stands before its total
    return chosen


def _one_list(study: _Study, first: dict[str, int], last: dict[str, int] | None) -> bool:
    """True when the ways differ only inside lists such as `lr=[a, a]`."""
    return last is not None and all(
        study.texts[k].strip() == "," for name in first for k in range(first[name] + 1, last[name] + 1)
    )


def _build(pieces: Sequence[str], study: _Study) -> Road:
    chosen = _in_order(study.candidates, forward=True) or {}
    parts = []
    for k, piece in enumerate(pieces):
        if k % 2 == 0:
            parts.append(re.escape(piece))
        else:
            gap = r"([ \t]++" if k > 1 and not pieces[k - 1] else r"([ \t]*+"
            parts.append(gap + (_TIME if is_time_like(piece) else _PLAIN))
    names = tuple(name[1:] for name in chosen if name.startswith("="))
    places = {name: group for name, group in chosen.items() if name in _PLACES}
    return Road(
        "\0".join(pieces[::2]),
        re.compile("".join(parts) + r"\Z"),
        names,
        tuple(chosen[f"={name}"] for name in names),
        places,
        chosen.get("time"),
        study.record.split,
        study.record.rank,
        tuple(_progress_groups(event, study.record, places, pieces[1::2]) for event in study.progress),
    )


def _progress_groups(
    event: Progress, record: Metrics, places: dict[str, int], numbers: Sequence[str]
) -> tuple[Progress, int | None, int | None]:
    """Where a line's progress stands: beside the place it counts."""
    part = next((p for p in _PLACES if p in places and getattr(record, p) == event.done), None)
    done = places[part] if part else None
    if done is None or event.total is None or done + 1 >= len(numbers):
        return event, done, None
    return event, done, done + 1 if to_float(numbers[done + 1]) == event.total else None


def _number(text: str) -> float:
    value = to_float(text)
    return nan if value is None else value


def _numbers(column: Sequence[str]) -> array[float]:
    try:
        return array("d", map(float, column))
    except ValueError:
        return array("d", map(_number, column))


def _stamp(text: str) -> float:
    time = stamp_seconds(text.strip())
    return nan if time is None else time
