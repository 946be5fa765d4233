"""Help: every key, found by typing a word of what it does."""

from __future__ import annotations

from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tui.views.bindings import WHERE, Key, keys_text, matching

LEGEND = "✕ broken, or not a number   ▲ needs a look   ● running   ★ best"


class Help(ModalScreen[None]):
    """All keys, grouped by where they work; typing narrows them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "app.pop_screen", show=False),
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]

    def __init__(self, where: str) -> None:
        """`where` is the pane that has the focus: its keys come first."""
        super().__init__()
        self.where = where

    def compose(self) -> ComposeResult:
        with Vertical(id="help") as box:
            box.border_title = "keys"
            box.border_subtitle = "type to search · esc closes"
            yield Input(placeholder="what do you want to do?", compact=True, id="help-search")
            with VerticalScroll(can_focus=False):
                yield Static(id="help-keys", markup=False)
            yield Static(LEGEND, id="help-legend", markup=False)

    def on_mount(self) -> None:
        self._fill("")
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def action_scroll(self, rows: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=rows, animate=False)

    def _fill(self, words: str) -> None:
        self.query_one("#help-keys", Static).update(keys_table(matching(words), self.where))


def keys_table(keys: tuple[Key, ...], first: str = "") -> Content:
    """Keys as text in two columns, grouped by where they work, those of `first` before the others."""
    if not keys:
        return Content("no key does that; ctrl+p lists every action")
    parts: list[tuple[str, str]] = []
    ordered = sorted(keys, key=lambda key: (key.where != first, list(WHERE).index(key.where)))
    for where, group in groupby(ordered, key=lambda key: key.where):
        parts.append((f"{WHERE[where]}\n", "bold"))
        for key in group:
            parts += [(f"  {keys_text(key):<16}", "bold $accent"), (f"{key.text}\n", "")]
        parts.append(("\n", ""))
    return Content.assemble(*parts).rstrip()
