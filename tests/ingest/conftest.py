"""A log that is watched by the real thread, by events and by the clock alone, with a time that the test sets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.ingest.watching import Watching


@pytest.fixture(params=["events", "poll"])
def watching(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Watching]:
    """A source on `run.log` that has begun to look; the file does not exist yet."""
    watched = Watching(tmp_path / "run.log", poll=request.param == "poll")
    yield watched
    watched.stop()


@pytest.fixture
def path(watching: Watching) -> Path:
    """The log's path."""
    return watching.path
