"""Where the program keeps its own notes, and how it writes them: whole or not at all, for the user's eyes only."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def state_folder() -> Path:
    """The folder for notes and crash reports, made when absent, mode 0700."""
    if chosen := os.environ.get("XDG_STATE_HOME"):
        folder = Path(chosen, "trainwatch")
    else:
        import platformdirs

        folder = Path(platformdirs.user_state_dir("trainwatch", appauthor=False))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def write_whole(path: Path, text: str) -> None:
    """Replace `path` in one move, mode 0600: a reader sees the old text or the new one."""
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)  # 0600 by itself
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
