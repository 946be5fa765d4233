"""The program as a process of its own: what it printed, how it ended, and the most memory it had."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import tui

# What the kernel says of a child to its parent begins with the parent's own size, so the child looks at itself.
_MEASURED = """
import atexit, os, re, tui.cli
from pathlib import Path
said = Path("/proc/self/status")
atexit.register(lambda: Path(os.environ["PEAK_GOES_TO"]).write_text(re.search(r"VmHWM:\\s*(\\d+)", said.read_text())[1]))
tui.cli.main()
"""
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
    call = [sys.executable, "-c", _MEASURED, *(a if isinstance(a, bytes) else str(a) for a in arguments)]
    peak = folder / "peak"
    around = {**surroundings(folder), **added, "PEAK_GOES_TO": str(peak)}
    done = subprocess.run(call, input=given, capture_output=True, env=around, timeout=LIMIT, check=False)
    return Ended(done.returncode, done.stdout, done.stderr, int(peak.read_text()) / 1024)


def surroundings(folder: Path) -> dict[str, str]:
    """An environment without the user's own files and without a terminal."""
    own = {name: str(folder / name) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    here = str(Path(tui.__file__).parents[1])  # wherever the test stands
    return {**os.environ, **own, "PYTHONPATH": here, "TERM": "dumb", "LC_ALL": "C.UTF-8", "PYTHONWARNINGS": "error"}
