"""Lines of free text: decides which are records, and what place the lines without one inherit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tui.formats.draft import CERTAIN, NEEDS_CLOCK, NEEDS_PLACE, NO_METRIC, Draft, strength
from tui.formats.structure.shapes import Entry, Owners, Shapes
from tui.model import names
from tui.model.events import Columns, Event

_FEW = 8  # more values than this, printed twice without a change, are settings
_NEAR = 60  # a line seen before any place is the first record only if the second follows this soon
_SIGHTINGS = 3
_MANY = 20  # a first line with more values than this is rather a dump of settings
_LONGEST_HEADING = 80
_MARKS = tuple("=-*#>+~")


def stand_in(draft: Draft, block: Draft) -> None:
    """Give a line the place of the block it stands in."""
    draft.step, draft.epoch, draft.batch, draft.batch_total = block.step, block.epoch, block.batch, block.batch_total


def number_gap(first: Draft, second: Draft) -> int:
    """How many lines lie between two records."""
    return second.line - first.line


def _is_evaluation(draft: Draft) -> bool:
    """True when every known metric of the line is of validation or test."""
    return all(names.meaning(name).split in ("val", "test") for name in draft.values if strength(name) >= NEEDS_CLOCK)


@dataclass(slots=True)
class Context:
    """What earlier lines said that later lines rely on."""

    epoch: float | None = None
    step: float | None = None
    saw_clock: bool = False
    section: str | None = None  # split named by a heading: "Validation results:"
    last_split: str | None = None
    evaluating: bool = False  # since a line such as "Eval begin..."
    train_total: float | None = None  # the total beside the step of training records
    block: Draft | None = None  # a line that only said a place: the lines below belong to it

    def passed(self, event: Event) -> None:
        """Remember the place of the last of many lines that each stated their own."""
        if isinstance(event, Columns):
            self.section, self.block, self.saw_clock = None, None, True
            self.step = (
                event.step[-1] if event.step is not None else event.batch[-1] if event.batch is not None else self.step
            )
            self.epoch = event.epoch[-1] if event.epoch is not None else self.epoch

    def took(self, draft: Draft) -> None:
        """Remember the place of a line."""
        if draft.epoch is not None:
            self.epoch, self.saw_clock = draft.epoch, True
        if draft.step is not None:
            self.step, self.saw_clock = draft.step, True
        if draft.batch is not None:
            self.saw_clock = True


class LineReader:
    """Reads one message at a time into drafts: none, one, or two when a held first sighting is released with it."""

    def __init__(self, owners: Owners, context: Context) -> None:
        self.context = context
        self._shapes = Shapes(owners)
        self._owners = owners
        self._block_entry: Entry | None = None  # the shape of the line that opened the present block

    def confirmed(self, key: str) -> Entry | None:
        """The entry of a shape that is known to be a record."""
        entry = self._shapes.get(key)
        return entry if entry is not None and entry.confirmed else None

    def record(self, entry: Entry, pieces: Sequence[str], number: int) -> Draft:
        """The draft of a line whose shape is known to be a record: the fast road."""
        draft = entry.template.read(pieces)
        draft.line = number
        if draft.values:
            self._inherit(entry, draft)
        return draft

    def is_useless(self, key: str) -> bool:
        """True for a shape that can hold neither metric nor place."""
        return self._shapes.is_useless(key)

    def read(self, pieces: Sequence[str], number: int) -> list[Draft]:
        """The drafts of a line whose shape is not confirmed, in order. A draft without values is a place alone."""
        entry = self._shapes.entry(pieces)
        if entry is None:
            self.context.block = None
            return []
        draft = entry.template.read(pieces)
        draft.line = number
        if entry.strength == NO_METRIC or not draft.values:
            return self._place(entry, draft)
        return self._first_sight(entry, draft)

    def finish(self) -> list[Draft]:
        """Losses printed once, such as the test at the end of a run: shown when the source is done."""
        out = []
        for entry in self._shapes.held():
            draft = entry.held
            if draft is not None and entry.strength == CERTAIN and draft.has_place and _is_evaluation(draft):
                self._shapes.confirm(entry, draft, ["final"])
                entry.held = None
                out.append(draft)
        return out

    def _place(self, entry: Entry, draft: Draft) -> list[Draft]:
        """A line that only says where the run stands, or what is planned."""
        if draft.has_place:
            self.context.section = None
            self.context.evaluating = False
            if self.context.block is None or self._block_entry in (None, entry) or draft.step is None:
                self.context.block, self._block_entry = (
                    draft,
                    entry,
                )  # another count inside a block opens none of its own
            self.context.took(draft)
        return [draft] if draft.has_place or draft.plan_steps or draft.plan_epochs else []

    def _first_sight(self, entry: Entry, draft: Draft) -> list[Draft]:
        context = self.context
        if entry.strength == NEEDS_CLOCK and not draft.has_place and not context.saw_clock:
            entry.held = draft  # kept in case the clock starts within some lines
            draft.carried = True
            return []
        if entry.strength == NEEDS_PLACE and not draft.has_place and context.block is None:
            return self._unknown_name(entry, draft)
        split = names.split_of(names.words(entry.template.label)) or entry.template.split
        qualifiers = (
            context.section or "",
            context.last_split if split is None else "",
            "epoch" if draft.step is None else "step",
        )
        sure = (
            len(draft.values) <= _MANY
            and draft.has_place
            and entry.strength >= NEEDS_CLOCK
            and (entry.strength == CERTAIN or context.saw_clock)
        )
        held = entry.held
        if held is not None and not held.has_place and number_gap(held, draft) > _NEAR:
            held = entry.held = None
        if held is None and not sure and not self._owners.knows(draft.values, draft.signature):
            entry.held = draft
            self._stamp(draft)
            return []
        if (
            held is not None
            and held.values == draft.values
            and not sure
            and (entry.strength == NEEDS_PLACE or len(held.values) > _FEW)
        ):
            return []
        if held is not None:
            self._stamp(draft)  # the released line sets the run back: this one says where it stands
        renames = self._shapes.confirm(entry, draft, [q for q in qualifiers if q])
        out = []
        for one in (held, draft):
            if one is not None:
                one.values = {renames.get(k, k): v for k, v in one.values.items()}
                self._inherit(entry, one)
                out.append(one)
        entry.held = None
        return out

    def _unknown_name(self, entry: Entry, draft: Draft) -> list[Draft]:
        """A name nobody knows, on a line without a place: a metric when it comes back at other places with other values."""
        if (
            not self.context.saw_clock
            or len(draft.values) > _FEW
            or not all(slot.explicit for slot in entry.template.values)
        ):
            return []
        self._stamp(draft)
        seen = entry.sightings
        if seen and (seen[-1].step, seen[-1].epoch) == (draft.step, draft.epoch):
            return []
        seen.append(draft)
        if len(seen) < _SIGHTINGS or all(one.values == draft.values for one in seen):
            del seen[: -_SIGHTINGS + 1]
            return []
        self._shapes.confirm(entry, draft, [self.context.last_split or "", "epoch"])
        entry.sightings = []
        return seen

    def _stamp(self, draft: Draft) -> None:
        """Keep the place of a held line: when it is released the run has moved on."""
        if not draft.has_place:
            context = self.context
            draft.carried = context.block is None
            if context.block is not None:
                stand_in(draft, context.block)
            elif context.epoch is not None:
                draft.epoch = context.epoch
            else:
                draft.step = context.step

    def _inherit(self, entry: Entry, draft: Draft) -> None:
        """A heading's split goes to the lines below it."""
        context = self.context
        stated = any(not slot.role.startswith("plan") for slot in entry.template.places)
        if stated:
            context.section, context.block = None, None
        elif context.block is not None and not draft.has_place:
            stand_in(draft, context.block)
        if context.section and entry.template.split is None:
            draft.values = {names.with_split(k, context.section): v for k, v in draft.values.items()}
        context.last_split = entry.template.split
        self._side(draft)
        if stated:
            context.took(draft)

    def _side(self, draft: Draft) -> None:
        """Records counted to another total, after a line that began an evaluation, are the evaluation's."""
        context, total = self.context, draft.step_total or draft.batch_total
        if total is None:
            return
        if not context.evaluating:
            context.train_total = total
        elif total != context.train_total:
            draft.values = {names.with_split(k, "val"): v for k, v in draft.values.items()}
            draft.step = draft.step_total = draft.batch = draft.batch_total = None

    def heading(self, text: str) -> None:
        """Take note of a line without numbers: it may name the split of the lines below it, or end a block."""
        stripped = text.strip()
        if stripped.lower() in names.SPLITS:
            self.context.section = names.SPLITS[stripped.lower()]
        elif len(stripped) < _LONGEST_HEADING and (stripped.endswith((":", "：")) or stripped[:1] in _MARKS):
            found = names.words(stripped)
            if 0 < len(found) <= 5:
                self.context.section = names.split_of(found)
        elif stripped[:1].isalpha():
            self.context.section = None
            self.context.block = None
