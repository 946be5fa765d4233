"""What happens to the file under a log's name: each line once, in order, and what was lost is told."""

from __future__ import annotations

import errno
import gzip
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.ingest.build import EchoReader, append
from tests.ingest.watching import Watching, until

from tui.ingest.file_source import FileSource
from tui.ingest.sources import open_source, read_all

LONG = "x" * 60  # makes texts long enough to be recognised


def test_a_late_writer_after_a_rename_is_heard_before_the_new_file(watching: Watching, path: Path) -> None:
    old = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(old, b"a\n")
    assert watching.shows("a")
    path.rename(path.with_name("run.log.1"))
    append(path, "c\n")
    watching.later(2.0)
    os.write(old, b"b, two seconds late\n")
    os.close(old)
    watching.later(2.0)
    assert watching.shows("a", "b, two seconds late")
    watching.later(2.0)
    append(path, "d\n")
    assert watching.shows("a", "b, two seconds late", "c", "d")
    assert watching.causes == ["opened", "replaced"]
    assert watching.integrity.losses == ()
    assert [line.number for line in watching.lines] == [1, 2, 3, 4]
    assert [line.offset for line in watching.lines] == [0, 2, 0, 2]


def test_a_writer_that_never_moves_on_is_heard_as_long_as_the_new_file_is_empty(watching: Watching, path: Path) -> None:
    append(path, "a\n")
    assert watching.shows("a")
    old = path.rename(path.with_name("run.log.1"))
    path.touch()
    watching.later(60)
    append(old, "b\n")
    assert watching.shows("a", "b")
    append(path, "c\n")
    watching.later(4)
    assert watching.shows("a", "b", "c")


def _rotate(path: Path, keep: int = 40) -> None:
    for number in range(keep, 0, -1):
        older = path.with_name(f"run.log.{number}")
        if older.exists():
            older.rename(path.with_name(f"run.log.{number + 1}"))
    path.rename(path.with_name("run.log.1"))


def test_twenty_rotations_in_a_row_lose_nothing(watching: Watching, path: Path) -> None:
    append(path, "0\n")
    assert watching.shows("0")
    for k in range(1, 21):
        _rotate(path)
        append(path, f"{k}\n")
    for _ in range(25):
        watching.later(4)
    assert watching.shows(*map(str, range(21)))
    assert watching.causes == ["opened"] + ["replaced"] * 20
    assert watching.integrity.losses == ()


def test_twenty_rotations_between_two_looks_are_found_beside_the_log(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    append(path, "0\n")
    source = FileSource(str(path), EchoReader)
    first = source.step(0.0)
    assert first is not None
    for k in range(1, 21):
        _rotate(path)
        append(path, f"{k}\n")
    last = source.finish(0.1)
    assert last is not None
    assert [line.text for line in first.lines] + [line.text for line in last.lines] == [str(k) for k in range(21)]


def test_deleted_and_made_again_is_a_new_file_whatever_its_inode(watching: Watching, path: Path) -> None:
    append(path, "a\n")
    assert watching.shows("a")
    for k in range(10):  # the inode is free again at each turn, but for the one that is held open
        path.unlink()
        append(path, f"b{k}\n")
        watching.later(4)
    assert watching.shows("a", *(f"b{k}" for k in range(10)))
    assert set(watching.causes[1:]) <= {"replaced", "reappeared"}
    assert watching.integrity.losses == ()


def test_truncated_to_nothing_and_grown_again(watching: Watching, path: Path) -> None:
    append(path, "a\nb\n")
    assert watching.shows("a", "b")
    os.truncate(path, 0)
    watching.at_rest()
    append(path, "c\n")
    assert watching.shows("a", "b", "c")
    assert watching.causes == ["opened", "truncated"]
    assert watching.integrity.losses[0].startswith("it was truncated between two looks")
    assert watching.integrity.bytes_read == 2
    assert watching.lines[-1].offset == 0
    assert watching.lines[-1].number == 3


def test_rewritten_to_more_than_before_within_one_look(watching: Watching, path: Path) -> None:
    append(path, "".join(f"old {k}\n" for k in range(10)))
    assert watching.shows(*(f"old {k}" for k in range(10)))
    with path.open("w") as file:
        file.write("".join(f"new {k}\n" for k in range(14)))
    assert watching.shows(*(f"old {k}" for k in range(10)), *(f"new {k}" for k in range(14)))
    assert watching.causes[0] == "opened"
    assert watching.causes[1] in ("rewritten", "truncated")  # a poll may see the moment in between
    assert watching.integrity.losses != ()


def test_rewritten_to_the_same_size(watching: Watching, path: Path) -> None:
    append(path, "loss=0.5\nloss=0.4\n")
    assert watching.shows("loss=0.5", "loss=0.4")
    with path.open("r+") as file:
        file.write("loss=0.9\nloss=0.8\n")
    assert watching.shows("loss=0.5", "loss=0.4", "loss=0.9", "loss=0.8")
    assert watching.causes == ["opened", "rewritten"]


def test_a_writer_without_append_leaves_zeros_that_are_passed_over(watching: Watching, path: Path) -> None:
    with path.open("wb", buffering=0) as writer:
        writer.write(b"a" * 1599 + b"\n")
        assert until(lambda: len(watching.lines) == 1)
        os.truncate(path, 0)
        watching.at_rest()
        writer.write(b"b\nc\n")
        watching.later(0.5)
        assert len(watching.lines) == 1
        watching.later(3)
        assert watching.shows("a" * 1599, "b", "c")
        assert watching.lines[1].offset == 1600
        assert watching.integrity.notes == ("1,600 NUL bytes were passed over",)
        assert watching.integrity.bytes_read == watching.integrity.bytes_in_file == 1604


def test_what_copytruncate_copied_is_read_from_the_copy(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    append(path, f"a {LONG}\n")
    source = FileSource(str(path), EchoReader)
    source.step(0.0)
    append(path, "b, written and copied between two looks\n")
    shutil.copy(path, path.with_name("run.log.1"))
    os.truncate(path, 0)
    append(path, "c\n")
    last = source.finish(0.1)
    assert last is not None
    assert [line.text for line in last.lines] == ["b, written and copied between two looks", "c"]
    assert [g.cause for g in last.integrity.generations] == ["opened", "truncated"]
    assert last.integrity.losses == ("it was copied and then truncated: lines written in between, if any, are lost",)


def test_a_link_that_is_switched_is_followed_after_its_old_target_ended(watching: Watching, path: Path) -> None:
    first, second = path.with_name("1.txt"), path.with_name("2.txt")
    append(first, "a\n")
    path.symlink_to(first)
    assert watching.shows("a")
    append(second, "c\n")
    link = path.with_name("link")
    link.symlink_to(second)
    link.replace(path)
    watching.later(1)
    append(first, "b\n")
    assert watching.shows("a", "b")
    watching.later(4)
    append(second, "d\n")
    assert watching.shows("a", "b", "c", "d")
    assert watching.causes == ["opened", "switched"]
    assert watching.integrity.generations[-1].target == str(second.resolve())
    assert watching.integrity.losses == ()


def test_a_link_to_nothing_waits_for_its_target(watching: Watching, path: Path) -> None:
    path.symlink_to(path.with_name("later.txt"))
    watching.at_rest()
    assert watching.integrity.waiting_for == "the file does not exist yet"
    append(path.with_name("later.txt"), "a\n")
    assert watching.shows("a")
    assert watching.integrity.waiting_for == ""


def test_a_file_that_is_missing_at_the_start_is_waited_for(watching: Watching, path: Path) -> None:
    assert watching.integrity.waiting_for == "the file does not exist yet"
    append(path, "a\n")
    assert watching.shows("a")
    assert watching.causes == ["opened"]
    assert watching.integrity.waiting_for == ""


def _refuse(monkeypatch: pytest.MonkeyPatch, path: Path, name: str, code: int, refused: Callable[[], bool]) -> None:
    """Make a call of the system fail for the log; root is refused nothing by permissions."""
    real = getattr(os, name)

    def call(target: object, *rest: object, **options: object) -> object:
        if refused() and target in (str(path), *_descriptors(path)):
            raise OSError(code, os.strerror(code))
        return real(target, *rest, **options)

    monkeypatch.setattr(os, name, call)


def _descriptors(path: Path) -> list[int]:
    found = []
    for entry in Path("/proc/self/fd").iterdir():
        try:
            if os.readlink(entry) == str(path):
                found.append(int(entry.name))
        except OSError:
            continue
    return found


def test_files_that_came_and_went_before_the_first_look_are_found(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    append(tmp_path / "run.log.1", "of an earlier run\n")
    source = FileSource(str(path), EchoReader)
    source.step(0.0)
    append(path, "a\n")
    for text in ("b", "c"):
        _rotate(path)
        append(path, f"{text}\n")
    last = source.finish(0.2)
    assert last is not None
    assert [line.text for line in last.lines] == ["a", "b", "c"]


def test_permission_lost_and_given_back_continues_where_it_was(
    watching: Watching, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    denied = [True]
    _refuse(monkeypatch, path, "open", errno.EACCES, lambda: denied[0])
    append_as_other_user = path.with_name("other-name")
    append(append_as_other_user, "a\n")
    append_as_other_user.rename(path)
    watching.at_rest()
    assert watching.integrity.waiting_for == "permission denied"
    denied[0] = False
    assert watching.shows("a")
    denied[0] = True
    os.system(f"printf 'b\\n' >> '{path}'")
    assert watching.shows("a", "b")  # what is open stays open
    denied[0] = False
    append(path, "c\n")
    assert watching.shows("a", "b", "c")
    assert watching.causes == ["opened"]


@pytest.mark.parametrize("code", [errno.EIO, errno.ESTALE])
def test_a_disk_that_fails_for_a_while_loses_nothing(
    watching: Watching, path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    append(path, "a\n")
    assert watching.shows("a")
    broken = [True]
    _refuse(monkeypatch, path, "pread", code, lambda: broken[0])
    append(path, "b\n")
    watching.at_rest()
    assert watching.integrity.waiting_for in ("the disk reports an error", "the network disk has lost the file")
    broken[0] = False
    assert watching.shows("a", "b")
    assert watching.integrity.waiting_for == ""
    assert watching.causes == ["opened"]


def test_a_directory_removed_and_made_again(tmp_path: Path) -> None:
    for poll in (False, True):
        path = tmp_path / str(poll) / "run.log"
        path.parent.mkdir()
        watching = Watching(path, poll=poll)
        append(path, "a\n")
        assert watching.shows("a")
        shutil.rmtree(path.parent)
        watching.at_rest()
        assert watching.integrity.waiting_for == "the file was deleted; 2 bytes of it were read"
        watching.later(2)
        path.parent.mkdir()
        append(path, "b\n")
        watching.later(4)
        append(path, "c\n")
        assert watching.shows("a", "b", "c")
        assert watching.causes == ["opened", "reappeared"]
        assert watching.stop()


def test_attributes_that_lie_are_not_believed(watching: Watching, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    append(path, "a\nb\n")
    assert watching.shows("a", "b")
    real = os.fstat

    def late(descriptor: int) -> os.stat_result:
        status = real(descriptor)
        fields = list(status)
        fields[6] = 2  # an earlier size, as a cache of attributes gives it
        return os.stat_result(fields)

    monkeypatch.setattr(os, "fstat", late)
    append(path, "c\n")
    assert watching.shows("a", "b", "c")
    monkeypatch.setattr(os, "fstat", real)
    append(path, "d\n")
    assert watching.shows("a", "b", "c", "d")
    assert watching.causes == ["opened"]
    assert watching.integrity.losses == ()


def test_a_rotation_that_packs_the_old_file_loses_nothing(watching: Watching, path: Path) -> None:
    append(path, f"a {LONG}\n")
    assert watching.shows(f"a {LONG}")
    append(path, "b\n")
    path.rename(path.with_name("run.log.1"))
    append(path, "c\n")
    watching.at_rest()
    packed = path.with_name("run.log.1.gz")
    packed.write_bytes(gzip.compress(path.with_name("run.log.1").read_bytes()))
    path.with_name("run.log.1").unlink()
    watching.later(4)
    assert watching.shows(f"a {LONG}", "b", "c")
    earlier = [line.text for batch in read_all(open_source(str(packed), EchoReader), 0.0) for line in batch.lines]
    assert earlier == [f"a {LONG}", "b"]


def test_two_files_with_the_same_banner_are_two_files(watching: Watching, path: Path) -> None:
    banner = "".join(f"# {k:03d} {LONG}\n" for k in range(64))
    append(path, banner + "a\n")
    texts = [*banner.splitlines(), "a"]
    assert watching.shows(*texts)
    path.rename(path.with_name("run.log.1"))
    append(path, banner + "b\n")
    watching.later(4)
    assert watching.shows(*texts, *banner.splitlines(), "b")
    path.unlink()
    append(path, banner + "c\n")
    watching.later(4)
    assert watching.shows(*texts, *banner.splitlines(), "b", *banner.splitlines(), "c")


def test_a_reader_killed_at_any_point_reads_the_same_again(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    chance = random.Random(7)
    for k in range(200):
        append(path, f"step {k}\n"[: chance.randint(1, 9)])
        append(path, f"step {k}\n"[chance.randint(1, 9) :])
        if k % 20 == 0:
            killed = FileSource(str(path), EchoReader)
            killed.step(0.0)
            killed.close()
    lines = [line for batch in read_all(FileSource(str(path), EchoReader), 0.0) for line in batch.lines]
    whole = path.read_text()
    assert [line.text for line in lines] == whole.removesuffix("\n").split("\n")


def test_a_longer_copy_in_its_place_is_not_read_twice(watching: Watching, path: Path) -> None:
    append(path, f"a {LONG}\nb\n")
    assert watching.shows(f"a {LONG}", "b")
    for k in range(3):
        copy = path.with_name(".run.log.k3X8dA")
        shutil.copy(path, copy)
        append(copy, f"c{k}\n")
        copy.replace(path)
        watching.at_rest()
    assert watching.shows(f"a {LONG}", "b", "c0", "c1", "c2")
    assert watching.causes == ["opened", "replaced", "replaced", "replaced"]
    assert watching.integrity.losses == ()
    assert watching.lines[-1].offset == len(f"a {LONG}\nb\nc0\nc1\n")


def test_two_truncations_between_two_looks_are_told_as_a_loss(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    append(path, "a\n")
    source = FileSource(str(path), EchoReader)
    source.step(10.0)
    for text in ("never to be seen\n", "b\n"):
        os.truncate(path, 0)
        append(path, text)
    batch = source.step(10.25)
    assert batch is not None
    assert [line.text for line in batch.lines] == ["b"]
    assert batch.integrity.losses == (
        "it was rewritten between two looks 0.25 s apart: lines written in that time, if any, are lost",
    )


def test_what_was_seen_but_not_read_before_a_truncation_is_told_in_bytes(tmp_path: Path) -> None:
    path = tmp_path / "run.log"
    append(path, b"x" * 299_999 + b"\n")
    source = FileSource(str(path), EchoReader)
    source.step(0.0)
    os.truncate(path, 0)
    batch = source.step(0.1)
    assert batch is not None
    assert batch.integrity.losses == (f"it was truncated before {300_000 - 262_144:,} bytes of it were read",)


def test_a_deleted_file_that_is_still_written_is_still_read(watching: Watching, path: Path) -> None:
    with path.open("ab", buffering=0) as writer:
        writer.write(b"a\n")
        assert watching.shows("a")
        path.unlink()
        watching.at_rest()
        assert watching.integrity.waiting_for == "the file was deleted; 2 bytes of it were read"
        writer.write(b"b\n")
        assert watching.shows("a", "b")
    assert watching.integrity.waiting_for == "the file was deleted; 4 bytes of it were read"
