"""Rules about time: steps that take longer, and silence beyond the log's habit."""

from __future__ import annotations

from random import Random

from tests.analysis.builders import START, records

from tui.analysis.alerts import Alert
from tui.analysis.judge import Judge
from tui.model.events import Ended, Event, Metrics
from tui.model.run import Run


def timed(gaps: list[float], **more: list[float]) -> list[Event]:
    out: list[Event] = []
    now = START
    for k, gap in enumerate(gaps, 1):
        now += gap
        values = {"loss": 2.0, **{name: column[k - 1] for name, column in more.items()}}
        out.append(Metrics(values, step=float(k), time=now, line=k))
    return out


def told(events: list[Event], silence: float = 0.0, kind: str = "") -> list[Alert]:
    run = Run(live=True)
    run.apply(events)
    alerts = Judge().advance(run, (run.last_time or START) + silence)
    return [a for a in alerts if not kind or a.kind == kind]


def jittered(count: int, seconds: float, seed: int = 1) -> list[float]:
    random = Random(seed)
    return [seconds * random.lognormvariate(0, 0.1) for _ in range(count)]


def test_steps_that_take_twice_as_long_are_told_with_the_factor() -> None:
    (alert,) = told(timed([*jittered(100, 1.0), *jittered(40, 2.0)]), kind="slowdown")

    assert alert.since_step is not None
    assert 95 <= alert.since_step <= 110
    assert "times as long" in alert.message


def test_a_slowdown_that_ends_is_withdrawn() -> None:
    (alert,) = told(timed([*jittered(100, 1.0), *jittered(40, 2.0), *jittered(40, 1.0)]), kind="slowdown")

    assert alert.cleared_reason.startswith("back to")


def test_evaluations_in_every_other_interval_are_no_slowdown() -> None:
    gaps = [g + (20 if k % 2 else 0) for k, g in enumerate(jittered(200, 1.0))]

    assert told(timed(gaps), kind="slowdown") == []


def test_longer_steps_that_carry_more_are_no_slowdown() -> None:
    throughput = [1000.0] * 100 + [1010.0] * 60

    assert told(timed([*jittered(100, 1.0), *jittered(60, 1.5)], tokens_per_sec=throughput), kind="slowdown") == []


def test_without_times_a_throughput_metric_tells() -> None:
    run = Run()
    events = [
        Metrics({"tokens_per_sec": v}, step=float(k), line=k)
        for k, v in enumerate([*[1000.0 + k % 7 for k in range(100)], *[400.0] * 30])
    ]
    run.apply(events)

    (alert,) = Judge().advance(run, START)

    assert alert.kind == "slowdown"


def with_evaluations(count: int, pause: float, every: int = 20) -> list[float]:
    return [g + (pause if k % every == 0 and k else 0) for k, g in enumerate(jittered(count, 2.0))]


def test_silence_beyond_the_longest_habitual_pause_is_a_stall() -> None:
    events = timed(with_evaluations(100, 400.0))

    assert told(events, silence=900.0) == []
    (alert,) = told(events, silence=1150.0)
    assert alert.kind == "stall"
    assert "longest usual pause is 6 m" in alert.message


def test_a_first_evaluation_is_waited_for() -> None:
    assert told(timed(jittered(60, 2.0)), silence=600.0) == []


def test_a_log_that_said_its_end_may_be_silent() -> None:
    assert told([*timed(jittered(60, 2.0)), Ended()], silence=1e6) == []


def test_a_stall_that_ended_is_kept_and_says_how_long_it_was() -> None:
    events = timed([*with_evaluations(100, 40.0), 7200.0, *jittered(20, 2.0)])

    (alert,) = told(events, kind="stall")

    assert alert.cleared_reason == "the log went on after 2 h 00 m"
    assert alert.step == 100


def test_a_file_that_just_grew_is_not_silent_whatever_its_own_clock_says() -> None:
    run = Run(live=True)
    run.apply(timed(with_evaluations(100, 40.0)))
    hours_behind = START + 7 * 3600

    assert Judge().advance(run, hours_behind, changed_at=hours_behind - 5) == ()


def test_nothing_is_expected_of_a_log_that_is_not_followed() -> None:
    run = Run()
    run.apply(records({"loss": [1.0] * 50}))

    assert Judge().advance(run, START + 1e7) == ()
