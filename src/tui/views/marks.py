"""The list of bookmarks: choose one to see its line in the log."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.analysis.numbers import count
from tui.views.remembered import Bookmark
from tui.views.row import plain


class Marks(ModalScreen[int]):
    """Gives the line that was chosen, nothing when none was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,apostrophe", "dismiss", show=False),
        Binding("j", "move('down')", show=False),
        Binding("k", "move('up')", show=False),
    ]

    def __init__(self, marks: tuple[Bookmark, ...]) -> None:
        super().__init__()
        self._marks = marks

    def compose(self) -> ComposeResult:
        with Vertical(id="marks") as box:
            box.border_title = "bookmarks"
            box.border_subtitle = "enter shows the line · m on it takes the bookmark away · esc closes"
            wide = max((len(count(mark.line)) for mark in self._marks), default=1)
            rows = (Text(f"{count(mark.line):>{wide}}  {plain(mark.text)}", no_wrap=True) for mark in self._marks)
            yield OptionList(*(Option(row, id=str(mark.line)) for row, mark in zip(rows, self._marks, strict=True)))

    def on_mount(self) -> None:
        choices = self.query_one(OptionList)
        choices.highlighted = 0
        choices.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(int(event.option.id or 0))

    def action_move(self, direction: str) -> None:
        choices = self.query_one(OptionList)
        choices.action_cursor_down() if direction == "down" else choices.action_cursor_up()
