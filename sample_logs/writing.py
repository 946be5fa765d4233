"""What every make.py shares: a log that remembers the numbers it printed.

The expectation beside a sample is made from the numbers of the program itself, rounded as it printed them, and never by
reading the log back. Standard library only, so that it runs in the environment of any training program.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path


class SampleLog:
    """The text of one sample and what a reader should find in it.

    `file` is relative to `sample_logs/`. `primary` lists the names that a person may rightly want to see first. `axis` is
    "step", "epoch" or "iter", as the log calls it. `source` says where the form comes from. `made_here` is false for the
    output of a program that only its own environment can run again.
    """

    def __init__(
        self,
        file: str,
        *,
        axis: str,
        primary: Sequence[str],
        source: str,
        x_total: float | None = None,
        not_metrics: Sequence[str] = (),
        notes: str = "",
        made_here: bool = True,
    ) -> None:
        self.file = file
        self.axis = axis
        self.primary = list(primary)
        self.source = source
        self.x_total = x_total
        self.not_metrics = list(not_metrics)
        self.notes = notes
        self.made_here = made_here
        self.encoding = "utf-8"
        self.series: dict[str, list[float]] = {}
        self.places: list[float] = []
        self._parts: list[str] = []

    # what the program prints

    def line(self, text: str = "", end: str = "\n") -> None:
        """Print a line; `end` is "\\r" for the frame of a bar."""
        self._parts.append(text + end)

    def lines(self, text: str) -> None:
        """Print a block of lines, such as a banner."""
        self._parts.append(text.strip("\n") + "\n")

    def value(self, name: str, number: float, spec: str = "") -> str:
        """`number` as text, remembered as a value of `name` with the digits that were printed."""
        text = format(number, spec)
        self.saw(name, float(text.replace(",", "").rstrip("%")))
        return text

    # what is true of it

    def saw(self, name: str, number: float) -> None:
        """Remember a value of `name`; the caller has printed it."""
        self.series.setdefault(name, []).append(number)

    def at(self, place: float) -> None:
        """Remember the place on the x axis of what comes next."""
        self.places.append(place)

    @property
    def text(self) -> str:
        return "".join(self._parts)

    @property
    def data(self) -> bytes:
        return self.text.encode(self.encoding)

    @property
    def expectation(self) -> dict[str, object]:
        """What stands in the .expect.json file."""
        return {
            "x": self.axis,
            "primary": self.primary,
            "metrics": {name: _summary(values) for name, values in self.series.items()},
            "x_first": self.places[0] if self.places else None,
            "x_last": self.places[-1] if self.places else None,
            "x_total": self.x_total,
            "nan": sum(not math.isfinite(v) for values in self.series.values() for v in values),
            "not_metrics": self.not_metrics,
            "source": self.source,
            "made_here": self.made_here,
            "notes": self.notes,
        }

    def save(self, folder: Path = Path(__file__).parent) -> None:
        """Write the log and its expectation under `folder`."""
        path = folder / self.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.data)
        self.save_expectation(folder)

    def save_expectation(self, folder: Path = Path(__file__).parent) -> None:
        """Write the expectation alone: the log was written by the program itself."""
        path = folder / f"{self.file}.expect.json"
        path.write_text(json.dumps(self.expectation, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"{self.file}: {sum(map(len, self.series.values()))} values", file=sys.stderr)


def _summary(values: Sequence[float]) -> dict[str, object]:
    finite = [v for v in values if math.isfinite(v)]
    return {
        "count": len(values),
        "first": _plain(values[0]),
        "last": _plain(values[-1]),
        "min": min(finite, default=None),
        "max": max(finite, default=None),
    }


def _plain(number: float) -> float | str:
    return number if math.isfinite(number) else str(number)
