"""What a person chose stays so for the next log of its kind, and bookmarks stay with their log.

Small files beside the program's other notes, mode 0600, replaced whole. What cannot be read or written is left out: no
note is worth a screen that does not open.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tui.folders import state_folder, write_whole
from tui.views.state import ViewSettings

KEPT = 200  # kinds of log that are remembered
_LISTS = ("hidden", "pinned", "muted")
_CHOICES: Mapping[str, tuple[type, ...]] = {
    "axis": (str,),
    "smoothing": (int, float),
    "log_y": (bool,),
    "outliers_hidden": (bool,),
    **dict.fromkeys(_LISTS, (list,)),
}


def kind_of(source: str) -> str:
    """The kind of a log: its folder and its name without numbers, so that `run_12.log` is like `run_11.log`."""
    path = Path(source).expanduser().absolute()
    return _digest(f"{path.parent}/{re.sub(r'[0-9]+', '#', path.name)}")


def recalled(source: str, settings: ViewSettings) -> ViewSettings:
    """`settings` with what was chosen when a log of this kind was last on the screen."""
    said = _load("views.json").get(kind_of(source))
    if not isinstance(said, dict):
        return settings
    known = {name: said[name] for name, types in _CHOICES.items() if isinstance(said.get(name), types)}
    if known.get("axis") not in ("step", "epoch", "time"):
        known.pop("axis", None)
    known |= {name: tuple(map(str, known[name])) for name in _LISTS if name in known}
    known |= {name: frozenset(known[name]) for name in ("hidden", "muted") if name in known}
    return replace(settings, **known)


def remember(source: str, settings: ViewSettings) -> None:
    """Keep what was chosen for this kind of log."""
    chosen = {name: getattr(settings, name) for name in _CHOICES}
    chosen |= {name: sorted(chosen[name]) for name in ("hidden", "muted")}
    every = {**_load("views.json"), kind_of(source): None}
    every.pop(kind_of(source))
    _save("views.json", {**dict(list(every.items())[1 - KEPT :]), kind_of(source): chosen})


def recalled_theme() -> str:
    """The theme that was chosen last, "" for none."""
    name = _load("theme.json").get("theme")
    return name if isinstance(name, str) else ""


def remember_theme(name: str) -> None:
    """Keep the theme for all logs."""
    _save("theme.json", {"theme": name})


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of a log that a person wants to find again, and what stood there."""

    line: int
    text: str


def bookmarks(source: str) -> tuple[Bookmark, ...]:
    """The bookmarks of a log, in the order of its lines."""
    said = _load(_file_of(source)).get("bookmarks")
    found = (one for one in said if isinstance(one, dict)) if isinstance(said, list) else ()
    marks = {one["line"]: str(one.get("text", "")) for one in found if isinstance(one.get("line"), int)}
    return tuple(Bookmark(line, text) for line, text in sorted(marks.items()))


def toggle_bookmark(source: str, mark: Bookmark) -> bool:
    """Set a bookmark, or take it away where its line has one; true when it is set now."""
    others = [one for one in bookmarks(source) if one.line != mark.line]
    is_new = len(others) == len(bookmarks(source))
    kept = [*others, mark] if is_new else others
    _save(_file_of(source), {"bookmarks": [{"line": one.line, "text": one.text} for one in kept]})
    return is_new


def _file_of(source: str) -> str:
    return f"marks-{_digest(str(Path(source).expanduser().absolute()))}.json"


def _digest(text: str) -> str:
    return hashlib.sha256(os.fsencode(text)).hexdigest()[:20]


def _load(name: str) -> dict[str, Any]:
    try:
        said = json.loads((state_folder() / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _save(name: str, what: Mapping[str, object]) -> None:
    try:
        write_whole(state_folder() / name, json.dumps(what))
    except OSError:
        return
