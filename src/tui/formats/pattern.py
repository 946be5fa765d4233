"""A format that a user wrote: a regular expression whose named groups are metrics and places."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tui.formats.bars import Bar
from tui.model.events import Event, Metrics


class Pattern:
    """One pattern of the settings. The groups `step` and `epoch` say where a record stands, all others are metrics.

    A line that it does not fit, or whose groups hold no number, is not its own.
    """

    samples: Sequence[str] = ()
    expects_next = False

    def __init__(self, name: str, pattern: str) -> None:
        """`pattern` must compile and have named groups, as the settings make sure."""
        self.name = name
        self._pattern = re.compile(pattern)

    def parse(self, text: str, line: int) -> Sequence[Event] | None:
        """One record, with every group that holds a number."""
        found = self._pattern.search(text)
        if found is None:
            return None
        numbers = {name: value for name, group in found.groupdict().items() if (value := _number(group)) is not None}
        step, epoch = numbers.pop("step", None), numbers.pop("epoch", None)
        return (Metrics(numbers, step=step, epoch=epoch, line=line),) if numbers else None

    def saw_bar(self, bar: Bar) -> None:
        """Bars tell a pattern nothing."""

    def finish(self) -> Sequence[Event]:
        """Nothing is held back."""
        return ()


def own_formats(patterns: Mapping[str, str], only: str | None = None) -> list[Pattern]:
    """Fresh formats, one a source, from patterns by name. `only` names the one to use, `None` takes all."""
    return [Pattern(name, pattern) for name, pattern in patterns.items() if only in (None, name)]


def _number(text: str | None) -> float | None:
    """The number in `text`, with or without thousands separators; `None` for anything else."""
    try:
        return None if text is None else float(text.replace(",", "").rstrip("%"))
    except ValueError:
        return None
