"""What is left behind when the program itself is wrong: a report in a file, and one sentence that says where."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

from tui import __version__
from tui.folders import state_folder


def report(bug: BaseException, arguments: Sequence[str]) -> str:
    """Write what is needed to mend it; the sentence for the user."""
    try:
        path = _write(_text(bug, arguments))
    except OSError:
        return f"a bug stopped trainwatch ({_in_short(bug)}) and no report could be written"
    return f"a bug stopped trainwatch ({_in_short(bug)}); the report is in {path}"


def _in_short(bug: BaseException) -> str:
    return f"{type(bug).__name__}: {str(bug)[:120]}" if str(bug) else type(bug).__name__


def _text(bug: BaseException, arguments: Sequence[str]) -> str:
    trace = "".join(traceback.format_exception(bug))
    place = f"Python {sys.version.split()[0]} on {platform.platform()}, TERM={os.environ.get('TERM', '')}"
    return f"trainwatch {__version__}\n{place}\narguments: {list(arguments)!r}\n\n{trace}"


def _write(text: str) -> Path:
    folder = state_folder()
    descriptor, name = tempfile.mkstemp(prefix="crash-", suffix=".txt", dir=folder)  # 0600 by itself
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
    return Path(name)
