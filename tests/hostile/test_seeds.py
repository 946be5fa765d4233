"""What the fuzzers once found, and numbers that no program should print, stay harmless."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hostile.checks import assembled, read_and_told

SEEDS = Path(__file__).with_name("seeds")
NUMBERS = [
    "9" * 400,
    "9" * 5000,
    "-" + "9" * 400,
    "inf",
    "nan",
    "1e308",
    "1e-320",
    "1.2.3",
    "1,2,3",
    "Infinity",
    "٣",
    "²",
    "1_0",
]
LINES = [
    "epoch {n} step {n}/{n} loss {n}",
    "[rank{n}] step 1 loss 0.5",
    "Epoch {n}: 50%|##| {n}/{n} [00:{n}<00:{n}, {n}it/s, loss={n}]",
    "{n}it [00:01, {n}it/s, loss={n}]",
    '{{"step": {n}, "loss": {n}, "epoch": {n}, "time": {n}}}',
    "{{'loss': {n}, 'epoch': {n}}}",
    ':::MLLOG {{"key": "eval_accuracy", "value": {n}, "time_ms": {n}, "metadata": {{"epoch_num": {n}}}}}',
    " Average Precision  (AP) @[ IoU=0.50:0.95 | area=   all | maxDets={n} ] = {n}",
    "Trial {n} finished with value: {n} and parameters: {{}}. Best is trial {n} with value: {n}.",
    "[{n}]\tvalid l2: {n}",
    "max_steps={n} num_epochs={n}",
    "step,loss\n{n},{n}\n{n},{n}",
    "| epoch | loss |\n| {n} | {n} |",
    "{n} day, {n}:{n}:{n} 2024-01-{n} {n}:00:00 loss {n}h{n}m",
    "      {n}/{n}      {n}G      {n}      {n}      {n}: 50%|",
    "Saving dict for global step {n}: loss = {n}, global_step = {n}",
    "mean_average_precision (mAP@0.50) = {n}",
    "第{n}轮 loss {n}% lr=[{n}, {n}]",
]


@pytest.mark.parametrize("seed", sorted((SEEDS / "assembler").iterdir()), ids=lambda path: path.name)
def test_bytes_that_once_gave_odd_lines_give_sound_ones(seed: Path) -> None:
    assembled(seed.read_bytes())


@pytest.mark.parametrize("seed", sorted((SEEDS / "reader").iterdir()), ids=lambda path: path.name)
def test_bytes_that_once_broke_the_reader_are_read(seed: Path) -> None:
    read_and_told(seed.read_bytes())


@pytest.mark.parametrize("line", LINES)
def test_no_number_is_too_odd_to_be_read(line: str) -> None:
    for number in NUMBERS:
        said = line.format(n=number)
        read_and_told("\n".join([said, said, "epoch 1 step 5 loss 0.4", said, ""]).encode())


@given(st.lists(st.sampled_from(list(product(LINES, NUMBERS))), max_size=6), st.binary(max_size=60))
def test_no_order_of_odd_lines_is_too_odd_to_be_read(told: list[tuple[str, str]], raw: bytes) -> None:
    read_and_told(raw.join(line.format(n=number).encode() + b"\n" for line, number in told))


@given(st.binary(max_size=300))
def test_any_bytes_become_sound_lines(raw: bytes) -> None:
    assembled(raw)
