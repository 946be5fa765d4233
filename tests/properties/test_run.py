"""Whatever a log says, a run stays whole, and says the same however its events were handed over."""

from __future__ import annotations

from array import array
from itertools import pairwise
from math import inf, isnan, nan

from hypothesis import given
from hypothesis import strategies as st

from tui.model.events import NOTICES, Columns, Ended, Event, Metrics, Notice, Plan, Progress, Started
from tui.model.run import Run

NAMES = ("loss", "val_loss", "acc", "lr", "time", "损失")
numbers = st.one_of(st.floats(-1e3, 1e3), st.sampled_from([nan, inf, -inf, 0.0, 1e300]))
whole = st.integers(0, 50).map(float)
maybe = st.none() | whole
splits = st.sampled_from([None, "train", "val", "test"])
times = st.none() | st.floats(0, 1e9)

metrics = st.builds(
    Metrics, st.dictionaries(st.sampled_from(NAMES), numbers, min_size=1, max_size=3), maybe,
    st.none() | st.floats(0, 9), maybe, maybe, splits, times,
    st.sampled_from([None, None, 0, 1]), st.booleans(), st.integers(0, 500),
)  # fmt: skip
progress = st.builds(
    Progress,
    whole,
    maybe,
    st.sampled_from(["step", "epoch", "batch", "eval", "data"]),
    label=st.sampled_from(["", "x"]),
    time=times,
)
others = st.one_of(
    st.builds(Plan, maybe, maybe, st.none() | st.integers(1, 8)),
    st.builds(Notice, st.sampled_from(NOTICES), st.text(max_size=5), st.integers(0, 500), times),
    st.builds(Started, time=times),
    st.builds(Ended, time=times),
)
lives = st.lists(st.one_of(metrics, metrics, metrics, progress, others), max_size=40)


def facts(run: Run) -> str:
    return repr(
        (
            run.step, run.epoch, run.axis, run.total_steps, run.total_epochs, run.records, run.rows, run.segments,
            run.epoch_starts, run.notices, run.failure, run.ended, run.progress, run.primary, run.epochs(), run.version,
            {name: (list(s.x), list(s.y), list(s.rows), s.low, s.high, s.best) for name, s in run.series.items()},
        )
    )  # fmt: skip


@given(lives, st.lists(st.integers(0, 40), max_size=5))
def test_the_run_is_the_same_however_the_events_are_batched(events: list[Event], cuts: list[int]) -> None:
    whole_run, piecewise = Run(), Run()
    whole_run.apply(events)
    for start, stop in pairwise(sorted({0, len(events), *(min(c, len(events)) for c in cuts)})):
        piecewise.apply(events[start:stop])
    assert facts(piecewise) == facts(whole_run)


@given(lives)
def test_every_value_stands_in_a_row_of_its_own_and_rows_rise(events: list[Event]) -> None:
    run = Run()
    run.apply(events)
    for series in run.series.values():
        assert len(series.x) == len(series.y) == len(series.rows) > 0
        assert all(a < b for a, b in pairwise(series.rows))
        assert series.rows[-1] < len(run.rows)
        assert run.settled(series) in (len(series), len(series) - 1)


@given(lives)
def test_segments_and_epochs_part_the_rows(events: list[Event]) -> None:
    run = Run()
    run.apply(events)
    starts = [segment.first_row for segment in run.segments]
    assert starts == sorted(starts)
    assert bool(starts) == bool(len(run.rows))
    assert starts[:1] in ([], [0])
    assert all(0 <= run.segment_of(row) < len(run.segments) for row in range(len(run.rows)))
    firsts = [row for _, row in run.epoch_starts]
    assert firsts == sorted(set(firsts))
    assert len(run.epochs()) == len(firsts)


@given(lives)
def test_inside_a_segment_the_stated_steps_of_one_metric_never_fall(events: list[Event]) -> None:
    only = [Metrics({"loss": 1.0}, step=e.step) for e in events if isinstance(e, Metrics) and e.step is not None]
    run = Run()
    run.apply(only)
    for first, second in pairwise(range(len(run.rows))):
        if run.segment_of(first) == run.segment_of(second):
            assert run.rows.step[first] <= run.rows.step[second]


@given(lives)
def test_the_shown_series_begin_with_the_primary_and_are_of_one_rank(events: list[Event]) -> None:
    run = Run()
    run.apply(events)
    shown = run.shown_series()
    if run.primary is not None:
        assert shown[0].name == run.primary
    assert len({s.rank for s in shown} - {None}) <= 1
    assert len({s.name for s in shown}) == len(shown)


@given(st.lists(st.tuples(numbers, numbers, maybe, maybe, times), min_size=1, max_size=20), splits)
def test_columns_are_the_same_as_records(
    records: list[tuple[float, float, float | None, float | None, float | None]], split: str | None
) -> None:
    def column(values: list[float | None]) -> array[float]:
        return array("d", [nan if v is None else v for v in values])

    loss, acc, steps, epochs, clock = (list(c) for c in zip(*records, strict=True))
    columns = Columns(
        ("loss", "acc"), (column(loss), column(acc)), array("q", range(len(records))), column(steps), column(epochs),
        column(clock), split=split,
    )  # fmt: skip
    quick, slow = Run(), Run()
    quick.apply([columns])
    slow.apply(
        Metrics({"loss": a, "acc": b}, s, e, split=split, time=t, line=k) for k, (a, b, s, e, t) in enumerate(records)
    )
    slow.version = quick.version
    assert facts(quick) == facts(slow)


@given(lives)
def test_a_failure_is_never_older_than_the_last_sign_of_life(events: list[Event]) -> None:
    run = Run()
    run.apply(events)
    alive = max((k for k, e in enumerate(events) if isinstance(e, (Metrics, Progress, Started))), default=-1)
    later = events[alive + 1 :]
    failures = [e for e in later if isinstance(e, Notice) and e.kind in ("error", "oom", "killed")]
    assert (run.failure is None) == (not failures)
    assert (run.ended is None) == (not any(isinstance(e, Ended) for e in later))


@given(lives)
def test_the_time_of_an_epoch_is_never_negative(events: list[Event]) -> None:
    run = Run()
    run.apply(events)
    assert all(row.seconds is None or (row.seconds >= 0 and not isnan(row.seconds)) for row in run.epochs())
