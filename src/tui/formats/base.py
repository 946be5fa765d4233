"""What a special format is: a small reader for lines whose meaning no structure shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from tui.formats.bars import Bar
from tui.model.events import Event


class Format(Protocol):
    """One dialect. `samples` are lines it reads; `parse` never raises and may keep what earlier lines said."""

    @property
    def name(self) -> str:
        """What the format is called in the table of formats and by `--format`."""

    @property
    def samples(self) -> Sequence[str]:
        """Lines it reads, for the table and for the tests."""

    @property
    def expects_next(self) -> bool:
        """True when the next line is this format's whatever it looks like."""

    def parse(self, text: str, line: int) -> Sequence[Event] | None:
        """The events of a message without its prefix; `None` means "not mine", an empty sequence "mine, nothing to say"."""

    def saw_bar(self, bar: Bar) -> None:
        """A bar was drawn: some dialects take their step from it."""

    def finish(self) -> Sequence[Event]:
        """What was held back."""
