"""Optuna studies: one value a trial."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.formats.bars import Bar
from tui.formats.tokens import to_float
from tui.model.events import Event, Metrics

_TRIAL = re.compile(
    r"^(?:\[I [^\]]*\] )?Trial (?P<trial>\d+) finished with values?: (?P<values>\[?[-\w., ]+?\]?) and parameters: "
)


class Optuna:
    """The trial is the step; its parameters are no metrics."""

    name = "optuna"
    expects_next = False
    samples = (
        "Trial 20 finished with value: 1.1512 and parameters: {'lr': 0.9, 'width': 49}. Best is trial 1 with value: 0.12.",
    )

    def saw_bar(self, bar: Bar) -> None:
        """These lines have no bars."""

    def parse(self, text: str, line: int) -> Sequence[Event] | None:
        """`value`, or `values[0]`, `values[1]` of a study with several aims."""
        row = _TRIAL.match(text)
        if row is None:
            return None
        numbers = [number for item in row["values"].strip("[]").split(",") if (number := to_float(item)) is not None]
        names = ["value"] if len(numbers) == 1 else [f"values[{k}]" for k in range(len(numbers))]
        return (Metrics(dict(zip(names, numbers, strict=True)), step=float(row["trial"]), line=line),)

    def finish(self) -> Sequence[Event]:
        """Nothing is held back."""
        return ()
