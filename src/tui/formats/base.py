"""What a special format is: a small reader for lines whose meaning no structure shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tui.formats.bars import Bar
from tui.model.events import Event


class Format(Protocol):
    """One dialect. `samples` are lines it reads; `parse` never raises and may keep what earlier lines said."""

    name: str
    samples: Sequence[str]

    @property
    def expects_next(self) -> bool:
        """True when the next line is this format's whatever it looks like."""

    def parse(self, text: str, line: int) -> Sequence[Event] | None:
        """The events of a message without its prefix; `None` means "not mine", an empty sequence "mine, nothing to say"."""

    def saw_bar(self, bar: Bar) -> None:
        """A bar was drawn: some dialects take their step from it."""

    def finish(self) -> Sequence[Event]:
        """What was held back."""
