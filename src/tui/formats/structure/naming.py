"""Naming: what the text to the left of a number calls it."""

from __future__ import annotations

import re

from tui.model import names

CLOSERS = " \t:=|>~'\"`({[<-–—→*：＝（【「《≈,+"
EXPLICIT = re.compile(r"""[:=：＝|→]\s*['"(\[{]*\s*$""")
_ATTACHED = re.compile(r"""([^\s,;|=\[\]{}"'，；]+)\s?[=＝]['"(\[{]*$""")
_BOUNDARY = re.compile(
    r"""[,;|{}\[\]\t，；。、!！?"【】「」]|\s{2,}|\s[-–—*/•·&@]+\s|[=>](?=\S)|\.\s+|[:：](?=\s)|[：](?=\S)|'(?=\s)|(?<=\s)'|\bat\s|\bafter\s"""
)
_TRAILING = re.compile(r"(?:\s+(?:is|was|of|are|now|at|got|reached|equals|=)|[为是は])$", re.IGNORECASE)
_LABEL = re.compile(r"^([^\d:=|：]{1,40}?)\s*[:：]\s+(?=\S)|^\[([A-Za-z][\w ]{0,20})\]\s*")
_NOT_A_NAME = re.compile(
    r"\d\.\d|[a-z](?:Error|Exception|Warning)$|(?:^|[\s.])(?:return|self|assert|raise|import|def)\b"
    r"|\.(?:py|cc|cpp|cu|h|json|ya?ml|txt|log|pt|pth|npz|csv|bin|so|sh)\b|https?:|[\\$]|\w/\w+/\w+/\w+/"
)
_JOINED = frozenset(
    (
        *names.SPLITS,
        "avg",
        "average",
        "mean",
        "total",
        "time",
        "best",
        "running",
        "max",
        "min",
        "smoothed",
        "global",
        "final",
    )
)
PROSE = frozenset(
    (
        "the",
        "a",
        "an",
        "in",
        "on",
        "for",
        "with",
        "from",
        "and",
        "or",
        "to",
        "by",
        "this",
        "that",
        "has",
        "have",
        "took",
        "takes",
        "using",
        "used",
        "than",
        "more",
        "less",
        "per",
        "each",
    )
)
GENERIC = frozenset(
    (
        "info",
        "metrics",
        "metric",
        "results",
        "result",
        "summary",
        "log",
        "step",
        "epoch",
        "debug",
        "warning",
        "status",
        "stats",
        "statistics",
        "done",
        "trainer",
        "final",
        "progress",
        "training",
        "train",
        "total",
        "score",
        "scores",
        "loss",
        "losses",
        "main",
        "root",
        "output",
        "update",
        "logging",
        "report",
        "evaluation",
        "validation",
    )
)


def label_of(text: str) -> str:
    """What stands before the first colon when more follows: `DEV : loss`, `Val: Loss=`."""
    match = _LABEL.match(text.strip())
    return (match[1] or match[2] or "").strip(" -=>*#|") if match else ""


def name_of(before: str) -> str:
    """The name that a number's left neighbour gives it, empty where there is none."""
    attached = _ATTACHED.search(before)
    if attached:
        return _attached_name(before, attached)
    bare = before.rstrip(CLOSERS)
    pieces = [p for p in _BOUNDARY.split(bare) if p and any(c.isalpha() for c in p)]
    if not pieces:
        return ""
    tail = bare[bare.rfind(pieces[-1]) + len(pieces[-1]) :]
    return "" if any(c in tail for c in ",;|@*/&") else tidy(pieces[-1])


def _attached_name(before: str, attached: re.Match[str]) -> str:
    """The word before an equals sign, with the word that belongs to it: `train loss=0.5`, `timing in s=4.04`."""
    name = attached[1]
    if name.count("(") > name.count(")"):
        name = name.rpartition("(")[2]
    earlier = before[: attached.start(1)].split()
    if len(earlier) > 1 and earlier[-1] == "in" and len(name) <= 4:
        return tidy(f"{earlier[-2]} in {name}")
    if earlier and earlier[-1].strip("[(|,;-").lower() in _JOINED:
        return tidy(f"{earlier[-1].strip('[(|,;-')} {name}")
    return tidy(name)


def tidy(name: str) -> str:
    """The name without the punctuation around it and without an open bracket."""
    name = _TRAILING.sub("", name.strip(CLOSERS + ".!?#•·/\\^✓★▲▼"))
    if name.count("(") != name.count(")"):
        name = name.rpartition("(")[2] if name.count("(") > name.count(")") else name.split(")")[-1]
    return name.strip(CLOSERS + "./\\").removeprefix("的")


def is_refused(name: str) -> bool:
    """True for what is no metric's name whatever stands around it: paths, versions, code, exceptions."""
    return _NOT_A_NAME.search(name) is not None


def is_name(name: str) -> bool:
    """True for what may be a name without a colon or an equals sign: `loss 0.5`, `gNorm 0.05`, `kimg 340.1`."""
    parts = name.lower().split()
    if not parts or any(w in PROSE for w in parts) or len(name) > 40:
        return False
    if len(parts) > 1 and name.isascii() and max(sum(c.isalpha() for c in w) for w in parts) < 3:
        return False  # `e6 ce b1`: a dump of bytes
    return (
        len(parts) <= 4
        if names.meaning(name).kind != "other"
        else len(parts) == 1 and len(name) > 1 and name[0].isalpha()
    )
