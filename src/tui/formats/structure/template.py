"""Template: how to read the lines of one shape; made once a shape, used for every line of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.formats import positions
from tui.formats.draft import NEEDS_CLOCK, Draft, strength
from tui.formats.structure.naming import PROSE
from tui.formats.structure.slots import Slot, SlotReader
from tui.formats.tokens import seconds, to_float
from tui.model import names

_ROLES = (positions.STEP, positions.EPOCH, positions.BATCH)
_WORD = 3  # letters of a word that can be trusted to name a place
_PAIRS = 3  # so many `word number` pairs on a line with a place are metrics, whatever the words


@dataclass(frozen=True, slots=True)
class Template:
    """The slots of a shape, sorted: metrics and places. `label` is the text before the line's first colon."""

    values: tuple[Slot, ...]
    places: tuple[Slot, ...]
    split: str | None
    label: str
    is_prose: bool

    def read(self, pieces: Sequence[str]) -> Draft:
        """The draft of a line whose pieces have this shape."""
        draft = Draft(label=self.label)
        values = draft.values
        for slot in self.values:
            value = seconds(pieces[slot.at]) if slot.time_like else to_float(pieces[slot.at])
            if value is not None and slot.name not in values:
                values[slot.name] = value * slot.scale
        for slot in self.places:
            text = pieces[slot.at]
            number = seconds(text) if slot.time_like else to_float(text.rpartition("-")[2])
            if number is not None and number == number:
                setattr(draft, slot.role, number)
        return draft


def make_template(pieces: Sequence[str]) -> Template:
    """Read the shape of a line: `pieces` is text at even places and numbers at odd ones, as `CUT.split` gives it."""
    reader = SlotReader(pieces)
    slots = _merge_lists(_settle_places(reader.slots, pieces), pieces, reader.split)
    places = tuple(s for s in slots if s.role not in ("value", "skip", "bare"))
    led = bool(places) and places[0].at == 1 and len(places[0].name) >= _WORD
    values = _known_or_many([s for s in slots if s.role == "value"], led)
    return Template(tuple(values), places, reader.split, reader.label, _is_prose(pieces, values))


def _known_or_many(values: list[Slot], led_by_place: bool) -> list[Slot]:
    """Unknown names without a sign behind them count only where a place leads a line that is made of such pairs."""
    pairs = sum(not s.explicit for s in values)
    if led_by_place and pairs >= _PAIRS:
        return values
    return [s for s in values if s.explicit or strength(s.name) >= NEEDS_CLOCK or names.meaning(s.name).kind != "other"]


def _settle_places(slots: list[Slot], pieces: Sequence[str]) -> list[Slot]:
    """Of several candidates for one role the surest stays; a leading `[46]` is a step when values follow."""
    slots = [_settle_bare(k, slots, pieces) for k in range(len(slots))]
    for role in _ROLES:
        found = [s for s in slots if s.role == role]
        if len(found) > 1:
            best = max(found, key=lambda s: (s.scale, -s.at))
            slots = [Slot(s.at, "skip") if s.role == role and s is not best else s for s in slots]
    roles = {s.role for s in slots}
    return [
        Slot(s.at, "skip") if s.role.endswith("_total") and s.role.removesuffix("_total") not in roles else s
        for s in slots
    ]


def _settle_bare(k: int, slots: list[Slot], pieces: Sequence[str]) -> Slot:
    slot = slots[k]
    if slot.role != "bare":
        return slot
    around = pieces[slot.at - 1].strip()[-1:] + pieces[slot.at + 1][:1]
    whole = pieces[slot.at].strip().isdigit()
    after_epoch = k > 0 and slots[k - 1].role in (positions.EPOCH, "epoch_total")
    if around not in ("[]", "<>") or not whole or len(slots) < 2:
        return Slot(slot.at, "skip")
    return Slot(slot.at, positions.BATCH if after_epoch else positions.STEP)


def _merge_lists(slots: list[Slot], pieces: Sequence[str], split: str | None) -> list[Slot]:
    """`lr=[a, a]` is one series where all its values agree, else one a place: `mae[0]`, `mae[1]`."""
    for k, slot in enumerate(slots):
        if slot.role != "list":
            continue
        base, _, index = slot.name.rpartition("[")
        at = k - int(index[:-1])
        head = slots[at]
        if head.role != "value" or not head.name:
            slots[k] = Slot(slot.at, "skip")
            continue
        members = [s for s in slots if s.role in ("list", "value") and s.name.rpartition("[")[0] == base] or [slot]
        if all(pieces[s.at].strip() == pieces[head.at].strip() for s in members):
            slots[k] = Slot(slot.at, "skip")
            continue
        slots[k] = Slot(slot.at, "value", names.with_split(slot.name, split), explicit=True)
        if not head.name.endswith("]"):
            slots[at] = Slot(head.at, "value", f"{head.name}[0]", head.scale, True)
    return slots


def _is_prose(pieces: Sequence[str], values: Sequence[Slot]) -> bool:
    """A sentence with a number in it: no sign between name and number, and small words around."""
    if any(s.explicit for s in values):
        return False
    return sum(w in PROSE for w in " ".join(pieces[::2]).lower().split()) >= 2
