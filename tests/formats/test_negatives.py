"""Texts without any training metric yield no series: nothing is invented, however many numbers come back."""

from __future__ import annotations

import pytest
from tests.formats.negatives.make import KINDS
from tests.formats.negatives.words import Pieces
from tests.formats.whole_log import lines_of, run_of

from tui.model.run import Run


def text_of(kind: str, seed: int, share: int = 1) -> str:
    """One text of this kind; `share` divides its length."""
    generator, lines = KINDS[kind]
    return "".join(generator(Pieces(seed), lines // share))


@pytest.fixture(params=KINDS, scope="module")
def run(request: pytest.FixtureRequest) -> Run:
    """What the reader makes of one text."""
    return run_of(lines_of(text_of(request.param, seed=1)))


def test_a_text_without_training_yields_no_series(run: Run) -> None:
    assert {name: series.y[:4].tolist() for name, series in run.series.items()} == {}


def test_a_text_without_training_has_no_step_and_no_epoch(run: Run) -> None:
    assert (run.records, run.step, run.epoch) == (0, None, None)


def test_all_of_them_in_one_log_yield_no_series() -> None:
    run = run_of(lines_of("".join(text_of(kind, seed=2, share=8) for kind in KINDS)))
    assert list(run.series) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_is_as_long_as_a_real_one(kind: str) -> None:
    assert 200 <= len(list(lines_of(text_of(kind, seed=1)))) <= 40_000
