"""The footer: the keys that matter here in one row, each also a place to click."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual import events
from textual.widget import Widget

from tui.views.bindings import Key, footer_keys, shown


class KeyBar(Widget):
    """As many keys as fit, in the order of the table; `?` for the rest is always among them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"keys--key", "keys--note"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keys: tuple[Key, ...] = footer_keys()
        self._note = ""
        self._places: list[tuple[int, int, str]] = []

    def tell(self, note: str, keys: tuple[Key, ...]) -> None:
        """Show `keys`, and `note` at the right end: "frozen, +412 lines", "catching up 43 %"."""
        if (note, keys) != (self._note, self._keys):
            self._note, self._keys = note, keys
            self.refresh()

    def render(self) -> Text:
        key_style = self.get_component_rich_style("keys--key")
        room = self.size.width - (len(self._note) + 2 if self._note else 0)
        text = Text(" ", no_wrap=True, end="")
        self._places = []
        for key in fitting(self._keys, room - 1):
            start = text.cell_len
            text.append(shown(key.keys[0]), key_style).append(f" {key.label}  ")
            self._places.append((start, text.cell_len - 2, key.keys[0]))
        if self._note:
            text.pad_right(max(0, room - text.cell_len))
            text.append(f" {self._note} ", self.get_component_rich_style("keys--note"))
        return text

    def on_click(self, event: events.Click) -> None:
        for start, stop, key in self._places:
            if start <= event.x < stop:
                self.app.simulate_key(key)


def fitting(keys: tuple[Key, ...], room: int) -> list[Key]:
    """The keys that fit into `room` cells; the last one, help, is kept at the cost of the ones before it."""
    *others, last = keys
    out: list[Key] = []
    left = room - _cells(last)
    for key in others:
        left -= _cells(key)
        if left < 0:
            break
        out.append(key)
    return [*out, last]


def _cells(key: Key) -> int:
    return len(shown(key.keys[0])) + len(key.label) + 3
