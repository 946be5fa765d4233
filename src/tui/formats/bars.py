"""Progress bars: tqdm, Keras, rich, ultralytics and whatever else draws a fraction beside a run of one glyph."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from tui.formats import positions
from tui.formats.draft import CERTAIN, Draft, strength
from tui.formats.structure.template import make_template
from tui.formats.tokens import CUT, scale_of, seconds, to_float
from tui.model import names

_COUNT = r"(\d+(?:\.\d+)?)([kMGT]?)"
TQDM = re.compile(
    rf"(?P<label>[^|]*?)(?::\s*)?(?P<percent>\d{{1,3}})%\|(?P<bar>[^|]*)\|\s*(?P<done>{_COUNT})(?:[a-zA-Z]*)/(?P<total>{_COUNT})(?:[a-zA-Z]*)"
    r"\s*\[(?P<elapsed>[\d:?]+)<(?P<left>[\d:?]+|\d+ days?, [\d:]+)(?:,\s*(?P<rate>\d+(?:\.\d*)?|\.\d+|\?)(?P<scale>[kMGT]?)\s*(?P<unit>[^\],\s]+))?(?P<post>[^\]]*(?:\][^\]]*?){0,40}?)\]"
    r"(?P<rest>(?:(?!(?<!\d)\d++%\|).)*)$"
)
_OPEN_TQDM = re.compile(
    rf"^(?P<label>.*?)(?::\s*)?(?<!\d)(?P<done>{_COUNT})(?P<unit>it|[a-zA-Z]*) \[(?P<elapsed>[\d:]+),\s*(?P<rate>\d+(?:\.\d*)?|\.\d+|\?)(?P<scale>[kMGT]?)\s*(?P<per>\S+?)(?P<post>,[^\]]*)?\]"
)
_IGNITE = re.compile(
    r"^(?P<label>.*?)\[(?P<done>\d+)/(?P<total>\d+)\]\s+\d{1,3}%\|(?P<bar>[█▏▎▍▌▋▊▉#\s]*)(?P<post>,[^\[]*)?\s*\[(?P<elapsed>[\d:]+)<(?P<left>[\d:?]+)\]"
)
_GLYPHS = re.compile(r"[=#█━─▬■]{4,}[^\w]*|[━╸╺]{3,}|\[[=>.\-#\s]{8,}\]|(?<=\d%)\s*[█▏▎▍▌▋▊▉━]+")
_FRACTION = re.compile(r"(?<![\w./])(\d+(?:\.\d+)?)\s*/\s*(\d+(?:\.\d+)?|Unknown|\?)(?![\w./]|\s*\))")
_NEAR = 12  # characters between the glyphs and the fraction they draw
_EVALUATION = re.compile(
    r"\b(?:eval\w*|valid\w*|test\w*|predict\w*|sanity|inference|generat\w*|sampl\w*|scor\w*)\b", re.IGNORECASE
)
_DATA = re.compile(
    r"\b(?:load\w*|download\w*|fetch\w*|map|filter|tokeniz\w*|extract\w*|preprocess\w*|process\w*|format\w*|pars\w*|read\w*|writ\w*|build\w*|"
    r"prepar\w*|sav\w*|creat\w*|comput\w*|scan\w*|cach\w*|collect\w*|quantiz\w*|convert\w*|upload\w*|import\w*|unpack\w*|resolv\w*|shards?|"
    r"encod\w*|embed\w*|index\w*|merg\w*|pack\w*|truncat\w*|grouping|running tokenizer|examples|bytes|files?)\b",
    re.IGNORECASE,
)
_EPOCH_UNIT = re.compile(r"epoch|ep/s|s/ep", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bar:
    """One state of a bar. `role` says what it counts: "step" or "batch" of the training, "epoch", "eval" or "data".

    `postfix` is the text with the metrics; `rest` what was glued behind the bar. Rates are per second.
    """

    label: str
    done: float
    total: float | None
    role: str
    epoch: float | None = None
    epoch_total: float | None = None
    split: str | None = None
    elapsed: float | None = None
    seconds_left: float | None = None
    rate: float | None = None
    postfix: str = ""
    rest: str = ""


def looks_like_bar(text: str) -> bool:
    """A cheap look: most lines are none."""
    return (
        "%|" in text
        or (
            "/" in text
            and (
                "===" in text
                or "━" in text
                or "██" in text
                or "[.." in text
                or "##" in text
                or "[>" in text
                or "[=" in text
            )
        )
        or ("it [" in text)
    )


def read_bar(text: str) -> Bar | None:
    """The last bar drawn on a line, `None` when there is none."""
    if "%|" in text:
        start = text.rfind("%|")
        begin = max(text.rfind("\r", 0, start), text.rfind("]", 0, start)) + 1
        match = TQDM.match(text, begin) or TQDM.match(text)
        if match:
            return _tqdm(match)
    match = _IGNITE.match(text) if "%|" in text else None
    if match:
        bar = _labelled(match["label"], float(match["done"]), float(match["total"]), "")
        left = None if "?" in match["left"] else seconds(match["left"])
        return replace(
            bar, elapsed=seconds(match["elapsed"]), seconds_left=left, postfix=(match["post"] or "").lstrip(", ")
        )
    match = _OPEN_TQDM.match(text)
    if match:
        return _open_tqdm(match)
    return _drawn(text)


def _tqdm(match: re.Match[str]) -> Bar:
    unit, number = match["unit"] or "", match["rate"]
    done, total = _count(match["done"]), _count(match["total"])
    rate = None
    if number and number != "?":
        value = float(number) * scale_of(match["scale"])
        rate = (1 / value if value else None) if unit.startswith("s/") else value
    return replace(
        _labelled(match["label"], done, total, unit),
        elapsed=seconds(match["elapsed"]),
        seconds_left=None if "?" in match["left"] else seconds(match["left"]),
        rate=rate,
        postfix=(match["post"] or "").lstrip(", "),
        rest=(match["rest"] or "").strip(),
    )


def _open_tqdm(match: re.Match[str]) -> Bar:
    bar = _labelled(match["label"], _count(match["done"]), None, match["per"])
    number = match["rate"]
    value = float(number) * scale_of(match["scale"]) if number != "?" else 0.0
    rate = None if not value else 1 / value if match["per"].startswith("s/") else value
    return replace(bar, elapsed=seconds(match["elapsed"]), rate=rate, postfix=(match["post"] or "").lstrip(", "))


def _drawn(text: str) -> Bar | None:
    """A fraction beside a run of glyphs: Keras, rich, pytorch-cifar, ultralytics."""
    glyphs = _GLYPHS.search(text)
    if glyphs is None:
        return None
    stripped = text.strip()
    if stripped[:2] == stripped[-2:] and not stripped[0].isalnum():
        return None  # a heading between two rules: `==== Epoch 1/10 ====`
    near = [
        c
        for c in _FRACTION.finditer(text)
        if -_NEAR < c.start() - glyphs.end() < _NEAR or -_NEAR < glyphs.start() - c.end() < _NEAR
    ]
    if not near:
        return None
    fraction = next(
        (c for c in near if c.start() >= glyphs.start()), near[0]
    )  # what stands behind the glyphs counts them
    done, total = float(fraction[1]), to_float(fraction[2])
    end = max(fraction.end(), glyphs.end())
    tail = text[end:]
    closing = re.match(r"[=>.\s\]|#━╸╺─█]*", tail)
    tail = tail[closing.end() :] if closing else tail
    bar = _labelled(text[: min(glyphs.start(), fraction.start())], done, total, "")
    if re.match(r"\s?(?:[kKMGT]i?B|bytes|B)\b", text[fraction.end() :]):
        bar = replace(bar, role="data")
    left = re.search(r"ETA:?\s*([\d:]+(?:s)?)", tail)
    return replace(bar, seconds_left=seconds(left[1]) if left else None, postfix=tail.strip(" -•|"))


@lru_cache(maxsize=256)
def _label_draft(label: str) -> Draft:
    """What a label says; one label stands on thousands of frames. The draft is shared and only read."""
    pieces = CUT.split(label)
    return make_template(pieces).read(pieces)


def _labelled(label: str, done: float, total: float | None, unit: str) -> Bar:
    label = label.strip(" :|-[]\t")
    split = names.split_of(names.words(label))
    if not label:
        role = "epoch" if _EPOCH_UNIT.search(unit) else "step"
        if unit and not re.match(
            r"(?:it|iters?|steps?|batch\w*|updates?|ba|epochs?|timesteps?|episodes?)/s|s/(?:it|iter|step|batch|ba|epoch|episode)",
            unit,
        ):
            role = "data"
        return Bar(label, done, total, role)
    draft = _label_draft(label)
    if any(strength(name) == CERTAIN for name in draft.values):
        return Bar(
            label, done, total, "step", draft.epoch, draft.epoch_total, split
        )  # torchtune: `1|3|Loss: 1.95:  2%|`
    words = names.words(label)
    if draft.epoch is None and (
        _EPOCH_UNIT.search(unit) or (words and words[-1] in ("epoch", "epochs") and len(words) <= 3)
    ):
        role = "epoch"
    elif draft.epoch is not None or (draft.epoch is None and split == "train"):
        role = "batch" if split in (None, "train") else "eval"
    elif split in ("val", "test") or _EVALUATION.search(label):
        role = "eval"
    elif _DATA.search(label):
        role = "data"
    else:
        known = positions.role_of(words[-1]) if words else None
        role = (
            "step"
            if (known and known[0] != positions.EPOCH)
            or re.search(r"train|step|iter|optim|learn|fit|progress|updat", label, re.I)
            else "data"
        )
    return Bar(label, done, total, role, draft.epoch, draft.epoch_total, split)


def _count(text: str) -> float:
    number = text.rstrip("kMGT")
    return float(number) * scale_of(text[len(number) :])
