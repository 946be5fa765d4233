from __future__ import annotations

from math import isnan, nan

import pytest

from tui.analysis.alerts import Alert
from tui.errors import UsageError
from tui.model.events import Metrics
from tui.model.run import Run
from tui.report import frames
from tui.report.frames import alerts_frame, epochs_frame, steps_frame


def run_with_a_restart() -> Run:
    run = Run("x.log")
    run.apply(
        [
            Metrics({"loss": 3.0, "lr": 0.1}, step=10.0, epoch=1.0, time=100.0, line=4),
            Metrics({"loss": nan}, step=20.0, epoch=2.0, time=160.0, line=5),
            Metrics({"loss": 2.0}, step=10.0, epoch=1.0, line=9),
        ]
    )
    return run


def test_each_record_is_a_row_and_each_metric_a_column() -> None:
    frame = steps_frame(run_with_a_restart())
    assert list(frame.columns) == ["line", "step", "epoch", "time", "segment", "loss", "lr"]
    assert frame["line"].tolist() == [4, 5, 9]
    assert frame["step"].tolist() == [10.0, 20.0, 10.0]
    assert frame["segment"].tolist() == [0, 0, 1]
    assert frame["time"].isna().tolist() == [False, False, True]


def test_nan_is_a_value_and_an_absent_value_is_none() -> None:
    frame = steps_frame(run_with_a_restart())
    assert frame["loss"].isna().tolist() == [False, False, False]
    assert isnan(frame["loss"].tolist()[1])
    assert frame["lr"].isna().tolist() == [False, True, True]


def test_a_run_can_grow_after_a_frame_was_made_of_it() -> None:
    run = run_with_a_restart()
    frame = steps_frame(run)
    run.apply([Metrics({"loss": 1.0}, step=30.0, line=10)])
    assert (len(frame), len(steps_frame(run))) == (3, 4)


def test_a_metric_named_like_a_place_keeps_its_values() -> None:
    run = Run("x.log")
    run.apply([Metrics({"step": 7.0, "line": 8.0, "step (metric)": 9.0}, step=1.0, line=2)])
    frame = steps_frame(run)
    assert frame["step"].tolist() == [1.0]
    assert frame["step (metric) (metric)"].tolist() == [7.0]
    assert frame["line (metric)"].tolist() == [8.0]
    assert frame["step (metric)"].tolist() == [9.0]


def test_an_empty_run_is_an_empty_frame() -> None:
    assert len(steps_frame(Run("x.log"))) == 0
    assert len(epochs_frame(Run("x.log"))) == 0
    assert len(alerts_frame(())) == 0


def test_a_frame_that_would_not_fit_is_refused_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "MOST_CELLS", 5)
    with pytest.raises(UsageError, match=r"A table of 3 records and 2 metrics is too large to be written\."):
        steps_frame(run_with_a_restart())


def test_epochs_have_the_last_value_of_each_metric() -> None:
    frame = epochs_frame(run_with_a_restart())
    assert frame["epoch"].tolist() == [1, 2, 1]
    assert frame["segment"].tolist() == [0, 0, 1]
    assert frame["seconds"].tolist()[1] == 60.0
    assert frame["lr"].isna().tolist() == [False, True, True]


def test_alerts_are_rows() -> None:
    frame = alerts_frame((Alert("nan", "critical", "loss", 20.0, None, 5, "loss is NaN"),))
    row = frame.iloc[0]
    assert (row["kind"], row["metric"], row["step"], row["line"], row["message"]) == (
        "nan",
        "loss",
        20.0,
        5,
        "loss is NaN",
    )
    assert frame["epoch"].isna().tolist() == [True]
