"""Slots: what each number of a shape is, decided by the text around it and by the numbers before it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tui.formats import positions
from tui.formats.structure.naming import EXPLICIT, GENERIC, is_name, is_refused, label_of, name_of, tidy
from tui.formats.tokens import is_time_like, scale_of
from tui.model import names

_PLACES = frozenset((positions.EPOCH, positions.STEP, positions.BATCH))
_TOTAL_BEFORE = re.compile(r"^\s*/\s*$|[轮輪步]\s*/?\s*(?:共|总共)\s*$")
_UNIT_BEFORE = re.compile(r"^(?:[轮輪步]|%|f0|/?[A-Za-zµ]{1,4}(?:/[A-Za-z]{1,6}){0,2})(?=[\s,;:|)\]]|$)")
_UNIT_NAME = re.compile(r"^\s?((?:[A-Za-z]{2,}\s?/\s?(?:s|sec|second)\b)|(?:it|samples|tokens|words)/s|ms(?=\s*\|))")
_GLUED_UNIT = re.compile(r"([kKMGTB])(?![A-Za-z0-9/])")
_SUBJECT = re.compile(r"^\W*([A-Za-z].*?)\s+(?:at|after|@|on|for)\s+(?:the\s+)?\w+\W*$")
_GROUP = re.compile(r"(\w+)\[(?=[\w /]+[=:]\s*$)")
_ARITHMETIC = re.compile(r"^\s*[*+/-]\s*[A-Za-z_][\w.]*\(")
_LEADING = re.compile(r":\s+\S")
_OF = frozenset(("of", "out of", "из", "von", "de", "sur", "di", "av", "z", "af"))
_MOST_NUMBERS = 500  # of one line that are looked at; a record has fewer
_NEAR = 200  # characters before a number in which its name stands
_WEAK_COUNT = 4  # a word this unsure counts steps only with whole numbers


@dataclass(frozen=True, slots=True)
class Slot:
    """One number of a shape. `role` is "value", a role of `positions`, a total of it ("step_total"), or "skip"."""

    at: int  # index into the pieces of the line
    role: str
    name: str = ""
    scale: float = 1.0  # what a value is multiplied with; of a place, how sure its name is
    explicit: bool = False  # a colon or an equals sign stands between name and number
    time_like: bool = False


class SlotReader:
    """The pass over the pieces of one line. `slots` holds the decision for each number, in order."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.pieces = pieces
        self.slots: list[Slot] = []
        self.label = label_of(pieces[0])
        self.label_split = names.split_of(names.words(self.label)) if self.label else None
        self.split = self.label_split
        self._split_slots: set[int] = set()  # slots whose text names a split
        self._list_name, self._list_at = "", 0
        self._group = ""  # `tot_loss[loss=0.9]`: the word before the bracket
        self._subject = ""  # `training loss at step 5: 0.6`: what stands before the place names the number behind it
        self._share = ""  # the name of the last `n/m`: its quotient may follow an equals sign
        for at in range(1, min(len(pieces), 2 * _MOST_NUMBERS), 2):
            self.slots.append(self._slot(at))

    def _slot(self, at: int) -> Slot:
        before, after = self.pieces[at - 1][-_NEAR:], self.pieces[at + 1]
        if at > 1:
            before = _UNIT_BEFORE.sub("", before)
        own = names.split_of(names.words(before[-60:]))
        if own is not None:
            self.split = own
            self._split_slots.add(at)
        time_like = is_time_like(self.pieces[at])
        return (
            self._ordinal(at, before, after)
            or self._total(at, before)
            or self._named_before(at, before, after, time_like)
            or self._list_item(at, before)
            or self._named(at, before, after, time_like)
        )

    # places that need no name

    def _ordinal(self, at: int, before: str, after: str) -> Slot | None:
        ahead = self.pieces[at + 3] if after.strip() == "/" and at + 3 < len(self.pieces) else after
        role = positions.ordinal_role(before, ahead)
        if role is not None:
            return Slot(at, role, "", scale=9.0)
        if after.startswith("batch") and self.pieces[at].strip()[-1:].isdigit():
            return Slot(at, positions.BATCH, "", scale=4.0)  # ESPnet: `101-200batch`, the last of them counts
        return None

    def _total(self, at: int, before: str) -> Slot | None:
        """The number behind `/` or `of`: the total of a place, or the second half of a share."""
        if not self.slots or not (_TOTAL_BEFORE.search(before) or before.strip().lower() in _OF):
            return None
        last = self.slots[-1]
        if last.role == "bare":
            return self._bare_total(at, last)
        if last.role == positions.STEP and names.split_of(names.words(last.name)) in ("val", "test"):
            self.slots[-1] = Slot(last.at, positions.BATCH, last.name)
            return Slot(at, "batch_total")  # `Iter(val) [125/125]` counts the batches of an evaluation
        if last.role in _PLACES:
            return Slot(at, f"{last.role}_total")
        if before.strip() != "/":
            return None
        if last.role == "value" and "." not in self.pieces[last.at]:  # `correct: 93/100` is a count, not a metric
            self._share = last.name
            self.slots[-1] = Slot(last.at, "skip")
        return Slot(at, "skip")

    def _bare_total(self, at: int, last: Slot) -> Slot:
        """`[6/300][0/1251]`: of two fractions in a row the first counts epochs; one alone counts steps."""
        earlier = self.slots[-2] if len(self.slots) > 1 else None
        if (
            earlier is not None
            and earlier.role == "step_total"
            and self.pieces[last.at - 1].strip() in ("][", ")(", "] [", ")[")
        ):
            head = self.slots[-3]
            self.slots[-3:-1] = [Slot(head.at, positions.EPOCH), Slot(earlier.at, "epoch_total")]
        inside = self._has(positions.EPOCH) or self.split in ("val", "test")
        self.slots[-1] = Slot(last.at, positions.BATCH if inside else positions.STEP)
        return Slot(at, f"{self.slots[-1].role}_total")

    # numbers named by what came before

    def _named_before(self, at: int, before: str, after: str, time_like: bool) -> Slot | None:
        sign = before.strip()
        if sign == "=" and self._share:
            return self._value(at, self._share, after, True, time_like)
        if sign in (":", "=", "is", "：") and self._subject:
            return self._value(at, self._subject, after, True, time_like)
        last = self.slots[-1] if self.slots else None
        if (
            last is not None
            and last.role == "value"
            and sign in ("", ":")
            and not last.explicit
            and self._counts(last, at)
        ):
            return self._counted(at, last, after, sign)
        opened = _GROUP.search(before)
        if opened or "]" in before:
            self._group = opened[1] if opened else ""
        return None

    def _counts(self, last: Slot, at: int) -> bool:
        """`Train loss 298 0.85`, `Validation loss 100: 2.79`: a whole number between a name and a fraction."""
        return (
            self.pieces[last.at].strip().isdigit()
            and "." in self.pieces[at]
            and names.meaning(last.name).kind != "other"
        )

    def _counted(self, at: int, last: Slot, after: str, sign: str) -> Slot:
        count = self.pieces[last.at].strip()
        if sign == ":" and len(count) == 1:  # `train loss 1: 0.2, train loss 2: 0.8`: the digit belongs to the name
            self.slots[-1] = Slot(last.at, "skip")
            return self._value(at, f"{last.name} {count}", after, True, False)
        self.slots[-1] = Slot(last.at, positions.STEP, "", scale=1.0)
        return Slot(at, "value", last.name, explicit=True)

    def _list_item(self, at: int, before: str) -> Slot | None:
        if self._list_name and before.strip() in (",", "") and not name_of(before):
            self._list_at += 1
            return Slot(at, "list", f"{self._list_name}[{self._list_at}]", explicit=True)
        self._list_name = ""
        return None

    # numbers with a name of their own, and without any

    def _named(self, at: int, before: str, after: str, time_like: bool) -> Slot:
        name = "" if self._describes_before(at, before) else name_of(before)
        if not name:
            return self._nameless(at, before, after, time_like)
        if all(w in names.SPLITS for w in names.words(name)):
            if after.lstrip().startswith("["):
                return Slot(at, positions.EPOCH, name, scale=5.0)  # timm: `Train: 3 [  0/400`
            if after.strip() == "/":
                return Slot(at, "bare")  # `Test: [200/391]`
        if name.lower() == "eta":
            return Slot(at, "seconds_left" if time_like or after.startswith("s") else "skip", name, time_like=time_like)
        role = None if time_like or _in_brackets(before) else self._role(at, name)
        if role is not None:
            subject = _SUBJECT.match(before.rpartition(",")[2])
            self._subject = tidy(subject[1]) if subject and len(subject[1].split()) <= 7 else ""
            return Slot(at, role[0], name, scale=float(role[1]))
        if before.rstrip().endswith(("[", "(")):
            self._list_name, self._list_at = name, 0
        return self._value(at, name, after, EXPLICIT.search(before) is not None or before.endswith("="), time_like)

    def _role(self, at: int, name: str) -> tuple[str, int] | None:
        role = positions.role_of(name)
        if (
            role is not None
            and role[0] == positions.STEP
            and role[1] <= _WEAK_COUNT
            and not self.pieces[at].strip().isdigit()
        ):
            return role if name.lower().endswith("kimg") else None
        return role

    def _value(self, at: int, name: str, after: str, explicit: bool, time_like: bool) -> Slot:
        if (time_like and names.meaning(name).kind != "time") or _ARITHMETIC.match(after):
            return Slot(at, "skip")
        if is_refused(name) or (not explicit and not is_name(name)):
            return Slot(at, "skip")
        if self._group and not set(names.words(self._group)) <= set(names.words(name)):
            name = f"{self._group} {name}"
        unit = _GLUED_UNIT.match(after)
        full = self._sided(names.with_split(self._labelled(name), self.split))
        return Slot(at, "value", full, scale_of(unit[1]) if unit else 1.0, explicit, time_like)

    def _nameless(self, at: int, before: str, after: str, time_like: bool) -> Slot:
        if time_like:
            return Slot(at, "skip")
        unit = _UNIT_NAME.match(after)
        if unit and not before.rstrip().endswith(("(", "[", "<")):
            return Slot(at, "value", unit[1].replace(" ", ""), explicit=False)
        if at == 1 and not before.strip() and _LEADING.match(after):
            return Slot(at, positions.STEP, "", scale=1.0)  # CatBoost: `5:  learn: 0.64`
        if self._share and before.strip() == "(" and after.startswith("%"):
            return self._value(at, self._share, after, True, False)  # `Accuracy: 9800/10000 (98%)`
        opened = before.strip()[-1:] in ("[", "(", "<", "") or after.strip() == "/"
        follows = bool(self.slots) and (
            self.slots[-1].role in (positions.EPOCH, "epoch_total")
            or (self.slots[-1].role == "step_total" and after.strip() == "/")
        )
        return Slot(at, "bare" if opened and not after.startswith("%") and (at == 1 or follows) else "skip")

    # names

    def _sided(self, name: str) -> str:
        """On a line that is an evaluation's as a whole (`Test: [2/391] Time 0.9`) time and speed are the evaluation's too."""
        places = (s for s in self.slots if s.at in self._split_slots and (s.role in _PLACES or s.role == "bare"))
        side = self.label_split or (self.split if next(places, None) is not None else None)
        own = names.meaning(name)
        return (
            f"{side}/{name}"
            if side in ("val", "test") and own.split is None and own.kind in names.NO_SPLIT_KINDS
            else name
        )

    def _labelled(self, name: str) -> str:
        label = self.label
        if not label or self.label_split or label.lower() in GENERIC or name.startswith(label):
            return name
        if any(w in GENERIC for w in names.words(label)) or len(label.split()) > 3:
            return name
        return f"{label} {name}"

    def _describes_before(self, at: int, before: str) -> bool:
        """`58.2% bf16 MFU | 2200 tok/s`: what stands before the bar belongs to the number on its left."""
        stripped = before.strip()
        return at > 1 and stripped.endswith("|") and stripped[0] not in "|,;:)]" and not before.startswith("  ")

    def _has(self, role: str) -> bool:
        return any(s.role == role for s in self.slots)


def _in_brackets(before: str) -> bool:
    return before.rstrip().endswith("(") and not before.strip().strip("(").strip()
