"""First screen: from Enter to the last value of a large log, beside a screen that shows nothing but a word."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.bench import logs
from tests.bench.figure import Figure
from tests.bench.terminal import Terminal

BARE = """
from textual.app import App
from textual.widgets import Static
type("Bare", (App,), {"compose": lambda self: [Static("B4R3")]})().run()
"""
LAST = "{'loss': 0.1234, 'grad_norm': 1.5000, 'learning_rate': 1.000000e-05, 'epoch': 99.00}\n"
TRIES = 5


def figures(folder: Path, scale: float) -> Iterator[Figure]:
    """Best of a few tries each, since what is asked is what the program costs and not what else the machine did."""
    path = logs.write(folder / "large.log", logs.trainer(int(1_200_000 * scale)))
    with path.open("a", encoding="utf-8") as file:
        file.write(LAST)
    bare = _best([sys.executable, "-c", BARE], "B4R3")
    shown = _best([sys.executable, "-m", "tui", "--no-gpu", str(path)], "0.1234")
    note = f"{path.stat().st_size / 1e6:.0f} MB; a bare Textual screen takes {bare:.2f} s"
    path.unlink()
    yield Figure("from Enter to the last value on the screen", shown, "s", 0.35 if scale == 1 else None, note)
    yield Figure("the same over a bare Textual screen", shown - bare, "s", 0.2 if scale == 1 else None)


def _best(call: Sequence[str], wanted: str) -> float:
    return min(_once(call, wanted) for _ in range(TRIES))


def _once(call: Sequence[str], wanted: str) -> float:
    with Terminal(call) as terminal:
        seconds = terminal.until_it_shows(wanted, 120)
    if seconds is None:
        raise RuntimeError(f"{wanted!r} never came")
    return seconds
