"""A table as rows of text: numbers stand on their decimal point and columns keep their width while values change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tui.views.row import Part, Row, fill, fit_left, row, width_of, width_of_parts

GAP = 2  # cells between two columns
NAME = 16  # cells a title may take


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as text; `mark` follows it without moving the decimal point (`★`, `▼`)."""

    text: str = ""
    role: str = ""
    mark: str = ""
    mark_role: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column. `marks` cells are kept free behind each value."""

    title: str
    role: str = "dim"
    marks: int = 0


@dataclass(slots=True)
class Widths:
    """The widest value so far in front of and behind the decimal point, by column: a column never becomes narrower."""

    before: dict[str, int] = field(default_factory=dict)
    behind: dict[str, int] = field(default_factory=dict)

    def take(self, title: str, text: str) -> None:
        """Make room for a value."""
        before, behind = point(text)
        self.before[title] = max(self.before.get(title, 0), width_of(before))
        self.behind[title] = max(self.behind.get(title, 0), width_of(behind))

    def of(self, column: Column) -> int:
        """Cells of a column, without its marks."""
        title = min(NAME, width_of(column.title))
        return max(title, self.before.get(column.title, 0) + self.behind.get(column.title, 0))


def point(text: str) -> tuple[str, str]:
    """A number's text in front of its decimal point, and from the point on.

    >>> point("1.92e-05"), point("450"), point("1e-05")
    (('1', '.92e-05'), ('450', ''), ('1', 'e-05'))
    """
    if _has_unit(text):
        return text, ""
    at = text.find(".")
    at = text.find("e-") if at < 0 else at
    return (text, "") if at < 0 else (text[:at], text[at:])


def _has_unit(text: str) -> bool:
    """Lengths of time stand at the right, on no point."""
    return " " in text


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int, widths: Widths
) -> tuple[list[Row], int]:
    """The head and the rows in `width` cells, and how many columns found room: none is shown in part."""
    for cells in rows:
        for column, cell in zip(columns, cells, strict=True):
            widths.take(column.title, cell.text)
    shown = fitting(columns, width, widths)
    head: list[Part] = []
    for column in columns[:shown]:
        title = fit_left(column.title, min(NAME, width_of(column.title)))
        head += [(" " * GAP + fit_left(title, widths.of(column)) + " " * column.marks, column.role)]
    return [fill(head, width), *(_line(columns[:shown], cells, width, widths) for cells in rows)], shown


def fitting(columns: Sequence[Column], width: int, widths: Widths) -> int:
    """How many columns fit, from the left; at least one."""
    used = 0
    for k, column in enumerate(columns):
        used += GAP + widths.of(column) + column.marks
        if used > width:
            return max(1, k)
    return len(columns)


def _line(columns: Sequence[Column], cells: Sequence[Cell], width: int, widths: Widths) -> Row:
    parts: list[Part] = []
    for column, cell in zip(columns, cells, strict=False):
        text = cell.text
        if not _has_unit(text):
            text += " " * (widths.behind.get(column.title, 0) - width_of(point(text)[1]))
        mark = cell.mark[: column.marks]
        parts += [(" " * GAP + fit_left(text, widths.of(column)), cell.role)]
        parts += [(mark, cell.mark_role), (" " * (column.marks - width_of(mark)), "")]
    return fill(parts, width)


def lit(line: Row, width: int) -> Row:
    """The row under the cursor."""
    text = line.text + " " * (width - width_of_parts([(line.text, "")]))
    return row((text, "row.on"))
