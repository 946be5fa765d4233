"""The program as a process of its own: what it printed, how it ended, and the most memory it had."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

import tui

LIMIT = 50.0  # seconds that a run may take before it counts as hanging


@dataclass(frozen=True, slots=True)
class Ended:
    """Exit code, standard output, standard error, and the peak of resident memory in MiB."""

    code: int
    out: bytes
    err: bytes
    peak_mib: float


def trainwatch(*arguments: object, folder: Path, given: bytes = b"", **added: str) -> Ended:
    """Run `trainwatch` with its own notes under `folder`. Fails when it takes longer than `LIMIT`."""
    call = [sys.executable, "-m", "tui", *(a if isinstance(a, bytes) else str(a) for a in arguments)]
    with TemporaryFile() as out, TemporaryFile() as err, TemporaryFile() as data:
        data.write(given)
        data.seek(0)
        child = subprocess.Popen(call, stdin=data, stdout=out, stderr=err, env={**surroundings(folder), **added})
        try:
            peak = _peak(child)
        finally:
            child.kill()
        return Ended(child.returncode, _all(out), _all(err), peak)


def surroundings(folder: Path) -> dict[str, str]:
    """An environment without the user's own files and without a terminal."""
    own = {name: str(folder / name) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    here = str(Path(tui.__file__).parents[1])  # wherever the test stands
    return {**os.environ, **own, "PYTHONPATH": here, "TERM": "dumb", "LC_ALL": "C.UTF-8", "PYTHONWARNINGS": "error"}


def _peak(child: subprocess.Popen[bytes]) -> float:
    """Wait for the end. The kernel's account comes with the child's status, which nobody else may fetch first."""
    alarm = subprocess.Popen(["sh", "-c", f"sleep {LIMIT} && kill -KILL {child.pid}"], start_new_session=True)
    try:
        _, status, usage = os.wait4(child.pid, 0)
    finally:
        os.killpg(alarm.pid, 9)
        alarm.wait()
    child.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def _all(file: object) -> bytes:
    file.seek(0)  # type: ignore[attr-defined]
    return bytes(file.read())  # type: ignore[attr-defined]


def write_lines(path: Path, lines: Sequence[str]) -> Path:
    """A log of these lines."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
