"""Pace: training and pauses apart, start-up left out, a range, and no figure without ground."""

from __future__ import annotations

from random import Random

import pytest
from tests.analysis.builders import START

from tui.analysis.deadline import fit
from tui.analysis.pace import Pace, Pacer
from tui.model.events import Ended, Event, Metrics, Notice, Plan, Progress
from tui.model.run import Run


def steps(count: int, seconds: float, *, start: float = START, pause: float = 0.0, every: int = 10) -> list[Event]:
    random = Random(1)
    now, out = start, []
    for k in range(1, count + 1):
        now += seconds * random.lognormvariate(0, 0.02) + (pause if k > 1 and (k - 1) % every == 0 else 0)
        out.append(Metrics({"loss": 1.0}, step=float(k), time=now, line=k))
    return list(out)


def pace_of(events: list[Event], *, total: float | None = None, live: bool = False, waited: float = 0.0) -> Pace:
    run = Run(live=live)
    run.apply([Plan(steps=total)] if total else [])
    run.apply(events)
    return Pacer().advance(run, (run.last_time or START) + waited)


def test_the_time_left_is_pace_times_what_is_left() -> None:
    pace = pace_of(steps(100, 2.0), total=1000.0)

    assert pace.seconds_left == pytest.approx(1800, rel=0.02)
    assert pace.low is not None
    assert pace.high is not None
    assert pace.low < 1800 < pace.high
    assert (pace.unit, pace.done, pace.fraction_done, pace.grounds) == ("step", 100, 0.1, "")


def test_pauses_are_learned_and_added_for_those_still_to_come() -> None:
    pace = pace_of(steps(105, 1.0, pause=60.0, every=20), total=205.0)

    (pause,) = pace.pauses
    assert (pause.every, pause.seen, pause.to_come) == (20, 5, 5)
    assert pause.seconds == pytest.approx(60, rel=0.05)
    assert pace.seconds_left == pytest.approx(100 + 5 * 60, rel=0.03)
    assert pace.seconds_per_unit == pytest.approx(1.0, rel=0.03)


def test_a_slow_first_step_spoils_nothing() -> None:
    first = [Metrics({"loss": 1.0}, step=0.0, time=START - 600, line=0)]

    assert pace_of([*first, *steps(20, 1.0)], total=120.0).seconds_left == pytest.approx(100, rel=0.05)


def test_a_change_of_pace_is_followed() -> None:
    early = steps(60, 1.0)
    late = [Metrics({"loss": 1.0}, step=60.0 + k, time=START + 60 + 3 * k, line=60 + k) for k in range(1, 61)]

    assert pace_of([*early, *late], total=220.0).seconds_left == pytest.approx(300, rel=0.05)


def test_a_resume_starts_the_pace_anew() -> None:
    again = [Metrics({"loss": 1.0}, step=50.0 + k, time=START + 9000 + 5 * k, line=200 + k) for k in range(20)]

    assert pace_of([*steps(100, 1.0), *again], total=169.0).seconds_left == pytest.approx(500, rel=0.05)


def test_epochs_alone_are_enough() -> None:
    events: list[Event] = [Metrics({"loss": 1.0}, epoch=float(k), time=START + 300 * k, line=k) for k in range(1, 6)]
    run = Run()
    run.apply([Plan(epochs=20.0), *events])

    pace = Pacer().advance(run, START + 1500)

    assert pace.unit == "epoch"
    assert pace.seconds_left == pytest.approx(4500, rel=0.02)


def test_there_is_no_figure_without_ground() -> None:
    assert pace_of(steps(2, 1.0), total=1000.0).grounds == "measuring"
    unknown = pace_of(steps(100, 2.0))
    assert (unknown.grounds, unknown.seconds_left) == ("no total", None)
    assert unknown.rate == pytest.approx(0.5, rel=0.05)
    over = pace_of([*steps(100, 2.0), Ended()], total=1000.0)
    assert (over.grounds, over.seconds_left) == ("finished", 0.0)


def test_a_plan_that_was_long_passed_is_no_plan() -> None:
    assert pace_of(steps(300, 1.0), total=100.0).grounds == "no total"


def test_without_times_the_clock_of_the_bar_is_used() -> None:
    run, pacer = Run(), Pacer()
    for k in range(1, 9):
        run.apply([Progress(100.0 * k, 1000.0, rate=2.0, elapsed=50.0 * k, line=1)])
        pace = pacer.advance(run, START)

    assert pace.seconds_left == pytest.approx(100, rel=0.05)


def test_without_any_clock_the_logs_own_estimate_is_shown_as_such() -> None:
    run = Run()
    run.apply([Progress(100.0, 1000.0, seconds_left=450.0, line=1)])

    pace = Pacer().advance(run, START)

    assert (pace.seconds_left, pace.finish_at, pace.grounds) == (450.0, START + 450, "the log's own")


def test_waiting_is_taken_off_but_never_below_what_must_still_come() -> None:
    events = steps(100, 2.0)

    assert pace_of(events, total=200.0, live=True, waited=4.0).seconds_left == pytest.approx(196, rel=0.02)
    assert pace_of(events, total=200.0, live=True, waited=4000.0).seconds_left == pytest.approx(190, rel=0.02)


def test_a_deadline_fits_may_not_fit_or_does_not() -> None:
    pace = Pace("step", seconds_left=3600.0, low=3000.0, high=4200.0)

    verdicts = [(fit(pace, START + limit, START) or pytest.fail("no verdict")).verdict for limit in (5000, 3800, 2000)]
    assert verdicts == ["fits", "may not fit", "will not fit"]
    assert "26 m 40 s too long" in (fit(pace, START + 2000, START) or pytest.fail("no verdict")).sentence
    assert fit(Pace("step"), START, START) is None


def test_records_without_a_time_are_clocked_by_the_notices_between_them() -> None:
    run, pacer = Run(), Pacer()
    run.apply([Plan(steps=1000.0)])
    for k in range(1, 9):
        run.apply(
            [Metrics({"loss": 1.0}, step=10.0 * k, line=2 * k), Notice("warning", "", 2 * k + 1, START + 20.0 * k)]
        )
        pace = pacer.advance(run, START)

    assert pace.seconds_left == pytest.approx(1840, rel=0.02)
