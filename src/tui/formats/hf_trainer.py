"""Hugging Face Trainer and what is built on it (TRL, Axolotl, LLaMA-Factory): the step that its records do not print."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.formats.bars import Bar
from tui.formats.records import flatten, parse_object, to_draft
from tui.model.events import Ended, Event, Metrics, Plan

_RECORD = re.compile(r"^\{'(?:loss|eval_\w+|train_runtime|train_loss|\w+)': ")
_PLAN = re.compile(r"^\s*(Num (?:train )?epochs|Total optimization steps) = ([\d,]+)", re.IGNORECASE)


class HfTrainer:
    """Printed dicts with `epoch` and no step.

    The step is the bar's count when bar and records keep in step. Under nohup they do not: standard output is held back while
    the bar is not, so that many records follow one state of the bar. Two records without a move of the bar between them show
    that; from then on the place is the epoch alone. The first record waits for the second to know.
    """

    name = "hf-trainer"
    samples = (
        "{'loss': 0.0137, 'grad_norm': 3.62, 'learning_rate': 4.22e-05, 'epoch': 3.1}",
        "{'eval_loss': 0.5, 'eval_runtime': 11.31, 'eval_samples_per_second': 11.49, 'epoch': 3.45}",
        "{'train_runtime': 1180.2, 'train_samples_per_second': 4.92, 'train_loss': 0.493, 'epoch': 5.0}",
        "  Total optimization steps = 725",
    )

    def __init__(self) -> None:
        self._bar: float | None = None
        self._total: float | None = None
        self._last_bar: float | None = None
        self._held: Metrics | None = None
        self._in_step: bool | None = None

    def saw_bar(self, bar: Bar) -> None:
        """The unlabelled bar with the largest total is the training's; an evaluation's is smaller."""
        if bar.role == "step" and not bar.label and bar.total is not None and (self._total is None or bar.total >= self._total):
            self._bar, self._total = bar.done, bar.total

    def parse(self, text: str, line: int) -> Sequence[Event] | None:
        plan = _PLAN.match(text)
        if plan:
            count = float(plan[2].replace(",", ""))
            return (Plan(steps=count, line=line),) if "steps" in plan[1] else (Plan(epochs=count, line=line),)
        if not text.endswith("}") or not _RECORD.match(text):
            return None
        found = parse_object(text)
        if found is None or "epoch" not in found or not any(isinstance(v, (float, int, str)) for v in found.values()):
            return None
        draft = to_draft(flatten(found), line)
        if draft.epoch is None or not draft.values or draft.step is not None:
            return None
        record = draft.metrics()
        if "train_runtime" in found:
            return (*self.finish(), record, Ended("finished", text, line))
        if any(name.startswith("eval_") for name in draft.values):
            return (*self.finish(), record)
        return self._place(record)

    def _place(self, record: Metrics) -> Sequence[Event]:
        bar, last = self._bar, self._last_bar
        self._last_bar = bar
        if self._in_step is None and self._held is None:
            if bar is None:
                self._in_step = False
                return (record,)
            self._held = record if bar else record
            return ()
        if self._held is not None:
            self._in_step = bar is not None and last is not None and bar > last
            held, self._held = self._held, None
            return (_at(held, last if self._in_step else None), _at(record, bar if self._in_step else None))
        if self._in_step and bar == last:
            self._in_step = False
        return (_at(record, bar if self._in_step else None),)

    def finish(self) -> Sequence[Event]:
        held, self._held = self._held, None
        return () if held is None else (held,)


def _at(record: Metrics, step: float | None) -> Metrics:
    if step is None:
        return record
    return Metrics(record.values, step=step, epoch=record.epoch, split=record.split, time=record.time, rank=record.rank, line=record.line)
