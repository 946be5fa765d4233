"""The COCO evaluation table: average precision and recall over all areas, by the overlap they ask for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.formats.bars import Bar
from tui.formats.tokens import to_float
from tui.model.events import Event, Metrics

_ROW = re.compile(
    r"Average (?P<what>Precision|Recall)\s+\((?P<short>AP|AR)\) @\[ IoU=(?P<iou>[\d.:]+)\s*\| area=\s*(?P<area>\w+) \| maxDets=\s*(?P<dets>\d{1,9}) \] = (?P<value>-?\d+(?:\.\d+)?)"
)


class Coco:
    """One line a figure; only those over all areas and the most detections are shown."""

    name = "coco"
    expects_next = False
    samples = (" Average Precision  (AP) @[ IoU=0.50:0.95 | area=   all | maxDets=100 ] = 0.318",)

    def saw_bar(self, bar: Bar) -> None:
        """The table has no bars."""

    def parse(self, text: str, line: int) -> Sequence[Event] | None:
        if "@[ IoU=" not in text:
            return None
        row = _ROW.search(text)
        if row is None or row["area"] != "all" or int(row["dets"]) < 100 or row["value"].startswith("-"):
            return ()
        value = to_float(row["value"])
        return () if value is None else (Metrics({f"{row['short']} IoU={row['iou']}": value}, split="val", line=line),)

    def finish(self) -> Sequence[Event]:
        return ()
