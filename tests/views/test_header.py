"""The two rows on top."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.views.pictures import is_sound, text
from tests.views.runs import NOW, fine_tuning, running_pace, sample, snapshot

from tui.analysis import numbers
from tui.analysis.ending import State
from tui.model.integrity import Integrity
from tui.model.run import Run
from tui.views.header import bar, header
from tui.views.state import Snapshot, ViewSettings

PLAIN = ViewSettings()
DONE = numbers.clock(NOW + 1500, NOW)
EARLY, LATE = numbers.clock(NOW + 1300, NOW), numbers.clock(NOW + 1900, NOW)


def test_the_five_facts_stand_in_two_rows() -> None:
    left = " run.log · hf-trainer"
    right = f"● running 3 h 12 m    step 100/200   epoch 10.00/20   done {DONE} ({EARLY}-{LATE}) "
    first, second = header(snapshot(gpu=sample(97.0)), PLAIN, 120)
    assert first.text == left + " " * (120 - len(left) - len(right)) + right
    assert second.text.endswith("   50 %    1.63 s/step   gpu  97 % ")


def test_less_room_takes_the_range_and_then_the_epoch() -> None:
    assert f"done {DONE} " in header(snapshot(), PLAIN, 86)[0].text
    assert EARLY not in header(snapshot(), PLAIN, 86)[0].text
    assert "epoch" not in header(snapshot(), PLAIN, 70)[0].text
    assert "step 100/200" in header(snapshot(), PLAIN, 70)[0].text


@pytest.mark.parametrize("width", [0, 1, 7, 20, 49, 50, 80, 120, 200])
def test_the_rows_are_as_wide_as_the_screen(width: int) -> None:
    assert is_sound(header(snapshot(gpu=sample(97.0, 3.0)), PLAIN, width), width, 2)


def test_numbers_that_change_do_not_move_what_stands_beside_them() -> None:
    early, late = header(snapshot(fine_tuning(8)), PLAIN, 120)[0], header(snapshot(fine_tuning(100)), PLAIN, 120)[0]
    assert early.text.index("step") == late.text.index("step")
    assert early.text.index("/200") == late.text.index("/200")


def test_a_finished_run_tells_its_best_in_place_of_time_left() -> None:
    first = header(snapshot(state=State("finished", "", None)), PLAIN, 120)[0].text
    assert "✓ finished in 3 h 12 m" in first
    assert first.endswith("best eval_loss 0.4463 @ 100 ")


def test_a_failure_says_by_what() -> None:
    assert (
        "✕ CUDA out of memory" in header(snapshot(state=State("failed", "CUDA out of memory", 3.0)), PLAIN, 120)[0].text
    )


def test_silence_says_how_long() -> None:
    assert "▲ silent 12 m 00 s" in header(snapshot(state=State("stalled", "", 720.0)), PLAIN, 120)[0].text


def test_a_file_that_does_not_exist_is_waited_for() -> None:
    waiting = Snapshot(Run("logs/x.log"), NOW, integrity=Integrity(waiting_for="the file does not exist yet"))
    assert "○ the file does not exist yet" in header(waiting, PLAIN, 80)[0].text


def test_there_is_no_time_left_before_there_is_ground_for_it() -> None:
    pace = replace(running_pace(), seconds_left=None, finish_at=None, grounds="measuring")
    assert "done measuring" in header(snapshot(pace=pace), PLAIN, 120)[0].text


def test_the_bar_is_a_mere_line_where_the_end_is_not_known() -> None:
    assert bar(None, 6, False).text == "──────"
    assert bar(0.5, 6, False).text == "━━━━━━"
    assert [span.role for span in bar(0.5, 6, False).spans] == ["accent", "frame"]
    assert bar(0.25, 6, True).text == "=>----"


def test_a_name_that_would_move_the_cursor_is_shown_as_dots() -> None:
    run = Run("logs/\x1b[31mred\x1b[0m[bold].log")
    shown = text(header(snapshot(run), PLAIN, 120))
    assert "\x1b" not in shown
    assert "·[31mred·[0m[bold].log" in shown


def test_replay_and_frozen_are_told() -> None:
    first = header(snapshot(replay=0.42, frozen=True), PLAIN, 160)[0].text
    assert "frozen" in first
    assert "replay  42 %" in first
