"""The best checkpoint: where the metric to watch was best, and the checkpoint the log reports nearest after it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from tui.analysis.context import known
from tui.model.events import Notice
from tui.model.run import Run
from tui.model.series import Series

_PATH = re.compile(
    r"(?:[\w.~-]*/)+[\w.=+-]+|[\w./=+-]+\.(?:pt|pth|ckpt|safetensors|h5|keras|bin|pkl|npz|params|model)\b"
)


@dataclass(frozen=True, slots=True)
class BestCheckpoint:
    """The best value of `metric` and where it was; `path` is the checkpoint as the log writes it, `None` when it names
    none.

    Whether the file is still there is for the caller to look up: this room opens no files.
    """

    metric: str
    value: float
    step: float | None
    epoch: float | None
    line: int
    path: str | None
    checkpoint_line: int | None


def best_checkpoint(run: Run) -> BestCheckpoint | None:
    """The best place of the run by its primary metric, `None` when that metric has no better and worse."""
    name = run.primary
    series = run.series[name] if name is not None else None
    if series is None or series.best_at is None:
        return None
    row = series.rows[series.best_at]
    notice = _checkpoint(run, series, row)
    found = None if notice is None else _PATH.search(notice.text)
    return BestCheckpoint(
        series.name,
        series.y[series.best_at],
        known(run.rows.step[row]),
        known(run.rows.epoch[row]),
        run.rows.line[row],
        None if found is None else found.group(0),
        None if notice is None else notice.line,
    )


def _checkpoint(run: Run, series: Series, row: int) -> Notice | None:
    """The first checkpoint from the best value up to the next value of the metric."""
    following = bisect_right(series.rows, row)
    begin = run.rows.line[row]
    end = run.rows.line[series.rows[following]] if following < len(series.rows) else float("inf")
    return next((n for n in run.notices if n.kind in ("checkpoint", "best") and begin <= n.line <= end), None)
