"""Run real programs with everything they print sent into a file, as `2>&1` does. Standard library only."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent


@contextmanager
def captured(file: str, *, buffered: bool = False) -> Iterator[None]:
    """Send standard output and error, from Python and from C alike, into `sample_logs/file`.

    `buffered` keeps Python's block buffer on standard output, as in a plain redirection: what goes to standard error then
    comes first.
    """
    path = HERE / file
    path.parent.mkdir(parents=True, exist_ok=True)
    sys.stdout.flush()
    sys.stderr.flush()
    kept = [os.dup(1), os.dup(2)]
    target = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    os.dup2(target, 1)
    os.dup2(target, 2)
    os.close(target)
    out = sys.stdout
    sys.stdout = os.fdopen(os.dup(1), "w", buffering=-1 if buffered else 1, encoding="utf-8")
    try:
        yield
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        sys.stdout = out
        for number, saved in enumerate(kept, 1):
            os.dup2(saved, number)
            os.close(saved)
        path.write_bytes(
            path.read_bytes()
            .replace(str(HERE.parent).encode(), b"/home/ann/exp")
            .replace(sys.prefix.encode(), b"/home/ann/venv")
        )
