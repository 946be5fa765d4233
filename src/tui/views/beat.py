"""When the screen works and draws: soon after something arrives, seldom enough to take little from the training."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass

from textual.app import App
from textual.message import Message

from tui.views.mirror import Mirror
from tui.views.options import ScreenOptions
from tui.views.session import Session
from tui.views.thrifty import thrifty_driver

BREATH_SECONDS = 0.01  # between two stretches of work while catching up: keys are answered here


@dataclass(frozen=True, slots=True)
class Rates:
    """The least seconds between two drawings of the log, of everything, and between two looks at the clock."""

    tick: float = 0.15
    whole: float = 0.5
    clock: float = 1.0


USUAL = Rates()
SLOW = Rates(tick=0.5, whole=2.0, clock=5.0)


class Arrived(Message):
    """A reading thread delivered something."""


class Due(Message):
    """It is time to work and to draw."""


class Beat(App[int]):
    """The app's sense of time. All of it runs on the screen's thread; `wake` alone may be called by others."""

    def __init__(self, options: ScreenOptions, session: Session) -> None:
        mirror = Mirror()
        super().__init__(driver_class=thrifty_driver(mirror))
        self.mirror = mirror
        self.options = options
        self.session = session
        self.rates = SLOW if options.slow else USUAL
        self._drawn_at = 0.0
        self._drawn_whole_at = 0.0
        self._owed = False  # the other panes are behind the log
        self._due = False  # a `Due` is on its way
        self._woken = False

    # what the screen itself does

    def draw(self) -> None:
        """Draw the run as it stands."""
        raise NotImplementedError

    def draw_log(self) -> None:
        """Draw the end of the log alone."""
        raise NotImplementedError

    @property
    def is_patient(self) -> bool:
        """True when a drawing of everything may wait, since what is on the screen is nearly right."""
        raise NotImplementedError

    @property
    def is_blank(self) -> bool:
        """True while nothing of the log is on the screen."""
        raise NotImplementedError

    # when

    def start_clock(self) -> None:
        """Look at the clock from now on, whether anything arrives or not."""
        self.set_interval(self.rates.clock, self._clock)
        self.on_due()

    def wake(self) -> None:
        """Something was delivered. Any thread; costs next to nothing while a wake-up is on its way."""
        if not self._woken:
            self._woken = True
            self.post_message(Arrived())

    def on_arrived(self) -> None:
        self.tick_soon(self._tick - (time.monotonic() - self._drawn_at))

    @property
    def _tick(self) -> float:
        """The first that is read is drawn at once."""
        return 0.0 if self.is_blank else self.rates.tick

    def _clock(self) -> None:
        self.session.touch()
        self.tick_soon(0.0)

    def tick_soon(self, seconds: float) -> None:
        """Work and draw in so many seconds, if that is not to happen sooner already."""
        if not self._due:
            self._due = True
            due = max(BREATH_SECONDS, seconds)
            asyncio.get_running_loop().call_later(due, self.post_message, Due())  # costs a tenth of a Textual timer

    def on_due(self) -> None:
        """Work for a while, draw if it is time, and come back while there is more to do."""
        self._due = self._woken = False
        news = self.session.work()
        if (news or self._owed) and time.monotonic() - self._drawn_at >= self._tick:
            self._draw_news()
        if self.session.has_work:
            self.tick_soon(BREATH_SECONDS)
        elif self.session.is_playing or self.session.is_dirty or self._owed:
            self.tick_soon(self.rates.tick)

    def _draw_news(self) -> None:
        """Draw all of it if that is due, else the log alone."""
        now = time.monotonic()
        if not self.is_patient or now - self._drawn_whole_at >= self.rates.whole:
            self.draw()
        else:
            self._owed, self._drawn_at = True, now
            self.draw_log()

    def drawn_whole(self) -> None:
        """Everything is being drawn now."""
        self._owed = False
        self._drawn_at = self._drawn_whole_at = time.monotonic()
