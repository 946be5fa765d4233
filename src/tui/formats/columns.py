"""Columns under a header: CSV, TSV, pipes, and words aligned by blanks."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass

from tui.formats import positions
from tui.formats.draft import NEEDS_CLOCK, Draft, strength
from tui.formats.records import to_draft
from tui.formats.structure.naming import PROSE
from tui.formats.tokens import is_time_like, scale_of, seconds, to_float
from tui.model import names

_RULE = re.compile(r"^[\s|│┃║+\-=_─━┼┿╇╋├┤┝┥┡┩╞╡╪═┌┐└┘┏┓┗┛╭╮╰╯┬┴:╟╢╠╣╔╗╚╝]+$")
_CELL = re.compile(r"^[-+]?[\d.,]+(?:[eE][-+]?\d+)?\s?(?:%|[kKMGTB]|[kKMGT]i?B|s|sec|ms|m|h|it/s)?$")
_LIST = re.compile(r"^\[([-+\d.eE, naif]+)\]$")
_PIPE = re.compile(r"[|│┃║]")
_WIDE_NAME = re.compile(r"^[^\d:=;\"'][^:=;\"']*$")
_MARKS = frozenset("!*+>#")
_FRACTION = re.compile(r"^(\d+)/(\d+)$")
_BAR_TAIL = re.compile(r"(?::|(?<!\s))\s++\d+%\s*[|━█╸╺#=].*$|:\s++\d+%.*$")
_NAME = re.compile(r"^[^\d\W][^:=;\"']*$|^#$|^%$")
_SENTENCE = PROSE | {"is", "are", "of", "be", "it", "as"}  # words that no table has for a head
_TRAINING_WORD = re.compile(
    r"(?i)epoch|step|iter|loss|acc|score|error|reward|return|ppl|perplex|\blr\b|rate|f1|auc|map|mse|mae|bleu|wer|cer|update|batch|\bap\d*\b|log prob|auc|损失|损|ロス|轮"
)
_ABBREVIATED = {"#": "step", "E": "epoch"}  # spaCy
_ALL = frozenset(("all", "average", "mean", "total", "overall", "avg", "macro avg"))


@dataclass(slots=True)
class Header:
    """The names of the columns, and how they are cut: "," ";" tab, "|" or blanks."""

    names: list[str]
    cut: str
    line: int
    rows: int = 0
    other: Header | None = None  # the same line cut the other way: the first row decides


class Columns:
    """Remembers the last header and reads the rows below it."""

    def __init__(self) -> None:
        self.header: Header | None = None
        self._above: list[str] = []  # the cells of the line above, of a header over two lines

    def read(self, text: str, line: int) -> Draft | None:
        """The draft of a row, `None` when the line is no row of the present table. A header is remembered."""
        stripped = _BAR_TAIL.sub("", text.rstrip())
        if not stripped or _RULE.match(stripped):
            return None
        header = self.header
        if header is not None:
            for one in (header, header.other) if header.other is not None else (header,):
                draft = self._row(one, _cut(stripped, one.cut), line)
                if draft is not None:
                    one.rows, one.other, self.header = one.rows + 1, None, one
                    return draft
        found = self._two_lines(stripped, line) or _header(stripped, line)
        if found is not None and (
            header is None or header.names not in (found.names, found.other.names if found.other else None)
        ):
            self.header = found
        elif header is not None and header.cut in (" ", "  ") and line - header.line > 200 and header.rows == 0:
            self.header = None
        return None

    def _two_lines(self, text: str, line: int) -> Header | None:
        """A header whose names stand over two lines: `Mini-batch` above `Accuracy`."""
        if not _PIPE.match(text.lstrip()):
            self._above = []
            return None
        cells, above = _cut(text, "|"), self._above
        self._above = [] if any(_is_number(c) for c in cells) else cells
        if len(cells) != len(above) or not self._above or len(cells) < 3:
            return None
        joined = [_tidy(f"{a} {b}".strip()) for a, b in zip(above, cells, strict=True)]
        return Header(joined, "|", line) if _are_names(joined, "|") and _is_training(joined, "|") else None

    def _row(self, header: Header, cells: list[str], line: int) -> Draft | None:
        by_blanks = header.cut in (" ", "  ")
        wide = len(cells) - len(header.names)
        if wide == 1 and by_blanks and header.rows == 0 and cells[0] in _MARKS:
            cells, wide = cells[1:], 0  # NequIP: `! Train  9  280.8`
        if wide == -1 and by_blanks and names.meaning(header.names[-1]).kind == "other":
            cells, wide = [*cells, ""], 0  # Stan: the last column is for notes
        if wide != 0 and not (
            by_blanks and 0 < wide <= 6 and not any(_is_number(c) for c in cells[len(header.names) :])
        ):
            return None
        cells = cells[: len(header.names)]
        filled = [c for c in cells if c]
        numeric = sum(_is_number(c) for c in filled)
        if numeric < 1 or numeric < 0.5 * len(filled) or (by_blanks and numeric < len(filled) - 2):
            return None
        words = [c for c in filled if not _is_number(c)]
        if by_blanks and words and words[0].lower() not in _ALL and cells[0] == words[0]:
            return None
        return to_draft(_pairs(header.names, cells), line)


def _pairs(column_names: list[str], cells: list[str]) -> list[tuple[str, float | str]]:
    out: list[tuple[str, float | str]] = []
    for name, cell in zip(column_names, cells, strict=True):
        fraction, items = _FRACTION.match(cell), _LIST.match(cell)
        if fraction:
            role = positions.role_of(name)
            out.append((name, float(fraction[1])))
            if role and role[0] in (positions.EPOCH, positions.STEP):
                out.append(("num_epochs" if role[0] == positions.EPOCH else "max_steps", float(fraction[2])))
        elif items:
            numbers = [v for item in items[1].split(",") if (v := to_float(item)) is not None]
            out.extend(
                [(name, numbers[0])] if len(numbers) == 1 else [(f"{name} {k}", v) for k, v in enumerate(numbers)]
            )
        else:
            value = _number(cell)
            out.append((name, cell if value is None else value))
    return out


def _header(text: str, line: int) -> Header | None:
    """A header is a line of names, at least one of which is known to training."""
    if _TRAINING_WORD.search(text) is None:
        return None
    text = text.lstrip("# ") if text.lstrip().startswith("# ") else text
    best: Header | None = None
    for cut in ("\t", ",", ";", "|", "  ", " "):
        if cut not in text and not (cut == "|" and _PIPE.search(text)):
            continue
        if cut == "|" and not (_PIPE.match(text.strip()) or " | " in text or "│" in text or "┃" in text):
            continue
        if cut == " " and text.rstrip().endswith((".", ":", "!", "?")) and not text.rstrip().endswith("):"):
            continue
        cells = [_tidy(c) for c in _cut(text, cut)]
        if _are_names(cells, cut) and _is_training(cells, cut):
            if cut != "  ":
                return Header(cells, cut, line, other=best)
            best = Header(cells, cut, line)
    return best


def _are_names(cells: list[str], cut: str) -> bool:
    if len(cells) < (3 if cut in (" ", "  ") else 2) or cells.count("") > len(cells) // 2:
        return False
    if cut == "  " and not any(" " in c for c in cells):
        return False  # words of one piece each: one blank cuts them as well
    if not all((_WIDE_NAME if cut == "  " else _NAME).match(c) and len(c) < 60 for c in cells if c):
        return False
    return cut == " " or len(set(cells)) == len(cells)


def _is_training(cells: list[str], cut: str) -> bool:
    placed = any(positions.role_of(c) is not None for c in cells)
    known = sum(strength(c) >= NEEDS_CLOCK for c in cells)
    certain = any(names.meaning(c).kind in ("loss", "perplexity") for c in cells)
    if cut in (" ", "  "):
        if any(c.lower() in _SENTENCE for c in cells):
            return False
        return (placed and known >= 1) or known >= 3 or (certain and known >= 2)
    return (placed and (known >= 1 or len(cells) >= 2)) or certain or known >= 2


def _cut(text: str, cut: str) -> list[str]:
    if cut == " ":
        return [c.rstrip(":") for c in text.split()]
    if cut == "  ":
        return re.split(r"\s{2,}", text.strip())
    if cut == "|":
        cells = [c.strip() for c in _PIPE.split(text.strip().lstrip("|│┃║").strip())]
        return (
            cells[:-1] if text.lstrip()[:1] in "|│┃║" and len(cells[-1]) <= 3 and not _is_number(cells[-1]) else cells
        )
    if cut in (",", ";"):
        try:
            return [c.strip() for c in next(csv.reader([text], delimiter=cut))]
        except (csv.Error, StopIteration):
            return []
    return [c.strip() for c in text.split(cut)]


def _tidy(cell: str) -> str:
    cell = _ABBREVIATED.get(cell.strip(), cell.strip().strip(":").strip('"'))
    if cell.count("(") != cell.count(")"):
        cell = cell.rpartition("(")[2] if "(" in cell else cell.rstrip(")")
    return cell.strip()


def _number(cell: str) -> float | None:
    if is_time_like(cell):
        return seconds(cell)
    value = to_float(cell)
    if value is None and cell.endswith(")"):
        cell = cell.partition("(")[0].rstrip()  # `14300 (47.67%)`
    if value is None and _CELL.match(cell):
        digits = re.match(r"[-+]?[\d.,]+(?:[eE][-+]?\d+)?", cell)
        if digits:
            value = to_float(digits[0])
            unit = cell[digits.end() :].strip()
            return None if value is None else value * (scale_of(unit) if len(unit) == 1 else 1.0)
    return value


def _is_number(cell: str) -> bool:
    return _number(cell) is not None or _FRACTION.match(cell) is not None or _LIST.match(cell) is not None
