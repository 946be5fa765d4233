"""What stands before the message."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.told import curves

from tui.formats.prefix import split_prefix, stamp_seconds

MESSAGE = "loss 0.5 lr 1e-4"
# what stands before the message; whether a time stamp is in it
PREFIXES = (
    ("", False),
    ("INFO: ", False),
    ("INFO:root:", False),
    ("INFO:__main__:", False),
    ("INFO:transformers.trainer:", False),
    ("[INFO] ", False),
    ("WARNING - ", False),
    ("[2024-05-01 12:00:00] ", True),
    ("[2024-05-01 12:00:00,123] ", True),
    ("2024-05-01 12:00:00,123 - INFO - ", True),
    ("2024-05-01 12:00:00,123 INFO ", True),
    ("2024-05-01 12:00:00,123 - root - INFO - ", True),
    ("2024-05-01 12:00:00.123 | INFO     | __main__:main:42 - ", True),
    ("2024-05-01T12:00:00.123456Z ", True),
    ("2024-05-01T12:00:00+00:00 ", True),
    ("2024-05-01 12:00:00 | INFO | fairseq_cli.train | ", True),
    ("[05/01 12:00:00] ", True),
    ("05/01/2024 12:00:00 - INFO - __main__ - ", True),
    ("05/01/2024 12:00:00 - INFO - transformers.trainer -   ", True),
    ("05-01 12:00:00 ", True),
    ("12:00:00 ", True),
    ("[12:00:00] ", True),
    ("[12:00:00][INFO] - ", True),
    ("I0501 12:00:00.123456 139 solver.cpp:228] ", True),
    ("I0501 12:00:00.123456 139 trainer.py:10] ", True),
    ("May  1 12:00:00 ", True),
    ("(INFO) 2024-05-01 12:00:00 ", True),
    ("[train.py:120] ", False),
    ("train.py:120: ", False),
    ("DEBUG | ", False),
    (">>> ", False),
    ("[trainer] ", False),
    ("2024-05-01 12:00:00 [INFO] ", True),
    ("[2024-05-01 12:00:00,123] [INFO] [logging.py:96:log_dist] [Rank 0] ", True),
)
# not all of it is cut off, and what is left does not mislead the reader of the message
REMAINING = (
    "2024-05-01 12:00:00,123 - mmdet - INFO - ",
    "2024-05-01 12:00:00 | INFO | train_inner | ",
    "[05/01 12:00:00 d2.utils.events]: ",
    "Wed May  1 12:00:00 2024 ",
    "[2024-05-01 12:00:00,123][__main__][INFO] - ",
    "[2024-05-01 12:00:00][train][INFO] - ",
    "2024-05-01 12:00:00 INFO (trainer:120) ",
    "[INFO|trainer.py:2128] 2024-05-01 12:00:00,123 >> ",
    "2024-05-01 12:00:00,123 (trainer:280) INFO: ",
    "[rank0]:[2024-05-01 12:00:00,123] ",
    "user@host: ",
)
RANKED = (
    ("[rank3]: ", 3),
    ("[rank0]:", 0),
    ("[Rank 2] ", 2),
    ("rank 2: ", 2),
    ("[default0]: ", 0),
    ("[default7]:", 7),
    ("[proc 5] ", 5),
    ("[2024-05-01 12:00:00][rank 1] ", 1),
    ("2024-05-01 12:00:00 [rank1] ", 1),
    ("[mpi:2] ", 2),
)


@pytest.mark.parametrize(("before", "stamped"), PREFIXES, ids=[before or "nothing" for before, _ in PREFIXES])
def test_what_stands_before_the_message_is_cut_off(before: str, stamped: bool) -> None:
    found = split_prefix(before + MESSAGE)
    assert found.rest == MESSAGE
    assert bool(found.stamp) == stamped
    assert found.rank in (None, 0)


@pytest.mark.parametrize("before", [*(before for before, _ in PREFIXES), *REMAINING])
def test_whatever_stands_before_the_curve_is_the_same(before: str) -> None:
    found = curves("\n".join(f"{before}step {s} | loss {1 / s}" for s in (1, 2, 4)))
    assert list(found.values()) == [[(1, 1.0), (2, 0.5), (4, 0.25)]]
    assert all(name.endswith("loss") for name in found)


@pytest.mark.parametrize(("before", "rank"), RANKED, ids=[before for before, _ in RANKED])
def test_the_process_that_printed_a_line_is_told(before: str, rank: int | None) -> None:
    found = split_prefix(before + MESSAGE)
    assert (found.rest, found.rank) == (MESSAGE, rank)


@pytest.mark.parametrize(
    "line",
    [
        "Epoch 3/10: loss 0.5",
        "[3/10] loss 0.5",
        "[1000] loss 0.5",
        "step 100 | loss 0.5",
        "Train: [1/300] Loss 0.5",
        "loss: 0.5",
        "{'loss': 0.5}",
        "Iteration 12: loss 0.5",
        "[Epoch 3] loss 0.5",
        "(3) loss 0.5",
        "100,0.5,0.9",
        "12 0.5 0.9",
        "val_loss 0.5",
        "第3轮 损失 0.5",
        "info_nce loss 0.5",
        "Error rate: 0.5",
        "worker_loss: 0.5",
    ],
)
def test_a_message_that_begins_with_its_place_loses_nothing(line: str) -> None:
    assert split_prefix(line).rest == line


@pytest.mark.parametrize("line", ["", "   ", "INFO", "2024-05-01 12:00:00", "[rank0]:", "- ", "|"])
def test_a_line_without_a_message_has_none_that_was_not_there(line: str) -> None:
    assert split_prefix(line).rest in line


@given(st.text())
def test_the_message_is_the_end_of_the_line(line: str) -> None:
    assert line.rstrip().endswith(split_prefix(line).rest.strip())


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("1970-01-01 00:00:10", 10.0),
        ("1970-01-01T00:00:10Z", 10.0),
        ("1970/01/01 00:00:10", 10.0),
        ("1970-01-01 00:00:10,250", 10.25),
        ("1970-01-01 00:00:10.250", 10.25),
        ("1970-01-01 01:00:10+01:00", 10.0),
        ("1970-01-01 00:01", 60.0),
        ("01/02/1970 00:00:00", 86400.0),
        ("01/02/70 00:00:00", 86400.0),
        ("00:00:10", 10.0),
        ("00:00:10.5", 10.5),
    ],
)
def test_a_time_stamp_is_read_as_seconds(stamp: str, expected: float) -> None:
    assert stamp_seconds(stamp) == pytest.approx(expected)


@pytest.mark.parametrize("stamp", ["01/02 00:00:10", "01-02 00:00:10", "Jan  2 00:00:10"])
def test_a_stamp_without_a_year_tells_differences(stamp: str) -> None:
    first, second = stamp_seconds(stamp), stamp_seconds(stamp.replace("00:00:10", "00:01:00"))
    assert first is not None
    assert second is not None
    assert second - first == 50.0


@pytest.mark.parametrize("stamp", ["", "yesterday", "2024-13-01 00:00:00", "99:99:99x", "2024-02-30 00:00:00"])
def test_a_stamp_that_no_calendar_knows_is_no_time(stamp: str) -> None:
    assert stamp_seconds(stamp) is None


@pytest.mark.parametrize(
    "line", ["[" * 100_000, "INFO " * 20_000, "1:" * 50_000, "a." * 50_000, " " * 100_000], ids=lambda v: v[:3]
)
def test_a_very_long_line_is_looked_at_in_time_linear_in_its_length(line: str) -> None:
    assert split_prefix(line).rest in line
