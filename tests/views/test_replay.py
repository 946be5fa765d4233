"""A finished log as a timetable: when things happened, and playing them."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model.events import Columns, Event, Line, Metrics, Notice, Progress
from tui.views.replay import NOMINAL_SECONDS, Player, Timetable, nice_speed, timetable


def records(*times: float | None) -> list[Event]:
    return [Metrics({"loss": 1.0 / (k + 1)}, step=float(k), time=at, line=k + 1) for k, at in enumerate(times)]


def lines(count: int) -> list[Line]:
    return [Line(f"line {k}", k) for k in range(1, count + 1)]


def test_a_log_with_time_stamps_is_played_by_them() -> None:
    table = timetable(records(1000.0, 1010.0, 1040.0), lines(3))
    assert (table.clock, table.start, table.seconds) == ("time stamps", 1000.0, 40.0)
    assert list(table.event_at) == [0.0, 10.0, 40.0]


def test_records_between_two_time_stamps_are_spread_evenly() -> None:
    assert list(timetable(records(0.0, None, None, 30.0), []).event_at) == [0.0, 10.0, 20.0, 30.0]


def test_a_clock_that_steps_back_does_not_take_the_replay_back() -> None:
    assert list(timetable(records(0.0, 50.0, 20.0, 60.0), []).event_at) == [0.0, 50.0, 50.0, 60.0]


def test_without_time_stamps_the_longest_bar_tells_the_time() -> None:
    events: list[Event] = [
        Progress(1, 100, elapsed=10.0, line=1),
        Progress(1, 7, elapsed=1.0, label="eval", line=2),
        Progress(2, 100, elapsed=30.0, line=3),
    ]
    table = timetable(events, [])
    assert (table.clock, table.start) == ("progress bar", None)
    assert list(table.event_at) == [10.0, 20.0, 30.0]


def test_a_bar_that_starts_again_goes_on_from_where_it_was() -> None:
    events: list[Event] = [Progress(1, 10, elapsed=s, line=1) for s in (5.0, 20.0, 5.0, 20.0)]
    assert list(timetable(events, []).event_at) == [5.0, 20.0, 25.0, 40.0]


def test_two_stamps_of_a_launcher_are_not_the_clock_of_the_run() -> None:
    launched: list[Event] = [Notice("warning", "starting", time=100.0), Notice("warning", "up", time=100.9)]
    table = timetable([*launched, *records(*[None] * 50)], [])
    assert (table.clock, table.seconds) == ("nothing", NOMINAL_SECONDS)


def test_a_log_without_any_clock_lasts_a_minute() -> None:
    table = timetable(records(None, None, None), lines(3))
    assert (table.clock, table.seconds) == ("nothing", NOMINAL_SECONDS)


def test_whole_columns_are_played_record_by_record() -> None:
    column = Columns(("a", "b"), (array("d", [1, 2]), array("d", [3, 4])), array("q", [1, 2]), step=array("d", [0, 10]))
    table = timetable([column], [])
    assert [event.values for event in table.events if isinstance(event, Metrics)] == [
        {"a": 1, "b": 3},
        {"a": 2, "b": 4},
    ]


def test_a_line_appears_with_the_first_record_at_or_after_it() -> None:
    events: list[Event] = [Metrics({"a": 1.0}, time=0.0, line=2), Metrics({"a": 2.0}, time=8.0, line=4)]
    table = timetable(events, lines(5))
    assert list(table.line_at) == [0.0, 0.0, 8.0, 8.0, 8.0]
    assert table.at_line(3) == 8.0


def test_an_empty_log_is_played_at_once() -> None:
    player = Player(timetable([], []), 1.0, 0.0)
    player.advance(1.0)
    assert player.at_end


def applied(parts: Sequence[tuple[Sequence[Event], Sequence[Line]]]) -> list[int]:
    return [getattr(event, "line", 0) for events, _ in parts for event in events]


def table_of(seconds: Sequence[float]) -> Timetable:
    return timetable([Notice("warning", "", line=k, time=at) for k, at in enumerate(seconds)], [])


@given(
    st.lists(st.floats(0, 100), min_size=2, max_size=30).map(sorted),
    st.lists(st.floats(0.01, 20), min_size=1, max_size=30),
)
def test_playing_in_any_steps_gives_every_event_once_and_in_order(times: list[float], steps: list[float]) -> None:
    player = Player(table_of([0.0, *times, 101.0]), 1.0, 0.0)
    parts, now = [player.advance(0.0)], 0.0
    for step in steps:
        now += step
        parts.append(player.advance(now))
    parts.append(player.advance(now + 200))
    assert applied(parts) == list(range(len(times) + 2))


def test_speed_is_how_many_seconds_of_the_run_pass_in_one() -> None:
    player = Player(table_of([0.0, 100.0]), 10.0, 0.0)
    player.advance(3.0)
    assert player.position == 30.0


def test_a_pause_holds_the_place_and_no_time_is_made_up_afterwards() -> None:
    player = Player(table_of([0.0, 100.0]), 1.0, 0.0)
    player.advance(5.0)
    player.playing = False
    player.advance(50.0)
    player.playing = True
    player.advance(51.0)
    assert player.position == 6.0


def test_seeking_forward_gives_what_lies_between_and_back_gives_all_anew() -> None:
    player = Player(table_of([0.0, 10.0, 20.0, 30.0]), 1.0, 0.0)
    player.advance(0.0)
    assert [applied([player.seek(20.0)[1:]]), applied([player.seek(10.0)[1:]])] == [[1, 2], [0, 1]]
    assert player.seek(5.0)[0] is True


def test_speeds_go_up_and_down_and_stay_within_bounds() -> None:
    player = Player(table_of([0.0, 100.0]), 3.0, 0.0)
    player.change_speed(1)
    faster = player.speed
    for _ in range(50):
        player.change_speed(-1)
    assert (faster, player.speed) == (5.0, 0.1)


@pytest.mark.parametrize(("seconds", "speed"), [(10.0, 1.0), (60.0, 1.0), (3600.0, 100.0), (1e9, 10000.0)])
def test_the_speed_chosen_shows_a_run_in_about_a_minute(seconds: float, speed: float) -> None:
    assert nice_speed(seconds) == speed


def test_events_rise_in_time_whatever_the_log_says() -> None:
    table = timetable(records(5.0, None, 2.0, 9.0, None, 7.0), lines(9))
    assert all(a <= b for a, b in pairwise(table.event_at))
    assert all(a <= b for a, b in pairwise(table.line_at))
