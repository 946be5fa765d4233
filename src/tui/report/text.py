"""Pieces of Markdown: foreign text made harmless, tables, and a curve in one row of characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from math import isfinite, log10

from tui.model.series import Bucket, Series

_LONGEST = 240  # characters of a name or a log line in a report
_LONGEST_SENTENCE = 1000
_MARKUP = re.compile(r"[&<>*`|\\\[\]~#$]|(?<![^\W_])_|_(?![^\W_])")  # an underscore inside a word is none
_LEVELS = "▁▂▃▄▅▆▇█"
_LOG_FROM = 100.0  # highest over lowest value from which a curve is drawn on a log axis


def quoted(text: str) -> str:
    """Text of the log as text, whatever it holds: no markup, no HTML, no escape sequence, no new line, no new cell.

    A code span says so most readably. A backtick or a pipe could end it, or the cell it stands in, so text with one of
    these has every mark written as an entity, which CommonMark never takes for structure.
    """
    flat = "".join(c if c.isprintable() else " " for c in text[: _LONGEST + 1])
    flat = " ".join(flat.split()) or "(empty)"
    if len(text) > _LONGEST:
        flat = f"{flat[:_LONGEST]}…"
    if "`" in flat or "|" in flat or "\\" in flat:
        return "".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in flat)
    return f"`{flat}`"


def prose(text: str) -> str:
    """A sentence that may hold words of the log, readable as it stands: marks that could be markup become entities."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in text[:_LONGEST_SENTENCE]).split())
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", flat)


def table(header: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[int] = ()) -> list[str]:
    """A Markdown table; the columns numbered in `right` are set to the right. Empty when there is no row."""
    body = [f"| {' | '.join(row)} |" for row in rows]
    if not body:
        return []
    rule = "|".join("---:" if k in right else "---" for k in range(len(header)))
    return [f"| {' | '.join(header)} |", f"|{rule}|", *body]


def section(title: str, lines: Sequence[str]) -> list[str]:
    """A heading with what stands under it; nothing at all when there is nothing to say."""
    return ["", f"## {title}", "", *lines] if lines else []


def curve(series: Series, width: int = 24) -> str:
    """The series as one row of blocks: the worst value of each column, `×` for none finite, `·` for none at all.

    The worst is the highest of what should fall and the lowest of what should rise, so that no spike is lost. The axis
    is logarithmic where all values are positive and the highest is a hundred times the lowest.
    """
    known = [x for x in series.x if isfinite(x)]
    if not known or not isfinite(series.low):
        return ""
    width = min(width, len(series))
    logarithmic = series.low > 0 and series.high / series.low >= _LOG_FROM
    low, high = (log10(series.low), log10(series.high)) if logarithmic else (series.low, series.high)
    worst = {"min": "high", "max": "low"}.get(series.meaning.goal, "last")
    scale = (len(_LEVELS) - 1) / (high - low) if high > low and isfinite(high - low) else 0.0

    def mark(bucket: Bucket) -> str:
        if not bucket.count:
            return "×" if bucket.not_finite else "·"
        value: float = getattr(bucket, worst)
        value = log10(value) if logarithmic else value
        return _LEVELS[round((value - low) * scale)]

    return "".join(map(mark, series.buckets(width, min(known), max(known))))
