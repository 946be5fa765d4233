"""The default command: when there is a screen, and what the deadline means."""

from __future__ import annotations

from datetime import datetime

import pytest

from tui.cli.screen import deadline

NOON = datetime(2026, 3, 1, 12, 0).timestamp()


@pytest.mark.parametrize(("said", "hours"), [("18:00", 6), ("12:00", 24), ("11:59", 24 - 1 / 60), ("00:00", 12)])
def test_a_deadline_is_the_next_time_the_clock_shows_it(said: str, hours: float) -> None:
    assert deadline(said, NOON) == pytest.approx(NOON + 3600 * hours)


def test_no_deadline_is_none() -> None:
    assert deadline("", NOON) is None
