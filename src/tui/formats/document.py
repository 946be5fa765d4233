"""JSON documents over many lines: a Trainer's state, a list of records, parallel lists of one value an epoch."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tui.formats.draft import NEEDS_CLOCK, Draft, strength
from tui.formats.records import flatten, to_draft

_MAX_CHARS = 256 * 1024 * 1024


class Document:
    """Collects the lines of a file that is one JSON value. `open` is true while the text can still be one."""

    def __init__(self) -> None:
        self.open = True
        self._parts: list[str] = []
        self._size = 0
        self._started = False

    def take(self, text: str) -> bool:
        """Take a line in; false when this is no document, and the lines so far are to be read as lines."""
        if not self.open:
            return False
        if not self._started:
            if not text.strip():
                return True
            self.open = _may_start(text)
            self._started = True
            if not self.open:
                return False
        self._size += len(text)
        self.open = self._size < _MAX_CHARS
        self._parts.append(text)
        return self.open

    @property
    def is_whole(self) -> bool:
        """True when the last line could close the document."""
        return bool(self._parts) and self._parts[-1][:1] in ("}", "]")

    def drafts(self) -> list[Draft] | None:
        """The records of the document, `None` when it is no valid JSON (yet)."""
        try:
            found = json.loads("\n".join(self._parts))
        except (ValueError, RecursionError):
            return None
        return list(_drafts(found))

    def lines(self) -> list[str]:
        """The lines taken in so far."""
        return self._parts


def _may_start(text: str) -> bool:
    """A line that opens a value and does not close it."""
    stripped = text.strip()
    if stripped in ("{", "["):
        return True
    if stripped[:1] not in ("{", "[") or stripped[-1:] not in ("{", "[", ",", ":"):
        return False
    return stripped.startswith(('{"', "[{", "[["))


def _drafts(found: Any) -> Iterator[Draft]:
    if isinstance(found, list):
        for record in found:
            if isinstance(record, dict):
                yield to_draft(flatten(record))
    elif isinstance(found, dict):
        yield from _of_mapping(found)


def _of_mapping(found: Mapping[str, Any]) -> Iterator[Draft]:
    plan = to_draft((k, v) for k, v in flatten({k: v for k, v in found.items() if not isinstance(v, (list, dict))}))
    yield Draft(plan_steps=plan.plan_steps, plan_epochs=plan.plan_epochs)
    history = next(
        (v for k, v in found.items() if isinstance(v, list) and v and all(isinstance(r, dict) for r in v)), None
    )
    if history is not None:
        for record in history:
            yield to_draft(flatten(record))
        return
    columns = {k: v for k, v in _columns(found) if len(v) >= 2}
    if columns:
        longest = max(len(v) for v in columns.values())
        columns = {k: v for k, v in columns.items() if len(v) == longest}
        if not any(strength(k) >= NEEDS_CLOCK for k in columns):
            return
        placed = any(k.rsplit("/", 1)[-1] in ("epoch", "epochs", "step", "steps", "iteration") for k in columns)
        for i in range(longest):
            yield to_draft([*([] if placed else [("epoch", float(i + 1))]), *((k, v[i]) for k, v in columns.items())])


def _columns(found: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, list[Any]]]:
    """Lists of numbers, by name; a mapping of lists (`history`) is looked into."""
    for key, value in found.items():
        if (
            isinstance(value, list)
            and value
            and all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in value)
        ):
            yield (f"{path}/{key}" if path and path not in ("history", "metrics", "log", "logs") else key), value
        elif isinstance(value, dict):
            yield from _columns(value, f"{path}/{key}" if path else key)
