"""The only place where a number becomes text: the same number has the same text everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from math import isinf, isnan

ABSENT = "-"


def number(value: float | None, digits: int = 4) -> str:
    """`value` with `digits` significant digits, at most seven characters before an exponent; absent is `-`.

    >>> [number(v) for v in (0.0124, 1.92e-05, 450, 12345.678, 6.9246, 1e9, float("nan"), None)]
    ['0.0124', '1.92e-05', '450', '12346', '6.925', '1e+09', 'nan', '-']
    """
    if value is None:
        return ABSENT
    if isnan(value):
        return "nan"
    if isinf(value):
        return "inf" if value > 0 else "-inf"
    if value == 0:
        return "0"
    size = abs(value)
    if value == int(value) and size < 1e7:
        return str(int(value))
    if size >= 1e7 or size < 1e-3:
        mantissa, exponent = f"{value:.{max(0, digits - 2)}e}".split("e")
        return f"{mantissa.rstrip('0').rstrip('.') if '.' in mantissa else mantissa}e{exponent}"
    before = len(str(int(size)))
    text = f"{value:.{max(0, digits - before) if size >= 1 else digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def aligned(values: Sequence[float | None], digits: int = 4) -> list[str]:
    """`number` for values that are read against each other: zeros at the end stay where another value has digits there.

    >>> aligned([3.883556, 3.150088])
    ['3.884', '3.150']
    """
    texts = [number(value, digits) for value in values]
    most = max((_decimals(text) for text in texts), default=0)
    return [_padded(value, text, most, digits) for value, text in zip(values, texts, strict=True)]


def _decimals(text: str) -> int:
    return len(text.partition(".")[2]) if text.lstrip("-").replace(".", "", 1).isdigit() else 0


def _padded(value: float | None, text: str, decimals: int, digits: int) -> str:
    """`text` with as many decimals as its own significant digits allow; zero and exponents stay as they are."""
    if not value or not text.lstrip("-").replace(".", "", 1).isdigit():
        return text
    before = len(str(int(abs(value))))
    own = max(0, digits - before) if abs(value) >= 1 else digits
    return f"{value:.{min(own, decimals)}f}"


def signed(value: float | None, digits: int = 3) -> str:
    """`value` with its sign, for differences."""
    text = number(value, digits)
    return text if value is None or isnan(value) or value < 0 else f"+{text}"


def percent(share: float | None, digits: int = 0) -> str:
    """A share of one as percent: 0.621 is `62 %`."""
    return ABSENT if share is None or isnan(share) else f"{100 * share:.{digits}f} %"


def count(value: float | None) -> str:
    """A whole number with thousands separators: `4,512`."""
    if value is None or isnan(value) or isinf(value):
        return number(value)
    return f"{int(value):,}" if value == int(value) else f"{value:,.2f}"


def short(value: float | None) -> str:
    """A large number in few characters: 18240 is `18.2k`."""
    if value is None or isnan(value) or isinf(value):
        return number(value)
    for limit, letter in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e4, "k")):
        if abs(value) >= limit:
            scaled = value / (1e3 if letter == "k" else limit)
            return f"{scaled:.3g}{letter}" if abs(scaled) < 1000 else f"{scaled:.0f}{letter}"
    return number(value)


def duration(seconds: float | None) -> str:
    """A length of time in its two largest units: `3 h 12 m`, `41 m 05 s`, `12 s`, `0.8 s`."""
    if seconds is None or isnan(seconds):
        return ABSENT
    if isinf(seconds):
        return "inf"
    if seconds < 0:
        return f"-{duration(-seconds)}"
    if seconds < 10:
        return f"{seconds:.2g} s"
    whole = round(seconds)
    days, rest = divmod(whole, 86400)
    hours, rest = divmod(rest, 3600)
    minutes, secs = divmod(rest, 60)
    if days:
        return f"{days} d {hours:02} h"
    if hours:
        return f"{hours} h {minutes:02} m"
    if minutes:
        return f"{minutes} m {secs:02} s"
    return f"{secs} s"


def clock(time: float | None, now: float | None = None, zone: tzinfo | None = None) -> str:
    """A time of day, `14:32`; with the weekday or the date when it is not the day of `now`."""
    if time is None or isnan(time):
        return ABSENT
    try:
        at = datetime.fromtimestamp(time, zone)
    except (OverflowError, ValueError, OSError):
        return ABSENT
    if now is None or at.date() == datetime.fromtimestamp(now, zone).date():
        return f"{at:%H:%M}"
    if abs(time - now) < 6 * 86400:
        return f"{at:%a %H:%M}"
    return f"{at:%d %b %H:%M}"


def date(time: float | None, zone: tzinfo | None = None) -> str:
    """A day and a time of day, `2026-01-30 16:00:05`; absent where there is no clock, or one that no calendar knows."""
    if time is None or isnan(time) or time <= 0:
        return ABSENT
    try:
        return f"{datetime.fromtimestamp(time, zone):%Y-%m-%d %H:%M:%S}"
    except (OverflowError, ValueError, OSError):
        return ABSENT


def size(bytes_count: float | None) -> str:
    """A size in binary units: `1.5 MB` is what most tools print for 1.5 MiB, so do we."""
    if bytes_count is None:
        return ABSENT
    value = float(bytes_count)
    for unit in ("B", "kB", "MB", "GB", "TB"):
        if abs(value) < 1024 or unit == "TB":
            return f"{value:.0f} {unit}" if unit == "B" or value >= 100 else f"{value:.3g} {unit}"
        value /= 1024
    return ABSENT
