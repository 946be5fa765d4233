"""Whatever the numbers, the pyramid of a series says what a plain loop over its values would say."""

from __future__ import annotations

from array import array
from math import inf, isfinite, nan

from hypothesis import given, settings
from hypothesis import strategies as st

from tui.model.names import Meaning
from tui.model.series import FAN, Bucket, Series

values = st.one_of(
    st.floats(-1e6, 1e6), st.sampled_from([0.0, 1.0, 2.0]), st.sampled_from([nan, inf, -inf]), st.floats(allow_nan=True)
)
columns = st.lists(values, max_size=3 * FAN)
goals = st.sampled_from(["min", "max", "none"])


@st.composite
def long_columns(draw: st.DrawFn) -> list[float]:
    """Values enough for two levels of the pyramid: a short piece said again and again, with faults in it."""
    piece = draw(st.lists(values, min_size=1, max_size=40))
    length = draw(st.integers(0, 2 * FAN * FAN + 5))
    out = (piece * (length // len(piece) + 1))[:length]
    for at in draw(st.lists(st.integers(0, max(0, length - 1)), max_size=5)):
        if length:
            out[at] = draw(values)
    return out


def made(ys: list[float], xs: list[float] | None = None, goal: str = "min") -> Series:
    series = Series("loss", Meaning("loss", goal))
    for k, y in enumerate(ys):
        series.append(float(k) if xs is None else xs[k], y, k)
    return series


def facts(series: Series) -> tuple[object, ...]:
    whole = series.between(0, len(series))
    return (
        list(series.x), [repr(v) for v in series.y], list(series.rows), series.low, series.high, series.not_finite,
        series.first_bad, series.best_at, repr(whole), [repr(series.between(0, k)) for k in range(0, len(series), 17)],
    )  # fmt: skip


def naive(ys: list[float]) -> Bucket:
    finite = [y for y in ys if isfinite(y)]
    return Bucket(
        min(finite, default=inf),
        max(finite, default=-inf),
        finite[-1] if finite else nan,
        len(finite),
        len(ys) - len(finite),
    )


def naive_buckets(xs: list[float], ys: list[float], width: int, x_from: float, x_to: float) -> list[Bucket]:
    scale = width / (x_to - x_from) if x_to > x_from else 0.0
    held: list[list[float]] = [[] for _ in range(width)]
    for x, y in zip(xs, ys, strict=True):
        if x_from <= x <= x_to:
            held[min(width - 1, int((x - x_from) * scale))].append(y)
    return [naive(column) for column in held]


@given(columns, columns, goals)
def test_extending_equals_appending_one_by_one(first: list[float], second: list[float], goal: str) -> None:
    ys = first + second
    quick = made(first, goal=goal)
    start = len(first)
    quick.extend(array("d", range(start, len(ys))), array("d", second), array("q", range(start, len(ys))))
    assert facts(quick) == facts(made(ys, goal=goal))


@given(columns, values, values, columns, goals)
def test_replacing_equals_never_having_seen_the_value(
    before: list[float], wrong: float, right: float, after: list[float], goal: str
) -> None:
    series = made([*before, wrong], goal=goal)
    series.replace_last(right)
    for k, y in enumerate(after, len(before) + 1):
        series.append(float(k), y, k)
    assert facts(series) == facts(made([*before, right, *after], goal=goal))


@given(long_columns(), goals)
@settings(max_examples=50)
def test_the_bounds_are_those_of_the_finite_values(ys: list[float], goal: str) -> None:
    series = made(ys, goal=goal)
    finite = [y for y in ys if isfinite(y)]
    best = {"min": min(finite, default=None), "max": max(finite, default=None), "none": None}[goal]
    assert (series.low, series.high) == (min(finite, default=inf), max(finite, default=-inf))
    assert series.best == best
    assert series.not_finite == len(ys) - len(finite)
    assert series.first_bad == next((k for k, y in enumerate(ys) if not isfinite(y)), None)


@given(long_columns(), st.integers(0, 2 * FAN * FAN), st.integers(0, 2 * FAN * FAN))
@settings(max_examples=80)
def test_any_stretch_of_indices_is_what_its_values_say(ys: list[float], start: int, length: int) -> None:
    assert repr(made(ys).between(start, start + length)) == repr(naive(ys[start : start + length]))


positions = st.lists(st.one_of(st.integers(0, 5000), st.floats(0, 5000)), min_size=1, max_size=400)


@given(
    positions,
    st.data(),
    st.integers(1, 60),
    st.one_of(st.integers(-10, 5000), st.floats(-10, 5000)),
    st.integers(0, 5000),
    st.booleans(),
)
@settings(max_examples=80)
def test_any_window_at_any_width_is_what_its_values_say(
    places: list[float], data: st.DataObject, width: int, x_from: float, span: int, rising: bool
) -> None:
    xs = [float(x) for x in (sorted(places) if rising else places)]
    piece = data.draw(st.lists(values, min_size=1, max_size=20))
    ys = (piece * (len(xs) // len(piece) + 1))[: len(xs)]
    found = made(ys, xs).buckets(width, float(x_from), float(x_from + span))
    expected = naive_buckets(xs, ys, width, float(x_from), float(x_from + span))
    assert [repr(b) for b in found] == [repr(b) for b in expected]


@given(long_columns(), st.integers(0, 2000), st.integers(1, 2000), st.integers(1, 30))
@settings(max_examples=50)
def test_a_segment_is_drawn_without_its_neighbours(ys: list[float], start: int, length: int, width: int) -> None:
    xs = [float(k) for k in range(len(ys))]
    stop = min(len(ys), start + length)
    found = made(ys).buckets(width, 0.0, 2000.0, start, stop)
    expected = naive_buckets(xs[start:stop], ys[start:stop], width, 0.0, 2000.0)
    assert [repr(b) for b in found] == [repr(b) for b in expected]
