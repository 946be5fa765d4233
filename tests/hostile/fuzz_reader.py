"""Fuzz the way from bytes to a run: `pip install atheris`, then `python -m tests.hostile.fuzz_reader SEEDS -max_total_time=300`."""

from __future__ import annotations

import sys

import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]  # of those who fuzz alone

with atheris.instrument_imports(include=["tui"]):
    from tests.hostile.checks import read_and_told


if __name__ == "__main__":
    atheris.Setup(sys.argv, read_and_told)
    atheris.Fuzz()
