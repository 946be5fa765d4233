"""The curves as a pane that can be walked: a cursor with values, zoom, the next metric, one curve alone."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from tui.views.choice import charts, shown
from tui.views.curves import Curves


class CurvePane(Curves, can_focus=True):
    """`Curves` with keys and a mouse. It only says what a person wants; the app changes the settings."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("h,left", "app.cursor(-1)", show=False),
        Binding("l,right", "app.cursor(1)", show=False),
        Binding("H,shift+left", "app.cursor(-10)", show=False),
        Binding("L,shift+right", "app.cursor(10)", show=False),
        Binding("plus,equals_sign", "app.zoom_x(1)", show=False),
        Binding("minus,underscore", "app.zoom_x(-1)", show=False),
        Binding("0", "app.zoom_x(0)", show=False),
        Binding("j,down,n", "app.metric(1)", show=False),
        Binding("k,up,N", "app.metric(-1)", show=False),
        Binding("space,pagedown", "app.page(1)", show=False),
        Binding("b,pageup", "app.page(-1)", show=False),
        Binding("enter", "app.enlarge", show=False),
        Binding("asterisk", "app.pin", show=False),
        Binding("d", "app.hide", show=False),
        Binding("D", "app.unhide", show=False),
        Binding("G", "app.goal", show=False),
    ]

    class Chosen(Message):
        """A chart was clicked; `again` when it was selected already."""

        def __init__(self, metric: str, *, again: bool) -> None:
            super().__init__()
            self.metric = metric
            self.again = again

    class Drew(Message):
        """Other metrics than before have a chart."""

    def redraw(self, *, force: bool = False) -> None:
        before = self.drawn
        super().redraw(force=force)
        if self.drawn != before:
            self.post_message(self.Drew())

    @property
    def whole_span(self) -> tuple[float, float]:
        """The x axis without any zoom."""
        return self.span if self._seen is None else self.axis.span(shown(self._seen[0].run, self._seen[1]))

    @property
    def metrics(self) -> list[str]:
        """The first metric of every chart, those on other pages too."""
        if self._seen is None:
            return []
        return [panel.names[0] for panel in charts(shown(self._seen[0].run, self._seen[1]))]

    @property
    def per_page(self) -> int:
        """How many charts a page holds."""
        _, across, down = self._grid
        return across * down

    def on_click(self, event: events.Click) -> None:
        metric = self.metric_at(event.x, event.y)
        if metric is not None:
            self.post_message(self.Chosen(metric, again=event.chain > 1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.app.call_later(self.app.run_action, "zoom_x(1)")

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.app.call_later(self.app.run_action, "zoom_x(-1)")
