"""The one-line prompt at the bottom: filter metrics as you type, or search the log."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Input, Static

HINTS = {
    "metrics": "words a name must have, !word it must not; enter keeps, esc clears",
    "log": "text to look for; enter finds, then n and N",
}


class FilterBar(Horizontal):
    """Hidden until asked for. What is typed is sent at once; enter keeps it and leaves, escape takes it back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "cancel", show=False)]

    class Changed(Message):
        """New words, for "metrics" or for the "log". `done` when the prompt was left."""

        def __init__(self, target: str, words: str, done: bool) -> None:
            super().__init__()
            self.target = target
            self.words = words
            self.done = done

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.target = "metrics"

    def compose(self) -> ComposeResult:
        yield Static("/", id="filter-mark", markup=False)
        yield Input(compact=True, id="filter-input", select_on_focus=False)

    def ask(self, target: str, words: str) -> None:
        """Open the prompt for `target`, holding `words`."""
        self.target = target
        self.display = True
        field = self.query_one(Input)
        field.placeholder = HINTS[target]
        with field.prevent(Input.Changed):
            field.value = words
        field.focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if self.target == "metrics":
            self.post_message(self.Changed(self.target, event.value, done=False))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._leave(event.value)

    def action_cancel(self) -> None:
        self._leave("")

    def _leave(self, words: str) -> None:
        self.display = False
        self.post_message(self.Changed(self.target, words, done=True))
