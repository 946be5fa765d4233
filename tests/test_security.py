"""SECURITY.md promises nothing without a test, and the limits in it are the program's own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tui.ingest.assemble import LINE_LIMIT
from tui.model import run
from tui.views import log_lines

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
PROMISES = re.findall(r"^- (\*\*.*?)(?=^- |^$)", TEXT.partition("## What is not")[0], flags=re.M | re.S)


@pytest.mark.parametrize("promise", PROMISES, ids=lambda text: text.split("**")[1])
def test_every_promise_names_tests_that_are_there(promise: str) -> None:
    files = re.findall(r"`(tests/[\w/]+\.py)`", promise)
    assert files
    for file in files:
        assert re.search(r"^(async )?def test_", (ROOT / file).read_text(encoding="utf-8"), flags=re.M), file


def test_the_limits_are_the_programs_own() -> None:
    stated = " ".join(TEXT.split())
    assert LINE_LIMIT == 1 << 20
    assert f"{run.MOST_SERIES:,} metrics, {run.MOST_NOTICES:,} events, {run.MOST_BARS:,} bars" in stated
    assert f"names of {run.LONGEST_NAME} characters" in stated
    assert f"{log_lines.LIMIT:,} lines of {log_lines.LONGEST:,} characters" in stated
