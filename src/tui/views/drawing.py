"""The screen without its keys: composes the panes, and draws a snapshot of the session when there is something new."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult, InvalidThemeError
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from tui.analysis.deadline import fit
from tui.analysis.numbers import count, percent
from tui.views import themes
from tui.views.alert_line import AlertLine
from tui.views.alerts_pane import AlertsPane, identity
from tui.views.beat import Beat
from tui.views.bindings import KEYS, PANES, footer_keys
from tui.views.curve_pane import CurvePane
from tui.views.empty import EmptyPane
from tui.views.epochs import Epochs
from tui.views.filter import FilterBar
from tui.views.gpu_pane import GpuPane
from tui.views.header import Header
from tui.views.integrity_pane import IntegrityPane
from tui.views.key_bar import KeyBar
from tui.views.layout import WIDE_WIDTH, layout_of, visible
from tui.views.log_pane import LogPane
from tui.views.metric_facts import MetricFacts
from tui.views.pane import Pane
from tui.views.replay_bar import ReplayBar
from tui.views.small import Small
from tui.views.state import Snapshot, ViewSettings
from tui.views.steps import Steps
from tui.views.strip import Strip
from tui.views.terminal import on_ending_signals

if TYPE_CHECKING:
    from textual import events
    from textual.command import Provider

    from tui.views.options import ScreenOptions
    from tui.views.session import Session

ROWS = {"middle": ("curves", "gpu"), "tables": ("steps", "epochs")}  # containers and the panes in them


def _commands() -> type[Provider]:
    from tui.views.commands import ActionCommands

    return ActionCommands


class Drawing(Beat):
    """One start of the screen."""

    CSS_PATH = "app.tcss"
    TITLE = "trainwatch"
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (WIDE_WIDTH, "-wide")]  # noqa: RUF012
    COMMANDS = {_commands}  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(key.keys), key.action, key.text, show=False)
        for key in KEYS
        if key.action and key.where != "replay"
    ]

    def __init__(self, options: ScreenOptions, session: Session) -> None:
        super().__init__(options, session)
        self.settings = ViewSettings(ascii=options.ascii, smoothing=options.smoothing)
        self.snapshot: Snapshot | None = None
        self.zoomed: str | None = None
        self.acknowledged: frozenset[object] = frozenset()
        self.panes: dict[str, Pane] = {}
        self._shown: frozenset[str] = frozenset()
        self._has_metrics = False  # on the screen
        for key in KEYS:
            if key.where == "replay" and self.is_replay:
                self.bind(",".join(key.keys), key.action, description=key.text, show=False)
        for theme in themes.OWN:
            self.register_theme(theme)
        self._choose_theme(options.theme)

    @property
    def is_replay(self) -> bool:
        """True when finished logs are played."""
        return self.options.replay is not None

    def _choose_theme(self, name: str) -> None:
        try:
            self.theme = name or themes.DARK.name
        except InvalidThemeError:
            self.theme = themes.DARK.name

    @property
    def place(self) -> str:
        """The pane that has the focus, "" for none."""
        pane = self.focused
        return pane.id if pane is not None and pane.id in PANES else ""

    # what is on the screen

    def compose(self) -> ComposeResult:
        yield Header(id="header")
        yield AlertLine(id="alert_line")
        yield EmptyPane(id="empty")
        yield Small(id="small")
        with Horizontal(id="middle"):
            yield CurvePane(id="curves")
            yield GpuPane(id="gpu")
        yield MetricFacts(id="facts")
        yield Strip(id="strip")
        with Horizontal(id="tables"):
            yield Steps(id="steps")
            yield Epochs(id="epochs")
        yield AlertsPane(id="alerts")
        yield LogPane(id="log")
        yield ReplayBar(id="replay")
        yield FilterBar(id="filter")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.panes = {pane.id: pane for pane in self.query(Pane) if pane.id is not None}
        self.query_one(FilterBar).display = False
        on_ending_signals(asyncio.get_running_loop().add_signal_handler, self.exit)
        self.session.start()
        self.start_clock()

    @property
    def bug(self) -> Exception | None:
        """What ended the screen against its will."""
        return self._exception

    def _fatal_error(self) -> None:
        """A bug ends the screen without Textual's own account of it: the caller tells it in one sentence."""
        self._close_messages_no_wait()

    def on_unmount(self) -> None:
        self.session.close()

    def on_descendant_focus(self) -> None:
        self.draw()

    def on_descendant_blur(self) -> None:
        self.draw()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        self.mirror.forget()
        self.call_after_refresh(self.draw)

    # drawing

    def draw(self) -> None:
        """Draw the run as it stands: every pane decides itself whether anything of it changed."""
        if not self.is_running or not self.panes:
            return
        self.drawn_whole()
        self.snapshot = snapshot = self.session.snapshot()
        self.panes["log"].attach(self.session.watched.lines)  # type: ignore[attr-defined]
        shown = self._shown = self._shown_panes(snapshot)
        self._has_metrics = bool(snapshot.run.series)
        for name, pane in self.panes.items():
            if name in shown:
                self._prepare(pane)
                pane.show(self._without_acknowledged(snapshot) if name in _CALLS else snapshot, self.settings)
            else:
                pane.display = False
        for name, members in ROWS.items():
            self.query_one(f"#{name}").display = any(self.panes[member].display for member in members)
        self._draw_bars(snapshot, small="small" in shown)
        if isinstance(self.screen, IntegrityPane):
            self.screen.show(snapshot)

    def draw_log(self) -> None:
        if self.snapshot is not None and "log" in self._shown and not self.session.frozen:
            self.panes["log"].show(replace(self.snapshot, integrity=self.session.watched.integrity), self.settings)

    @property
    def is_blank(self) -> bool:
        return not self._has_metrics and not self.panes["log"].display

    @property
    def is_patient(self) -> bool:
        return self.snapshot is not None and self._has_metrics and self.session.replayed is None

    def _shown_panes(self, snapshot: Snapshot) -> frozenset[str]:
        lines = self.session.watched.lines
        has_lines = len(lines) > 0 or lines.frame is not None
        shown = visible(layout_of(*self.size), self.zoomed, has_metrics=bool(snapshot.run.series), has_lines=has_lines)
        return shown | {"facts"} if self.settings.enlarged and self.zoomed == "curves" else shown

    def _prepare(self, pane: Pane) -> None:
        """What a pane needs besides the snapshot: the strip has the metrics that have no chart."""
        if isinstance(pane, Strip):
            curves = self.query_one(CurvePane)
            pane.skip = curves.drawn

    def on_curve_pane_drew(self) -> None:
        """Other metrics have a chart now, so others are left for the strip."""
        strip = self.panes["strip"]
        if self.snapshot is not None and "strip" in self._shown:
            self._prepare(strip)
            strip.show(self.snapshot, self.settings)

    def _without_acknowledged(self, snapshot: Snapshot) -> Snapshot:
        muted = self.settings.muted
        if not self.acknowledged and not muted:
            return snapshot
        kept = tuple(a for a in snapshot.alerts if identity(a) not in self.acknowledged and a.kind not in muted)
        return replace(snapshot, alerts=kept)

    def _draw_bars(self, snapshot: Snapshot, *, small: bool) -> None:
        note = self.note(snapshot)
        keys, bar = self.query_one(KeyBar), self.query_one(ReplayBar)
        keys.display = not small or bool(note)
        keys.tell(note, footer_keys(self.place, replay=self.is_replay))
        bar.display = snapshot.replay is not None
        if self.session.replayed is not None:
            bar.show_replay(self.session.replayed)

    def _deadline(self, snapshot: Snapshot) -> str | None:
        """Whether the run will be over in time, where a person or a scheduler set one."""
        if self.options.deadline is None or snapshot.pace is None:
            return None
        found = fit(snapshot.pace, self.options.deadline, snapshot.now)
        return None if found is None else found.sentence

    def note(self, snapshot: Snapshot) -> str:
        """What stands at the right end of the footer."""
        watched = self.session.watched
        if self.session.frozen:
            return f"frozen, +{count(watched.waiting_lines)} lines · p goes on"
        if watched.share_read is not None:
            return f"catching up {percent(watched.share_read)}"
        if self.settings.filter:
            return f"/{self.settings.filter} · esc clears"
        if (fits := self._deadline(snapshot)) is not None:
            return fits
        if len(self.session.names) > 1:
            return f"run {self.session.index + 1} of {len(self.session.names)} · [ ]"
        return ""

    def change(self, settings: ViewSettings) -> None:
        """Take other settings and draw with them."""
        self.settings = settings
        self.draw()


_CALLS = ("alert_line", "small", "header")  # panes that call for a person
