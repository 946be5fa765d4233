"""LightGBM, XGBoost and CatBoost: the best iteration is repeated at the end and is no new record."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.formats.bars import Bar
from tui.model.events import Event, Notice

_BEST = re.compile(r"(?:[Bb]est iteration is|[Bb]est iteration):\s*$")
_BEST_LINE = re.compile(r"^\[(\d+)\]\s")
_CATBOOST = re.compile(r"^bestIteration = (\d+)")


class Boosting:
    """Swallows the line below "Best iteration is:"."""

    name = "boosting"
    samples = (
        "Early stopping, best iteration is:",
        "Did not meet early stopping. Best iteration is:",
        "bestIteration = 37",
    )

    def __init__(self) -> None:
        self._best_follows = False

    @property
    def expects_next(self) -> bool:
        """True after "Best iteration is:"."""
        return self._best_follows

    def saw_bar(self, bar: Bar) -> None:
        """Boosting draws no bars."""

    def parse(self, text: str, line: int) -> Sequence[Event] | None:
        if self._best_follows:
            self._best_follows = False
            if _BEST_LINE.match(text):
                return (Notice("best", text, line),)
        if _BEST.search(text):
            self._best_follows = True
            return (Notice("early-stop" if text.startswith(("Early", "Stopping")) else "best", text, line),)
        if _CATBOOST.match(text):
            return (Notice("best", text, line),)
        return None

    def finish(self) -> Sequence[Event]:
        return ()
