"""One file held open: its position, what it is recognised by, and zeros that may still become text."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass

HEAD_BYTES = 1024
TAIL_BYTES = 256
GAP_SECONDS = 2.0
_RUN = b"\0" * 16  # fewer NULs are text of some kind (UTF-16 without its mark); this many are a gap
_SCAN_BYTES = 1 << 20
_SCANS_PER_READ = 16
_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)


@dataclass(frozen=True, slots=True)
class Bytes:
    """What one read gave. `gap` counts NULs passed over before `data`; `at_end` is true when nothing more was there."""

    data: bytes = b""
    gap: int = 0
    at_end: bool = True


class ContentChanged(Exception):
    """What was read is no longer in the file. `shrunk`: it is shorter. `unread`: bytes that were seen, never read."""

    def __init__(self, *, shrunk: bool, unread: int) -> None:
        super().__init__()
        self.shrunk = shrunk
        self.unread = unread


class OpenFile:
    """A descriptor, a position in bytes, and the first and last bytes that were read.

    `read` compares these with the file before it believes what follows, so neither sizes nor times nor inode numbers
    need to be right. All methods raise `OSError` as the system does.
    """

    def __init__(self, descriptor: int, target: str) -> None:
        self._fd = descriptor
        status = os.fstat(descriptor)
        self.identity = (status.st_dev, status.st_ino)
        self.is_regular = stat.S_ISREG(status.st_mode)
        self.target = target
        self.position = 0
        self.size = status.st_size  # as last reported
        self.changed_at = status.st_mtime
        self._head = b""
        self._tail = b""
        self._gap_ends_at = 0  # everything from the position to here is zeros
        self._gap_seen: float | None = None  # since when text stands behind the gap

    @classmethod
    def open(cls, path: str) -> OpenFile:
        """Open for reading only; a pipe in its place does not block. As a context, an error closes it."""
        return cls(os.open(path, _FLAGS), os.path.realpath(path))

    def __enter__(self) -> OpenFile:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self.close()

    def from_start(self) -> OpenFile:
        """The same file, however it is called now, to be read again from its first byte."""
        return OpenFile(os.dup(self._fd), self.target)

    def read(self, size: int, now: float, *, final: bool = False) -> Bytes:
        """The next bytes, at most `size`. Raises `ContentChanged` when what was read before is there no longer.

        Zeros are not believed at once: a file system may show them before the data. Zeros at the end wait for what
        comes, zeros before text wait `GAP_SECONDS`; `final` takes everything.
        """
        unread = self.unread()
        self._refresh()
        block = os.pread(self._fd, len(self._tail) + size, self.position - len(self._tail))
        if not block.startswith(self._tail):
            raise ContentChanged(shrunk=len(block) < len(self._tail), unread=unread)
        if self._head and os.pread(self._fd, len(self._head), 0) != self._head:
            raise ContentChanged(shrunk=self.size < self.position, unread=unread)
        data = block[len(self._tail) :]
        at_end = len(data) < size
        if b"\0" in data and not self._is_utf16(data):
            return self._around_zeros(data, at_end, now, final)
        self._take(data)
        return Bytes(data, 0, at_end)

    def unread(self) -> int:
        """How many bytes the system says are still to be read."""
        return max(0, self.size - self.position)

    def reported_size(self) -> int:
        """The size that the system reports now."""
        return os.fstat(self._fd).st_size

    def peek(self, offset: int, size: int) -> bytes:
        """Bytes from anywhere in the file; the position stays."""
        return os.pread(self._fd, size, offset)

    def has_bytes(self) -> bool:
        """True when the file is not empty."""
        return bool(os.pread(self._fd, 1, 0))

    def links(self) -> int:
        """How many names the file has; 0 after it was deleted or replaced by another."""
        return os.fstat(self._fd).st_nlink

    def begins_like(self, other: OpenFile) -> bool:
        """True when this file begins with all that was read of `other`: a copy of it, as long or longer."""
        return (
            bool(other._tail)
            and os.pread(self._fd, len(other._head), 0) == other._head
            and os.pread(self._fd, len(other._tail), other.position - len(other._tail)) == other._tail
        )

    def take_over(self, other: OpenFile) -> None:
        """Go on where `other` stands."""
        self.position, self._head, self._tail = other.position, other._head, other._tail

    def close(self) -> None:
        """Give the descriptor back; a second call does nothing."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def start(self) -> bytes:
        """The first bytes that were read, at most `HEAD_BYTES`."""
        return self._head

    def _refresh(self) -> None:
        status = os.fstat(self._fd)
        self.size, self.changed_at = status.st_size, status.st_mtime

    def _take(self, data: bytes, gap: int = 0) -> None:
        known = b"\0" * min(gap, TAIL_BYTES) + data
        self.position += gap - min(gap, TAIL_BYTES)
        if self.position == len(self._head) < HEAD_BYTES:
            self._head = (self._head + known)[:HEAD_BYTES]
        self.position += len(known)
        self._tail = (self._tail + known)[-TAIL_BYTES:] if known else self._tail
        if self.position >= self._gap_ends_at:
            self._gap_ends_at, self._gap_seen = 0, None

    def _is_utf16(self, data: bytes) -> bool:
        return (self._head or data)[:2] in (b"\xff\xfe", b"\xfe\xff")

    def _around_zeros(self, data: bytes, at_end: bool, now: float, final: bool) -> Bytes:
        """Text up to the first gap, or the gap itself when it has proved to be one."""
        first = data.find(_RUN)
        text = data[:first] if first >= 0 else data
        text = text.rstrip(b"\0") if at_end and not final else text
        if text and first != 0:
            self._take(text)
            return Bytes(text, 0, False if first >= 0 else at_end)
        return self._gap(data, at_end, now, final)

    def _gap(self, data: bytes, at_end: bool, now: float, final: bool) -> Bytes:
        """Zeros at the position: wait whether they become text, or pass over those that were just read."""
        zeros = len(data) - len(data.lstrip(b"\0"))
        if not final and not self._has_lasted(zeros < len(data) or (not at_end and self._text_behind()), now):
            return Bytes()
        self._take(b"", zeros)
        return Bytes(b"", zeros, False)

    def _has_lasted(self, text_behind: bool, now: float) -> bool:
        """True when text has stood behind the zeros for long enough."""
        if not text_behind:
            self._gap_seen = None
            return False
        if self._gap_seen is None or now < self._gap_seen:
            self._gap_seen = now
        return now - self._gap_seen >= GAP_SECONDS

    def _text_behind(self) -> bool:
        """Look ahead over a large gap, a bounded stretch at a time; remembers how far it came."""
        at = max(self.position, self._gap_ends_at)
        for _ in range(_SCANS_PER_READ):
            block = os.pread(self._fd, _SCAN_BYTES, at)
            bare = block.lstrip(b"\0")
            self._gap_ends_at = at = at + len(block) - len(bare)
            if bare or not block:
                return bool(bare)
        return False
