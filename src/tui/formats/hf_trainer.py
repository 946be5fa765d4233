"""Hugging Face Trainer and what is built on it (TRL, Axolotl, LLaMA-Factory): the step that its records do not print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tui.formats.bars import Bar
from tui.formats.records import flatten, parse_object, to_draft
from tui.model.events import Ended, Event, Metrics, Plan

_RECORD = re.compile(r"^\{'\w[\w/.\- ]*': ")
_PLAN = re.compile(r"^\s*(Num (?:train )?epochs|Total optimization steps) = ([\d,]+)", re.IGNORECASE)
_SUMMARY = re.compile(r"^\*{5} (?:train|eval|test|predict) metrics \*{5}")
_SUMMARY_ROW = re.compile(r"^\s*\w+\s+=\s")
_ROUNDING = 0.005  # `epoch` is printed with two decimals


class HfTrainer:
    """Printed dicts with `epoch` and no step.

    Where the plan is announced, the step follows from the epoch, as exactly as two decimals allow. Else it is the bar's count
    while bar and records keep in step. Under nohup they do not: standard output is held back while the bar is not, so that
    many records follow one state of the bar. Two records without a move of the bar between them show that; from then on the
    place is the epoch alone. The first record waits for the second to know.
    """

    name = "hf-trainer"
    expects_next = False
    samples = (
        "{'loss': 0.0137, 'grad_norm': 3.62, 'learning_rate': 4.22e-05, 'epoch': 3.1}",
        "{'eval_loss': 0.5, 'eval_runtime': 11.31, 'eval_samples_per_second': 11.49, 'epoch': 3.45}",
        "{'train_runtime': 1180.2, 'train_samples_per_second': 4.92, 'train_loss': 0.493, 'epoch': 5.0}",
        "  Total optimization steps = 725",
    )

    def __init__(self) -> None:
        self._bar: float | None = None
        self._total: float | None = None
        self._epochs: float | None = None
        self._last_bar: float | None = None
        self._lead = 0.0
        self._summary = False
        self._held: Metrics | None = None
        self._in_step: bool | None = None

    def saw_bar(self, bar: Bar) -> None:
        """The unlabelled bar with the largest total is the training's; an evaluation's is smaller."""
        if (
            bar.role == "step"
            and not bar.label
            and bar.total is not None
            and (self._total is None or bar.total >= self._total)
        ):
            self._bar, self._total = bar.done, bar.total

    def parse(self, text: str, line: int) -> Sequence[Event] | None:
        """Records, and the two lines of the plan."""
        if self._in_summary(text):
            return ()
        plan = _PLAN.match(text)
        if plan:
            return self._plan(plan, line)
        if not text.endswith("}") or not _RECORD.match(text):
            return None
        found = parse_object(text)
        if found is None or "epoch" not in found:
            return None
        draft = to_draft(flatten(found), line)
        if draft.epoch is None or not draft.values or draft.step is not None:
            return None
        record = draft.metrics()
        planned = self._planned_step(draft.epoch)
        if planned is not None:
            record = replace(record, step=planned)
        if "train_runtime" in found:
            return (*self.finish(), record, Ended("finished", text, line))
        if planned is not None or any(name.startswith("eval_") for name in draft.values):
            return (*self.finish(), record)
        return self._by_bar(record)

    def _in_summary(self, text: str) -> bool:
        """The table `***** eval metrics *****` at the end repeats what was printed before."""
        if _SUMMARY.match(text):
            self._summary = True
        elif self._summary and not _SUMMARY_ROW.match(text):
            self._summary = False
        return self._summary

    def _plan(self, plan: re.Match[str], line: int) -> Sequence[Event]:
        count = float(plan[2].replace(",", ""))
        if "steps" in plan[1]:
            self._total = count
            return (Plan(steps=count, line=line),)
        self._epochs = count
        return (Plan(epochs=count, line=line),)

    def _planned_step(self, epoch: float) -> float | None:
        if not self._epochs or not self._total:
            return None
        steps_an_epoch = self._total / self._epochs
        return float(round(epoch * steps_an_epoch)) if steps_an_epoch * _ROUNDING < 0.5 else None

    def _by_bar(self, record: Metrics) -> Sequence[Event]:
        if self._last_bar is None and self._bar == 0:
            self._lead = 1.0  # this record was printed before the bar moved
        bar, last = None if self._bar is None else self._bar + self._lead, self._last_bar
        self._last_bar = bar
        if self._in_step is None and self._held is None:
            if bar is None:
                self._in_step = False
                return (record,)
            self._held = record
            return ()
        if self._held is not None:
            self._in_step = bar is not None and last is not None and bar > last
            held, self._held = self._held, None
            return (self._at(held, last), self._at(record, bar))
        if bar == last:
            self._in_step = False
        return (self._at(record, bar),)

    def _at(self, record: Metrics, step: float | None) -> Metrics:
        return replace(record, step=step) if self._in_step and step is not None else record

    def finish(self) -> Sequence[Event]:
        """The record that waits for a second one."""
        held, self._held = self._held, None
        return () if held is None else (held,)
