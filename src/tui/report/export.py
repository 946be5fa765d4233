"""A frame as a file for other programs: CSV, parquet or JSON lines."""

from __future__ import annotations

import csv
from collections.abc import Callable
from math import isfinite
from pathlib import Path

import pandas as pd

from tui.errors import UsageError
from tui.report.files import whole_file
from tui.report.json_text import json_text

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheets take for the start of a formula
_PLACES = ("line", "step", "epoch", "time", "segment")


def export(frame: pd.DataFrame, kind: str, path: Path, source: Path | None = None) -> None:
    """Write `frame` to `path` as `kind`: "csv", "parquet" or "jsonl", under the promises of `files.whole_file`.

    `source` is the log, which is never written over. Raises `UsageError` for an unknown kind and for parquet without
    pyarrow.
    """
    writer = _WRITERS.get(kind)
    if writer is None:
        raise UsageError(f"Cannot export to {kind!r}: choose one of {', '.join(_WRITERS)}.")
    with whole_file(path, source) as fresh:
        writer(frame, fresh)


def guarded(text: str) -> str:
    """A text cell that no spreadsheet takes for a formula: an apostrophe stands before what would begin one."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Absent cells are empty; numbers stay numbers, with `nan` and `inf` written out."""
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow([guarded(str(name)) for name in frame.columns])
        for row in zip(*(_cells(frame[name]) for name in frame.columns), strict=True):
            rows.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in row])


def _write_jsonl(frame: pd.DataFrame, path: Path) -> None:
    """One object a row: the place by name, null where unknown, and under `values` the metrics that the row has."""
    names = list(frame.columns)
    places = sum(name in _PLACES for name in names)  # they come first
    with path.open("w", encoding="utf-8") as file:
        for row in zip(*(map(_json, _cells(frame[name])) for name in names), strict=True):
            values = {name: cell for name, cell in zip(names[places:], row[places:], strict=True) if cell is not None}
            told = dict(zip(names[:places], row[:places], strict=True))
            file.write(json_text({**told, "values": values}) + "\n")


def _write_parquet(frame: pd.DataFrame, path: Path) -> None:
    try:
        import pyarrow  # noqa: F401  (the engine behind `to_parquet`)
    except ImportError:
        raise UsageError("Parquet needs pyarrow: pip install 'trainwatch-tui[parquet]'.") from None
    frame.to_parquet(path, engine="pyarrow", index=False)


_WRITERS: dict[str, Callable[[pd.DataFrame, Path], None]] = {
    "csv": _write_csv,
    "parquet": _write_parquet,
    "jsonl": _write_jsonl,
}


def _cells(column: pd.Series[float] | pd.Series[str]) -> list[object]:
    """The values of a column as Python objects, `None` where there is none."""
    absent = column.isna().tolist()
    return [None if gone else value for value, gone in zip(column.tolist(), absent, strict=True)]


def _json(value: object) -> object:
    return str(value) if isinstance(value, float) and not isfinite(value) else value
