"""Grids of name and value, a row each: stable-baselines3 boxes, `| Metric | Value |`, AllenNLP's `loss | train | valid`."""

from __future__ import annotations

import re

from tui.formats.columns import _RULE, _number
from tui.formats.draft import Draft
from tui.formats.records import to_draft
from tui.model import names

_HEADS = frozenset(("metric", "metrics", "name", "key", "item"))
_PIPE = re.compile(r"[|│┃║]")


class Grid:
    """Collects the rows of one grid and gives them as one record when it closes."""

    def __init__(self) -> None:
        self._pairs: list[tuple[str, float]] = []
        self._head: list[str] = []
        self._section = ""
        self._line = 0

    def read(self, text: str, line: int) -> tuple[bool, Draft | None]:
        """Whether the line belongs to a grid, and the record that it closes."""
        stripped = text.strip()
        if not _PIPE.search(stripped):
            framed = bool(stripped) and _RULE.match(stripped) is not None
            if framed and stripped[0] in "+├╞╟╠":
                return bool(self._pairs), None
            closed = self.close()
            return framed and closed is not None, closed
        if _RULE.match(stripped):
            return bool(self._pairs), self.close() if stripped[0] in "└╰╚" else None
        cells = [c.strip() for c in _PIPE.split(stripped.strip("|│┃║"))]
        if len(cells) < 2 or len(cells) > 3 or not cells[0] or _number(cells[0]) is not None:
            return self._heading(cells)
        return self._row(cells, line)

    def _heading(self, cells: list[str]) -> tuple[bool, Draft | None]:
        return False, None if len(cells) < 2 else self.close()

    def _row(self, cells: list[str], line: int) -> tuple[bool, Draft | None]:
        values = [_number(c) for c in cells[1:]]
        if all(v is None for v in values):
            if self._pairs and not cells[0].endswith("/"):
                return True, None  # a cell of text among the values
            if cells[0].endswith("/") and not any(cells[1:]):
                self._section = cells[0]
            elif all(names.words(c) for c in cells):
                self._head = cells
            return bool(self._section) or self._is_head(cells), None
        if len(values) == 2 and not self._splits():
            return False, None
        if any(v is None for v in values):
            return bool(self._pairs), None
        self._line = self._line or line
        for k, value in enumerate(values):
            if value is not None:
                self._pairs.append((self._name(cells[0], k, len(values)), value))
        return True, None

    def _is_head(self, cells: list[str]) -> bool:
        return cells[0].lower() in _HEADS or (cells == self._head and bool(self._splits()))

    def _splits(self) -> list[str]:
        head = self._head[-2:]
        return (
            head if len(head) == 2 and all(h and all(w in names.SPLITS for w in names.words(h)) for h in head) else []
        )

    def _name(self, name: str, column: int, columns: int) -> str:
        if columns == 2:
            return f"{self._splits()[column]} {name}"
        return f"{self._section}{name}"

    def close(self) -> Draft | None:
        """The record of the rows so far, `None` when there are none."""
        if not self._pairs:
            self._section = ""
            return None
        draft = to_draft(self._pairs, self._line)
        self._pairs, self._section, self._line = [], "", 0
        return draft
