"""Writing a file whole or not at all, and never over the log it tells of."""

from __future__ import annotations

import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from tui.errors import UsageError


@contextmanager
def whole_file(path: Path, source: Path | None = None) -> Iterator[Path]:
    """Give a fresh file to write to; it takes the place of `path` when all went well and is gone when not. `-` is stdout.

    Its permissions are those of any new file under the umask. A link is followed, and what is no file (`/dev/stdout`, a
    FIFO) is written to and not replaced. Raises `UsageError` where `path` is `source`, and where it cannot be written.
    """
    if source is not None and _same_file(path, source):
        raise UsageError(f"{str(path)!r} is the log itself: choose another file to write to.")
    try:
        with _way(path) as fresh:
            yield fresh
    except OSError as error:
        raise UsageError(f"Cannot write {str(path)!r}: {error.strerror or error}.") from error


def write_text(text: str, path: Path, source: Path | None = None) -> None:
    """Write a text, a report for one, under the promises of `whole_file`."""
    with whole_file(path, source) as fresh:
        fresh.write_text(text, encoding="utf-8", errors="replace")


def _way(path: Path) -> AbstractContextManager[Path]:
    if str(path) == "-":
        return _poured(None)
    return _replaced(path.resolve()) if path.is_file() or not path.exists() else _poured(path)


@contextmanager
def _replaced(path: Path) -> Iterator[Path]:
    fresh = path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.part")
    fresh.touch(exist_ok=False)
    try:
        yield fresh
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def _poured(path: Path | None) -> Iterator[Path]:
    """Into what is there already; `None` is standard output."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "whole"
        yield fresh
        with fresh.open("rb") as whole, path.open("wb") if path else nullcontext(sys.stdout.buffer) as out:
            shutil.copyfileobj(whole, out)
            out.flush()


def _same_file(path: Path, source: Path) -> bool:
    try:
        return path.samefile(source)
    except OSError:
        return False
