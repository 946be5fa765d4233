"""Terminal manners."""

from __future__ import annotations

import os
import pty
import signal
import sys
from collections.abc import Callable

import pytest

from tui.errors import UsageError
from tui.views.terminal import can_draw, exit_code, is_utf8, keys_from_terminal, on_ending_signals


@pytest.mark.parametrize(
    ("term", "is_terminal", "drawn"),
    [("xterm-256color", True, True), ("dumb", True, False), ("", True, False), ("xterm", False, False)],
)
def test_a_screen_is_drawn_only_where_one_can_be_shown(term: str, is_terminal: bool, drawn: bool) -> None:
    assert can_draw({"TERM": term}, output_is_terminal=is_terminal) is drawn


def test_the_first_locale_that_is_set_decides() -> None:
    assert is_utf8({"LC_ALL": "C.UTF-8", "LANG": "C"})
    assert not is_utf8({"LC_ALL": "", "LC_CTYPE": "POSIX", "LANG": "en_US.UTF-8"})
    assert not is_utf8({})


def test_each_ending_signal_ends_with_the_code_of_its_number() -> None:
    heard: dict[int, Callable[[], None]] = {}
    codes: list[int] = []
    on_ending_signals(heard.__setitem__, codes.append)
    for listener in heard.values():
        listener()
    assert codes == [exit_code(signal.SIGTERM), exit_code(signal.SIGHUP), exit_code(signal.SIGINT)] == [143, 129, 130]


def test_outside_the_main_thread_no_signal_is_taken() -> None:
    def refuse(_: int, __: Callable[[], None]) -> None:
        raise RuntimeError

    on_ending_signals(refuse, lambda _: None)


CHILD = """
import os, sys
from tui.views.terminal import keys_from_terminal
data = keys_from_terminal()
print(os.isatty(0), os.read(data, 99).decode().strip(), os.read(0, 99).decode().strip(), flush=True)
"""


def test_piped_data_and_keys_come_by_two_ways() -> None:
    read_end, write_end = os.pipe()
    os.write(write_end, b"loss 0.5\n")
    child, terminal = pty.fork()
    if child == 0:
        os.dup2(read_end, 0)
        os.execv(sys.executable, [sys.executable, "-c", CHILD])
    os.write(terminal, b"q\n")
    heard = b""
    while heard.count(b"\n") < 2:  # the echo of the key, and the answer
        heard += os.read(terminal, 999)
    os.waitpid(child, 0)
    assert heard.endswith(b"True loss 0.5 q\r\n")


def test_without_a_terminal_it_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise OSError(6, "No such device or address")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(UsageError, match="no terminal to read keys from"):
        keys_from_terminal()
