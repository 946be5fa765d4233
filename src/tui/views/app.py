"""The screen: keys become changes of the settings, of the session, or of where the person is."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from tui.errors import TrainwatchError
from tui.views import adjust, themes
from tui.views.alert_text import sentence
from tui.views.alerts_pane import AlertsPane, identity
from tui.views.bindings import KEYS_OF_PANE, PANES
from tui.views.copy import text_to_copy
from tui.views.curve_pane import CurvePane
from tui.views.drawing import Drawing
from tui.views.filter import FilterBar
from tui.views.help import Help
from tui.views.integrity_pane import IntegrityPane
from tui.views.log_pane import LogPane
from tui.views.plain import plain
from tui.views.replay_bar import ReplayBar
from tui.views.scroll import TablePane
from tui.views.start import open_session
from tui.views.state import Snapshot

if TYPE_CHECKING:
    from tui.analysis.alerts import Alert
    from tui.views.options import ScreenOptions

SEEK_SHARE = 0.02  # of the run, for one press of an arrow
AROUND = 200  # lines shown before and after one that is no longer kept


class TrainwatchApp(Drawing):
    """All actions of the table of keys."""

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
        moved = adjust.cursor_moved(self.settings, self._curve_pane.span, 1 if steps > 0 else -1, far=abs(steps) > 1)
        self.change(moved)

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

    # the log and the alerts

    @property
    def _log_pane(self) -> LogPane:
        return self.query_one(LogPane)

    def action_search(self) -> None:
        """Search in the log when that has the focus, filter the metrics everywhere else."""
        if self.place == "log":
            self.query_one(FilterBar).ask("log", self._log_pane.place.words)
        else:
            self.query_one(FilterBar).ask("metrics", self.settings.filter)

    def on_filter_bar_changed(self, event: FilterBar.Changed) -> None:
        if event.target == "metrics":
            self.change(replace(self.settings, filter=event.words, page=0))
        elif not self._log_pane.search(event.words):
            self._say(f"not found in the lines kept: {event.words}")
        if event.done:
            self.set_focus(None)
            self._focus("log" if event.target == "log" else "curves")

    def action_follow(self) -> None:
        self._log_pane.follow(not self._log_pane.place.following)

    def action_alert(self, direction: int) -> None:
        """The next alert by its place in the log, with its line."""
        alerts = self._alerts_by_line()
        if not alerts:
            self._say("no alerts")
            return
        pane = self.query_one(AlertsPane)
        known = [identity(alert) for alert in alerts]
        at = known.index(self._alert_seen) if self._alert_seen in known else -1 if direction > 0 else 0
        alert = alerts[(at + direction) % len(alerts)]
        self._alert_seen = identity(alert)
        pane.select(alert)
        pane.redraw()
        if not self._log_pane.display and self.zoomed != "alerts":
            self._zoom("log")
        self.call_after_refresh(self._show_line, alert)

    _alert_seen: object = None

    def _alerts_by_line(self) -> list[Alert]:
        return sorted(self.snapshot.alerts if self.snapshot is not None else (), key=lambda alert: alert.line)

    def _show_line(self, alert: Alert) -> None:
        if alert.line:
            self._go_to_line(alert.line, f"line {alert.line}: {sentence(alert)}")
        else:
            self._say(sentence(alert))

    def _go_to_line(self, number: int, note: str) -> None:
        """A line of the log; from the file itself when it is no longer kept."""
        pane = self._log_pane
        if not pane.jump(number, note):
            excerpt = self.session.reading.excerpt(number - AROUND, 2 * AROUND)
            if not pane.visit(excerpt, number, note):
                self._say(f"line {number} cannot be shown any more")

    def on_alerts_pane_opened(self, event: AlertsPane.Opened) -> None:
        if event.alert.line:
            self._zoom("log")
            self.call_after_refresh(self._show_line, event.alert)

    def on_table_pane_chosen(self, event: TablePane.Chosen) -> None:
        """A row of a table: its line in the log, which comes forward where it is not on the screen."""
        if not event.line:
            return
        if not self._log_pane.display:
            self._zoom("log")
        self.call_after_refresh(self._go_to_line, event.line, f"line {event.line}")

    def action_acknowledge(self) -> None:
        if self.snapshot is not None:
            self.acknowledged |= {identity(alert) for alert in self.snapshot.open_alerts}
            self._say("acknowledged: 4 lists all alerts")
            self.draw()

    # the session

    def action_freeze(self) -> None:
        self.session.freeze()
        self.draw()
        self._tick_soon(0.0)

    def action_run(self, direction: int) -> None:
        if len(self.session.names) == 1:
            self._say("this is the only run")
            return
        try:
            self.session.show(self.session.index + direction)
        except TrainwatchError as error:
            self._say(str(error), severity="error")
        self.settings = replace(self.settings, selected=None, zoom=None, cursor=None, page=0)
        self.draw()
        self._tick_soon(0.0)

    def action_reread(self) -> None:
        self.session.reread()
        self.draw()
        self._say("reading again from the first byte")

    def action_play(self) -> None:
        self.session.play()
        self.draw()
        self._tick_soon(0.0)

    def action_seek(self, direction: int) -> None:
        self.session.seek_by(direction * SEEK_SHARE)
        self.draw()

    def action_speed(self, direction: int) -> None:
        self.session.change_speed(direction)
        self.draw()

    def on_replay_bar_sought(self, event: ReplayBar.Sought) -> None:
        self.session.seek_to(event.share)
        self.draw()

    # taking something along

    def action_copy(self) -> None:
        if self.snapshot is not None:
            self._copy(text_to_copy(self.focused, self.snapshot, self.settings))

    def action_copy_all(self) -> None:
        if self.snapshot is not None:
            self._copy(plain(self.snapshot))

    def _copy(self, text: str) -> None:
        if text:
            self.copy_to_clipboard(text)
            self._say(
                f"copied: {text if len(text) < 80 and chr(10) not in text else f'{len(text.splitlines())} lines'}"
            )

    def action_plain(self) -> None:
        """Leave the screen for a moment and print the facts where they can be selected, scrolled and read aloud."""
        if self.snapshot is None:
            return
        try:
            with self.suspend():
                print(plain(self.snapshot))
                input("enter goes back to the screen ")
        except SuspendNotSupported:
            self._say("this terminal cannot be left for a moment")
        except EOFError:
            pass

    def action_save_svg(self) -> None:
        path = Path(f"trainwatch-{self._run_name()}.svg")
        try:
            self.save_screenshot(path.name, path=".")
        except OSError as error:
            self._say(f"{path} cannot be written: {error.strerror}", severity="error")
        else:
            self._say(f"wrote {path}")

    def action_report(self) -> None:
        if self.snapshot is None or not self.snapshot.run.series:
            self._say("nothing to report yet")
        else:
            self.session.held = True  # the run must not change while the other thread reads it
            self.run_worker(partial(self._write_report, self.snapshot), thread=True)

    def _write_report(self, snapshot: Snapshot) -> None:
        """In a thread of its own: a long run takes its time."""
        path = Path(f"trainwatch-{self._run_name()}.md")
        try:
            write_report(snapshot, path)
            told = f"wrote {path}"
        except OSError as error:
            told = f"{path} cannot be written: {error.strerror}"
        self.call_from_thread(self._report_written, told)

    def _report_written(self, told: str) -> None:
        self.session.held = False
        self._tick_soon(0.0)
        self._say(told)

    def _run_name(self) -> str:
        stem = Path(self.session.watched.name).stem
        return "".join(c if c.isalnum() or c in "-_." else "-" for c in stem) or "run"

    def action_theme(self) -> None:
        at = themes.NAMES.index(self.theme) if self.theme in themes.NAMES else -1
        self.theme = themes.NAMES[(at + 1) % len(themes.NAMES)]
        self._say(f"theme {self.theme}")

    async def action_quit(self) -> None:
        self.exit(0)

    def _say(self, words: str, *, severity: str = "information") -> None:
        self.clear_notifications()
        self.notify(words, severity=severity, timeout=3, markup=False)  # type: ignore[arg-type]


def write_report(snapshot: Snapshot, path: Path) -> None:
    """The report of a run as Markdown, for its owner's eyes only (mode 0600)."""
    from tui.report.markdown import report

    if snapshot.pace is not None and snapshot.state is not None:
        text = report(snapshot.run, snapshot.alerts, snapshot.pace, snapshot.state, snapshot.integrity)
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)


def run(options: ScreenOptions) -> int:
    """Open the screen and stay until the person leaves; the exit code. A bug is raised with the terminal restored."""
    wake: list[Callable[[], None]] = []
    session = open_session(options, lambda: wake[0]() if wake else None)
    app = TrainwatchApp(options, session)
    wake.append(app.wake)
    code = app.run(mouse=options.mouse)
    if app.bug is not None:
        raise app.bug
    return code if isinstance(code, int) else app.return_code or 0
