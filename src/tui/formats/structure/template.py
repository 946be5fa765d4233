"""Template: what the number slots of one shape mean; made once a shape, used for every line of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tui.formats import positions
from tui.formats.draft import Draft
from tui.formats.tokens import is_time_like, scale_of, seconds, to_float
from tui.model import names

_CLOSERS = " \t:=|>~'\"`({[<-–—→*：＝（【「《≈,"
_EXPLICIT = re.compile(r"""[:=：＝|→]\s*['"(\[{]*\s*$""")
_ATTACHED = re.compile(r"""([^\s,;|=\[\]{}"'，；]+)\s?[=＝]['"(\[{]*$""")
_BOUNDARY = re.compile(
    r"""[,;|{}\[\]\t，；。、!！?"]|\s{2,}|\s[-–—*/•·&@]+\s|[=>](?=\S)|\.\s+|[:：](?=\s)|[：](?=\S)|'(?=\s)|(?<=\s)'|\bat\s|\bafter\s"""
)
_TRAILING = re.compile(r"(?:\s+(?:is|was|of|are|now|at|got|reached|equals|=)|[为是は])$", re.IGNORECASE)
_UNIT_NAME = re.compile(r"^\s?((?:[A-Za-z]{2,}\s?/\s?(?:s|sec|second)\b)|(?:it|samples|tokens|words)/s|ms(?=\s*\|))")
_GLUED_UNIT = re.compile(r"([kKMGTB])(?![A-Za-z0-9/])")
_LABEL = re.compile(r"^([^\d:=|：]{1,40}?)\s*[:：]\s+(?=\S)|^\[([A-Za-z][\w ]{0,20})\]\s*")
_GENERIC = frozenset(
    [
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
    ]
)
_TOTAL_BEFORE = re.compile(r"^\s*/\s*$|[轮輪步]\s*/?\s*(?:共|总共)\s*$")
_SUBJECT = re.compile(r"^\W*([A-Za-z].*?)\s+(?:at|after|@|on|for)\s+(?:the\s+)?\w+\W*$")
_GROUP = re.compile(r"(\w+)\[(?=[\w /]+[=:]\s*$)")
_ARITHMETIC = re.compile(r"^\s*[*+/-]\s*[A-Za-z_][\w.]*\(")
_UNIT_BEFORE = re.compile(r"^(?:%|[A-Za-zµ]{1,4}(?:/[A-Za-z]{1,6})?)(?=[\s,;:|)\]]|$)")
_JOINED = frozenset((*names.SPLITS, "avg", "average", "mean", "total", "time", "best", "running", "max", "min", "smoothed", "global", "final"))
_NOT_A_NAME = re.compile(
    r"\d\.\d|[a-z](?:Error|Exception|Warning)$|(?:^|[\s.])(?:return|self|assert|raise|import|def)\b|\.(?:py|cc|cpp|cu|h|json|ya?ml|txt|log|pt|pth|npz|csv|bin|so|sh)\b|https?:|[\\$]|\w/\w+/\w+/\w+/"
)
_PROSE = frozenset(
    [
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
    ]
)


_PLACES = frozenset((positions.EPOCH, positions.STEP, positions.BATCH, "bare"))


@dataclass(frozen=True, slots=True)
class Slot:
    """One number of a shape. `role` is "value", a role of `positions`, a total of it ("step_total"), or "skip"."""

    at: int  # index into the pieces of the line
    role: str
    name: str = ""
    scale: float = 1.0
    explicit: bool = False  # a colon or an equals sign stands between name and number
    time_like: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """How to read a line of one shape."""

    values: tuple[Slot, ...]
    places: tuple[Slot, ...]
    split: str | None
    label: str
    is_prose: bool

    def read(self, pieces: Sequence[str]) -> Draft:
        """The draft of a line whose pieces have this shape."""
        draft = Draft(split=None, label=self.label)
        values = draft.values
        for slot in self.values:
            value = seconds(pieces[slot.at]) if slot.time_like else to_float(pieces[slot.at])
            if value is not None and slot.name not in values:
                values[slot.name] = value * slot.scale
        for slot in self.places:
            number = seconds(pieces[slot.at]) if slot.time_like else to_float(pieces[slot.at].rpartition("-")[2])
            if number is not None and number == number:
                setattr(draft, slot.role, number * slot.scale)
        return draft


def make_template(pieces: Sequence[str]) -> Template:
    """Read the shape of a line: `pieces` is text at even places and numbers at odd ones, as `CUT.split` gives it."""
    return _Reading(pieces).template()


class _Reading:
    """The pass over the pieces of one line that decides what each number is."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.pieces = pieces
        self.slots: list[Slot] = []
        self.split: str | None = None
        self.label = _label(pieces[0])
        self.split_slots: list[int] = []  # slots whose text names a split
        self.label_split = names._split_of(names.words(self.label)) if self.label else None
        self.split = self.label_split
        self.list_name = ""
        self.list_at = 0
        self.group = ""
        self.subject = ""  # `training loss at step 5: 0.6`: what stands before the place names the number behind it
        self.share = ""  # the name of the last `n/m`: its quotient may follow an equals sign

    def template(self) -> Template:
        for at in range(1, len(self.pieces), 2):
            self.slots.append(self._slot(at))
        self._settle_places()
        self._merge_lists()
        values = tuple(s for s in self.slots if s.role == "value")
        places = tuple(s for s in self.slots if s.role not in ("value", "skip"))
        return Template(values, places, self.split, self.label, self._is_prose(values))

    def _slot(self, at: int) -> Slot:
        before, after, number = self.pieces[at - 1], self.pieces[at + 1], self.pieces[at]
        if at > 1:
            before = _UNIT_BEFORE.sub("", before)
        own = names._split_of(names.words(before[-60:]))
        if own is not None:
            self.split = own
            self.split_slots.append(at)
        ordinal = positions.ordinal_role(before, after)
        if ordinal is not None:
            return Slot(at, ordinal, "", scale=9.0)
        if after.startswith("batch") and number.strip()[-1:].isdigit():
            return Slot(at, positions.BATCH, "", scale=4.0)  # ESPnet: `101-200batch`, the last of them counts
        if _TOTAL_BEFORE.search(before) and self.slots:
            return self._total(at)
        if (
            before.strip().lower() in ("of", "out of")
            and self.slots
            and self.slots[-1].role in (positions.EPOCH, positions.STEP, positions.BATCH)
        ):
            return self._total(at)
        time_like = is_time_like(number)
        name = "" if self._describes_before(at, before) else _name(before)
        if name and after.lstrip().startswith("[") and all(w in names.SPLITS for w in names.words(name)):
            return Slot(at, positions.EPOCH, name, scale=5.0)  # timm: `Train: 3 [  0/400`
        if name and after.strip() == "/" and all(w in names.SPLITS for w in names.words(name)):
            return Slot(at, "bare")  # `Test: [200/391]`
        if name.lower() == "eta":
            return Slot(at, "seconds_left" if time_like or after.startswith("s") else "skip", name, time_like=time_like)
        if not name and before.strip() == "=" and self.share:
            return self._value(at, self.share, after, True, time_like)
        if not name and before.strip() in (":", "=", "is", "：") and self.subject:
            return self._value(at, self.subject, after, True, time_like)
        self._enter_group(before)
        if not name and before.strip() in (",", "") and self.list_name:
            self.list_at += 1
            return Slot(at, "list", f"{self.list_name}[{self.list_at}]", explicit=True)
        self.list_name = ""
        if not name:
            return self._nameless(at, before, after, time_like)
        role = None if time_like else positions.role_of(name)
        if role is not None:
            subject = _SUBJECT.match(before.rpartition(",")[2])
            self.subject = _tidy(subject[1]) if subject and len(subject[1].split()) <= 7 else ""
        if role is not None and not _in_parentheses(before):
            return Slot(at, role[0], name, scale=float(role[1]))
        if before.rstrip().endswith(("[", "(")):
            self.list_name, self.list_at = name, 0
        explicit = _EXPLICIT.search(before) is not None or before.endswith("=")
        return self._value(at, name, after, explicit, time_like)

    def _value(self, at: int, name: str, after: str, explicit: bool, time_like: bool) -> Slot:
        if (time_like and names.meaning(name).kind != "time") or _ARITHMETIC.match(after):
            return Slot(at, "skip")
        if _NOT_A_NAME.search(name) or (not explicit and not _is_name(name)):
            return Slot(at, "skip")
        unit = _GLUED_UNIT.match(after)
        if self.group and not set(names.words(self.group)) <= set(names.words(name)):
            name = f"{self.group} {name}"
        full = self._sided(names.with_split(self._labelled(name), self.split))
        return Slot(at, "value", full, scale_of(unit[1]) if unit else 1.0, explicit, time_like)

    def _sided(self, name: str) -> str:
        """On a line that is an evaluation's as a whole (`Test: [2/391] Time 0.9`) time and speed are the evaluation's too."""
        side = self.label_split or next((self.split for s in self.slots if s.at in self.split_slots and s.role in _PLACES), None)
        own = names.meaning(name)
        return f"{side}/{name}" if side in ("val", "test") and own.split is None and own.kind in names.NO_SPLIT_KINDS else name

    def _labelled(self, name: str) -> str:
        label = self.label
        if not label or self.label_split or label.lower() in _GENERIC or name.startswith(label):
            return name
        if any(w in _GENERIC for w in names.words(label)) or len(label.split()) > 3:
            return name
        return f"{label} {name}"

    def _total(self, at: int) -> Slot:
        last = self.slots[-1]
        if last.role in (positions.EPOCH, positions.STEP, positions.BATCH):
            return Slot(at, f"{last.role}_total")
        if last.role == "bare":
            self.slots[-1] = Slot(last.at, positions.BATCH if self._has(positions.EPOCH) or self.split in ("val", "test") else positions.STEP, "", 1.0)
            return Slot(at, f"{self.slots[-1].role}_total")
        if last.role == "value" and not last.name:
            return Slot(at, "skip")
        if last.role == "value":  # a share such as `correct: 93/100`: a count, not a metric
            self.share = last.name
            self.slots[-1] = Slot(last.at, "skip")
        return Slot(at, "skip")

    def _nameless(self, at: int, before: str, after: str, time_like: bool) -> Slot:
        if time_like:
            return Slot(at, "skip")
        unit = _UNIT_NAME.match(after)
        if unit and not before.rstrip().endswith(("(", "[", "<")):
            return Slot(at, "value", unit[1].replace(" ", ""), explicit=False)
        opened = before.strip()[-1:] in ("[", "(", "") or after.strip() == "/"
        if at == 1 and not before.strip() and re.match(r":\s+\S", after):
            return Slot(at, positions.STEP, "", scale=1.0)  # CatBoost: `5:  learn: 0.64`
        if (
            opened
            and not after.startswith("%")
            and (at == 1 or (self.slots and self.slots[-1].role in (positions.EPOCH, "epoch_total")))
        ):
            return Slot(at, "bare")
        return Slot(at, "skip")

    def _enter_group(self, before: str) -> None:
        """`tot_loss[loss=0.9, simple_loss=1.1]`: the names inside belong to the word before the bracket."""
        opened = _GROUP.search(before)
        if opened:
            self.group = opened[1]
        elif "]" in before:
            self.group = ""

    def _describes_before(self, at: int, before: str) -> bool:
        """`58.2% bf16 MFU | 2200 tok/s`: what stands before the bar belongs to the number on its left."""
        return (
            at > 1
            and before.rstrip().endswith("|")
            and before.strip()[0] not in "|,;:)]"
            and not before.startswith("  ")
        )

    def _has(self, role: str) -> bool:
        return any(s.role == role for s in self.slots)

    def _settle_places(self) -> None:
        """Of several candidates for one role the surest stays; a leading `[46]` is a step when values follow."""
        for k, slot in enumerate(self.slots):
            if slot.role == "bare":
                bracketed = self.pieces[slot.at - 1].strip() == "[" and self.pieces[slot.at + 1].startswith("]")
                after_epoch = k > 0 and self.slots[k - 1].role in (positions.EPOCH, "epoch_total")
                role = positions.BATCH if after_epoch else positions.STEP
                self.slots[k] = Slot(slot.at, role if bracketed and len(self.slots) > 1 else "skip")
        for role in (positions.STEP, positions.EPOCH, positions.BATCH):
            found = [s for s in self.slots if s.role == role]
            if len(found) > 1:
                best = max(found, key=lambda s: (s.scale, -s.at))
                self.slots = [Slot(s.at, "skip") if s.role == role and s is not best else s for s in self.slots]
        totals_of = {s.role for s in self.slots}
        self.slots = [
            Slot(s.at, "skip")
            if s.role.endswith("_total") and s.role.removesuffix("_total") not in totals_of
            else Slot(s.at, s.role, s.name)
            if s.role in (positions.STEP, positions.EPOCH, positions.BATCH, positions.PLAN_STEPS, positions.PLAN_EPOCHS)
            else s
            for s in self.slots
        ]

    def _merge_lists(self) -> None:
        """`lr=[a, a]` is one series where all its values agree, else one a place: `mae[0]`, `mae[1]`."""
        for k, slot in enumerate(self.slots):
            if slot.role != "list":
                continue
            base, _, index = slot.name.rpartition("[")
            head = self.slots[k - int(index[:-1])]
            if head.role not in ("value", "list_head") or not head.name:
                self.slots[k] = Slot(slot.at, "skip")
                continue
            group = [s for s in self.slots if s.role in ("list", "value") and s.name.rpartition("[")[0] == base] or [
                slot
            ]
            same = all(self.pieces[s.at].strip() == self.pieces[head.at].strip() for s in group)
            self.slots[k] = (
                Slot(slot.at, "skip")
                if same
                else Slot(slot.at, "value", names.with_split(slot.name, self.split), explicit=True)
            )
            if not same and not head.name.endswith("]"):
                self.slots[k - int(index[:-1])] = Slot(head.at, "value", f"{head.name}[0]", head.scale, True)

    def _is_prose(self, values: tuple[Slot, ...]) -> bool:
        """A sentence with a number in it: no sign between name and number, and small words around."""
        if any(s.explicit for s in values):
            return False
        text = " ".join(self.pieces[::2]).lower().split()
        return sum(w in _PROSE for w in text) >= 2


def _label(text: str) -> str:
    """What stands before the first colon when more follows: `DEV : loss`, `Val: Loss=`."""
    match = _LABEL.match(text.strip())
    return (match[1] or match[2] or "").strip(" -=>*#|") if match else ""


def _in_parentheses(before: str) -> bool:
    return before.rstrip().endswith("(") and not before.strip().strip("(").strip()


def _name(before: str) -> str:
    """The name that a number's left neighbour gives it, empty where there is none."""
    attached = _ATTACHED.search(before)
    if attached:
        name = attached[1]
        if name.count("(") > name.count(")"):
            name = name.rpartition("(")[2]
        earlier = before[: attached.start(1)].split()
        if len(earlier) > 1 and earlier[-1] == "in" and len(name) <= 4:
            name = f"{earlier[-2]} in {name}"  # `train_step_timing in s=4.04`
        elif earlier and earlier[-1].strip("[(|,;-").lower() in _JOINED:
            name = f"{earlier[-1].strip('[(|,;-')} {name}"  # `train loss=0.5`, `Time cost=72.6`
        return _tidy(name)
    bare = before.rstrip(_CLOSERS)
    if before[len(bare) :].count("(") and not before[len(bare) :].strip("( ").strip():
        # `loss 0.5 (0.6)`: the text before the bracket is the text after the number before, so there is no name here
        if not any(c.isalpha() for c in bare):
            return ""
    pieces = [p for p in _BOUNDARY.split(bare) if p and any(c.isalpha() for c in p)]
    if not pieces:
        return ""
    tail = bare[bare.rfind(pieces[-1]) + len(pieces[-1]) :]
    if any(c in tail for c in ",;|@*/&"):
        return ""
    return _tidy(pieces[-1])


def _tidy(name: str) -> str:
    name = _TRAILING.sub("", name.strip(_CLOSERS + ".!?#•·+/\\^✓★▲▼"))
    if name.count("(") != name.count(")"):
        name = name.rpartition("(")[2] if name.count("(") > name.count(")") else name.split(")")[-1]
    return name.strip(_CLOSERS + "./\\")


def _is_name(name: str) -> bool:
    """True for what may be a metric's name without a colon or an equals sign: `loss 0.5`, `gNorm 0.05`."""
    if any(w in _PROSE for w in name.lower().split()):
        return False
    return len(name.split()) <= 4 and len(name) <= 40 and names.meaning(name).kind != "other"
