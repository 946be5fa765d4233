"""However much a log says, what is kept of it has a ceiling, a sentence tells what was left out, and the rest is alive.

The ceilings are for the whole process, Python and libraries included.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hostile.process import Ended, trainwatch

from tui.ingest.find import logs_in
from tui.model.events import Line, Metrics, Notice, Progress
from tui.model.run import LONGEST_NAME, MOST_BARS, MOST_NOTICES, MOST_SERIES, Run
from tui.views.log_lines import LIMIT, LONGEST, LogLines

CEILING_MIB = 160.0
STEPS = "".join(f"step {k} loss {2 / (k + 1):.4f}\n" for k in range(60))


def summary(log: Path, folder: Path) -> tuple[Ended, dict[str, object]]:
    """The summary of a log as JSON, and how the program ended."""
    ended = trainwatch("summary", "--json", log, folder=folder)
    assert ended.code in (0, 1), ended.err
    return ended, json.loads(ended.out)["runs"][0]


def with_steps(path: Path, parts: Iterator[bytes]) -> Path:
    """A log that begins and ends with ordinary records."""
    with path.open("wb") as file:
        file.write(STEPS.encode())
        file.writelines(parts)
        file.write(b"\n" + STEPS.replace("step ", "step 1").encode())
    return path


def still_reads(run: dict[str, object]) -> bool:
    """True when the records around the trouble are there."""
    return run["metrics"]["loss"]["count"] >= 100  # type: ignore[index]


def test_a_line_without_end_is_cut(tmp_path: Path) -> None:
    log = with_steps(tmp_path / "run.log", (b"abcdefghi " * 100_000 for _ in range(20)))
    ended, run = summary(log, tmp_path)
    assert still_reads(run)
    assert "1 lines over 1 MiB were cut" in str(run)
    assert ended.peak_mib < CEILING_MIB


def test_digits_without_end_are_one_long_line(tmp_path: Path) -> None:
    log = with_steps(tmp_path / "run.log", (b"loss " + b"9" * 50_000_000 for _ in range(1)))
    ended, run = summary(log, tmp_path)
    assert still_reads(run)
    assert ended.peak_mib < CEILING_MIB


@pytest.mark.parametrize(
    "line",
    [
        '{"step": 1, "loss": 0.5, ' + ", ".join(f'"k{k}": {k}' for k in range(1_000_000)) + "}",
        '{"a":' * 100_000 + "1" + "}" * 100_000,
        '{"a":' * 9_000 + "1" + "}" * 9_000,
        '{"loss":' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"step": 7, "loss": 0.1, "' + "n" * 1_000_000 + '": 5}',
        "step 7 " + "N" * 1_000_000 + "=0.5",
    ],
    ids=["a million keys", "deep objects", "deep objects that are searched", "deep lists", "a long key", "a long name"],
)
def test_a_monstrous_record_is_passed_over(line: str, tmp_path: Path) -> None:
    log = with_steps(tmp_path / "run.log", (f"{line}\n".encode() for _ in range(3)))
    ended, run = summary(log, tmp_path)
    assert still_reads(run)
    assert max(map(len, run["metrics"])) <= LONGEST_NAME  # type: ignore[arg-type]
    assert ended.peak_mib < CEILING_MIB


def test_so_many_metrics_are_kept_and_no_more() -> None:
    run = Run()
    for k in range(20_000):
        run.apply([Metrics({"loss": 1 / (k + 1), f"m{k}": 0.5}, step=float(k), line=k)])
    assert len(run.series) == MOST_SERIES
    assert len(run.series["loss"]) == 20_000
    assert run.notes == ("only the first 5,000 metrics are kept: 15,001 values of others were left out",)


def test_so_many_events_and_bars_are_kept_and_no_more() -> None:
    run = Run()
    for k in range(MOST_NOTICES + 7):
        run.apply([Notice("warning", f"again {k}", k), Progress(1.0, float(k + 2), "step", label=f"bar {k}")])
    run.apply([Notice("oom", "out of memory", 99)])
    assert len(run.notices) == MOST_NOTICES
    assert len(run.bars) == MOST_BARS
    assert run.failure is not None
    assert run.notes == ("only the first 20,000 events are kept: 8 more were left out",)


def test_a_name_is_cut_for_whoever_must_show_it() -> None:
    run = Run()
    run.apply([Metrics({"n" * 1_000_000: 1.0}, step=1.0)])
    assert [len(name) for name in run.series] == [LONGEST_NAME]


def test_what_was_left_out_is_told_with_the_integrity(tmp_path: Path) -> None:
    records = (json.dumps({"step": k, "loss": 0.5, **{f"a{k}_{n}": n for n in range(500)}}) for k in range(60, 75))
    log = with_steps(tmp_path / "run.log", (f"{record}\n".encode() for record in records))
    _, run = summary(log, tmp_path)
    assert still_reads(run)
    assert "only the first 5,000 metrics are kept" in str(run)


def test_the_lines_that_the_screen_keeps_have_a_ceiling() -> None:
    kept = LogLines()
    for k in range(40):
        kept.add(Line("x" * 1_000_000, n) for n in range(k * 1000, k * 1000 + 1000))
    assert sum(len(kept[k].text) for k in range(len(kept))) <= (LIMIT + LIMIT // 4) * (LONGEST + 1)


def test_a_directory_of_ten_thousand_logs_is_listed_newest_first(tmp_path: Path) -> None:
    for k in range(10_000):
        (tmp_path / f"run{k}.log").touch()
    newest = tmp_path / "run17.log"
    newest.write_text(STEPS)
    os.utime(newest, (4e9, 4e9))
    found = logs_in(str(tmp_path))
    assert (len(found), found[0]) == (10_000, newest)


def test_the_frames_of_a_bar_take_no_room(tmp_path: Path) -> None:
    log = with_steps(tmp_path / "run.log", frames(20_000))
    ended, run = summary(log, tmp_path)
    assert still_reads(run)
    assert ended.peak_mib < CEILING_MIB


@pytest.mark.deep
@pytest.mark.timeout(1200)
def test_a_million_frames_of_a_bar_take_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.hostile.process.LIMIT", 1000.0)
    ended, run = summary(with_steps(tmp_path / "run.log", frames(1_000_000)), tmp_path)
    assert still_reads(run)
    assert ended.peak_mib < CEILING_MIB


@pytest.mark.deep
@pytest.mark.timeout(600)
def test_a_line_of_two_hundred_megabytes_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.hostile.process.LIMIT", 500.0)
    ended, run = summary(with_steps(tmp_path / "run.log", (b"abcdefghi " * 100_000 for _ in range(200))), tmp_path)
    assert still_reads(run)
    assert ended.peak_mib < CEILING_MIB


@pytest.mark.deep
@pytest.mark.timeout(1200)
def test_a_hundred_thousand_names_in_words_are_read_to_the_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.hostile.process.LIMIT", 1000.0)
    lines = (f"step {k} loss {2 / (k + 1):.4f} m{k}=0.5\n".encode() for k in range(60, 100_000))
    ended, run = summary(with_steps(tmp_path / "run.log", lines), tmp_path)
    assert run["metrics"]["loss"]["count"] > 99_000  # type: ignore[index]
    assert ended.peak_mib < 4 * CEILING_MIB


def frames(number: int) -> Iterator[bytes]:
    """A bar that draws itself so often, all on one line."""
    for k in range(number):
        share = f"{k * 100 // number}%|##   | {k}/{number}"
        yield f"\rEpoch 1:  {share} [00:{k // 60 % 60:02}<00:10, 50.0it/s, loss={1 / (k + 1):.4f}]".encode()
