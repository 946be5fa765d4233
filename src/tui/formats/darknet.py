"""Darknet (YOLOv2 to v4): each value stands before its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.formats.bars import Bar
from tui.formats.tokens import to_float
from tui.model.events import Event, Metrics

_LINE = re.compile(
    r"^\s*(?P<step>\d+): (?P<loss>[-\w.]+), (?P<avg>[-\w.]+) avg(?: loss)?, (?P<rate>[\d.e-]+) rate, "
    r"(?P<seconds>[\d.]+) seconds, \d+ images"
)
_MAP = re.compile(r"(?:mean_average_precision \(mAP@0?\.50?\)|Last accuracy mAP@0?\.50?) = (?P<share>\d+(?:\.\d+)?)")


class Darknet:
    """The line of an iteration, and the mean average precision that is computed now and then."""

    name = "darknet"
    expects_next = False
    samples = (
        " 60: 20.897022, 20.327143 avg loss, 0.001804 rate, 2.388047 seconds, 3840 images, 1.0 hours left",
        " mean_average_precision (mAP@0.50) = 0.8797",
    )

    def saw_bar(self, bar: Bar) -> None:
        """These lines have no bars."""

    def parse(self, text: str, line: int) -> Sequence[Event] | None:
        """One record an iteration; darknet writes a loss that is no number as `-nan`."""
        row = _LINE.match(text)
        if row:
            values = {"loss": row["loss"], "avg loss": row["avg"], "rate": row["rate"], "seconds": row["seconds"]}
            numbers = {name: number for name, value in values.items() if (number := to_float(value)) is not None}
            return (Metrics(numbers, step=float(row["step"]), line=line),)
        found = _MAP.search(text)
        if found is None:
            return () if text.startswith("v3 (") else None
        share = to_float(found["share"])
        return () if share is None else (Metrics({"mAP@0.5": share}, split="val", line=line),)

    def finish(self) -> Sequence[Event]:
        """Nothing is held back."""
        return ()
