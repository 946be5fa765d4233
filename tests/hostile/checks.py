"""What must hold for any bytes: the same checks under the fuzzer, under hypothesis and on the seeds that once failed."""

from __future__ import annotations

import json
import time

from tests.hostile.payloads import controls

from tui.formats.reader import Reader
from tui.ingest.assemble import LineAssembler
from tui.model.events import Line
from tui.model.integrity import Integrity
from tui.model.run import LONGEST_NAME, Run

_CUTS = (1, 7, 64)
_LEAD = b"step 1 loss 0.5\nstep 2 loss 0.4\n"
_SLOWEST = 2.0  # seconds for 4 KiB: a pattern whose time explodes


def assembled(raw: bytes) -> None:
    """Lines do not depend on the chunks, hold no control characters, rise in number, and lie inside the file."""
    whole = _lines(raw, len(raw) or 1)
    assert [found for line in whole for found in controls(line.text, "\t")] == []
    numbers = [line.number for line in whole]
    assert numbers == sorted(numbers)
    assert all(0 <= line.offset <= len(raw) for line in whole)
    size = _CUTS[len(raw) % len(_CUTS)]
    assert _lines(raw, size) == whole


def read_and_told(raw: bytes) -> None:
    """The reader and the run take anything, in time that a person does not notice, and tell it as sound JSON."""
    from tui.analysis.judge import Judge
    from tui.analysis.pace import Pacer
    from tui.report.json_text import json_text

    begin = time.perf_counter()
    reader, run = Reader(), Run()
    lines = _lines(_LEAD + raw, len(_LEAD + raw))
    half = len(lines) // 2
    for part in (lines[:half], lines[half:]):
        run.apply(reader.read(part), 1e9)
    run.apply(reader.finish(), 1e9)
    alerts = Judge().advance(run, 1e9)
    Pacer().advance(run, 1e9)
    run.epochs(), run.shown_series()
    for name, series in run.series.items():
        assert len(name) <= LONGEST_NAME + 20
        assert controls(name, "") == []
        assert len(series.x) == len(series.y) == len(series.rows)
    json.loads(json_text([list(run.series), [alert.message for alert in alerts], [n.text for n in run.notices]]))
    assert Integrity(lines=len(lines)).lines == len(lines)
    assert time.perf_counter() - begin < _SLOWEST * (1 + len(raw) / 4096)


def _lines(raw: bytes, size: int) -> list[Line]:
    assembler = LineAssembler()
    out = [line for at in range(0, len(raw), size) for line in assembler.feed(raw[at : at + size])]
    return out + assembler.finish()
