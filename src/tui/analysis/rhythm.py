"""Rhythm: when records came, as ticks of (step, time), in stretches that no restart interrupts."""

from __future__ import annotations

from array import array
from math import isnan

from tui.model.run import Run


class Rhythm:
    """Collects a tick whenever the time of the rows has moved on; rows without a time are passed over.

    Rows that arrive in one burst share a time and are one tick, from `first_row` to `row`, at the place of the last.
    `first_of_stretch` holds the index of the first tick of each segment. The last tick may still grow.
    """

    def __init__(self) -> None:
        self.first_row: array[int] = array("q")
        self.row: array[int] = array("q")
        self.x: array[float] = array("d")
        self.time: array[float] = array("d")
        self.first_of_stretch: list[int] = [0]
        self._seen = 0
        self._segment = 0

    def __len__(self) -> int:
        return len(self.time)

    def advance(self, run: Run) -> None:
        """Take in the rows that are new."""
        rows = run.rows
        while self._seen < len(rows):
            stop = len(rows)
            if self._segment + 1 < len(run.segments):
                border = run.segments[self._segment + 1].first_row
                if border <= self._seen:
                    self._segment += 1
                    self.first_of_stretch.append(len(self))
                    continue
                stop = border
            self._take(run, self._seen, stop)
            self._seen = stop

    def _take(self, run: Run, start: int, stop: int) -> None:
        rows = run.rows
        places = rows.epoch if run.axis == "epoch" else rows.step
        first = self.first_of_stretch[-1]
        last = self.time[-1] if len(self) > first else float("-inf")
        for row, (x, time) in enumerate(zip(places[start:stop], rows.time[start:stop], strict=True), start):
            if time > last:
                self.first_row.append(row)
                self.row.append(row)
                self.x.append(x)
                self.time.append(time)
                last = time
            elif time == last and not isnan(x):
                self.row[-1], self.x[-1] = row, x
