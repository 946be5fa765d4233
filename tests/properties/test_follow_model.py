"""Random lives of a log file, played to the follower and to a model of ten lines: every byte once, in order."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.ingest.build import append

from tui.ingest.follow import LEAST_BYTES_OF_A_COPY, Follower

ACTIONS = [
    "write", "write", "write", "tear", "burst", "rotate", "late write", "delete", "truncate", "copytruncate",
    "replace by copy", "rewrite", "deny", "allow", "pause", "read", "read", "read", "kill",
]  # fmt: skip
lives = st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=30)
OPEN = os.open


class Model:
    """What a perfect reader would have got: one text a generation, without what was destroyed unread."""

    def __init__(self) -> None:
        self.texts: list[bytes] = [b""]
        self.got: list[bytes] = [b""]  # what the follower gave
        self.held = 0  # bytes of the last text that are in a file held open, whatever happens to the name

    def write(self, data: bytes, generation: int = -1) -> None:
        self.texts[generation] += data

    def begin(self) -> None:
        self.texts.append(b"")
        self.held = 0

    def forget_unread(self) -> None:
        given = len(b"".join(self.got)) - len(b"".join(self.texts[:-1]))
        self.texts[-1] = self.texts[-1][: max(given, self.held)]


class Life:
    """Plays actions on a real file. A follower with a small chunk looks now and then."""

    def __init__(self, directory: Path, *, linked: bool) -> None:
        self.directory, self.linked = directory, linked
        self.path = directory / "run.log"
        self.now = 1000.0
        self.count = 0
        self.denied = False
        self.seen = False  # the follower has the present file open
        self.old: tuple[Path, float] | None = None  # the file before, and when it was replaced
        self.model = Model()
        self.follower = Follower(str(self.path), chunk_bytes=64)
        self._create()

    def play(self, action: str) -> None:
        getattr(self, "do_" + action.replace(" ", "_"))()

    def finish(self) -> None:
        """Everything that can still be read, with the waits it takes."""
        self.denied = False
        for _ in range(3):
            self._drain(final=False)
            self.now += 4
        self._drain(final=True)
        self.follower.close()

    def do_write(self) -> None:
        self._write(self._line())

    def do_tear(self) -> None:
        self._write(self._line()[:5])

    def do_burst(self) -> None:
        self._write(b"".join(self._line() for _ in range(12)))

    def do_rotate(self) -> None:
        self._be_seen()
        if self.linked:
            self._switch()
            return
        for number in range(30, 0, -1):
            with suppress(FileNotFoundError):
                os.rename(f"{self.path}.{number}", f"{self.path}.{number + 1}")
        with suppress(FileNotFoundError):
            os.rename(self.path, f"{self.path}.1")
            self.old = Path(f"{self.path}.1"), self.now
            self._create()

    def do_late_write(self) -> None:
        if self.old is None or self.now - self.old[1] > 2 or len(self.model.texts) < 2:
            return
        path, _ = self.old
        if path.exists() and not self._given(-1):
            line = self._line()
            append(path, line)
            self.model.write(line, -2)

    def do_delete(self) -> None:
        self._be_seen()
        self.path.resolve().unlink()
        self.old = None
        if self.linked:
            self.path.unlink()
        self._create()

    def do_truncate(self) -> None:
        self._destroy(lambda: os.truncate(self.path, 0))

    def do_rewrite(self) -> None:
        """Written anew to the same size or a little more, in one go: no shrinking is ever seen."""
        size = self.path.stat().st_size
        text = b"".join(self._line() for _ in range(size // 12 + 1))

        def anew() -> None:
            with self.path.open("wb") as file:
                file.write(text)

        self._destroy(anew)
        self.model.write(text)

    def do_copytruncate(self) -> None:
        self._be_seen()
        if self._given(-1) and not self.model.held:
            shutil.copy(self.path, f"{self.path}.copy{self.count}")
            self.count += 1
            os.truncate(self.path, 0)
            self._begin()
        else:
            self.do_truncate()

    def do_replace_by_copy(self) -> None:
        self._be_seen()
        copy = self.directory / ".run.log.Xa31"
        more = self._line()
        copy.write_bytes(self.path.read_bytes() + more)
        whole = copy.read_bytes()
        os.replace(copy, self.path.resolve())
        if len(whole) - len(more) < LEAST_BYTES_OF_A_COPY:
            self._begin()
            self.model.write(whole)
        else:
            self.model.held = len(self.model.texts[-1])
            self.model.write(more)
        self.seen, self.old = False, None

    def do_deny(self) -> None:
        self.denied = True

    def do_allow(self) -> None:
        self.denied = False

    def do_pause(self) -> None:
        self.now += 1.7

    def do_read(self) -> None:
        self._look()

    def do_kill(self) -> None:
        """A new reader begins with what the name stands for now."""
        self.follower.close()
        self.follower = Follower(str(self.path), chunk_bytes=64)
        self.model = Model()
        self.model.write(self.path.read_bytes())
        self.seen, self.old = False, None

    # inside

    def _line(self) -> bytes:
        """Told apart by its first bytes: equal ones are one text written twice, and nobody could tell."""
        self.count += 1
        return f"{self.count:05d}"[::-1].encode() + b" step\n"

    def _write(self, data: bytes) -> None:
        append(self.path.resolve(), data)
        self.model.write(data)

    def _create(self) -> None:
        if self.linked:
            self._switch()
            return
        self.path.touch()
        self._begin()

    def _switch(self) -> None:
        self.count += 1
        target = self.directory / f"{self.count}.log"
        target.touch()
        link = self.directory / "link"
        link.symlink_to(target)
        self.old = (self.path.resolve(), self.now) if self.path.exists() else None
        os.replace(link, self.path)
        self._begin()

    def _begin(self) -> None:
        self.model.begin()
        self.seen = False

    def _destroy(self, how: Callable[[], None]) -> None:
        self._be_seen()
        read = self._given(-1) or self.model.held
        self.model.forget_unread()
        how()
        if read:
            self.model.begin()

    def _given(self, generation: int) -> bool:
        """True when the follower gave something of that generation."""
        return len(b"".join(self.model.got)) > len(b"".join(self.model.texts[:generation]))

    def _be_seen(self) -> None:
        """Nobody could know of a file that came and went between two looks."""
        if not self.seen:
            self.denied = False
            self._look()

    def _look(self, *, final: bool = False) -> bool:
        def refuse(path: str, *args: int, **kwargs: int) -> int:
            if self.denied and path == str(self.path):
                raise PermissionError(errno.EACCES, "denied")
            return OPEN(path, *args, **kwargs)

        with mock.patch("os.open", refuse):
            look = self.follower.look(self.now, final=final)
        self.model.got.append(look.data)
        self.seen = self.seen or not self.denied
        self.now += 0.01
        return look.caught_up and not look.data

    def _drain(self, *, final: bool) -> None:
        for _ in range(400):
            if self._look(final=final):
                return


def play(life: list[str], *, linked: bool) -> None:
    with tempfile.TemporaryDirectory() as directory:
        played = Life(Path(directory), linked=linked)
        for action in life:
            played.play(action)
        played.finish()
        assert b"".join(played.model.got) == b"".join(played.model.texts)


@given(lives, st.booleans())
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_byte_comes_once_and_in_order_whatever_happens_to_the_file(life: list[str], linked: bool) -> None:
    play(life, linked=linked)


@pytest.mark.deep
@pytest.mark.timeout(3600)
@given(lives, st.booleans())
@settings(max_examples=20_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_it_comes_so_in_twenty_thousand_lives(life: list[str], linked: bool) -> None:
    play(life, linked=linked)
