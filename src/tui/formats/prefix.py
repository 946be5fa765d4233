"""What stands before the message: time stamps, levels, logger names, source lines, ranks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

_STAMP = (
    r"\d{4}[-/.]\d\d[-/.]\d\d[T _]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|\s?[-+]\d\d:?\d\d)?"
    r"|\d\d[-/]\d\d[-/]\d{2,4}[ T]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:\s?[AP]M)?"
    r"|\d\d[-/]\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d+)?"
    r"|(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,?\s+)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\s+\d{1,2}(?:,?\s+\d{4})?,?\s+\d\d:\d\d:\d\d"
    r"|\d\d?:\d\d:\d\d(?:[.,]\d+)?(?:\s?[AP]M)?"
)
_LEVEL = r"(?:DEBUG|INFO|NOTICE|WARNING|WARN|ERROR|CRITICAL|FATAL|TRACE|SUCCESS)"
_SOURCE = r"[\w./\\<>-]+\.(?:py|cc|cpp|cu|h|hpp|c|go|rs):\d+(?::\w+)?"
_RANK = r"(?i:rank|default|proc|process|mpi|local_rank|global_rank)[\s:=_#-]*(?P<r%d>\d{1,9})(?!\d)(?:/\d+)?"

_ITEM = re.compile(
    rf"""\s*(?:
      \[?(?P<stamp>{_STAMP})(?=[\s\],;|>)]|$)(?P<inner>\s*(?:mpi:\d+)?\s*(?:{_LEVEL})?(?:\s[\w.-]+(?=\]))?)\]?
    | \[{_RANK % 1}\]:?
    | \({_RANK % 2}\s*(?:pid=\d+)?(?:,\s*ip=[\d.]+)?\)
    | {_RANK % 3}\s*[:|\]](?=\s)
    | [IWEF]\d{{4}}\s+(?P<glog>\d\d:\d\d:\d\d(?:\.\d+)?)\s+\d+\s+[\w./\\<>-]+:\d+\]
    | [\[(<]\s*{_LEVEL}\s*[\])>]:?
    | {_LEVEL}\s*(?::[\w.]+:|:|\||-|\]|(?=\s\s))
    | {_LEVEL}(?=\s+(?:\[|[\w.]+:\d+|-\s|\d))
    | [\[(<]{_SOURCE}[\])>]:?
    | {_SOURCE}[\]:]?(?=\s|$)
    | \[[A-Za-z_][\w.]*(?:/\w+)?\](?=\s+\S)
    | [\w.-]+:\d+(?=\t)
    | (?:root|__main__|[a-z_]\w*(?:\.[a-z_]\w*)+)(?::[a-z_]\w*:\d+|:\d+|\s*[-|:]|(?=\s))
    | \[\s*\d+\.\d{{6}}\](?=\s)
    | \[{_LEVEL}\|[^\]]*\]
    | \([\w.]+:\d+\)(?=\s)
    | \([\w.]+\.py\s\d+\):
    | [\w.]+:\d+\s>>
    | \[\d+,(?P<r5>\d{{1,9}})\]<std(?:out|err)>:
    | Rank\s(?P<r6>\d{{1,9}})\s\|
    | \(\w+\spid=\d+(?:,\sip=[\d.]+)?\)
    | \((?P<r4>\d{{1,9}})/\d+\)(?=\s+[A-Z])
    | -(?=\s)
    | \|(?=\s*(?:{_LEVEL}|epoch\s+\d|\d{{4}}-))
    | (?:>>>?|==+>|->|\*)(?=\s)
    )[ \t]*(?:[-|](?=\s))?[ \t]*""",
    re.VERBOSE,
)
_MAY_HAVE = frozenset("[(<0123456789IWEFDNCTSRrdpwngm_lMAJOabcefhijkoqstuvxyz-|>=* \t")


@dataclass(frozen=True, slots=True)
class Prefix:
    """`rest` is the message, `stamp` the text of its time stamp, `rank` the process that printed it."""

    rest: str
    stamp: str = ""
    rank: int | None = None


def split_prefix(text: str) -> Prefix:
    """Cut what stands before the message off a line."""
    if not text or text[0] not in _MAY_HAVE:
        return Prefix(text)
    at, stamp, rank = 0, "", None
    for _ in range(8):
        match = _ITEM.match(text, at)
        if match is None or match.end() == at:
            break
        at = match.end()
        groups = match.groupdict()
        stamp = stamp or groups["stamp"] or groups["glog"] or ""
        for key in ("r1", "r2", "r3", "r4", "r5", "r6"):
            if groups[key] is not None:
                rank = int(groups[key])
        if groups["inner"] and "mpi:" in groups["inner"]:
            rank = int(re.findall(r"mpi:(\d{1,9})", groups["inner"])[0])
    rest = text[at:]
    if not rest.strip() and at:
        return Prefix(text.strip() if not stamp else "", stamp, rank)
    indent = len(text) - len(text.lstrip()) if at == 0 else 0
    return Prefix(text[indent:] if indent else rest, stamp, rank)


_FORMS = ("%m/%d/%Y %H:%M:%S", "%m/%d/%y %H:%M:%S", "%d-%m-%Y %H:%M:%S", "%m/%d/%Y %I:%M:%S %p")
_MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS = {name: k for k, name in enumerate(_MONTH_NAMES, 1)}
_NAMED_MONTH = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*[.,]?\s+)?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*\s+(\d{1,2})"
    r"(?:[,.]?\s+(\d{4}))?[,.]?\s+(\d\d:\d\d:\d\d(?:\.\d+)?)(?:\s+(\d{4}))?$"
)


@lru_cache(maxsize=4096)
def stamp_seconds(stamp: str) -> float | None:
    """A time stamp as POSIX seconds. A stamp without a zone is taken as UTC: only differences count, and they stay right.

    A stamp without a date counts from the first of January 1970; one that lacks the year is of 1972, a leap year.
    """
    text = stamp.strip().replace(",", ".").replace("_", " ")
    try:
        if re.match(r"\d{4}[-/.]", text):
            return _utc(datetime.fromisoformat(text[:10].replace("/", "-").replace(".", "-") + text[10:]))
        if re.fullmatch(r"\d\d?:\d\d:\d\d(?:\.\d+)?", text):
            hours, minutes, secs = text.split(":")
            return int(hours) * 3600 + int(minutes) * 60 + float(secs)
        if re.match(r"\d\d[-/]\d\d[ T]\d\d:", text):
            return _utc(datetime.fromisoformat(f"1972-{text[:5].replace('/', '-')}{text[5:]}"))
    except ValueError:
        return None
    return _worded(text)


def _worded(text: str) -> float | None:
    named = _NAMED_MONTH.match(text)
    if named:
        month, day, year, clock, late_year = named.groups()
        try:
            date = _utc(datetime(int(year or late_year or 1972), _MONTHS[month], int(day)))
        except ValueError:
            return None
        hours, minutes, secs = clock.split(":")
        return date + int(hours) * 3600 + int(minutes) * 60 + float(secs)
    for form in _FORMS:
        try:
            return _utc(datetime.strptime(re.sub(r"\.\d+", "", text), form))
        except ValueError:
            continue
    return None


def _utc(at: datetime) -> float:
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
