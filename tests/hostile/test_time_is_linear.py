"""Reading time grows with the length of a line, not with its square: figures, for `pytest -m bench tests/hostile`.

A line that is eight times as long may cost 24 times as much: a square would cost 64 times. What costs less than a
millisecond is not compared.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from functools import partial

import pytest

from tui.formats.reader import Reader
from tui.ingest.assemble import LineAssembler
from tui.ingest.clean import clean
from tui.model.events import Line

SIZE = 4_000  # characters; eight times as many are still searched for metrics
LEAD = [Line(f"step {k} loss {1 / k:.3f}", k) for k in range(1, 5)]
NOTHING = 1e-3  # seconds

PATTERNS: dict[str, str] = {  # each is repeated up to the size
    "letters": "a",
    "spaces": " ",
    "tabs": "\t",
    "digits": "1",
    "fractions": "1.",
    "thousands": "100,",
    "ranges": "1-",
    "shares": "1/",
    "clocks": "1:",
    "exponents": "1e",
    "spans": "1h",
    "square brackets": "[",
    "braces": "{",
    "parentheses": "(",
    "closed brackets": "[]",
    "colons": ":",
    "colons with blanks": ": ",
    "double quotes": '"',
    "single quotes": "'",
    "backslashes": "\\",
    "pairs": "a=1 ",
    "splits": "valid's l2: 1\t",
    "pipes": "| a ",
    "stars": "*",
    "dashes": "-",
    "saving": "Saving ",
    "early stopping": "early stopping ",
    "errors": "a.Error ",
    "cancelled": "CANCELLED AT ",
    "improved": "improved from ",
    "total steps": "total steps ",
    "time stamps": "2024-01-01 00:00:00 ",
    "levels": "[INFO] ",
    "ranks": "[rank0]:",
    "bars": "50%|##| 5/10 [00:01<00:01, 2it/s]",
    "closed bars": "1%|a|1/1 [1<1]",
    "open bars": "1it [00:01, ",
    "not numbers": "nan ",
    "tensors": "loss: tensor(",
    "Chinese": "第3轮 ",
    "escapes": "\x1b[",
    "backspaces": "\x08a",
    "unfinished strings": "\x1b]0;",
}
AROUND = [
    "{}",
    "loss {}",
    "a{}b",
    "step 1 loss {} 3",
    "{}=1",
    "it [ {}",
    "5%| {} 3%|",
    "relative mse: [{}",
    "Saving dict for global step 1: {}",
]


@pytest.mark.bench
@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", PATTERNS)
def test_a_pathological_line_costs_what_it_is_long(name: str) -> None:
    for around in AROUND:
        _is_linear(read, partial(_line, around, PATTERNS[name]), f"{name} in {around!r}")


@pytest.mark.bench
@pytest.mark.parametrize("name", PATTERNS)
def test_a_pathological_line_is_cleaned_and_assembled_in_linear_time(name: str) -> None:
    _is_linear(clean, partial(_line, "{}", PATTERNS[name]), name)
    _is_linear(assemble, partial(_line, "{}", PATTERNS[name]), name)


@pytest.mark.bench
def test_an_object_of_a_megabyte_costs_what_it_is_long() -> None:
    _is_linear(read, lambda size: json.dumps({f"k{k}": k / 7 for k in range(size // 16)}), "object")
    assert _best(read, json.dumps({f"k{k}": k / 7 for k in range(70_000)})) < 1.0


def _line(around: str, pattern: str, size: int) -> str:
    return around.replace("{}", (pattern * size)[:size])


def read(text: str) -> None:
    """The line in a log that is a training."""
    reader = Reader()
    reader.read(LEAD)
    reader.read([Line(text, 5)])


def assemble(text: str) -> None:
    """The line as bytes, in chunks."""
    raw = text.encode() + b"\n"
    assembler = LineAssembler()
    for at in range(0, len(raw), 1000):
        assembler.feed(raw[at : at + 1000])


def _is_linear(work: Callable[[str], object], make: Callable[[int], str], name: str) -> None:
    small, large = _best(work, make(SIZE)), _best(work, make(8 * SIZE))
    assert large < 24 * max(small, NOTHING), f"{name}: {small * 1e3:.1f} ms, then {large * 1e3:.1f} ms"


def _best(work: Callable[[str], object], text: str) -> float:
    best = float("inf")
    for _ in range(5):
        begin = time.perf_counter()
        work(text)
        best = min(best, time.perf_counter() - begin)
        if best > 0.5:
            break
    return best
