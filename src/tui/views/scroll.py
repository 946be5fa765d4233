"""A table that scrolls: newest first, a cursor that stays on its row while new ones arrive."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.views.pane import Pane
from tui.views.row import Part, Row, blank, frame
from tui.views.state import Snapshot, ViewSettings
from tui.views.table import Cell, Column, Widths, lit, table


class TablePane(Pane, can_focus=True):
    """Rows are counted from the oldest, so that a row keeps its number; position 0 on the screen is the newest.

    `cursor` is the number of the marked row, `None` while the table follows the newest. Subclasses tell what the
    columns are and what stands in a row.
    """

    TITLE = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "up", show=False),
        Binding("down,j", "move(1)", "down", show=False),
        Binding("pageup,ctrl+b", "page(-1)", "page up", show=False),
        Binding("pagedown,ctrl+f", "page(1)", "page down", show=False),
        Binding("home,g", "newest", "newest", show=False),
        Binding("end,G", "oldest", "oldest", show=False),
        Binding("left,h", "aside(-1)", "columns to the left", show=False),
        Binding("right,l", "aside(1)", "columns to the right", show=False),
        Binding("enter", "choose", "show in the log", show=False),
    ]

    class Chosen(Message):
        """Enter or a click on a row: `row` counts from the oldest, `line` is the log's line, 0 when there is none."""

        def __init__(self, pane: TablePane, row: int, line: int) -> None:
            super().__init__()
            self.pane = pane
            self.row = row
            self.line = line

        @property
        def control(self) -> TablePane:
            return self.pane

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.cursor: int | None = None
        self.skipped = 0  # columns moved out at the left
        self.text_of_cursor = ""  # the marked row as tab-separated text, for copying
        self._top: int | None = None  # the number of the uppermost row
        self._widths = Widths()
        self._columns_hidden = 0
        self._count = 0

    # what a subclass tells

    def prepare(self, snapshot: Snapshot, settings: ViewSettings) -> int:
        """Look at the snapshot and return the number of rows."""
        raise NotImplementedError

    def columns(self) -> tuple[list[Column], int]:
        """The columns, and how many of them at the left never scroll away."""
        raise NotImplementedError

    def cells(self, row: int) -> list[Cell]:
        """The cells of a row, one for each column."""
        raise NotImplementedError

    def line_of(self, row: int) -> int:
        """The line of the log that a row came from."""
        raise NotImplementedError

    def draw(self, snapshot: Snapshot, settings: ViewSettings, width: int, height: int) -> list[Row]:
        self._count = count = self.prepare(snapshot, settings)
        tall = max(0, height - 3)
        first = self._window(count, tall)
        columns, fixed = self.columns()
        self.skipped = max(0, min(self.skipped, len(columns) - fixed - 1))
        rows = [self.cells(count - 1 - at) for at in range(first, min(count, first + tall))]
        kept = [*range(fixed), *range(fixed + self.skipped, len(columns))]
        lines, shown = table([columns[k] for k in kept], [[r[k] for k in kept] for r in rows], width - 2, self._widths)
        self._columns_hidden = len(kept) - shown
        if self.cursor is not None and 0 <= (at := count - 1 - self.cursor - first) < len(rows):
            self.text_of_cursor = "\t".join(cell.text for cell in rows[at])
            lines[at + 1] = lit(lines[at + 1], width - 2)
        lines = lines[: height - 2] + [blank(width - 2)] * (height - 2 - len(lines))
        role = "frame.on" if self.has_focus else "frame"
        return frame(lines, [(self.TITLE, "")], self._note(count, first, tall), width, role, settings.ascii)[:height]

    def _note(self, count: int, first: int, tall: int) -> list[Part]:
        """How much there is that is not on the screen."""
        notes = []
        if self.skipped or self._columns_hidden:
            notes.append(f"{self.skipped + self._columns_hidden} more columns")
        if count > tall:
            notes.append(f"{count - first:,} of {count:,}" if first else f"{count:,} rows")
        return [(" · ".join(notes), "dim")] if notes else []

    def _window(self, count: int, tall: int) -> int:
        """The position of the uppermost row, moved as little as keeps the cursor in sight."""
        first = 0 if self._top is None else count - 1 - self._top
        if self.cursor is not None:
            self.cursor = max(0, min(self.cursor, count - 1))
            at = count - 1 - self.cursor
            first = min(max(first, at - tall + 1), at)
        first = max(0, min(first, count - tall))
        self._top = None if self.cursor is None and first == 0 else count - 1 - first
        return first

    # what a person does

    def action_move(self, rows: int) -> None:
        """Move the cursor; past the newest row the table follows again."""
        here = self._count if self.cursor is None else self.cursor
        wanted = here - rows
        self.cursor = None if wanted >= self._count or not self._count else max(0, wanted)
        if self.cursor is None:
            self._top = None
        self.redraw(force=True)

    def action_page(self, pages: int) -> None:
        self.action_move(pages * max(1, self.size.height - 4))

    def action_newest(self) -> None:
        self.cursor, self._top = None, None
        self.redraw(force=True)

    def action_oldest(self) -> None:
        self.cursor = 0 if self._count else None
        self.redraw(force=True)

    def action_aside(self, columns: int) -> None:
        if columns < 0 or self._columns_hidden:
            self.skipped = max(0, self.skipped + columns)
            self.redraw(force=True)

    def action_choose(self) -> None:
        if self.cursor is not None:
            self.post_message(self.Chosen(self, self.cursor, self.line_of(self.cursor)))

    def on_click(self, event: events.Click) -> None:
        at = self._count - 1 - self._window(self._count, max(0, self.size.height - 3)) - (event.y - 2)
        if event.y >= 2 and 0 <= at < self._count:
            self.cursor = at
            self.redraw(force=True)
            if event.chain > 1:
                self.action_choose()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._scroll(3, event)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._scroll(-3, event)

    def _scroll(self, rows: int, event: events.MouseEvent) -> None:
        event.stop()
        if self.cursor is not None:
            self.action_move(rows)
            return
        tall = max(1, self.size.height - 3)
        first = self._window(self._count, tall) + rows
        first = max(0, min(first, self._count - tall))
        self._top = None if first == 0 else self._count - 1 - first
        self.redraw(force=True)

    def watch_has_focus(self, focused: bool) -> None:
        super().watch_has_focus(focused)
        self.redraw(force=True)
