"""Batches in, snapshots out: live, finished, frozen, several runs, and a replay."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.views.conftest import START

from tui.ingest.batch import Batch
from tui.model.events import Metrics, Notice
from tui.model.integrity import Integrity
from tui.views.replayed import Replayed


def losses(session: Any) -> list[float]:
    series = session.watched.run.series.get("loss")
    return [] if series is None else list(series.y)


def test_what_is_delivered_is_applied_in_order(world: Any) -> None:
    session = world.open()
    session.start()
    world.sources[0].train(range(3))
    assert session.work()
    assert session.snapshot().run.series["loss"].y.tolist() == [2.0, 1.0, 2 / 3]
    assert session.watched.lines.total == 3


def test_nothing_new_is_nothing_to_draw(world: Any) -> None:
    session = world.open()
    session.start()
    world.sources[0].train(range(3))
    session.work()
    session.snapshot()
    assert not session.work()


def test_work_stops_when_its_time_is_up_and_goes_on_later(world: Any) -> None:
    session = world.open()
    session.start()
    for k in range(5):
        world.sources[0].train(range(k, k + 1))
    session._monotonic = iter(range(1000)).__next__  # every look at the clock takes a second
    session.work()
    assert (len(losses(session)), session.has_work) == (1, True)
    while session.has_work:
        session.work()
    assert len(losses(session)) == 5


def test_a_frozen_screen_holds_everything_and_counts_what_waits(world: Any) -> None:
    session = world.open()
    session.start()
    world.sources[0].train(range(3))
    session.work()
    session.freeze()
    world.sources[0].train(range(3, 10))
    world.pass_time(60)
    session.work()
    frozen = session.snapshot()
    assert (len(losses(session)), session.watched.waiting_lines, frozen.frozen, frozen.now) == (
        3,
        7,
        True,
        world.wall - 60,
    )
    session.freeze()
    session.work()
    assert (len(losses(session)), session.watched.waiting_lines) == (10, 0)


@given(st.lists(st.sampled_from(["send", "work", "freeze"]), max_size=30))
def test_no_order_of_freezing_and_reading_loses_a_record(world_factory: Any, actions: list[str]) -> None:
    world = world_factory()
    session = world.open()
    session.start()
    sent = 0
    for action in actions:
        if action == "send":
            world.sources[0].train(range(sent, sent + 2))
            sent += 2
        elif action == "work":
            session.work()
        else:
            session.freeze()
    if session.frozen:
        session.freeze()
    session.work()
    assert len(losses(session)) == sent


def test_history_has_no_time_of_its_own_but_what_comes_live_has(world: Any) -> None:
    session = world.open()
    session.start()
    world.sources[0].send([Metrics({"loss": 1.0}, step=1.0, line=1)], ["old"], at=50.0)
    world.sources[0].send([Metrics({"loss": 0.9}, step=2.0, line=2)], ["new"], at=60.0)
    session.work()
    times = session.watched.run.rows.time
    assert times[0] != times[0]
    assert times[1] == 60.0


def test_a_file_that_appears_late_is_live_from_its_first_line(world: Any) -> None:
    session = world.open()
    session.start()
    world.sources[0].integrity = Integrity(waiting_for="it does not exist yet")
    world.sources[0].send(caught_up=False)
    world.sources[0].integrity = Integrity()
    world.sources[0].send([Metrics({"loss": 1.0}, step=1.0, line=1)], ["first"], at=70.0)
    session.work()
    assert session.watched.run.rows.time[0] == 70.0


def test_the_share_read_is_told_until_the_history_is_in(world: Any) -> None:
    session = world.open()
    session.start()
    world.sources[0].integrity = Integrity(bytes_in_file=1000)
    world.sources[0].send([], ["x" * 429], caught_up=False)
    session.work()
    assert session.watched.share_read == 0.43
    world.sources[0].send([], ["y" * 569])
    session.work()
    assert session.watched.share_read is None


def test_runs_are_opened_when_looked_at_and_go_round(world: Any) -> None:
    session = world.open("a.log", "b.log", "c.log")
    session.start()
    assert [source.name for source in world.sources] == ["a.log"]
    session.show(session.index - 1)
    assert [source.name for source in world.sources] == ["a.log", "c.log"]
    session.show(session.index + 1)
    assert session.watched.name == "a.log"
    assert len(world.sources) == 2


def test_a_run_that_is_not_shown_is_read_all_the_same(world: Any) -> None:
    session = world.open("a.log", "b.log")
    session.start()
    session.show(1)
    session.work()
    session.snapshot()
    world.sources[0].train(range(4))
    assert not session.work()
    session.show(0)
    assert len(losses(session)) == 4


def test_reading_again_starts_from_nothing(world: Any) -> None:
    session = world.open()
    session.start()
    world.sources[0].train(range(4))
    session.work()
    session.reread()
    assert (losses(session), world.sources[0].stopped, len(world.sources)) == ([], True, 2)


def test_closing_stops_everything(world: Any) -> None:
    session = world.open("a.log", "b.log")
    session.start()
    session.show(1)
    session.close()
    assert all(source.stopped for source in world.sources)
    assert not world.probe.running


def test_gpu_samples_are_taken_once_and_kept(world: Any, eight_gpus: Any) -> None:
    session = world.open()
    session.start()
    world.probe.sample = eight_gpus
    session.work()
    session.work()
    taken = session.snapshot()
    assert (taken.gpu, taken.gpu_history) == (eight_gpus, (eight_gpus,))


# a replay


def replaying(world: Any, steps: int = 101) -> Any:
    session = world.open(replay=10.0)
    session.start()
    world.sources[0].train(range(steps))
    session.work()
    return session


def test_a_replay_starts_when_the_log_is_loaded_and_goes_by_its_own_clock(world: Any) -> None:
    session = replaying(world)
    assert losses(session) == [2.0]
    world.pass_time(5.0)
    session.work()
    taken = session.snapshot()
    assert (len(losses(session)), taken.replay, taken.now) == (51, 0.5, 1_700_000_050.0)


def test_a_replay_stands_as_the_run_stood_then(world: Any) -> None:
    session = replaying(world)
    world.sources[0].deliver(None)
    world.pass_time(5.0)
    session.work()
    assert session.snapshot().state.status == "running"
    session.seek_to(1.0)
    assert session.snapshot().state.status == "unknown"


def test_seeking_back_builds_the_run_as_it_was_then(world: Any) -> None:
    session = replaying(world)
    session.seek_to(1.0)
    assert len(losses(session)) == 101
    session.seek_to(0.2)
    assert (len(losses(session)), session.watched.lines.total) == (21, 21)


def test_a_replay_pauses_and_starts_again_at_the_end(world: Any) -> None:
    session = replaying(world)
    session.play()
    world.pass_time(5.0)
    session.work()
    assert (len(losses(session)), session.is_playing) == (1, False)
    session.seek_to(1.0)
    session.play()
    assert (len(losses(session)), session.is_playing) == (1, True)


def test_the_position_bar_knows_what_will_happen(world: Any) -> None:
    session = world.open(replay=1.0)
    session.start()
    source = world.sources[0]
    source.send([Metrics({"loss": 1.0}, step=0.0, time=0.0, line=1)], ["a"])
    source.send([Notice("evaluation", "eval", line=2, time=50.0)], ["b"], at=50.0)
    source.send([Metrics({"loss": float("nan")}, step=2.0, time=100.0, line=3)], ["c"], at=100.0)
    session.work()
    replayed = session.replayed
    assert isinstance(replayed, Replayed)
    assert (50.0, "evaluation") in replayed.ticks
    assert (100.0, "critical") in replayed.ticks
    assert session.snapshot().alerts == ()


def test_gpus_of_today_are_not_shown_in_a_replay(world: Any, eight_gpus: Any) -> None:
    session = replaying(world)
    world.probe.sample = eight_gpus
    session.work()
    assert session.snapshot().gpu is None


def test_a_log_that_was_silent_for_hours_when_it_was_opened_is_over_and_no_alarm(world: Any) -> None:
    session = world.open("old.log")
    session.start()
    world.wall = START + 90_000
    events = tuple(Metrics({"loss": 2.0 / (k + 1)}, step=k, time=START + k, line=k) for k in range(50))
    world.sources[0].deliver(Batch(events, (), Integrity(lines=50, changed_at=START + 50), world.wall, True))
    session.work()
    of = session.snapshot()
    assert of.state is not None
    assert (of.state.status, of.open_alerts, of.is_over) == ("unknown", (), True)


def test_a_log_that_was_over_runs_again_when_a_line_comes(world: Any) -> None:
    session = world.open("old.log")
    session.start()
    session.watched.is_old = session.watched.caught_up = True
    world.sources[0].train(range(5))
    world.wall = START + 6
    session.work()
    state = session.snapshot().state
    assert state is not None
    assert state.status == "running"
