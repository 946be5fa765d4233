"""Where a replay stands: a bar with alerts, evaluations and restarts as ticks; a click goes there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from tui.analysis.numbers import clock, duration, number

if TYPE_CHECKING:
    from tui.views.replayed import Replayed

# kind of a tick -> (mark, component class); the later in this order hides the earlier in one cell
TICKS = {
    "checkpoint": ("·", "replay--mark"),
    "evaluation": ("·", "replay--mark"),
    "info": ("●", "replay--mark"),
    "restart": ("↻", "replay--mark"),
    "warning": ("▲", "replay--warning"),
    "critical": ("✕", "replay--critical"),
}
_ORDER = tuple(TICKS)


class ReplayBar(Widget):
    """One row. It draws again only when its own text changes."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"replay--played", "replay--mark", "replay--warning", "replay--critical"}

    class Sought(Message):
        """A person wants to go to this share of the log."""

        def __init__(self, share: float) -> None:
            super().__init__()
            self.share = share

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left = ""
        self._right = ""
        self._share = 0.0
        self._ticks: tuple[tuple[float, str], ...] = ()

    def show_replay(self, replayed: Replayed) -> None:
        """Draw where `replayed` stands."""
        player = replayed.player
        if player is None:
            return
        seconds = player.table.seconds
        self._share = min(1.0, max(0.0, player.position) / seconds) if seconds else 1.0
        sign = "■" if player.at_end else "▶" if player.playing else "‖"
        left = f"{sign} ×{number(player.speed)} "
        right = f" {duration(max(0.0, player.position))} of {duration(seconds)}"
        if player.table.start is not None:
            right += f" · {clock(replayed.now)}"
        elif player.table.clock == "nothing":
            right += " · no times in the log: a minute for all of it"
        ticks = tuple((at / seconds, kind) for at, kind in replayed.ticks) if seconds else ()
        before = (self._left, self._right, self._ticks)
        self._left, self._right, self._ticks = left, right, ticks
        if before != (left, right, ticks):
            self.refresh()

    @property
    def _width(self) -> int:
        return max(4, self.size.width - len(self._left) - len(self._right) - 2)

    def render(self) -> Text:
        played = self.get_component_rich_style("replay--played")
        text = Text(f" {self._left}", no_wrap=True, end="")
        for kind, cell, is_played in cells(self._width, self._share, self._ticks):
            style = self.get_component_rich_style(TICKS[kind][1]) if kind else played if is_played else None
            text.append(cell, style)
        return text.append(self._right)

    def on_click(self, event: events.Click) -> None:
        at = event.x - 1 - len(self._left)
        if 0 <= at < self._width:
            self.post_message(self.Sought(at / max(1, self._width - 1)))


def cells(width: int, share: float, ticks: Sequence[tuple[float, str]]) -> list[tuple[str, str, bool]]:
    """The bar as (kind of tick or "", character, already played) for each of `width` cells."""
    kinds = [""] * width
    for at, kind in ticks:
        k = min(width - 1, max(0, int(at * width)))
        if not kinds[k] or _ORDER.index(kind) > _ORDER.index(kinds[k]):
            kinds[k] = kind
    filled = round(share * width)
    return [(kind, TICKS[kind][0] if kind else "━" if k < filled else "─", k < filled) for k, kind in enumerate(kinds)]
