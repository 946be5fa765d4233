"""The GPU pane."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.views.pictures import is_sound, text
from tests.views.runs import NOW, sample, snapshot

from tui.model.hardware import Gpu, GpuProcess, GpuSample
from tui.views.gpu_pane import GpuPane, gpu_rows, history, short_name
from tui.views.state import Snapshot, ViewSettings

PLAIN = ViewSettings()


def of(now: GpuSample, *before: GpuSample) -> Snapshot:
    return snapshot(gpu=now, gpu_history=(*before, now))


def drawn(here: Snapshot, width: int, height: int) -> str:
    rows = GpuPane().draw(here, PLAIN, width, height)
    assert is_sound(rows, width, height)
    return text(rows)


def test_one_gpu_has_three_rows() -> None:
    assert (
        drawn(of(sample(97.0), sample(0.0), sample(50.0)), 26, 5)
        == """
╭─ GPU ──────────────────╮
│ 0 H200  97 %       ▁▅█ │
│    60/141 GB ━━━━━━━━━ │
│    612 W   63 °C       │
╰────────────────────────╯
"""
    )


def test_two_gpus_have_two_rows_each_where_there_is_less_room() -> None:
    lines = drawn(of(sample(97.0, 3.0)), 30, 6).splitlines()[2:-1]
    assert [line.split()[1] for line in lines] == ["0", "60/141", "1", "60/141"]


@pytest.mark.parametrize("count", [8, 16])
def test_many_gpus_fold_into_one_row_each(count: int) -> None:
    lines = drawn(of(sample(*[90.0] * count)), 60, count + 2).splitlines()[2:-1]
    assert [int(line[1:4]) for line in lines] == list(range(count))
    assert all("60/141 GB" in line and "612 W" in line and "63 °C" in line for line in lines)


def test_gpus_that_have_no_room_are_counted() -> None:
    assert "and 5 more" in drawn(of(sample(*[90.0] * 8)), 40, 6)


def test_what_the_driver_does_not_tell_is_a_dash() -> None:
    unknown = GpuSample(NOW, (Gpu(0, "NVIDIA A100", note="MIG"),), good_at=NOW)
    picture = drawn(of(unknown), 30, 5)
    assert "   - " in picture
    assert "MIG" in picture


def test_old_figures_say_how_old_they_are_and_why() -> None:
    stale = replace(sample(97.0), error="nvidia-smi does not answer", good_at=NOW - 75)
    picture = drawn(of(stale), 36, 6)
    assert "1 m 15 s old" in picture.splitlines()[1]
    assert "nvidia-smi does not answer" in picture


def test_processes_stand_where_rows_are_left() -> None:
    busy = sample(97.0, processes=(GpuProcess(4211, "/opt/conda/bin/python", 59000.0), GpuProcess(9, "x\x1b[2J", None)))
    picture = drawn(of(busy), 40, 9)
    assert " 0 4211 python" in picture
    assert "57.6 GB" in picture
    assert "\x1b" not in picture


def test_a_failed_look_is_a_gap_in_the_history() -> None:
    failed = replace(sample(50.0), error="timeout")
    assert history((sample(10.0), failed, sample(30.0)), sample(0.0).gpus[0]) == [10.0, None, 30.0]


def test_no_gpu_is_no_pane() -> None:
    pane = GpuPane()
    assert not pane.wanted(snapshot(), PLAIN)
    assert not pane.wanted(snapshot(gpu=GpuSample(NOW, error="no nvidia-smi")), PLAIN)


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("NVIDIA H200", "H200"),
        ("NVIDIA A100-SXM4-80GB", "A100"),
        ("NVIDIA GeForce RTX 4090", "RTX 4090"),
        ("Tesla T4", "T4"),
        ("", ""),
    ],
)
def test_a_card_is_called_what_people_call_it(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize("size", [(0, 0), (1, 1), (4, 3), (9, 5), (23, 8), (60, 20)])
def test_every_size_is_filled_exactly(size: tuple[int, int]) -> None:
    assert is_sound(gpu_rows(of(sample(97.0, None)), PLAIN, *size), *size)
