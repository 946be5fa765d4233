"""The judge: the same result in any batching, no look ahead, and alerts kept when they are withdrawn."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.analysis.builders import START, records, run_of
from tests.bench.runs.make import make

from tui.analysis.alerts import Alert
from tui.analysis.judge import Judge
from tui.model.events import Event, Metrics, Notice, Plan
from tui.model.run import Run


def judged_in_parts(events: list[Event], cuts: list[int]) -> tuple[Alert, ...]:
    run, judge = Run(), Judge()
    alerts: tuple[Alert, ...] = ()
    for start, stop in pairwise(sorted({0, len(events), *(cut % (len(events) + 1) for cut in cuts)})):
        run.apply(events[start:stop])
        alerts = judge.advance(run, START)
    return alerts


def troubled(seed: int) -> list[Event]:
    """Records with a jump, a NaN, a restart and an error in them, by chance; bars and loggers mixed."""
    random = Random(seed)
    out: list[Event] = [Plan(steps=400.0)]
    step, level = 0, 5.0
    for line in range(1, 300):
        step += 1
        level *= 0.995
        value = level * (1 + random.gauss(0, 0.02))
        if random.random() < 0.01:
            value *= 4
        if random.random() < 0.01:
            value = float("nan")
        if random.random() < 0.005:
            step = max(1, step - 30)
        if random.random() < 0.01:
            out.append(Notice("error", "RuntimeError: boom", line=line, time=START + line))
        values = {"loss": value, "grad_norm": random.random(), "lr": 1e-3}
        out.append(Metrics(values, step=float(step), time=START + line, line=line, bar=random.random() < 0.2))
        if line % 20 == 0:
            out.append(Metrics({"loss": level * 1.1}, step=float(step), split="val", time=START + line, line=line))
    return out


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.lists(st.integers(0, 10_000), max_size=12))
def test_the_batching_of_events_changes_nothing(seed: int, cuts: list[int]) -> None:
    events = troubled(seed)

    assert judged_in_parts(events, cuts) == judged_in_parts(events, [])


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 200), st.lists(st.integers(0, 100_000), max_size=6))
def test_a_run_of_the_bench_is_judged_alike_in_any_batching(seed: int, cuts: list[int]) -> None:
    events = [event for _, some in make(2 * seed + 1).records for event in some]

    assert judged_in_parts(events, cuts) == judged_in_parts(events, [])


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 300))
def test_what_was_told_does_not_hang_on_what_comes_later(seed: int, cut: int) -> None:
    events = troubled(seed)
    early = {(a.kind, a.metric, a.line, a.since_step) for a in judged_in_parts(events[:cut], [])}
    rows = len(run_of(events[:cut]).rows)
    late = {(a.kind, a.metric, a.line, a.since_step) for a in judged_in_parts(events, [])}

    assert early <= late or rows < 3


def test_a_run_started_again_withdraws_what_was_open_and_keeps_its_entry() -> None:
    random = Random(3)
    falling = [3.0 - 0.004 * k + random.gauss(0, 0.01) for k in range(200)]
    rising = [2.2 + 0.02 * k for k in range(100)]
    events = records({"loss": [*falling, *rising]})
    again = [
        Metrics({"loss": 2.2}, step=float(step), line=400 + step, time=START + 400 + step) for step in range(150, 160)
    ]

    found = [a for a in Judge().advance(run_of([*events, *again]), START) if a.kind == "divergence"]

    assert [a.cleared_reason for a in found] == ["the run was started again"]
    assert found[0].cleared_step == 150


def test_another_run_is_judged_from_the_start() -> None:
    judge = Judge()
    judge.advance(run_of(records({"loss": [1.0, float("nan")]})), START)

    assert judge.advance(run_of(records({"loss": [1.0, 2.0]})), START) == ()
