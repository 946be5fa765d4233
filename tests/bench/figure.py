"""A figure: what was measured, in which unit, and what is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is in `unit`, less is better; `limit` is what is asked for, `None` where the figure only informs."""

    name: str
    value: float
    unit: str
    limit: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """Whether the limit is kept."""
        if self.limit is None:
            return ""
        return "pass" if self.value <= self.limit else f"{self.value / self.limit:.2f} times the limit"


def table(figures: Iterable[Figure]) -> Iterator[str]:
    """The figures as rows of a Markdown table, each as soon as it is there."""
    yield "| Figure | Measured | Asked for | | |"
    yield "|---|---:|---:|---|---|"
    for figure in figures:
        limit = "" if figure.limit is None else f"{figure.limit:g} {figure.unit}"
        yield f"| {figure.name} | {figure.value:.3g} {figure.unit} | {limit} | {figure.verdict} | {figure.note} |"
