"""What is said while there is no metric to show: what would fill the screen."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import PurePath

from tui.analysis.numbers import count
from tui.views.pane import Pane
from tui.views.row import Row, fill, plain
from tui.views.state import Snapshot, ViewSettings


def empty_text(snapshot: Snapshot) -> str:
    """One sentence for a run without a series."""
    read, name = snapshot.integrity, plain(PurePath(snapshot.run.source).name)
    if read.waiting_for:
        return f"waiting for {name}: {plain(read.waiting_for)}"
    if snapshot.replay is not None and not read.lines:
        return f"loading {name}"
    if not read.bytes_read:
        return f"{name} is empty so far: the first line will show here"
    if not read.lines and not read.frames:
        return f"{name} has no whole line yet"
    return f"no metrics found in {count(read.lines)} lines; they show as soon as a line comes back with other numbers"


class EmptyPane(Pane):
    """The sentence, with a blank row around it."""

    def drawn_from(self, snapshot: Snapshot) -> Hashable:
        return empty_text(snapshot)

    def draw(self, snapshot: Snapshot, settings: ViewSettings, width: int, height: int) -> list[Row]:  # noqa: ARG002
        rows = [fill([], width), fill([("  ", ""), (empty_text(snapshot), "look")], width)]
        return (rows + [fill([], width)] * height)[:height]
