"""The base of the live widgets: a pure function gives rows, and only rows that changed are drawn again."""

from __future__ import annotations

from collections.abc import Hashable

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color as Shade
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.views.palette import Ground, styles
from tui.views.row import Row, blank, parts_of
from tui.views.state import Snapshot, ViewSettings


class Pane(Widget):
    """A widget that is a function of a `Snapshot`, of `ViewSettings` and of its size. UI thread only."""

    DEFAULT_CSS = "Pane { width: 1fr; height: 1fr; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._seen: tuple[Snapshot, ViewSettings] | None = None
        self._drawn_from: Hashable = None
        self._lines: list[Row] = []
        self._look: tuple[dict[str, Style], Style] | None = None  # styles of the roles, and of all other text

    def show(self, snapshot: Snapshot, settings: ViewSettings) -> None:
        """Draw the snapshot, if it differs from what is on the screen."""
        self._seen = (snapshot, settings)
        self.display = self.wanted(snapshot, settings)
        if self.display:
            self.redraw()

    def draw(self, snapshot: Snapshot, settings: ViewSettings, width: int, height: int) -> list[Row]:
        """The rows of this pane: `height` of them, each `width` cells."""
        raise NotImplementedError

    def wanted(self, snapshot: Snapshot, settings: ViewSettings) -> bool:  # noqa: ARG002
        """False while there is nothing to show: the pane then takes no room."""
        return True

    def drawn_from(self, snapshot: Snapshot) -> Hashable:
        """What the picture depends on besides the settings and the size."""
        return id(snapshot.run), snapshot.run.version

    def redraw(self, *, force: bool = False) -> None:
        """Make the rows anew where what they depend on has changed, and ask for the changed ones to be drawn."""
        if self._seen is None or not self.size.area:
            return
        snapshot, settings = self._seen
        source = (self.drawn_from(snapshot), settings, self.size)
        if source == self._drawn_from and not force:
            return
        self._drawn_from = source
        before, self._lines = self._lines, self.draw(snapshot, settings, self.size.width, self.size.height)
        if len(before) != len(self._lines):
            self.refresh()
        elif changed := [
            Region(0, y, self.size.width, 1)
            for y, (old, new) in enumerate(zip(before, self._lines, strict=True))
            if old != new
        ]:
            self.refresh(*changed)

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _: self._dress_anew())

    def _dress_anew(self) -> None:
        self._look = None
        self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._look = None

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        self.redraw()

    def render_line(self, y: int) -> Strip:
        width = self.size.width
        line = self._lines[y] if y < len(self._lines) else blank(width)
        if self._look is None:
            self._look = styles(self._ground()), self.rich_style
        look, base = self._look
        return Strip([Segment(text, base + look.get(role, _NONE)) for text, role in parts_of(line)]).adjust_cell_length(
            width, base
        )

    def _ground(self) -> Ground:
        colours = self.colors[2], self.colors[3]
        if self.app.native_ansi_color or any(c.ansi is not None for c in colours):
            return Ground(ansi=True)
        theme = self.app.current_theme
        return Ground(theme.dark, colours[0].hex6, _solid(colours[1], colours[0]), theme.accent or theme.primary)


def _solid(colour: Shade, background: Shade) -> str:
    return background.blend(colour, colour.a, 1.0).hex6


_NONE = Style.null()
