"""One path through growth, truncation, rotation, absence: every byte once, in order. No threads, no clock.

The name is looked at before the file is read. Files that the name stood for stand in a queue, oldest first: the first
is read to its end and kept for `grace_seconds`, since its writer may not know yet that it was replaced; then comes the
next. A file that is held open keeps its inode, so an inode that comes back cannot be mistaken for it. Whether a file is
still the one that was read is asked of its bytes (`OpenFile.read`), never of its size or times, which network disks
serve late.
"""

from __future__ import annotations

import errno
import os
import stat
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, replace

from tui.ingest.opened import ContentChanged, OpenFile
from tui.ingest.siblings import Identity, copy_of, open_rotated, rotated, rotated_after

CHUNK_BYTES = 1 << 18
GRACE_SECONDS = 3.0
LEAST_BYTES_OF_A_COPY = 64  # fewer may be the same first words of another run
_ABSENT_SECONDS = 1.0  # shorter is the moment between a rename and the new file
_LONGEST_GRACE_SECONDS = 10.0  # for an old file that never falls silent


@dataclass(frozen=True, slots=True)
class Beginning:
    """A new generation begins. `cause` and `lost` as in `model.integrity.Generation`; `goes_on`: the text goes on where
    the file before ended, since this one is a longer copy of it."""

    cause: str
    target: str
    lost: str = ""
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What one look gave. `begins` comes before `gap` (NULs passed over), and that before `data`."""

    data: bytes = b""
    gap: int = 0
    begins: Beginning | None = None
    waiting_for: str = ""
    caught_up: bool = True


class Follower:
    """Follows one name. Every `OSError` is a state (`Look.waiting_for`), never raised. One thread at a time.

    It opens for reading only; it writes, locks and touches nothing.
    """

    def __init__(self, path: str, *, grace_seconds: float = GRACE_SECONDS, chunk_bytes: int = CHUNK_BYTES) -> None:
        self.path = path
        self._grace_seconds = grace_seconds
        self._chunk_bytes = chunk_bytes
        self._queue: deque[_Generation] = deque()
        self._waiting_for = ""
        self._absent_since: float | None = None
        self._looked_at: float | None = None
        self._rotated_before: frozenset[Identity] | None = None  # older than our interest
        self._failed = False  # the last read of the first file was refused

    def look(self, now: float, *, final: bool = False) -> Look:
        """At most one read. `final`: nothing will be written any more, so wait for nothing. `now` in seconds."""
        try:
            self._look_at_name(now)
        except OSError as error:
            self._waiting_for = self._sentence(error)
            if error.errno in (errno.ENOENT, errno.ENOTDIR) and self._absent_since is None:
                self._absent_since = now
                with suppress(OSError):
                    self._rotated_before = frozenset(rotated(self.path)) if not self._queue else None
        try:
            return self._read(now, final)
        except OSError as error:
            return self._after_failure(error, now)
        finally:
            self._looked_at = now

    @property
    def opened(self) -> bool:
        """True once a file was there to be read."""
        return bool(self._queue)

    @property
    def unread_bytes(self) -> int:
        """What is still to be read, by the sizes last reported."""
        return sum(g.file.unread() for g in self._queue)

    @property
    def changed_at(self) -> float | None:
        """When the newest file changed last, by its own modification time."""
        return self._queue[-1].file.changed_at if self._queue else None

    @property
    def standing(self) -> tuple[str, tuple[int, int], bytes]:
        """The file that the last bytes came from: its path, its identity, its first bytes."""
        file = self._queue[0].file
        return file.target, file.identity, file.start()

    @property
    def start(self) -> bytes:
        """The first bytes of the present file."""
        return self._queue[0].file.start() if self._queue else b""

    def close(self) -> None:
        """Let go of every file."""
        for generation in self._queue:
            generation.file.close()
        self._queue.clear()

    def _after_failure(self, error: OSError, now: float) -> Look:
        """The first file cannot be read: try again at the next look, unless another took its place long ago."""
        if len(self._queue) > 1 and self._queue[0].is_silent(now, self._grace_seconds):
            self._queue.popleft().file.close()
            if begins := self._queue[0].begins:
                self._queue[0].begins = replace(begins, lost="the file before could not be read to its end")
            return Look(caught_up=False)
        self._failed = True
        return Look(waiting_for=self._sentence(error))

    # the name

    def _look_at_name(self, now: float) -> None:
        """Open what the name stands for now, if it is another file than before."""
        status = os.stat(self.path)
        if not stat.S_ISREG(status.st_mode):
            self._waiting_for = "the name stands for something that is not a file"
            return
        if not self._queue:
            self._open_first(now)
        elif self._failed and len(self._queue) == 1:
            self._reopen()
        elif self._queue[-1].file.identity != (status.st_dev, status.st_ino):
            self._replace(self._queue[-1].file, now)
        self._waiting_for, self._absent_since = "", None

    def _open_first(self, now: float) -> None:
        """The first file, after those that came and went since the name was first looked at in vain."""
        with OpenFile.open(self.path) as file:
            before = self._rotated_before
            self._append_rotated(
                [] if before is None else [i for i in rotated(self.path) if i not in before], file, now
            )
            self._append(file, "replaced", now)
        first = self._queue[0]
        first.begins = Beginning("opened", first.file.target)

    def _replace(self, before: OpenFile, now: float) -> None:
        """The name stands for another file: queue it, after those that had the name in between."""
        with OpenFile.open(self.path) as file:
            if file.identity == before.identity or not file.is_regular:
                file.close()
                return
            self._append_rotated(rotated_after(self.path, before.identity), file, now)
            self._append(file, self._cause(file, before, now), now)

    def _append_rotated(self, identities: list[Identity], newest: OpenFile, now: float) -> None:
        """Queue files that were rotated away unseen; `newest` may be among them already, and younger ones wait."""
        for identity in identities:
            if identity == newest.identity:
                return
            file = open_rotated(self.path, identity)
            if file is not None:
                self._append(file, "replaced", now)

    def _append(self, file: OpenFile, cause: str, now: float) -> None:
        if self._queue:
            self._queue[-1].superseded(now)
        self._queue.append(_Generation(file, Beginning(cause, file.target)))

    def _cause(self, file: OpenFile, before: OpenFile, now: float) -> str:
        if self._absent_since is not None and now - self._absent_since >= _ABSENT_SECONDS:
            return "reappeared"
        return "switched" if file.target != before.target else "replaced"

    def _reopen(self) -> None:
        """After a read that failed (a stale handle, a disk that came back): the same text goes on where it was."""
        front = self._queue[0]
        with OpenFile.open(self.path) as file:
            if not front.file.position or file.begins_like(front.file):
                file.take_over(front.file)
                self._queue[0] = _Generation(file, front.begins)
            else:
                lost = "the file before could not be read to its end"
                self._queue[0] = _Generation(file, Beginning("reappeared", file.target, lost))
        front.file.close()
        self._failed = False

    # the files

    def _read(self, now: float, final: bool) -> Look:
        """Read from the first file of the queue; go on to the next when it has nothing more to give."""
        for generation in self._queue:
            generation.watch_growth(now)
        while self._queue:
            front = self._queue[0]
            try:
                read = front.file.read(self._chunk_bytes, now, final=final)
            except ContentChanged as change:
                self._start_again(change, now)
                continue
            begins, front.begins = front.begins, None
            if not read.data and not read.gap and self._is_done(front, now, final):
                self._go_on()
                if begins is None:
                    continue
                return Look(begins=begins, caught_up=False)
            return Look(read.data, read.gap, begins, self._waiting_for, read.at_end and len(self._queue) == 1)
        return Look(waiting_for=self._waiting_for)

    def _is_done(self, front: _Generation, now: float, final: bool) -> bool:
        """True when the first file gave everything: its writer had time to finish, and the next file has text."""
        if len(self._queue) == 1:
            return False
        if final or front.complete or self._is_longer_copy():
            return True
        return self._queue[1].file.has_bytes() and front.is_silent(now, self._grace_seconds)

    def _is_longer_copy(self) -> bool:
        """True when the next file took the first one's place and begins with all of it, as after rsync."""
        before, after = self._queue[0].file, self._queue[1].file
        if before.position < LEAST_BYTES_OF_A_COPY or after.position or before.links():
            return False
        return after.begins_like(before)

    def _go_on(self) -> None:
        """From the first file to the next: from its start, or where the first ended if it is a longer copy."""
        after = self._queue[1]
        if not self._queue[0].complete and after.begins is not None and self._is_longer_copy():
            after.file.take_over(self._queue[0].file)
            after.begins = replace(after.begins, goes_on=True)
        self._queue.popleft().file.close()

    def _start_again(self, change: ContentChanged, now: float) -> None:
        """The first file was truncated or written anew: what a copy of it still has, then the file from its start."""
        front = self._queue.popleft()
        copy = copy_of(self.path, front.file)
        new = front.file.from_start()
        lost = self._lost(change, copy is not None, now)
        again = _Generation(new, Beginning("truncated" if change.shrunk else "rewritten", new.target, lost))
        again.stands_in_for(front)
        self._queue.appendleft(again)
        if copy is not None:
            self._queue.appendleft(_Generation(copy, front.begins, complete=True))
        front.file.close()

    def _lost(self, change: ContentChanged, copied: bool, now: float) -> str:
        how = "truncated" if change.shrunk else "rewritten"
        if copied:
            return f"it was copied and then {how}: lines written in between, if any, are lost"
        if change.unread:
            return f"it was {how} before {change.unread:,} bytes of it were read"
        seconds = max(0.0, now - self._looked_at) if self._looked_at is not None else 0.0
        return f"it was {how} between two looks {seconds:.2g} s apart: lines written in that time, if any, are lost"

    def _sentence(self, error: OSError) -> str:
        if error.errno in (errno.ENOENT, errno.ENOTDIR):
            if not self._queue:
                return "the file does not exist yet"
            return f"the file was deleted; {self._queue[-1].file.position:,} bytes of it were read"
        return _STATES.get(error.errno or 0, f"the system says: {error.strerror or error}")


class _Generation:
    """A file in the queue, since when another has its name, and when it last grew after that."""

    def __init__(self, file: OpenFile, begins: Beginning | None, *, complete: bool = False) -> None:
        self.file = file
        self.begins = begins  # until it was told
        self.complete = complete  # nobody writes to it any more
        self._superseded_at: float | None = None
        self._grown_at = 0.0
        self._size = 0

    def superseded(self, now: float) -> None:
        """Another file has the name from now on."""
        if self._superseded_at is None:
            self._superseded_at = self._grown_at = now
            self._size = self.file.reported_size()

    def watch_growth(self, now: float) -> None:
        """Note whether a writer that still has it open wrote to it."""
        if self._superseded_at is None:
            return
        size = max(self.file.reported_size(), self.file.position)
        if size != self._size:
            self._size, self._grown_at = size, now

    def stands_in_for(self, other: _Generation) -> None:
        """Take the place of `other` in the queue."""
        self._superseded_at, self._grown_at, self._size = other._superseded_at, other._grown_at, other._size

    def is_silent(self, now: float, seconds: float) -> bool:
        """True when nothing was written for so long after it was replaced. A clock set back starts the wait again."""
        if self._superseded_at is None:
            return True
        self._superseded_at, self._grown_at = min(now, self._superseded_at), min(now, self._grown_at)
        return now - self._grown_at >= seconds or now - self._superseded_at >= _LONGEST_GRACE_SECONDS


_STATES = {
    errno.EAGAIN: "a rotation is under way",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EIO: "the disk reports an error",
    errno.ESTALE: "the network disk has lost the file",
    errno.ELOOP: "the links of this name lead in a circle",
    errno.EMFILE: "this program has too many files open",
    errno.ENFILE: "the system has too many files open",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ETIMEDOUT: "the network disk does not answer",
    errno.EHOSTDOWN: "the network disk does not answer",
    errno.ENODEV: "the disk is gone",
    errno.ENXIO: "the disk is gone",
}
