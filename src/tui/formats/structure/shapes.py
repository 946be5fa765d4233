"""Shapes: what has been learned of the lines of this log, one entry a shape."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tui.formats import positions
from tui.formats.draft import CERTAIN, NEEDS_PLACE, NO_METRIC, Draft, best_strength
from tui.formats.structure.template import Template, make_template
from tui.model import names

_UNSEEN = object()
_SHORT = 25  # pieces of a line that is still a list of names and values
_WORD = re.compile(r"[a-z]+")
_VOCABULARY = frozenset(w for w in names.vocabulary() | positions.vocabulary() for w in _WORD.findall(w) if len(w) > 1)
_LONGEST_KEY = 1_000  # characters
LIMIT = 20_000  # shapes remembered; free text makes a new one a line, and those are forgotten first


@dataclass(slots=True, eq=False)
class Entry:
    """One shape. `held` is the first sighting: shown only when the shape comes back with other numbers."""

    template: Template
    strength: int
    confirmed: bool = False
    held: Draft | None = None
    sightings: list[Draft] = field(default_factory=list)  # of a line whose names nobody knows


@dataclass(slots=True)
class Owners:
    """Which kind of line a series' name belongs to: the same name at another kind of place is another series."""

    by_name: dict[str, str] = field(default_factory=dict)

    def settle(self, found: Mapping[str, float], signature: str, qualifiers: Sequence[str]) -> dict[str, str]:
        """Old name -> name to use for the values of a line with this signature."""
        out: dict[str, str] = {}
        for name in found:
            out[name] = next(
                candidate
                for candidate in (name, *(f"{q}/{name}" for q in qualifiers if q), f"{name} ({signature or 'alone'})")
                if self.by_name.setdefault(candidate, signature) == signature or candidate.endswith(")")
            )
        return out

    def knows(self, found: Mapping[str, float], signature: str) -> bool:
        """True when every name is already a series of this kind of line."""
        return all(self.by_name.get(name) == signature for name in found)


def shape_key(pieces: Sequence[str]) -> str:
    """The text of a line with its numbers taken out."""
    key = "\0".join(pieces[::2])
    return key if len(key) <= _LONGEST_KEY else f"{key[:_LONGEST_KEY]}{len(key)}:{hash(key)}"  # thousands are kept


def _may_hold(pieces: Sequence[str]) -> bool:
    """A quick look that most lines of other programs fail: a word of training, or a short line of `name: value`.

    A shape costs much to study, and free text makes a new one a line.
    """
    text = " ".join(pieces[::2])
    if not text.isascii():
        return True
    found = _WORD.findall(text.lower())
    return not _VOCABULARY.isdisjoint(found) or (
        len(pieces) <= _SHORT and any(p.rstrip().endswith((":", "=")) for p in pieces[::2])
    )


class Shapes:
    """Learns shapes and says what to do with a line of one."""

    def __init__(self, owners: Owners) -> None:
        self._entries: dict[str, Entry | None] = {}
        self.owners = owners

    def entry(self, pieces: Sequence[str]) -> Entry | None:
        """The entry of a line's shape, made on first sight; `None` for a shape that can hold no metric and no place."""
        key = shape_key(pieces)
        try:
            return self._entries[key]
        except KeyError:
            pass
        if len(self._entries) >= LIMIT:
            self._forget()
        made = _make(pieces)
        self._entries[key] = made
        return made

    def get(self, key: str) -> Entry | None:
        """The entry of a shape by its key, `None` when the shape is new or useless."""
        return self._entries.get(key)

    def is_useless(self, key: str) -> bool:
        """True for a shape seen before that can hold neither metric nor place."""
        return self._entries.get(key, _UNSEEN) is None

    def held(self) -> list[Entry]:
        """Shapes seen once that may be a metric; a line of a printed JSON object is none."""
        return [
            e
            for key, e in self._entries.items()
            if e is not None and e.held is not None and not key.lstrip().startswith('"')
        ]

    def _forget(self) -> None:
        """Keep what proved useful, the newest half at most: forgetting must stay rare."""
        useful = [(k, e) for k, e in self._entries.items() if e is not None and e.confirmed]
        self._entries = dict(useful[-LIMIT // 2 :])

    def confirm(self, entry: Entry, draft: Draft, qualifiers: Sequence[str]) -> dict[str, str]:
        """The shape is a metric line from now on; names that belong to another kind of line are qualified."""
        renames = self.owners.settle(draft.values, draft.signature, qualifiers)
        if any(a != b for a, b in renames.items()):
            values = tuple(replace(s, name=renames.get(s.name, s.name)) for s in entry.template.values)
            entry.template = replace(entry.template, values=values)
        entry.confirmed = True
        return renames


def _make(pieces: Sequence[str]) -> Entry | None:
    if not _may_hold(pieces):
        return None
    template = make_template(pieces)
    if not template.values:
        return Entry(template, NO_METRIC) if template.places else None
    draft = template.read(pieces)
    power = best_strength(draft.values)
    if template.is_prose and not (power == CERTAIN and draft.has_place):
        power = NO_METRIC
    if power == NEEDS_PLACE and not draft.has_place and not template.values[0].explicit:
        power = NO_METRIC
    if power == NO_METRIC:
        places = replace(template, values=())
        return Entry(places, NO_METRIC) if template.places and not template.is_prose else None
    return Entry(template, power)
