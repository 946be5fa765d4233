from __future__ import annotations

import csv
import json
import sys
from math import inf, nan
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import UsageError
from tui.model.events import Metrics
from tui.model.run import Run
from tui.report.export import export, guarded
from tui.report.frames import steps_frame


def frame() -> pd.DataFrame:
    run = Run("x.log")
    run.apply(
        [
            Metrics({"loss": 0.1, "=cmd|' /C calc'!A0": 1.0}, step=1.0, time=100.5, line=3),
            Metrics({"loss": nan}, step=2.0, line=4),
            Metrics({"loss": -inf}, step=3.0, line=5),
        ]
    )
    return steps_frame(run)


def test_csv_has_numbers_as_numbers_and_nothing_for_nothing(tmp_path: Path) -> None:
    export(frame(), "csv", tmp_path / "x.csv")
    assert (tmp_path / "x.csv").read_text() == (
        "line,step,epoch,time,segment,loss,'=cmd|' /C calc'!A0\n"
        "3,1.0,,100.5,0,0.1,1.0\n"
        "4,2.0,,,0,nan,\n"
        "5,3.0,,,0,-inf,\n"
    )


def test_jsonl_has_null_for_an_unknown_place_and_words_for_what_is_not_finite(tmp_path: Path) -> None:
    export(frame(), "jsonl", tmp_path / "x.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "x.jsonl").read_text().splitlines()]
    assert lines[0] == {
        "line": 3,
        "step": 1.0,
        "epoch": None,
        "time": 100.5,
        "segment": 0,
        "values": {"loss": 0.1, "=cmd|' /C calc'!A0": 1.0},
    }
    assert [line["values"] for line in lines[1:]] == [{"loss": "nan"}, {"loss": "-inf"}]


def test_parquet_keeps_every_value(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    export(frame(), "parquet", tmp_path / "x.parquet")
    back = parquet.read_table(tmp_path / "x.parquet").to_pydict()
    assert list(back) == list(frame().columns)
    assert [str(y) for y in back["loss"]] == ["0.1", "nan", "-inf"]
    assert back["time"] == [100.5, None, None]


def test_parquet_without_pyarrow_is_one_sentence_and_leaves_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"Parquet needs pyarrow: pip install 'trainwatch-tui\[parquet\]'\."):
        export(frame(), "parquet", tmp_path / "x.parquet")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="choose one of csv, parquet, jsonl"):
        export(frame(), "xlsx", tmp_path / "x.xlsx")


def test_text_that_would_be_a_formula_is_guarded_in_cells_too(tmp_path: Path) -> None:
    alerts = pd.DataFrame(
        {"message": ["=1+1", "@x", "-5", "loss is NaN", 'say "a,b"'], "step": [-5.0, 1.0, 2.0, 3.0, 4.0]}
    )
    export(alerts, "csv", tmp_path / "x.csv")
    with (tmp_path / "x.csv").open(newline="") as file:
        rows = list(csv.reader(file))
    assert [row[0] for row in rows[1:]] == ["'=1+1", "'@x", "'-5", "loss is NaN", 'say "a,b"']
    assert rows[1][1] == "-5.0"


@given(st.text())
def test_no_guarded_text_begins_a_formula(text: str) -> None:
    assert guarded(text)[:1] not in ("=", "+", "-", "@", "\t", "\r") or not text
    assert guarded(text).removeprefix("'") == text.removeprefix("'") or text.startswith("'")


def test_lone_surrogates_in_names_are_written_as_question_marks(tmp_path: Path) -> None:
    run = Run("x.log")
    run.apply([Metrics({"lo\ud800ss": 1.0}, step=1.0, line=1)])
    for kind in ("csv", "jsonl"):
        export(steps_frame(run), kind, tmp_path / kind)
        assert "lo?ss" in (tmp_path / kind).read_text()


def test_the_log_is_never_written_over(tmp_path: Path) -> None:
    log, link = tmp_path / "run.log", tmp_path / "link.csv"
    log.write_text("loss 1\n")
    link.symlink_to(log)
    with pytest.raises(UsageError, match="is the log itself"):
        export(frame(), "csv", link, log)
    assert log.read_text() == "loss 1\n"
