"""TensorFlow estimators: the line that saves an evaluation repeats the names of the training."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.formats.bars import Bar
from tui.formats.tokens import to_float
from tui.model.events import Event, Metrics

_SAVED = re.compile(r"^(?:INFO:tensorflow:)?Saving dict for global step (?P<step>\d+): (?P<pairs>.+)$")
_PAIR = re.compile(r"(?:^|,)\s*+([^,=]+) = ([-+\w.]+)")


class TfEstimator:
    """`Saving dict for global step N: accuracy = 0.9, global_step = N, loss = 0.1` is a validation record."""

    name = "tf-estimator"
    expects_next = False
    samples = ("Saving dict for global step 3000: accuracy = 0.96759023, global_step = 3000, loss = 0.11980976",)

    def saw_bar(self, bar: Bar) -> None:
        """These lines have no bars."""

    def parse(self, text: str, line: int) -> Sequence[Event] | None:
        """The pairs of the saved dict, but for the step itself."""
        row = _SAVED.match(text)
        if row is None:
            return None
        pairs = ((name, to_float(value)) for name, value in _PAIR.findall(row["pairs"]) if name != "global_step")
        values = {name: value for name, value in pairs if value is not None}
        return (Metrics(values, step=float(row["step"]), split="val", line=line),) if values else ()

    def finish(self) -> Sequence[Event]:
        """Nothing is held back."""
        return ()
