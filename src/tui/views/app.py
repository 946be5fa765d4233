"""The screen: keys become jumps in the log, changes of the session, and things to take along."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SuspendNotSupported

from tui.errors import TrainwatchError
from tui.views import themes
from tui.views.alert_text import sentence
from tui.views.alerts_pane import AlertsPane, identity
from tui.views.copy import text_to_copy
from tui.views.filter import FilterBar
from tui.views.keeping import Keeping
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


class TrainwatchApp(Keeping):
    """All actions of the table of keys."""

    # the log and the alerts

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
        pane = self._alerts_pane
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
        if event.line:
            self.show_line(event.line)

    def show_line(self, number: int) -> None:
        if not self._log_pane.display:
            self._zoom("log")
        self.call_after_refresh(self._go_to_line, number, f"line {number}")

    def action_acknowledge(self) -> None:
        if self.snapshot is not None:
            self.acknowledged |= {identity(alert) for alert in self.snapshot.open_alerts}
            self._say("acknowledged: 4 lists all alerts")
            self.draw()

    # the session

    def action_freeze(self) -> None:
        self.session.freeze()
        self.draw()
        self.tick_soon(0.0)

    def action_run(self, direction: int) -> None:
        if len(self.session.names) == 1:
            self._say("this is the only run")
            return
        try:
            self.session.show(self.session.index + direction)
        except TrainwatchError as error:
            self._say(str(error), severity="error")
        self.settings = replace(self.settings, selected=None, zoom=None, cursor=None, page=0)
        self._recall()
        self.draw()
        self.tick_soon(0.0)

    def action_reread(self) -> None:
        self.session.reread()
        self.draw()
        self._say("reading again from the first byte")

    def action_play(self) -> None:
        self.session.play()
        self.draw()
        self.tick_soon(0.0)

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
            path.write_text(self.picture(f"trainwatch {self._run_name()}"), encoding="utf-8")
        except OSError as error:
            self._say(f"{path} cannot be written: {error.strerror}", severity="error")
        else:
            self._say(f"wrote {path}")

    def picture(self, title: str) -> str:
        """What is on the screen now, as SVG."""
        from tui.views.svg import svg

        theme = self.get_css_variables()
        lines = self.screen._compositor.render_strips()
        return svg(lines, title, ink=theme["foreground"][:7], ground=theme["background"][:7])

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
        self.tick_soon(0.0)
        self._say(told)

    def _run_name(self) -> str:
        stem = Path(self.session.watched.name).stem
        return "".join(c if c.isalnum() or c in "-_." else "-" for c in stem) or "run"

    def action_theme(self) -> None:
        at = themes.NAMES.index(self.theme) if self.theme in themes.NAMES else -1
        self.keep_theme(themes.NAMES[(at + 1) % len(themes.NAMES)])
        self._say(f"theme {self.theme}")

    async def action_quit(self) -> None:
        self.exit(0)


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
