"""Moving about: which pane, how large, what the curves show. Keys become other settings of the view."""

from __future__ import annotations

from dataclasses import replace

from tui.views import adjust
from tui.views.alerts_pane import AlertsPane
from tui.views.bindings import KEYS_OF_PANE, PANES
from tui.views.choice import ranks
from tui.views.curve_pane import CurvePane
from tui.views.drawing import Drawing
from tui.views.integrity_pane import IntegrityPane
from tui.views.log_pane import LogPane


class Moving(Drawing):
    """The actions that change nothing but the view."""

    # where the person is

    def action_pane(self, name: str) -> None:
        """Go to a pane; from there fill the screen with it; from there go back."""
        if self.zoomed == name:
            self._zoom(None)
        elif self.zoomed is None and self.panes[name].display and self.panes[name].can_focus and self.place != name:
            self._focus(name)
        else:
            self._zoom(name)

    def action_zoom(self) -> None:
        self._zoom(None if self.zoomed else self.place or "curves")

    def _zoom(self, name: str | None) -> None:
        self.zoomed = name
        if name != "curves":
            self.settings = replace(self.settings, enlarged=False)
        self.draw()
        if name is not None:
            self._focus(name)
        elif self.focused is not None and not self.focused.display:
            self.set_focus(None)

    def _focus(self, name: str) -> None:
        pane = self.panes[name]
        if pane.can_focus:
            self.call_after_refresh(pane.focus)

    def action_next_pane(self, direction: int) -> None:
        open_panes = [name for name in PANES if self.panes[name].display]
        if not open_panes:
            return
        at = open_panes.index(self.place) if self.place in open_panes else -1 if direction > 0 else 0
        self._focus(open_panes[(at + direction) % len(open_panes)])

    async def action_back(self) -> None:
        """Undo the last thing that is in the way: the chart alone, the filter, the zoom, the focus."""
        if self.settings.enlarged:
            self._zoom(None)
        elif self.settings.cursor is not None or self.settings.zoom is not None:
            self.change(replace(self.settings, cursor=None, zoom=None))
        elif self.settings.filter:
            self.change(replace(self.settings, filter=""))
        elif self.zoomed is not None:
            self._zoom(None)
        else:
            self.set_focus(None)
            self._log_pane.follow(True)
            self.change(replace(self.settings, selected=None))

    def action_open(self) -> None:
        """Enter outside a list: the curve selected, or the first one."""
        self.action_enlarge()

    def action_help(self) -> None:
        from tui.views.help import Help

        self.push_screen(Help(KEYS_OF_PANE.get(self.place, "replay" if self.is_replay else "")))

    def action_integrity(self) -> None:
        if self.snapshot is not None:
            self.push_screen(IntegrityPane(self.snapshot))

    # the curves

    @property
    def _curve_pane(self) -> CurvePane:
        return self.query_one(CurvePane)

    def action_axis(self) -> None:
        if self.snapshot is not None:
            self.change(adjust.next_axis(self.settings, self.snapshot.run))
            self._say(f"x counts {'records' if self.snapshot.run.axis == 'record' else self.settings.axis}")

    def action_rank(self) -> None:
        """The metrics of the next process, where the log has those of several."""
        known = ranks(self.snapshot.run) if self.snapshot is not None else ()
        self.change(adjust.next_rank(self.settings, known))
        rank = known[0] if known and self.settings.rank is None else self.settings.rank
        self._say(f"rank {rank}, {len(known)} in the log" if known else "the log tells of one process only")

    def action_smooth(self) -> None:
        self.change(adjust.next_smoothing(self.settings))
        self._say(adjust.smoothing_text(self.settings))

    def action_smooth_off(self) -> None:
        self.change(replace(self.settings, smoothing=0.0))

    def action_log_y(self) -> None:
        self.change(replace(self.settings, log_y=not self.settings.log_y))
        self._say("logarithmic y axis" if self.settings.log_y else "linear y axis")

    def action_outliers(self) -> None:
        self.change(replace(self.settings, outliers_hidden=not self.settings.outliers_hidden))
        self._say("y axis without outliers" if self.settings.outliers_hidden else "y axis over all values")

    def action_cursor(self, steps: int) -> None:
        low, high = self._curve_pane.span
        span = low, min(high, self._curve_pane.axis.end)
        self.change(adjust.cursor_moved(self.settings, span, 1 if steps > 0 else -1, far=abs(steps) > 1))

    def action_zoom_x(self, direction: int) -> None:
        """Closer, further, or (0) the whole axis."""
        if direction == 0:
            self.change(replace(self.settings, zoom=None))
        else:
            self.change(adjust.zoomed(self.settings, self._curve_pane.span, self._curve_pane.whole_span, direction))

    def action_metric(self, direction: int) -> None:
        """Select the next chart, and turn to the page it is on."""
        curves = self._curve_pane
        settings = adjust.next_metric(self.settings, curves.metrics, direction)
        if not settings.enlarged and settings.selected in curves.metrics:
            settings = replace(settings, page=curves.metrics.index(settings.selected) // curves.per_page)
        self.change(settings)

    def action_page(self, direction: int) -> None:
        self.change(replace(self.settings, page=(self.settings.page + direction) % max(1, self._curve_pane.pages)))

    def action_enlarge(self) -> None:
        """The selected curve alone on the whole screen, and back."""
        if self.settings.enlarged:
            self._zoom(None)
        elif self.snapshot is not None and self.snapshot.run.series:
            selected = self.settings.selected or self.snapshot.run.primary
            self.settings = replace(self.settings, enlarged=True, selected=selected)
            self._zoom("curves")

    def on_curve_pane_chosen(self, event: CurvePane.Chosen) -> None:
        self.settings = replace(self.settings, selected=event.metric)
        self._focus("curves")
        self.draw()
        if event.again:
            self.action_enlarge()

    # for all actions

    @property
    def _alerts_pane(self) -> AlertsPane:
        return self.query_one(AlertsPane)

    @property
    def _log_pane(self) -> LogPane:
        return self.query_one(LogPane)

    def _say(self, words: str, *, severity: str = "information") -> None:
        self.clear_notifications()
        self.notify(words, severity=severity, timeout=3, markup=False)  # type: ignore[arg-type]
