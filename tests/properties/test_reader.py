"""Whatever the lines: nothing raises, batching changes nothing, nothing is told before its line, the counts add up."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from itertools import pairwise
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.formats.told import apart, lines, records

from tui.formats.reader import Reader
from tui.formats.registry import SPECIAL
from tui.formats.roads import Roads
from tui.model.events import Event, Line, Metrics
from tui.model.run import Run

# Lines that readers take for something, to be mixed with each other and with nonsense.
KNOWN = [
    "step {n} loss 0.{n}",
    "loss: 0.{n}",
    "loss {n}.5 acc 0.5",
    "Epoch {n}/10",
    "Epoch {n}:",
    "--- Validation ---",
    "Validation:",
    "val loss: 0.{n}",
    "accuracy = {n}%",
    "[step={n}/1000]",
    "  loss=0.{n}",
    "epoch,loss,acc",
    "{n},0.5,0.{n}",
    "epoch  loss  acc",
    "{n}  0.5  0.7",
    "| Metric | Value |",
    "|--------|-------|",
    "| loss   | 0.{n}  |",
    "+---+---+",
    "{{'loss': 0.{n}, 'epoch': 0.{n}}}",
    '{{"step": {n}, "loss": 0.5}}',
    "{{",
    "}}",
    "[",
    "]",
    '  "loss": 0.{n},',
    " {n}%|##   | {n}/100 [00:10<00:10, 2.00it/s, loss=0.{n}]",
    "{n}it [00:10, 2.00it/s]",
    "Evaluating: {n}%|# | {n}/10 [00:01<00:01, 2it/s]",
    " {n}/100 [=====>....................] - ETA: 3s - loss: 0.{n}",
    "2024-05-01 12:00:{n:02d},123 - INFO - step {n} loss 0.{n}",
    "[rank{n}]: step {n} loss 0.5",
    "Traceback (most recent call last):",
    "ValueError: {n}",
    "Saving model to out/{n}.pt",
    "CUDA out of memory",
    "Early stopping, best iteration is:",
    "[{n}]\tvalid_0's l2: 0.{n}",
    "Total optimization steps = {n}",
    "Training completed.",
    "Resuming from step {n}",
    "",
    "   ",
    "12",
    "nan",
    "第{n}轮 损失 0.{n}",
    "lr: 1e-4",
    "using {n} workers on port 80{n}",
    "step {n} loss nan",
    "step {n} loss -inf",
    "Epoch {n} loss=1.#IND",
    *(s.replace("{", "{{").replace("}", "}}") for make in SPECIAL.values() for s in make().samples),
]
ODD = [
    "9" * 5000,
    "step " + "9" * 400 + " loss " + "9" * 400,
    "1e99999 loss 1e-99999",
    "{" * 3000,
    "[" * 3000 + "]" * 3000,
    '{"a":' * 2000 + "1" + "}" * 2000,
    '{"loss": ' + "9" * 5000 + "}",
    '{"step": 1e400, "loss": 1e400}',
    "\x00\x01\x1b[31m\x7f\x85\u2028",
    "loss: \x00",
    "\ud800",
    "epoch " * 500,
    "=" * 3000,
    "|" * 3000,
    "1|" * 1000,
    "%|" * 1000,
    ":" * 3000,
    "a=1 " * 1000,
    "0.5 " * 1000,
    "loss 0.5 " * 500,
    "1:" * 1000,
    "(" * 2000,
    "，" * 1000,
    "epoch" + "," * 2000,
    "{'loss': " + "(" * 500 + "1" + ")" * 500 + "}",
    "step -5 loss 1",
    "epoch nan loss 1",
    "Epoch 1e308/1e308 loss 1",
    "{'epoch': nan, 'loss': 1.0}",
    "step inf loss 1",
]
known = st.builds(lambda form, n: form.format(n=n), st.sampled_from(KNOWN), st.integers(0, 59))
characters = st.characters(exclude_characters="\n\r")
texts = st.one_of(known, known, known, st.text(characters, max_size=40), st.sampled_from(ODD))
logs = st.lists(st.tuples(texts, st.sampled_from([False, False, False, True])), max_size=40)
cuts = st.lists(st.integers(0, 40), max_size=6)


def numbered(log: Sequence[tuple[str, bool]]) -> list[Line]:
    """A transient line is a frame of the line that follows it."""
    out: list[Line] = []
    number = 1
    for text, transient in log:
        out.append(Line(text, number, transient=transient))
        number += not transient
    return out


def read(log: Sequence[Line], at: Sequence[int] = (), only: str | None = None) -> tuple[list[Event], Reader]:
    reader, out = Reader(only), []
    for start, stop in pairwise(sorted({0, len(log), *(min(k, len(log)) for k in at)})):
        out += reader.read(log[start:stop])
    return [one for event in out + reader.finish() for one in apart(event)], reader


@given(logs, st.sampled_from([None, "structure", *SPECIAL]))
@settings(max_examples=80)
def test_no_log_makes_the_reader_raise_nor_the_run(log: list[tuple[str, bool]], only: str | None) -> None:
    told, _ = read(numbered(log), only=only)
    run = Run()
    run.apply(told)
    run.epochs()
    run.shown_series()


@pytest.mark.parametrize("text", ODD, ids=lambda text: repr(text[:24]))
def test_an_odd_line_among_good_ones_does_no_harm(text: str) -> None:
    good = [Line(f"step {k} loss 0.{k}", k) for k in range(1, 10)]
    log = [*good[:5], Line(text, 5), *(Line(line.text, line.number + 1) for line in good[5:])]
    told, _ = read(log)
    losses = [m.values["loss"] for m in told if isinstance(m, Metrics) and "loss" in m.values and m.line != 5]
    assert losses[:4] == [0.1, 0.2, 0.3, 0.4]
    assert losses[-4:] == [0.6, 0.7, 0.8, 0.9]


@given(logs)
@settings(max_examples=50)
def test_nothing_is_told_before_its_line_was_read(log: list[tuple[str, bool]]) -> None:
    reader = Reader()
    last = 0
    for line in numbered(log):
        last = max(last, line.number)
        for event in reader.read([line]):
            assert all(0 <= getattr(one, "line", 0) <= last for one in apart(event))


@given(logs)
@settings(max_examples=50)
def test_finishing_twice_tells_nothing_twice(log: list[tuple[str, bool]]) -> None:
    reader = Reader()
    reader.read(numbered(log))
    reader.finish()
    assert records(reader.finish()) == []


@given(logs)
@settings(max_examples=50)
def test_every_event_belongs_to_a_line_of_the_log(log: list[tuple[str, bool]]) -> None:
    numbers = {line.number for line in numbered(log)} | {0}
    assert {getattr(event, "line", 0) for event in read(numbered(log))[0]} <= numbers


@given(logs)
@settings(max_examples=50)
def test_a_line_counts_at_most_once_as_unread(log: list[tuple[str, bool]]) -> None:
    committed = [text for text, transient in log if not transient and text and not text.isspace()]
    _, reader = read(numbered(log))
    assert 0 <= reader.unparsed <= len(committed)
    assert reader.records >= 0


@given(logs)
@settings(max_examples=50)
def test_a_reader_read_before_leaves_nothing_to_the_next(log: list[tuple[str, bool]]) -> None:
    first = read(numbered(log))[0]
    read([Line("step 1 loss 0.5", 1), Line("val acc 0.5", 2)])
    assert repr(read(numbered(log))[0]) == repr(first)


def home_made(seed: int) -> str:
    """A log of a loop that proves itself with its first record, with talk between the records."""
    dice = random.Random(seed)
    form = dice.choice(
        [
            "Epoch {e}/5, Step {s}/100, Loss: {v:.4f}", "step {g} | loss {v:.4f} | lr {r:.1e}",
            "[{g}] train_loss={v:.4f} acc={a:.2f}",
            '{{"epoch": {e}, "step": {g}, "loss": {v:.4f}}}', "{{'epoch': {e}, 'step': {g}, 'loss': {v:.4f}}}",
            "轮次 {e}/5，损失：{v:.4f}",
            "2024-05-01 12:0{e}:00,123 - INFO - epoch: {e} loss: {v:.4f}", "[rank0]: iter {g} loss {v:.4f}",
        ]
    )  # fmt: skip
    out = [form.format(e=1, s=10, g=10, v=9.5, a=0.1, r=0.1)]
    for e in range(1, 6):
        for s in (20, 50, 100):
            out.append(form.format(e=e, s=s, g=100 * e + s, v=1 / (e * s), a=e / 10, r=1 / s))
            out += dice.sample(["Saving model to out/model.pt", "using 8 workers", "", "GPU 0: 45C"], 1)
        validation = [f"val_loss: {1 / e:.3f}", f"Validation loss {1 / e:.3f} acc {e / 10}", f'{{"val_acc": {e / 10}}}']
        out.append(dice.choice(validation))
    return "\n".join(out)


@given(st.integers(0, 10_000), cuts)
@settings(max_examples=40)
def test_the_records_are_the_same_however_the_lines_are_batched(seed: int, at: list[int]) -> None:
    log = lines(home_made(seed))
    whole, by_whole = read(log)
    pieces, by_pieces = read(log, at)
    single, _ = read(log, range(len(log)))
    assert repr(records(pieces)) == repr(records(whole))
    assert repr(records(single)) == repr(records(whole))
    assert (by_pieces.records, by_pieces.unparsed, by_pieces.format_name) == (
        by_whole.records, by_whole.unparsed, by_whole.format_name,
    )  # fmt: skip


@given(st.integers(0, 10_000))
@settings(max_examples=40)
def test_the_fast_road_tells_what_the_slow_one_tells(seed: int) -> None:
    log = lines(home_made(seed))
    fast, by_fast = read(log)
    with mock.patch.object(Roads, "take", return_value=None):
        slow, by_slow = read(log)
    assert repr(records(fast)) == repr(records(slow))
    assert (by_fast.records, by_fast.unparsed) == (by_slow.records, by_slow.unparsed)


@given(logs)
@settings(max_examples=50)
def test_the_fast_road_builds_the_run_that_the_slow_one_builds(log: list[tuple[str, bool]]) -> None:
    fast = run_after(read(numbered(log))[0])
    with mock.patch.object(Roads, "take", return_value=None):
        slow = run_after(read(numbered(log))[0])
    assert facts(fast) == facts(slow)


@given(st.integers(0, 10_000))
@settings(max_examples=40)
def test_the_records_counted_are_the_records_told(seed: int) -> None:
    told, reader = read(lines(home_made(seed)))
    assert reader.records == sum(isinstance(event, Metrics) for event in told) > 0


@given(st.integers(0, 10_000), cuts)
@settings(max_examples=30)
def test_a_document_is_the_same_however_its_lines_are_batched(seed: int, at: list[int]) -> None:
    dice = random.Random(seed)
    records = [{"epoch": e, "step": 10 * e, "loss": dice.random()} for e in range(1, dice.randint(3, 9))]
    log = lines(json.dumps({"log_history": records}, indent=dice.choice([1, 2, 4])))
    assert repr(read(log, at)[0]) == repr(read(log)[0])
    assert [m.values["loss"] for m in read(log)[0] if isinstance(m, Metrics)] == [r["loss"] for r in records]


@given(logs, cuts)
@settings(max_examples=50)
def test_batching_any_log_otherwise_keeps_the_run(log: list[tuple[str, bool]], at: list[int]) -> None:
    assert facts(run_after(read(numbered(log), at)[0])) == facts(run_after(read(numbered(log))[0]))


def run_after(told: Sequence[Event]) -> Run:
    run = Run()
    run.apply(told)
    return run


def facts(run: Run) -> tuple[object, ...]:
    curves = {name: (list(s.x), repr(s.y), list(s.rows)) for name, s in run.series.items()}
    return repr(run.rows), curves, run.segments, run.total_steps, run.total_epochs
