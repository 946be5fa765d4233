"""However the screen ends, the terminal is as it was, nothing of the program stays, and the exit code says how."""

from __future__ import annotations

import os
import re
import signal
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.hostile.payloads import unsafe
from tests.hostile.terminal import Terminal, start

pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")  # the child executes at once
Begin = Callable[..., Terminal]


@pytest.fixture
def begin(tmp_path: Path) -> Iterator[Begin]:
    """Start the screen on a short log."""
    running: list[Terminal] = []
    log = tmp_path / "run.log"
    log.write_text("".join(f"step {k} loss {2 / (k + 1):.4f}\n" for k in range(40)))

    def open_it(*arguments: object, **added: str) -> Terminal:
        running.append(start(*(arguments or (log, "--no-gpu")), folder=tmp_path, **added))
        return running[-1]

    yield open_it
    for terminal in running:
        terminal.close()


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)], ids=str
)
def test_a_signal_ends_it_with_a_clean_terminal(begin: Begin, number: int, code: int) -> None:
    terminal = begin()
    before = termios.tcgetattr(terminal.descriptor)
    assert terminal.shows("loss")
    assert terminal.left_on() != set()
    terminal.tell(number)
    assert terminal.ended() == code
    assert terminal.left_on() == set()
    assert termios.tcgetattr(terminal.descriptor)[3] == before[3]  # line by line and echoing, as a shell needs it


@pytest.mark.parametrize("keys", [b"q", b"\x03"], ids=["q", "ctrl+c"])
def test_a_key_ends_it_with_a_clean_terminal(begin: Begin, keys: bytes) -> None:
    terminal = begin()
    assert terminal.shows("loss")
    terminal.press(keys)
    assert terminal.ended() == 0
    assert terminal.left_on() == set()


def test_left_for_a_moment_and_brought_back_it_draws_again(begin: Begin) -> None:
    terminal = begin()
    assert terminal.shows("loss")
    terminal.press(b"\x1a")
    assert terminal.until(lambda: _state(terminal.pid) == "T")
    terminal.read()
    assert terminal.left_on() == set()
    terminal.said.clear()
    terminal.tell(signal.SIGCONT)
    assert terminal.shows("loss")
    terminal.press(b"q")
    assert terminal.ended() == 0
    assert terminal.left_on() == set()


def test_a_terminal_that_is_closed_takes_the_program_with_it(begin: Begin) -> None:
    terminal = begin()
    assert terminal.shows("loss")
    os.close(terminal.descriptor)
    terminal.descriptor = os.open(os.devnull, os.O_RDONLY)
    assert terminal.ended() is not None


def test_a_storm_of_sizes_leaves_it_alive(begin: Begin) -> None:
    terminal = begin()
    assert terminal.shows("loss")
    for k in range(200):
        terminal.resize(1 + (k * 37) % 220, 1 + (k * 17) % 70)
        terminal.read(0.0)
    terminal.resize(100, 30)
    terminal.said.clear()
    terminal.press(b"t")
    assert terminal.shows("theme ")
    terminal.press(b"q")
    assert terminal.ended() == 0
    assert terminal.left_on() == set()


def test_a_terminal_that_cannot_draw_is_sent_plain_text(begin: Begin) -> None:
    terminal = begin(TERM="dumb")
    assert terminal.ended() == 0
    terminal.read()
    assert b"loss" in terminal.said
    assert unsafe(terminal.said, allowed="\n\t\r") == []


@pytest.mark.parametrize(("added", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)], ids=["as it is", "NO_COLOR"])
def test_no_color_means_shades_of_grey(begin: Begin, added: dict[str, str], coloured: bool) -> None:
    terminal = begin(**added)
    assert terminal.shows("loss")
    terminal.press(b"q")
    assert terminal.ended() == 0
    assert bool(_colours(bytes(terminal.said))) == coloured


def test_a_bug_is_one_sentence_that_says_where_the_report_is(begin: Begin, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(
        "import tui.views.header as h\n"
        "def broken(*_, **__):\n    raise ZeroDivisionError('a \\x1b]0;bug\\x07 of ours')\n"
        "h.Header.show = broken\n"
    )
    import tui

    terminal = begin(PYTHONPATH=f"{broken}:{Path(tui.__file__).parents[1]}")
    assert terminal.ended() == 70
    terminal.read()
    assert terminal.left_on() == set()
    last = bytes(terminal.said).rpartition(b"\x1b[?1049l")[2]
    assert b"Traceback" not in last
    assert b"\x1b]0;bug" not in terminal.said
    (report,) = (tmp_path / "XDG_STATE_HOME" / "trainwatch").glob("crash-*.txt")
    assert str(report).encode() in last.replace(b"\r\n", b"")
    assert report.stat().st_mode & 0o777 == 0o600
    assert "ZeroDivisionError" in report.read_text()


def _state(pid: int) -> str:
    """What the process does: R, S, T for stopped."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def _colours(said: bytes) -> set[bytes]:
    """Colours of the 256, the first 16 included, that are no shade of grey."""
    greys = {0, 7, 8, 15, 16, 59, 102, 145, 188, 231, *range(232, 256)}
    return {number for number in re.findall(rb"[34]8;5;(\d+)", said) if int(number) not in greys}
