"""A run as pandas frames, for what comes after it. Together with `export.py` the only importer of pandas."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from tui.analysis.alerts import Alert
from tui.errors import UsageError
from tui.model.run import Run
from tui.model.series import Series

MOST_CELLS = 100_000_000  # 900 MB; a frame has a cell for every metric in every record

Floats = NDArray[np.float64]


def steps_frame(run: Run) -> pd.DataFrame:
    """One row a record: line, step, epoch, time (POSIX seconds), segment (counted from 0), and one column a metric.

    Metrics are of type Float64: NA where the record has no such value, NaN and infinity where the log says so. A metric
    named like one of the first five columns has ` (metric)` behind its name. Raises `UsageError` where the frame would
    not fit into memory.
    """
    rows = len(run.rows)
    if rows * len(run.series) > MOST_CELLS:
        raise UsageError(f"A table of {rows:,} records and {len(run.series):,} metrics is too large to be written.")
    columns: dict[str, object] = {
        "line": np.array(run.rows.line, dtype=np.int64),
        "step": _known(run.rows.step),
        "epoch": _known(run.rows.epoch),
        "time": _known(run.rows.time),
        "segment": _segments(run),
    }
    metrics = {_free(name, columns, run.series): _column(series, rows) for name, series in run.series.items()}
    return pd.DataFrame(columns | metrics)


def epochs_frame(run: Run) -> pd.DataFrame:
    """One row an epoch: epoch, segment, seconds, and the last value of each metric in it."""
    epochs = run.epochs()
    columns: dict[str, object] = {
        "epoch": np.array([e.epoch for e in epochs], dtype=np.int64),
        "segment": np.array([e.segment for e in epochs], dtype=np.int64),
        "seconds": _optional([e.seconds for e in epochs]),
    }
    metrics = {_free(name, columns, run.series): _optional([e.values.get(name) for e in epochs]) for name in run.series}
    return pd.DataFrame(columns | metrics)


def alerts_frame(alerts: Sequence[Alert]) -> pd.DataFrame:
    """One row an alert, oldest first, with the fields of `Alert` that a table can hold."""
    return pd.DataFrame(
        {
            "kind": pd.array([a.kind for a in alerts], dtype="str"),
            "severity": pd.array([a.severity for a in alerts], dtype="str"),
            "metric": pd.array([None if a.metric is None else _writable(a.metric) for a in alerts], dtype="str"),
            "step": _optional([a.step for a in alerts]),
            "epoch": _optional([a.epoch for a in alerts]),
            "line": np.array([a.line for a in alerts], dtype=np.int64),
            "since_step": _optional([a.since_step for a in alerts]),
            "cleared_step": _optional([a.cleared_step for a in alerts]),
            "message": pd.array([_writable(a.message) for a in alerts], dtype="str"),
        }
    )


def _column(series: Series, rows: int) -> pd.arrays.FloatingArray:
    """A series spread over all rows of its run. The copies keep numpy from holding on to arrays that must grow."""
    values = np.zeros(rows)
    absent = np.ones(rows, dtype=bool)
    at = np.array(series.rows, dtype=np.int64)
    values[at] = np.array(series.y)
    absent[at] = False
    return pd.arrays.FloatingArray(values, absent)


def _known(values: Sequence[float]) -> pd.arrays.FloatingArray:
    """A column of places, in which NaN means that the log does not say."""
    copied = np.array(values, dtype=np.float64)
    return pd.arrays.FloatingArray(copied, np.isnan(copied))


def _optional(values: Sequence[float | None]) -> pd.arrays.FloatingArray:
    known: Floats = np.array([0.0 if v is None else v for v in values], dtype=np.float64)
    return pd.arrays.FloatingArray(known, np.array([v is None for v in values], dtype=bool))


def _segments(run: Run) -> NDArray[np.int64]:
    starts = np.array([s.first_row for s in run.segments], dtype=np.int64)
    found = np.searchsorted(starts, np.arange(len(run.rows)), side="right") - 1
    return np.maximum(found, 0).astype(np.int64)


def _free(name: str, places: Collection[str], metrics: Collection[str]) -> str:
    """The column name of a metric: its own, unless that is the name of a place."""
    free = name = _writable(name)
    while free in places or (free != name and free in metrics):
        free += " (metric)"
    return free


def _writable(text: str) -> str:
    """Text without lone surrogates, which broken logs hold and no file and no arrow column takes."""
    return text.encode("utf-8", "replace").decode()
