"""The raw log: the end of it while following, any place of it otherwise; of a progress bar only the present frame."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from tui.model.events import Line
from tui.views.log_lines import LogLines
from tui.views.log_picture import LogPlace, line_text, log_picture, place_note, reading_note, row_count, top_row
from tui.views.pane import Pane
from tui.views.row import Part, Row
from tui.views.state import Snapshot, ViewSettings

WHEEL_ROWS = 3
SIDE_COLUMNS = 20


class LogPane(Pane, can_focus=True):
    """Draws from the `LogLines` it is given, which the session fills. UI thread only."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "go(1)", show=False),
        Binding("k,up", "go(-1)", show=False),
        Binding("space,pagedown", "go_page(1.0)", show=False),
        Binding("b,pageup", "go_page(-1.0)", show=False),
        Binding("ctrl+d", "go_page(0.5)", show=False),
        Binding("ctrl+u", "go_page(-0.5)", show=False),
        Binding("g,home", "top", show=False),
        Binding("G,end", "bottom", show=False),
        Binding("n", "match(1)", show=False),
        Binding("N", "match(-1)", show=False),
        Binding("w", "trouble(1)", show=False),
        Binding("W", "trouble(-1)", show=False),
        Binding("l,right", "sideways(1)", show=False),
        Binding("h,left", "sideways(-1)", show=False),
    ]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.home = LogLines()  # the lines that the session fills
        self.lines = self.home  # what is shown: those, or an excerpt of what is no longer kept
        self.place = LogPlace()
        self.note = ""  # shown in place of the count, such as the alert that a jump led to

    def attach(self, lines: LogLines) -> None:
        """Show the lines of a run."""
        if lines is not self.home:
            self.home = self.lines = lines
            self.place, self.note = LogPlace(), ""

    def visit(self, excerpt: Sequence[Line], number: int, note: str) -> bool:
        """Show lines that are no longer kept, around line `number`; going to the end leaves them again."""
        visited = LogLines()
        visited.add(excerpt)
        if visited.position(number) is None:
            return False
        self.lines = visited
        return self.jump(number, note)

    def drawn_from(self, snapshot: Snapshot) -> Hashable:
        return (
            id(self.lines),
            self.lines.version,
            self.place,
            self.note,
            self.has_focus,
            tuple(self._note(snapshot, False)),
        )

    def draw(self, snapshot: Snapshot, settings: ViewSettings, width: int, height: int) -> list[Row]:
        note = self._note(snapshot, settings.ascii)
        return log_picture(
            self.lines, self.place, width, height, note=note, focused=self.has_focus, ascii_=settings.ascii
        )

    def _note(self, snapshot: Snapshot, ascii_: bool) -> list[Part]:
        """What a jump led to; else where we are; at the end of the log whether all of it was read."""
        if self.note:
            return [(self.note, "look")]
        if self.place.following and not self.place.words and not self.lines.dropped:
            return reading_note(snapshot.integrity, ascii_)
        return [(place_note(self.lines, self.place), "dim")]

    @property
    def line_at_hand(self) -> int:
        """The line jumped to; else the uppermost one, or the newest while following. 0 where there is none."""
        if not len(self.lines):
            return 0
        top = top_row(self.lines, self.place, self._height)
        at = len(self.lines) - 1 if self.place.following else min(top, len(self.lines) - 1)
        return self.place.here or self.lines[at].number

    # going to a place

    def follow(self, on: bool) -> None:
        """Stick to the end of the log, or stay where we are."""
        top = top_row(self.lines, self.place, self._height)
        if on:
            self.lines, self.note = self.home, ""
        self._go(replace(self.place, following=on, top=top, here=None if on else self.place.here))

    def jump(self, number: int, note: str = "") -> bool:
        """Bring line `number` into the middle; false when it is not kept."""
        position = self.lines.position(number)
        if position is not None:
            self._show(position)
            self.note = note
            self.redraw()
        return position is not None

    def search(self, words: str) -> bool:
        """Look for `words`, upwards as the newest is wanted; false when nothing fits. No words end the search."""
        self._go(replace(self.place, words=words))
        return not words or self._find(words, self._position, -1)

    def copy_text(self) -> str:
        """The line jumped to, else the last one on the screen."""
        at = self._position
        return line_text(self.lines[at]) if 0 <= at < len(self.lines) else ""

    def action_match(self, direction: int) -> None:
        if not self._find(self.place.words, self._position + direction, direction):
            self.notify(
                "nothing to look for yet: / asks" if not self.place.words else "not found in the lines kept",
                markup=False,
            )

    def action_trouble(self, direction: int) -> None:
        position = self.lines.find_trouble(self._position + direction, direction)
        if position is None:
            self.notify("no line kept speaks of a warning or an error", markup=False)
        else:
            self._show(position)

    def _find(self, words: str, start: int, direction: int) -> bool:
        position = self.lines.find(words, start, direction)
        if position is not None:
            self._show(position)
        return position is not None

    @property
    def _height(self) -> int:
        return max(1, self.size.height - 2)

    @property
    def _position(self) -> int:
        """Where a search goes on from: the line jumped to, else the last one on the screen."""
        at = None if self.place.here is None else self.lines.position(self.place.here)
        return (
            at
            if at is not None
            else min(len(self.lines), top_row(self.lines, self.place, self._height) + self._height) - 1
        )

    def _show(self, position: int) -> None:
        top = max(0, position - self._height // 2)
        self.note = ""
        self._go(replace(self.place, following=False, top=top, here=self.lines[position].number))

    def _go(self, place: LogPlace) -> None:
        self.place = place
        self.redraw()

    # moving

    def action_go(self, rows: int) -> None:
        top = top_row(self.lines, self.place, self._height) + rows
        end = max(0, row_count(self.lines) - self._height)
        if top >= end and rows > 0 and self.lines is self.home:
            self.follow(True)
        else:
            self._go(replace(self.place, top=min(end, max(0, top)), following=False))

    def action_go_page(self, pages: float) -> None:
        self.action_go(round(pages * self._height))

    def action_sideways(self, direction: int) -> None:
        self._go(replace(self.place, left=max(0, self.place.left + direction * SIDE_COLUMNS)))

    def action_top(self) -> None:
        self._go(replace(self.place, top=0, following=False))

    def action_bottom(self) -> None:
        self.follow(True)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.action_go(-WHEEL_ROWS)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.action_go(WHEEL_ROWS)

    def on_focus(self) -> None:
        self.redraw()

    def on_blur(self) -> None:
        self.redraw()
