"""A row of the screen as plain text with named spans. Pure: no Textual, and log text in it is text alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from unicodedata import category

from rich.cells import cell_len, set_cell_size

Part = tuple[str, str]  # text and role; an empty role is the ordinary text


class Span(NamedTuple):
    """Characters `start` to `stop` (not included) of a row are drawn in the style of `role`."""

    start: int
    stop: int
    role: str


class Row(NamedTuple):
    """One line of cells. Spans do not overlap and rise; what no span covers is ordinary text."""

    text: str
    spans: tuple[Span, ...] = ()


def plain(text: str) -> str:
    """`text` with everything that could move the cursor or change a colour shown as a middle dot."""
    if text.isascii() and text.isprintable():
        return text
    return "".join("·" if category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp", "Co") else c for c in text)


def width_of(text: str) -> int:
    """Cells that `text` takes."""
    return len(text) if text.isascii() else cell_len(text)


def fit(text: str, width: int) -> str:
    """`text` in exactly `width` cells: filled with blanks, or cut with an ellipsis."""
    have = width_of(text)
    if have <= width:
        return text + " " * (width - have)
    return set_cell_size(text, width - 1) + "…" if width > 0 else ""


def fit_left(text: str, width: int) -> str:
    """`text` in exactly `width` cells, set to the right; cut at the left, where names differ least."""
    have = width_of(text)
    if have <= width:
        return " " * (width - have) + text
    while text and width_of(text) > width - 1:
        text = text[1:]
    return fit("…" + text, width) if width > 0 else ""


def row(*parts: Part) -> Row:
    """A row of parts one after the other."""
    spans: list[Span] = []
    at = 0
    for text, role in parts:
        if text and role:
            if spans and spans[-1].stop == at and spans[-1].role == role:
                spans[-1] = Span(spans[-1].start, at + len(text), role)
            else:
                spans.append(Span(at, at + len(text), role))
        at += len(text)
    return Row("".join(text for text, _ in parts), tuple(spans))


def parts_of(line: Row) -> list[Part]:
    """The parts a row was made of, neighbours of one role as one."""
    out: list[Part] = []
    at = 0
    for start, stop, role in line.spans:
        if at < start:
            out.append((line.text[at:start], ""))
        out.append((line.text[start:stop], role))
        at = stop
    if at < len(line.text):
        out.append((line.text[at:], ""))
    return out


def width_of_parts(parts: Iterable[Part]) -> int:
    """Cells that the parts take together."""
    return sum(width_of(text) for text, _ in parts)


def fill(parts: Sequence[Part], width: int) -> Row:
    """The parts in exactly `width` cells."""
    out: list[Part] = []
    left = width
    for text, role in parts:
        if width_of(text) > left:
            out.append((fit(text, left), role))
            left = 0
            break
        out.append((text, role))
        left -= width_of(text)
    return row(*out, (" " * left, ""))


def spread(left: Sequence[Part], right: Sequence[Part], width: int) -> Row:
    """`left` at the left and `right` at the right end of `width` cells; the left part is cut first."""
    room = width - width_of_parts(right)
    if room < 1:
        return fill(right, width)
    return row(*parts_of(fill(left, room)), *right)


def blank(width: int) -> Row:
    """A row of blanks."""
    return Row(" " * max(0, width))


def beside(blocks: Sequence[Sequence[Row]]) -> list[Row]:
    """Blocks of the same height side by side."""
    return [row(*(part for line in lines for part in parts_of(line))) for lines in zip(*blocks, strict=True)]


def frame(
    inside: Sequence[Row], title: Sequence[Part], note: Sequence[Part], width: int, role: str, ascii_: bool = False
) -> list[Row]:
    """A light frame around rows `width - 2` wide; its upper edge has a title at the left and a note at the right."""
    if width < 4:
        return [blank(width) for _ in range(len(inside) + 2)]
    h, v, corners = ("-", "|", "++++") if ascii_ else ("─", "│", "╭╮╰╯")
    head, tail = list(title), list(note)
    if width_of_parts(head) + width_of_parts(tail) + 7 > width:
        tail = []
    room = width - 4 - (width_of_parts(tail) + 3 if tail else 0)
    if width_of_parts(head) > room - 2:
        head = [p for p in parts_of(fill(head, max(0, room - 2))) if p[0]]
    rule = h * (width - 3 - (width_of_parts(head) + 2 if head else 0) - (width_of_parts(tail) + 3 if tail else 0))
    top: list[Part] = [(corners[0] + h, role)]
    top += [(" ", ""), *head, (" ", "")] if head else []
    top += [(rule, role)]
    top += [(" ", ""), *tail, (" ", ""), (h, role)] if tail else []
    top += [(corners[1], role)]
    body = [row((v, role), *parts_of(line), (v, role)) for line in inside]
    return [row(*top), *body, row((corners[2] + h * (width - 2) + corners[3], role))]
