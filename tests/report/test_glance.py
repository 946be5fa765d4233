"""The status line: what it says, and how a short look at a log's end brings old facts up to date."""

from __future__ import annotations

from datetime import datetime

import pytest

from tui.report.glance import Glance, line, updated

NOW = datetime(2026, 3, 1, 12, 0).timestamp()
RUNNING = Glance(
    status="running",
    done=450,
    total=725,
    primary="val/loss",
    goal="min",
    last=0.0131,
    best=0.0128,
    finish_at=NOW + 9120,
    alerts=("plateau",),
    silent_since=NOW - 5,
    anchor_done=450,
    anchor_time=NOW - 5,
)


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (RUNNING, "● step 450/725 62 %  val/loss 0.0131 ★0.0128  done 14:32  ▲ plateau"),
        (Glance(), "… waiting"),
        (Glance(status="running", done=3, unit="epoch"), "● epoch 3"),
        (Glance(status="running", primary="loss", last=2.5), "● running  loss 2.5"),
        (Glance(status="finished", done=5, total=5, finish_at=NOW), "✓ step 5/5 100 %  finished"),
        (Glance(status="failed", done=5, alerts=("oom", "nan")), "✕ step 5  failed  ▲ oom nan"),
        (Glance(status="stalled", done=5, silent_since=NOW - 720), "◌ step 5  silent 12 m 00 s"),
    ],
)
def test_the_line_says_the_most_important_first(facts: Glance, text: str) -> None:
    assert line(facts, NOW) == text


def test_the_line_can_do_without_marks() -> None:
    assert line(RUNNING, NOW, ascii=True).isascii()


def test_what_tmux_would_run_or_colour_is_text() -> None:
    assert line(Glance(primary="#(reboot)#[fg=red]", last=1.0), NOW) == "… waiting  ##(reboot)##[fg=red] 1"


def test_the_end_of_a_log_moves_the_position_and_keeps_the_rest() -> None:
    end = Glance(status="running", done=460, primary="val/loss", silent_since=NOW + 95)
    after = updated(RUNNING, end)
    assert (after.done, after.total, after.primary, after.last, after.best) == (460, 725, "val/loss", 0.0131, 0.0128)
    assert after.alerts == ("plateau",)


def test_the_rate_since_the_anchor_is_carried_on() -> None:
    after = updated(RUNNING, Glance(status="running", done=460, silent_since=NOW + 95))
    assert after.finish_at == pytest.approx(NOW + 95 + (725 - 460) * 10)


def test_a_time_left_of_its_own_is_better() -> None:
    assert updated(RUNNING, Glance(done=460, finish_at=NOW + 1, silent_since=NOW)).finish_at == NOW + 1


@pytest.mark.parametrize(("goal", "best"), [("min", 0.01), ("max", 0.0128)])
def test_the_best_value_is_the_better_one_of_both(goal: str, best: float) -> None:
    before = Glance(primary="x", goal=goal, best=0.0128)
    assert updated(before, Glance(last=0.01, best=0.01)).best == best


def test_only_what_strikes_suddenly_is_learned_from_the_end_alone() -> None:
    end = Glance(done=460, alerts=("nan", "plateau", "overfit"))
    assert updated(Glance(alerts=("spike",)), end).alerts == ("nan", "spike")


def test_a_stall_is_over_when_the_end_does_not_tell_it() -> None:
    assert updated(Glance(alerts=("stall", "nan")), Glance(done=1)).alerts == ("nan",)
