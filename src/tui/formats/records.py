"""Records: objects of names and values (a JSON line, a printed dict, a table row) into drafts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from tui.formats import positions
from tui.formats.draft import NEEDS_CLOCK, NEEDS_PLACE, Draft, best_strength
from tui.formats.prefix import stamp_seconds
from tui.formats.structure.lines import Context
from tui.formats.structure.shapes import Owners
from tui.formats.tokens import to_float
from tui.model import names

_LONGEST_NAME = 200  # characters; the caches below keep thousands of names
_MAX_LIST = 16
_SPLIT_KEYS = ("split", "mode", "phase", "stage", "dataset", "subset", "set")
_TIME_KEYS = ("time", "timestamp", "ts", "_timestamp", "asctime", "date", "datetime", "wall_time")
_STATISTICS = frozenset(("num", "mean", "std", "min", "max", "count", "median", "sum", "n", "var"))
_NOT_METRICS = frozenset(
    (
        "percentage",
        "percent",
        "eta_seconds",
        "eta",
        "remaining_time",
        "elapsed_time",
        "pid",
        "rank",
        "local_rank",
        "seed",
        "version",
    )
)
_PYTHON_WORDS = re.compile(r"\b(nan|inf|None|True|False)\b(?=\s*[,}\]])")
_WRAPPED = re.compile(
    r"(?:np\.|numpy\.|torch\.|jnp\.)?(?:float\d*|int\d*|tensor|array|Array)\(([-+\d.eEnaif]+)(?:,[^()]*)?\)"
)
_JSON_WORDS = {"nan": "NaN", "inf": "Infinity", "None": "null", "True": "true", "False": "false"}


def plain_numbers(text: str) -> str:
    """The text with numbers as people write them: `np.float32(0.88)` and `tensor(0.5, device='cuda:0')` lose their wrapping."""
    return (
        _WRAPPED.sub(r"\1", text)
        if "(" in text and ("np." in text or "tensor(" in text or "rray(" in text or "float" in text)
        else text
    )


def parse_object(text: str) -> Mapping[str, Any] | None:
    """The mapping a text holds, as JSON or as Python prints a dict; `None` when it holds none. Never raises."""
    if not (text.startswith("{") and text.endswith("}")):
        return None
    text = plain_numbers(text)
    for attempt in (text, text.replace("'", '"')):
        try:
            found = json.loads(_PYTHON_WORDS.sub(lambda m: _JSON_WORDS[m[1]], attempt))
        except (ValueError, RecursionError):
            continue
        return found if isinstance(found, dict) and all(isinstance(k, str) for k in found) else None
    return None


def flatten(mapping: Mapping[str, Any], path: str = "", depth: int = 0) -> Iterable[tuple[str, Any]]:
    """Names joined by `/`; a mapping of statistics (`num`, `mean`, `std`) is its mean; a short list is numbered."""
    for key, value in mapping.items():
        name = (f"{path}/{key}" if path else str(key))[:_LONGEST_NAME]
        if not name.isprintable():  # an escape of JSON has become what the line itself was cleaned of
            name = "".join(c if c.isprintable() else "·" for c in name)
        if isinstance(value, dict) and depth < 6:
            if "mean" in value and set(value) <= _STATISTICS:
                yield name, value["mean"]
            else:
                yield from flatten(value, name, depth + 1)
        elif isinstance(value, list):
            if 0 < len(value) <= _MAX_LIST and all(isinstance(v, (int, float)) for v in value):
                same = all(v == value[0] for v in value)
                yield from [(name, value[0])] if same else [(f"{name}[{i}]", v) for i, v in enumerate(value)]
        else:
            yield name, value


def to_draft(pairs: Iterable[tuple[str, Any]], line: int = 0) -> Draft:
    """Sort names and values into metrics and place. Text values name the split; flags and identifiers are left out."""
    draft = Draft(line=line)
    sure = {positions.STEP: 0, positions.EPOCH: 0, positions.BATCH: 0}
    for name, raw in pairs:
        if isinstance(raw, bool) or raw is None:
            continue
        if isinstance(raw, str) and not _take_text(draft, name, raw):
            continue
        value = (
            to_float(raw)
            if isinstance(raw, str)
            else float(min(max(raw, -(10**300)), 10**300))
            if isinstance(raw, int)
            else raw
        )
        if value is None or not isinstance(value, float):
            continue
        _take_number(draft, name, value, sure)
    if draft.step is not None and draft.step_total is None:
        draft.step_total = draft.plan_steps
    return draft


def _take_text(draft: Draft, name: str, raw: str) -> bool:
    """Note what a text says of split or time; true when it is a number in quotes."""
    last = name.rsplit("/", 1)[-1].lower()
    if last in _SPLIT_KEYS:
        draft.split = names.SPLITS.get(raw.strip().lower(), draft.split)
    elif last in _TIME_KEYS and draft.time is None:
        draft.time = stamp_seconds(raw[:64])
    return (to_float(raw) is not None and not raw.strip().isdigit()) or (raw.strip().isdigit() and len(raw) < 12)


def _take_number(draft: Draft, name: str, value: float, sure: dict[str, int]) -> None:
    last = name.rsplit("/", 1)[-1]
    role = positions.role_of(name) or (positions.role_of(last) if last != name else None)
    if role is None and last.lower() in _TIME_KEYS and 1e8 < abs(value) < 1e13:
        draft.time = value if value < 1e11 else value / 1000
        return
    if role is None:
        if last.lower() == "eta_seconds":
            draft.seconds_left = value
        if last.lower() not in _NOT_METRICS:
            draft.values.setdefault(name, value)
        return
    kind, confidence = role
    if kind in (positions.PLAN_STEPS, positions.PLAN_EPOCHS) and " " in name:
        draft.values.setdefault(name, value)  # a cell of a printed table: "Total Steps" of an episode
        return
    if kind == positions.PLAN_STEPS:
        draft.plan_steps = value
    elif kind == positions.PLAN_EPOCHS:
        draft.plan_epochs = value
    elif confidence > sure[kind] and value == value:
        sure[kind] = confidence
        setattr(draft, kind, value)


class RecordReader:
    """Decides which records are metrics, by the same law as for lines: what has no place of its own must come back."""

    def __init__(self, owners: Owners, context: Context) -> None:
        self._owners = owners
        self._context = context
        self._held: dict[tuple[str, ...], Draft] = {}
        self._renames: dict[tuple[str, ...], dict[str, str]] = {}

    def read(self, draft: Draft) -> list[Draft]:
        """The drafts to emit now, in order."""
        context = self._context
        if not draft.values:
            if draft.has_place:
                context.took(draft)
            return [draft] if draft.has_place or draft.plan_steps or draft.plan_epochs else []
        key = (draft.signature, draft.split or "", *draft.values)
        if context.block is not None and not draft.has_place:
            block = context.block
            draft.step, draft.epoch, draft.batch, draft.batch_total = (
                block.step,
                block.epoch,
                block.batch,
                block.batch_total,
            )
        if draft.split is None and context.section is not None:
            draft.split = context.section
        if (
            draft.epoch is None
            and draft.step is not None
            and draft.step == context.epoch
            and (context.step or 0) > draft.step
        ):
            draft.step, draft.epoch = None, draft.step  # a validation record that calls the epoch its step
        known = self._renames.get(key)
        if known is None:
            power = best_strength(draft.values)
            if power <= NEEDS_PLACE and not draft.has_place:
                return []
            if power == NEEDS_CLOCK and not draft.has_place and not context.saw_clock and key not in self._held:
                self._held[key] = draft
                return []
            sure = draft.has_place or self._owners.knows(draft.values, draft.signature)
            held = self._held.pop(key, None)
            if held is None and not sure:
                self._held[key] = draft
                draft.epoch = draft.epoch if draft.has_place else context.epoch
                return []
            if held is not None and held.values == draft.values and not sure:
                self._held[key] = held
                return []
            known = self._remember(key, draft)
            if held is not None:
                return [self._named(held, known), self._named(draft, known)]
        return [self._named(draft, known)]

    def _remember(self, key: tuple[str, ...], draft: Draft) -> dict[str, str]:
        # Records with a place are one table whatever other columns they have; only the split keeps them apart.
        signature = "record" if draft.has_place else draft.signature
        split = draft.split or ""
        qualifiers = [q for q in (split, "epoch" if draft.step is None else "step") if q]
        renames = self._owners.settle(draft.values, f"{signature}{split}", qualifiers)
        if len(self._renames) < 10_000:
            self._renames[key] = renames
        return renames

    def _named(self, draft: Draft, renames: Mapping[str, str]) -> Draft:
        if any(renames.get(name, name) != name for name in draft.values):
            draft.values = {renames.get(name, name): value for name, value in draft.values.items()}
        self._context.took(draft)
        return draft
