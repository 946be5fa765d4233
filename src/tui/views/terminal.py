"""Terminal manners: where keys come from, which terminals can show a screen, and how a signal ends it."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Mapping

from tui.errors import UsageError

# Signals that end the screen in order: the terminal is given back first, then the exit code says which it was.
ENDING_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


def can_draw(environment: Mapping[str, str], *, output_is_terminal: bool) -> bool:
    """True when a full screen makes sense: a terminal that knows more than printing lines."""
    return output_is_terminal and environment.get("TERM", "") not in ("", "dumb", "unknown")


def is_utf8(environment: Mapping[str, str]) -> bool:
    """True when the locale can show braille and lines; the first of LC_ALL, LC_CTYPE, LANG that is set decides."""
    name = next((value for key in ("LC_ALL", "LC_CTYPE", "LANG") if (value := environment.get(key))), "")
    return "utf-8" in name.lower() or "utf8" in name.lower()


def keys_from_terminal() -> int:
    """Put standard input aside and take keys from the terminal; returns the descriptor that now holds the data.

    Must be called before the screen starts, since the screen reads keys from descriptor 0. Whoever wants the piped data
    reads the returned descriptor.
    """
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise UsageError(
            f"standard input is the log and there is no terminal to read keys from ({error.strerror})"
        ) from error
    data = os.dup(0)
    os.dup2(terminal, 0)
    os.close(terminal)
    return data


def exit_code(number: int) -> int:
    """The exit code of a program that a signal ended, as shells count it."""
    return 128 + number


def on_ending_signals(listen: Callable[[int, Callable[[], None]], None], end: Callable[[int], None]) -> None:
    """Call `end(exit code)` when the program is told to stop. `listen` is the event loop's `add_signal_handler`.

    Where the loop has no signals (not the main thread, as in tests) nothing is installed.
    """
    for number in ENDING_SIGNALS:
        try:
            listen(number, lambda number=number: end(exit_code(number)))  # type: ignore[misc]
        except (NotImplementedError, RuntimeError, ValueError):
            return
