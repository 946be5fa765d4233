"""What is watched is never written, locked, touched or signalled; no network is asked; own files are private."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from tests.hostile.process import surroundings
from tests.hostile.test_log_is_text import COMMANDS

STEPS = "".join(f"step {k} loss {2 / (k + 1):.4f}\n" for k in range(40))

# Imported by every Python that finds it: notes each file opened to be written, each lock, signal and connection.
AUDIT = """
import os, sys

def note(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        mode, flags = arguments[1] or "", arguments[2] or 0
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC) or set(mode) & set("wax+"):
            tell("write", os.fsdecode(arguments[0]))
    elif event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto"):
        tell("network", repr(arguments[1:]))
        raise PermissionError("no network")
    elif event in ("fcntl.flock", "fcntl.lockf", "os.kill", "os.killpg", "os.chmod", "os.chown", "os.utime",
                   "os.truncate", "os.remove", "os.rename", "os.link", "os.symlink", "os.setxattr"):
        tell(event, repr(arguments))

def tell(kind, what):
    os.write(int(os.environ["AUDIT_GOES_TO"]), f"{kind}\\t{what}\\n".encode("utf-8", "replace"))

sys.addaudithook(note)
"""


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    """A log that nobody may write, in a directory where nobody may write."""
    folder = tmp_path / "watched"
    folder.mkdir()
    path = folder / "run.log"
    path.write_text(STEPS)
    path.chmod(0o444)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)


def audited(*arguments: object, folder: Path) -> tuple[int, list[tuple[str, str]]]:
    """The exit code of a command, and what it did to files, locks, processes and the network."""
    hooks = folder / "hooks"
    hooks.mkdir(exist_ok=True)
    (hooks / "sitecustomize.py").write_text(AUDIT)
    notes = folder / "notes"
    with notes.open("wb") as file:
        around = surroundings(folder) | {"AUDIT_GOES_TO": str(file.fileno()), "PYTHONDONTWRITEBYTECODE": "1"}
        around["PYTHONPATH"] = f"{hooks}:{around['PYTHONPATH']}"
        call = [sys.executable, "-m", "tui", *map(str, arguments)]
        done = subprocess.run(call, env=around, pass_fds=[file.fileno()], capture_output=True, timeout=50, check=False)
    told = [line.split("\t", 1) for line in notes.read_text().splitlines()]
    return done.returncode, [(kind, what) for kind, what in told]


def fingerprint(path: Path) -> tuple[object, ...]:
    """Content, times, permissions and owner of a file and its directory."""
    states = [os.stat(one) for one in (path, path.parent)]
    return sha256(path.read_bytes()).hexdigest(), [(s.st_mtime_ns, s.st_mode, s.st_uid, s.st_size) for s in states]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_does_anything_to_what_it_reads(command: tuple[str, ...], log: Path, tmp_path: Path) -> None:
    before = fingerprint(log)
    code, done = audited(*command, log, folder=tmp_path)
    assert code == 0
    assert fingerprint(log) == before
    assert [what for _, what in done if str(log.parent) in what] == []
    assert os.listdir(log.parent) == ["run.log"]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_asks_anything_of_a_network(command: tuple[str, ...], log: Path, tmp_path: Path) -> None:
    _, done = audited(*command, log, folder=tmp_path)
    assert [what for kind, what in done if kind == "network"] == []


def test_the_audit_would_have_told(log: Path, tmp_path: Path) -> None:
    _, done = audited("report", log, "-o", tmp_path / "report.md", folder=tmp_path)
    assert any(kind == "os.rename" and "report.md" in what for kind, what in done)


def test_what_the_program_remembers_is_for_the_user_alone(log: Path, tmp_path: Path) -> None:
    audited("status", log, folder=tmp_path)
    own = [path for path in (tmp_path / "XDG_STATE_HOME").rglob("*") if path.is_file()]
    assert own
    assert {path.stat().st_mode & 0o777 for path in own} == {0o600}
    assert [path for path in own if path.suffix in (".part", ".tmp")] == []


def test_a_report_never_takes_the_place_of_the_log(log: Path, tmp_path: Path) -> None:
    before = fingerprint(log)
    code, _ = audited("report", log, "-o", log, folder=tmp_path)
    assert code == 2
    assert fingerprint(log) == before
