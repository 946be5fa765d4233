"""Write again the samples that need no other program: `python -m sample_logs.make [PROGRAM...]`.

Programs that need their own environment are run from the repository root as `python -m sample_logs.PROGRAM.make`; the
first lines of each such script name the versions it was run with.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import cast

from sample_logs.writing import SampleLog

HERE = Path(__file__).parent


def programs() -> list[str]:
    """The folders whose script defines `logs()`: they need the standard library alone."""
    scripts = sorted(HERE.glob("*/make.py"))
    return [script.parent.name for script in scripts if "\ndef logs(" in script.read_text(encoding="utf-8")]


def logs_of(program: str) -> list[SampleLog]:
    """The samples of one program, made anew in memory."""
    return cast("list[SampleLog]", import_module(f"sample_logs.{program}.make").logs())


def every_log() -> Iterator[SampleLog]:
    """All samples that can be made anew here."""
    for program in programs():
        yield from logs_of(program)


if __name__ == "__main__":
    for name in sys.argv[1:] or programs():
        for sample in logs_of(name):
            sample.save()
