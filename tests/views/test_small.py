"""The pane beside the training, 50 cells wide."""

from __future__ import annotations

import pytest
from tests.views.pictures import is_sound, text
from tests.views.runs import NOW, alert, by_epoch, fine_tuning, sample, snapshot

from tui.analysis import numbers
from tui.analysis.ending import State
from tui.views.axis import XAxis
from tui.views.small import small
from tui.views.state import Snapshot, ViewSettings

PLAIN = ViewSettings()
DONE = numbers.clock(NOW + 1500, NOW)


def drawn(of: Snapshot, width: int = 50, height: int = 14) -> str:
    rows = small(of, PLAIN, width, height, XAxis())
    assert is_sound(rows, width, height)
    return text(rows)


def test_one_line_a_fact() -> None:
    of = snapshot(alerts=(alert(),), gpu=sample(97.0), gpu_history=(sample(10.0), sample(97.0)))
    assert (
        drawn(of, height=8)
        == f"""
 ● step 100/200  50 %              done {DONE} ±5m
 ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
 ▲ plateau  eval_loss stands still
 eval_loss       0.4463 ★0.4463   █▅▃▁▁
 loss            0.1427 ★0.1427   █▆▅▄▃▃▂▂▁▁▁▁▁▁▁
 learning_rate    5e-05           ██▇▇▆▆▅▄▄▃▃▂▂▁▁

 gpu 0  97 %  60/141 GB                        ▁█
"""
    )


def test_the_room_left_over_is_a_chart_of_the_first_metric() -> None:
    picture = drawn(snapshot(), height=20)
    assert "└0" in picture.splitlines()[-1]
    assert "┤" in picture


def test_many_gpus_are_one_line() -> None:
    assert " 8 gpus  80 %  least 10 %" in drawn(snapshot(gpu=sample(*[90.0] * 7, 10.0)))


def test_a_long_name_is_cut_at_its_left() -> None:
    run = by_epoch({"validation/retrieval/recall_at_10": 0.5}, {"validation/retrieval/recall_at_10": 0.6})
    assert "…/recall_at_10 " in drawn(snapshot(run), height=6)


def test_a_finished_run_has_no_clock() -> None:
    assert "done" not in drawn(snapshot(state=State("finished", "", None)))


@pytest.mark.parametrize("size", [(1, 1), (10, 3), (30, 8), (50, 14), (60, 40)])
def test_every_size_is_filled_exactly(size: tuple[int, int]) -> None:
    of = snapshot(fine_tuning(), alerts=(alert(),), gpu=sample(97.0, 50.0))
    assert is_sound(small(of, PLAIN, *size, XAxis()), *size)
