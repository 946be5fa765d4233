"""Was everything read? The follower's account of the source, in full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.analysis.numbers import clock, count, duration, percent, size
from tui.model.integrity import Integrity
from tui.views.row import plain as safe
from tui.views.state import Snapshot


class IntegrityPane(ModalScreen[None]):
    """Opened by `i`; drawn anew while it is open."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,i,q", "app.pop_screen", show=False)]

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self._text = account(snapshot)

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="integrity") as box:
            box.border_title = "what was read"
            box.border_subtitle = "esc closes"
            yield Static(self._text, id="integrity-text", markup=False)

    def show(self, snapshot: Snapshot) -> None:
        """Draw the account as it is now."""
        text = account(snapshot)
        if text != self._text and self.is_mounted:
            self._text = text
            self.query_one("#integrity-text", Static).update(text)


def verdict(read: Integrity) -> str:
    """One sentence: whether anything is missing."""
    if read.waiting_for:
        return f"waiting: {read.waiting_for}"
    if read.losses:
        return f"✕ something was lost: {read.losses[-1]}"
    if read.unread_bytes:
        return f"{size(read.unread_bytes)} still to read"
    return f"✓ all {count(read.lines)} lines read, none lost"


def account(snapshot: Snapshot) -> str:
    """Everything known about the reading, a fact a line."""
    read = snapshot.integrity
    rows = [safe(verdict(read)), "", *(f"{name:<12} {value}" for name, value in _facts(read, snapshot.now))]
    if read.generations:
        rows += ["", "files behind the name"]
        rows += [
            safe(f"  {g.cause:<11} {size(g.bytes_read):>8}  {g.target}  {g.lost}").rstrip() for g in read.generations
        ]
    if read.notes:
        rows += ["", "notes", *(f"  {safe(note)}" for note in read.notes)]
    return "\n".join(rows)


def _facts(read: Integrity, now: float) -> Iterator[tuple[str, str]]:
    share = read.bytes_read / read.bytes_in_file if read.bytes_in_file else None
    yield "bytes", f"{count(read.bytes_read)} of {count(read.bytes_in_file)} read ({percent(share)})"
    yield "lines", count(read.lines)
    yield "records", count(read.records)
    yield (
        "not parsed",
        f"{count(read.unparsed)} ({percent(read.unparsed / read.lines if read.lines else None, 1)} of the lines)",
    )
    yield "frames", f"{count(read.frames)} of progress bars, hidden in the log"
    if read.changed_at is not None:
        yield "last change", f"{clock(read.changed_at, now)}, {duration(max(0.0, now - read.changed_at))} ago"
    if read.looked_at is not None:
        yield "last look", f"{duration(max(0.0, now - read.looked_at))} ago"
