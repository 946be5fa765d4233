"""Numbers, dates and durations as logs write them: one pattern that cuts a line into text and numbers."""

from __future__ import annotations

import re
from math import inf, nan

_SPECIAL = r"[-+]?(?:nan|inf(?:inity)?)(?:\(\w*\))?(?![\w(])|[-+]?1\.#(?:IND|QNAN|INF|SNAN)0*"
_DATE = r"\d{4}[-/.]\d\d?[-/.]\d\d?(?:[T _]\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[-+]\d\d:?\d\d)?)?"
_CLOCK = r"(?:\d+\s?(?:days?|d),?\s*)?\d{1,4}:\d\d(?::\d\d)?(?:[.,]\d+)?(?![\d:])(?:\s?[AP]M\b)?"
_SPAN = r"\d+(?:\.\d+)?(?:d|h|hr|hrs|m|min|s|sec)\s?:?\d+(?:\.\d+)?(?:h|m|min|ms|s|sec)(?:\s?:?\d+(?:\.\d+)?(?:ms|us|s|sec))?(?![A-Za-z])"
_RANGE = r"\d+-\d+(?=batch|[\s:,)\]]|$)"
_PLAIN = r"[-+]?(?:\d{1,3}(?:,\d{3}){1,7}(?![\d,])(?:\.\d+)?|\d+(?:\.\d*(?!\.?\d))?|\.\d+)(?:[eE][-+]?\d+)?"
_UNIT = r"(?:%|[munµ]?s|secs?|seconds?|mins?|h|hrs?|days?|[kKMGTB]|[kKMGT]i?B|[kKMGT]?bps|it/s|s/it|iters?/s|x|e|f0|epochs?|batch(?:es)?|steps?|iters?)(?![A-Za-z0-9])"

# One group, for `split`: text at even places, numbers at odd ones. Spaces before a number go with the number, so that padding
# does not change the text. A number stands free: not glued to a letter before it (`mAP50`, `R@1`, `layer4`), nor to a word after
# it (`3x3`, `2nd`, `0x1f`).
CUT = re.compile(
    rf"((?<![ \t])[ \t]*+(?<![A-Za-z0-9_@.])(?<![A-Za-z0-9_@.][-+])(?:{_SPECIAL}|{_DATE}|{_CLOCK}|{_SPAN}|{_RANGE}"
    rf"|{_PLAIN}(?={_UNIT}|[^A-Za-z0-9_.]|\.(?!\d)|$)))",
    re.IGNORECASE,
)
_TIME_LIKE = re.compile(r"\d-\d|\d[-/.:]\d?\d[-/.:]|\d:\d\d|\d[a-z]+\s?:?\d", re.IGNORECASE)
_SCALE = {"k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "B": 1e9, "T": 1e12}
_SPAN_PART = re.compile(r"(?<!\d)(\d++(?:\.\d++)?)\s*+(ms|us|min|hrs|hr|sec|d|h|m|s)", re.IGNORECASE)
_SPAN_SECONDS = {
    "d": 86400.0,
    "h": 3600.0,
    "hr": 3600.0,
    "hrs": 3600.0,
    "m": 60.0,
    "min": 60.0,
    "s": 1.0,
    "sec": 1.0,
    "ms": 1e-3,
    "us": 1e-6,
}


def to_float(text: str) -> float | None:
    """A number as a log writes it, `None` when it is none: `1,234.5`, `nan`, `-1.#IND`, `.5`, `3e-4`.

    Integers too large for a float become infinite, as they do in Python's own `float`.
    """
    try:
        return float(text)
    except ValueError:
        pass
    bare = text.strip().lower()
    if "#" in bare:
        return (-inf if bare.startswith("-") else inf) if "inf" in bare else nan
    try:
        return float(bare.replace(",", ""))
    except ValueError:
        return nan if "nan" in bare else None


def is_time_like(text: str) -> bool:
    """True for dates, times of day and lengths of time such as `1:02:03` or `1s194ms`."""
    return _TIME_LIKE.search(text) is not None


def scale_of(unit: str) -> float:
    """What a letter glued to a number multiplies it with: `1.2k` is 1200. Sizes in bytes keep their unit."""
    return _SCALE.get(unit, 1.0)


def seconds(text: str) -> float | None:
    """A length of time in seconds: `1:02:03`, `02:34`, `1 day, 2:00:00`, `3h12m`, `1s194ms`; `None` when it is none."""
    parts = _SPAN_PART.findall(text)
    if ":" in text:
        day, _, rest = text.replace(",", " ").rpartition(" ")
        days = float(match[0]) if (match := re.findall(r"\d+", day)) else 0.0
        try:
            numbers = [float(p) for p in rest.split(":")]
        except ValueError:
            return None
        total = 0.0
        for number in numbers:
            total = total * 60 + number
        return days * 86400 + total
    if parts:
        return sum(float(n) * _SPAN_SECONDS[u.lower()] for n, u in parts)
    return None
