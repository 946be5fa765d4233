"""Gematria GRANITE: lines of lists, one value a task, with percentiles for names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.formats.bars import Bar
from tui.formats.tokens import to_float
from tui.model.events import Event, Metrics

_LINE = re.compile(r"^(absolute|relative) (?=m[as]e: \[)")
_FIELD = re.compile(r"(?<![\w%])([\w%]+): \[([^\]]*)\]")


class Gematria:
    """`relative mse: [a, b], mae: [a, b], 50%: [a, b]` gives `relative mse[0]`, `relative mae[0]`, `relative 50%[0]` and so on."""

    name = "gematria"
    expects_next = False
    samples = ("relative mse: [0.1, 0.2], mae: [0.2, 0.3], 50%: [0.1, 0.2], 75%: [0.3, 0.4]",)

    def saw_bar(self, bar: Bar) -> None:
        """These lines have no bars."""

    def parse(self, text: str, line: int) -> Sequence[Event] | None:
        head = _LINE.match(text)
        if head is None:
            return None
        values = {
            f"{head[1]} {name}[{task}]": number
            for name, items in _FIELD.findall(text)
            for task, item in enumerate(items.split(","))
            if (number := to_float(item)) is not None
        }
        return (Metrics(values, line=line),) if values else None

    def finish(self) -> Sequence[Event]:
        return ()
