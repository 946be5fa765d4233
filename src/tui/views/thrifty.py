"""A terminal driver that sends only the cells that change, and nothing at all when none does."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from tui.views.mirror import Mirror

if TYPE_CHECKING:
    from textual.driver import Driver

_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"  # a terminal that can shows what is between them at once


def set_mouse(driver: Driver | None, *, on: bool) -> bool:
    """Take the mouse from the terminal or give it back; whether the program has it now."""
    if sys.platform == "win32":
        return True
    from textual.drivers.linux_driver import LinuxDriver

    if not isinstance(driver, LinuxDriver):
        return on
    if not on:
        driver._disable_mouse_support()
    driver._mouse = on
    driver._enable_mouse_support()
    return on


def thrifty_driver(mirror: Mirror) -> type[Driver] | None:
    """The driver that draws through `mirror`; `None` where Textual must choose one itself."""
    if sys.platform == "win32" or "TEXTUAL_DRIVER" in os.environ:
        return None
    from textual.drivers.linux_driver import LinuxDriver

    class ThriftyDriver(LinuxDriver):
        """Textual's own, but for what it writes."""

        _begun = False  # a drawing has begun, and nothing of it was sent yet
        _sending = False  # the terminal is holding a drawing back until its end

        def write(self, data: str) -> None:
            if data == _BEGIN:
                self._begun = True
            elif data == _END:
                if self._sending:
                    super().write(_END)
                self._begun = self._sending = False
            elif thin := mirror.thin(data, self._terminal_size()):
                begin = _BEGIN if self._begun else ""
                self._sending, self._begun = self._sending or self._begun, False
                super().write(begin + thin)

        def _terminal_size(self) -> tuple[int, int]:
            try:
                return tuple(os.get_terminal_size(self.fileno))  # type: ignore[return-value]
            except OSError:
                return self._app.size.width, self._app.size.height

    return ThriftyDriver
