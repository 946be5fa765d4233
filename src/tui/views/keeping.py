"""What is kept: choices for this kind of log, bookmarks, alerts that are not to call again; and new logs are found."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from tui.views.choice import charts, shown
from tui.views.moving import Moving
from tui.views.remembered import (
    Bookmark,
    bookmarks,
    recalled,
    recalled_theme,
    remember,
    remember_theme,
    toggle_bookmark,
)
from tui.views.scroll import TablePane
from tui.views.start import logs_of, may_grow
from tui.views.state import ViewSettings
from tui.views.thrifty import set_mouse

LOOK_SECONDS = 5.0  # between two looks for new logs
GOALS = ("min", "max", "none")
WORDS = {"min": "lower is better", "max": "higher is better", "none": "neither way is better"}
MARK_LENGTH = 200  # characters of a line that a bookmark holds


class Keeping(Moving):
    """The actions whose outcome lasts longer than the screen."""

    def on_mount(self) -> None:
        self._recall()
        if not self.options.theme and recalled_theme() in self.available_themes:
            self.theme = recalled_theme()
        if may_grow(self.options.sources):
            self.set_interval(LOOK_SECONDS, self._look_for_logs)

    # choices

    def _recall(self) -> None:
        """What was chosen for this kind of log; what the command line says goes before it."""
        self.settings = recalled(self.session.names[self.session.index], self.settings)
        if self.options.smoothing:
            self.settings = replace(self.settings, smoothing=self.options.smoothing)

    def change(self, settings: ViewSettings) -> None:
        before = self.settings
        super().change(settings)
        if _kept(before) != _kept(settings):
            remember(self.session.names[self.session.index], settings)

    def keep_theme(self, name: str) -> None:
        """Show a theme, now and from now on."""
        self.theme = name
        remember_theme(name)

    def action_hide(self) -> None:
        """Show the selected chart no more."""
        names = self._selected_names()
        if names:
            self.change(replace(self.settings, hidden=self.settings.hidden | set(names), selected=None))
            self._say(f"hidden: {', '.join(names)} · D shows everything again")

    def action_unhide(self) -> None:
        self.change(replace(self.settings, hidden=frozenset()))
        self._say("everything is shown")

    def action_pin(self) -> None:
        """The selected chart comes first; once more takes that back."""
        names, pinned = self._selected_names(), self.settings.pinned
        if names and set(names) <= set(pinned):
            self.change(replace(self.settings, pinned=tuple(name for name in pinned if name not in names)))
            self._say(f"no longer first: {', '.join(names)}")
        elif names:
            self.change(
                replace(self.settings, pinned=(*names, *(name for name in pinned if name not in names)), page=0)
            )
            self._say(f"first: {', '.join(names)}")

    def action_goal(self) -> None:
        """The selected metric is better lower, higher, or neither: where the guess from its name is wrong."""
        for name in self._selected_names():
            series = self.session.watched.run.series[name]
            goal = GOALS[(GOALS.index(series.meaning.goal) + 1) % len(GOALS)]
            self.session.watched.overrule(name, goal)
            self._say(f"{name}: {WORDS[goal]} · to keep it, set goal under [names] in the settings")
        self.change(replace(self.settings))

    def _selected_names(self) -> tuple[str, ...]:
        """The metrics of the selected chart; of the first one where none is selected."""
        if self.snapshot is None:
            return ()
        every = charts(shown(self.snapshot.run, self.settings))
        chosen = [panel.names for panel in every if self.settings.selected in panel.names]
        return (chosen or [panel.names for panel in every] or [()])[0]

    def action_mute(self) -> None:
        """Alerts of this kind call no more for this kind of log; once more and they do again."""
        standing = self.snapshot.open_alerts if self.snapshot is not None else ()
        alert = self._alerts_pane.selected if self.place == "alerts" else next(iter(standing), None)
        if alert is None:
            self._say("no alert to mute")
            return
        muted, kind = self.settings.muted, alert.kind.replace("_", " ")
        self.change(replace(self.settings, muted=muted ^ {alert.kind}))
        self._say(f"{kind} calls again" if alert.kind in muted else f"{kind} is muted · A on it takes that back")

    def action_mouse(self) -> None:
        """Give the mouse back to the terminal, to select text with it; or take it again."""
        self._mouse_on = set_mouse(self._driver, on=not self._mouse_on)
        self._say("mouse on" if self._mouse_on else "mouse off: the terminal selects text · F2 takes it back")

    _mouse_on = True

    # bookmarks

    def action_mark(self) -> None:
        """Set a bookmark on the line at hand, or take it away."""
        number = self._line_at_hand()
        if not number:
            self._say("no line to mark yet")
            return
        lines = self.session.watched.lines
        at = lines.position(number)
        text = "" if at is None else lines[at].text[:MARK_LENGTH]
        is_new = toggle_bookmark(self.session.reading.name, Bookmark(number, text))
        self._say(f"bookmark at line {number} · ' lists them" if is_new else f"no bookmark at line {number} any more")

    def action_marks(self) -> None:
        from tui.views.marks import Marks

        marks = bookmarks(self.session.reading.name)
        if marks:
            self.push_screen(Marks(marks), self._go_to_mark)
        else:
            self._say("no bookmarks: m sets one on the line at hand")

    def _go_to_mark(self, line: int | None) -> None:
        if line:
            self.show_line(line)

    def show_line(self, number: int) -> None:
        """Bring a line of the log on the screen."""
        raise NotImplementedError

    def _line_at_hand(self) -> int:
        """The line that a person is looking at: in the log, of a table's row, else the newest; 0 for none."""
        if isinstance(self.focused, TablePane) and self.focused.cursor is not None:
            return self.focused.line_of(self.focused.cursor)
        return self._log_pane.line_at_hand

    # new logs

    def _look_for_logs(self) -> None:
        self.run_worker(self._find_logs, thread=True, group="logs", exclusive=True)

    def _find_logs(self) -> None:
        """In a thread of its own: a directory on a network takes its time."""
        found = tuple(logs_of(self.options.sources))
        self.call_from_thread(partial(self._take_logs, found))

    def _take_logs(self, names: tuple[str, ...]) -> None:
        new = self.session.add(names)
        if new:
            self._say(f"new: {new[-1].rsplit('/', 1)[-1]} · ] goes there")
            self.draw()


def _kept(settings: ViewSettings) -> tuple[object, ...]:
    """The choices that are remembered."""
    curves = settings.axis, settings.smoothing, settings.log_y, settings.outliers_hidden
    return *curves, settings.hidden, settings.pinned, settings.muted
