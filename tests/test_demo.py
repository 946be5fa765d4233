"""The sample run: the same for the same seed, and everything in it that there is to see."""

from __future__ import annotations

from math import isnan
from pathlib import Path

import pytest

from tui.analysis.judge import Judge
from tui.demo import EPOCHS, NAN, PLATEAU, SPIKE, STEPS, lines, stamped, write
from tui.formats.reader import Reader
from tui.model.events import Line
from tui.model.run import Run
from tui.report.firings import firings


def run_of(seed: int) -> Run:
    """The run that the sample's lines become."""
    reader, run = Reader(), Run()
    texts = [Line(said.text, number) for number, said in enumerate(lines(seed), 1)]
    run.apply([*reader.read(texts), *reader.finish()])
    return run


def test_the_same_seed_is_the_same_run_and_another_is_another() -> None:
    assert list(lines(7)) == list(lines(7))
    assert list(lines(7)) != list(lines(8))


def test_it_is_read_as_a_whole_run_with_its_totals() -> None:
    run = run_of(0)
    assert (run.step, run.total_steps, run.total_epochs) == (STEPS, STEPS, EPOCHS)
    assert len(run.series["loss"]) == STEPS
    assert len(run.series["val_loss"]) == EPOCHS
    assert run.ended is not None


def test_the_gradient_is_nan_before_the_loss_is_and_neither_comes_back() -> None:
    series = run_of(0).series
    assert series["grad_norm"].first_bad == NAN - 1
    assert series["loss"].first_bad == NAN
    assert all(isnan(value) for value in series["loss"].y[NAN:])


def test_the_loss_falls_stands_still_falls_on_and_recovers_from_its_jump() -> None:
    loss = run_of(0).series["loss"].y
    start, stop = PLATEAU
    assert loss[0] > 6 > 2.5 > loss[start]
    assert abs(loss[start + 20] - loss[stop - 20]) < 0.2
    assert loss[SPIKE - 1] > 1.5 * loss[SPIKE - 10]
    assert loss[NAN - 2] < loss[stop] - 0.4


@pytest.mark.parametrize("seed", range(3))
def test_its_alerts_tell_its_story(seed: int) -> None:
    reader = Reader()
    texts = [Line(text.rstrip(), number) for number, text in enumerate(stamped(lines(seed), 1.7e9), 1)]
    told = firings(Run(), Judge(), [*reader.read(texts), *reader.finish()])
    assert [(one.alert.kind, one.alert.metric, one.withdrawn) for one in told] == [
        ("plateau", "loss", False),
        ("plateau", "loss", True),
        ("spike", "loss", False),
        ("spike", "loss", True),
        ("nan", "grad_norm", False),
        ("nan", "loss", False),
    ]


def test_it_is_written_line_by_line_at_its_pace_and_appended(tmp_path: Path) -> None:
    log = tmp_path / "run.log"
    log.write_text("before\n")
    waits: list[float] = []
    write(log, seed=1, speed=2.0, sleep=waits.append)
    texts = log.read_text().splitlines()
    assert texts[0] == "before"
    assert len(texts) == len(waits) + 1 == len(list(lines(1))) + 1
    assert sum(waits) == pytest.approx(sum(said.seconds for said in lines(1)) / 2)


def test_speed_nought_waits_for_nothing(tmp_path: Path) -> None:
    waits: list[float] = []
    write(tmp_path / "run.log", speed=0, sleep=waits.append)
    assert waits == []
