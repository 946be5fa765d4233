"""Colours by meaning: a role in a row becomes a style. One hue a series, the same in every pane.

The hues keep apart for colour-blind eyes (Okabe and Ito 2008; Tol 2021) and leave red and amber alone, which mean
"broken" and "look here". Nothing is said by a colour only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

from rich.color import Color
from rich.color_triplet import ColorTriplet
from rich.style import Style

from tui.model.names import meaning

HUES = 6
_DARK = ("#5ab4f0", "#e58ac8", "#4fc9a4", "#a99bf5", "#c3c95a", "#7fd6de")
_LIGHT = ("#0b6bb3", "#a8327f", "#0a7a5a", "#5b45c9", "#6b6b00", "#00707d")
_ANSI = ("bright_blue", "bright_magenta", "bright_green", "magenta", "cyan", "blue")
_BY_SPLIT = {"val": 1, "train": 0, None: 0}


def hues(names: Iterable[str]) -> dict[str, int]:
    """A hue for each series of a run: by its name, moved on only where an earlier series already has that hue.

    The names must come in the order in which the run met them, so that a new series never changes the hue of another.
    """
    taken: dict[str, int] = {}
    for name in names:
        want = _wanted(name)
        free = [(want + k) % HUES for k in range(HUES) if (want + k) % HUES not in taken.values()]
        taken[name] = free[0] if free else want
    return taken


@lru_cache(maxsize=4096)
def _wanted(name: str) -> int:
    means = meaning(name)
    if means.kind in ("loss", "perplexity") and means.split in _BY_SPLIT:
        return _BY_SPLIT[means.split]
    return 2 + crc32(name.encode("utf-8", "replace")) % (HUES - 2)


@dataclass(frozen=True, slots=True)
class Ground:
    """What the colours stand on. `ansi` is true where the terminal's own sixteen colours are to be used."""

    dark: bool = True
    background: str = "#121212"
    foreground: str = "#e0e0e0"
    accent: str = "#ffa62b"
    ansi: bool = False


@lru_cache(maxsize=16)
def styles(ground: Ground) -> dict[str, Style]:
    """The style of every role; a role that is not in it is ordinary text."""
    return _sixteen() if ground.ansi else _full(ground)


def _full(ground: Ground) -> dict[str, Style]:
    hue = _DARK if ground.dark else _LIGHT

    def mixed(colour: str, share: float) -> Style:
        """`share` of the colour, the rest background."""
        return Style(color=_mix(colour, ground.background, share))

    out = {
        "strong": Style(color=ground.foreground, bold=True),
        "dim": mixed(ground.foreground, 0.52),
        "faint": mixed(ground.foreground, 0.3),
        "frame": mixed(ground.foreground, 0.24),
        "frame.on": Style(color=ground.accent),
        "accent": Style(color=ground.accent),
        "cursor": mixed(ground.foreground, 0.6),
        "good": Style(color="#5fbf7f" if ground.dark else "#17703a"),
        "look": Style(color="#e6b422" if ground.dark else "#8a5a00", bold=True),
        "broken": Style(color="#ff6b6b" if ground.dark else "#b3001b", bold=True),
        "row.on": Style(bgcolor=_mix(ground.foreground, ground.background, 0.13)),
    }
    for k, colour in enumerate(hue):
        out[f"hue{k}"] = Style(color=colour)
        out[f"hue{k}.strong"] = Style(color=colour, bold=True)
        out[f"hue{k}.soft"] = mixed(colour, 0.42)
    return out


def _sixteen() -> dict[str, Style]:
    """Only what every terminal can name; its own theme decides how it looks on light and dark."""
    grey = Style(color="bright_black")
    out = {"strong": Style(bold=True), "dim": grey, "faint": grey, "frame": grey, "cursor": grey}
    out |= {"frame.on": Style(color="yellow"), "accent": Style(color="yellow"), "good": Style(color="green")}
    out |= {
        "look": Style(color="yellow", bold=True),
        "broken": Style(color="red", bold=True),
        "row.on": Style(reverse=True),
    }
    for k, colour in enumerate(_ANSI):
        out |= {f"hue{k}": Style(color=colour), f"hue{k}.strong": Style(color=colour, bold=True), f"hue{k}.soft": grey}
    return out


def _mix(colour: str, background: str, share: float) -> Color:
    a, b = Color.parse(colour).get_truecolor(), Color.parse(background).get_truecolor()
    return Color.from_triplet(ColorTriplet(*(round(x * share + y * (1 - share)) for x, y in zip(a, b, strict=True))))
