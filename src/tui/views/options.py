"""What the screen is asked to show. Plain data, no Textual: the command line builds it without loading the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.model.names import Overrule


@dataclass(frozen=True, slots=True)
class ScreenOptions:
    """One start of the screen.

    `sources` are arguments as typed: files, directories, globs or `-`. `replay` is the speed of a replay: 1 is real
    time, 0 shows the run in about a minute, `None` follows the source. `deadline` is in POSIX seconds. `reader` names
    the only format to use, `None` for all of them; `patterns` are the user's own, by name. `thresholds` go to the judge
    as keyword arguments, `overrules` is what the user says metrics are. `smoothing` is the weight of the past to begin
    with. `theme` is "" for the usual one. `slow` draws seldom, for a slow link.
    """

    sources: tuple[str, ...]
    poll: bool = False
    replay: float | None = None
    gpu: bool = True
    gpu_seconds: float = 2.0
    reader: str | None = None
    ascii: bool = False
    theme: str = ""
    mouse: bool = True
    slow: bool = False
    deadline: float | None = None
    smoothing: float = 0.0
    thresholds: Mapping[str, float] = field(default_factory=dict)
    overrules: Mapping[str, Overrule] = field(default_factory=dict)
    patterns: Mapping[str, str] = field(default_factory=dict)
