"""Failures that the log itself reports: out of memory, errors, kills. One finding a failure, not one a rank.

The first error of a cascade is the real one: what follows are the other ranks and the launcher. An out-of-memory
message outranks a generic error beside it, and a launcher's summary (`ChildFailedError`) is never the reason.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tui.analysis.alerts import Thresholds
from tui.analysis.context import where
from tui.analysis.finding import Finding
from tui.model.events import Notice
from tui.model.run import Run

FAILURES = ("error", "oom", "killed")
_LAUNCHER = re.compile(
    r"ChildFailedError|elastic|closing signal|local_rank:? \d+ .*exitcode|exits with return code|Broken pipe"
    r"|DataLoader worker .* exited|resource_tracker|Primary job|mpirun|srun: (error|Terminating)|^Traceback",
    re.IGNORECASE,
)
RECOVERED_RECORDS = Thresholds().failure_recovered_records
_LONGEST_TEXT = 160  # characters of a log line quoted in a sentence


@dataclass(frozen=True, slots=True)
class Failure:
    """A cascade of failure notices with no training between. `row` is the last record before it, -1 when there was
    none.
    """

    notice: Notice  # the reason
    row: int
    count: int
    recovered_row: int | None  # where training had plainly gone on

    @property
    def text(self) -> str:
        """The log's own line, short enough for a sentence."""
        text = " ".join(self.notice.text.split())
        return text if len(text) <= _LONGEST_TEXT else f"{text[: _LONGEST_TEXT - 1]}…"


def failures(run: Run, recovered_records: int = RECOVERED_RECORDS) -> list[Failure]:
    """Every failure of the run, oldest first. Costs as much as there are notices."""
    out: list[Failure] = []
    group: list[Notice] = []
    last_row = -1
    for notice in run.notices:
        if notice.kind not in FAILURES:
            continue
        row = bisect_right(run.rows.line, notice.line) - 1 if notice.line else len(run.rows) - 1
        if group and row - last_row >= recovered_records:
            out.append(_failure(run, group, last_row, recovered_records))
            group = []
        last_row = row if not group else last_row
        group.append(notice)
    return [*out, _failure(run, group, last_row, recovered_records)] if group else out


def _failure(run: Run, group: Sequence[Notice], row: int, records: int) -> Failure:
    back = row + records
    return Failure(_reason(group), row, len(group), back if back < len(run.rows) else None)


def _reason(group: Sequence[Notice]) -> Notice:
    real = [n for n in group if not _LAUNCHER.search(n.text)] or list(group)
    return next((n for n in real if n.kind == "oom"), real[0])


class FailureRule:
    """Findings for what the log reports; withdrawn when training goes on."""

    def __init__(self, thresholds: Thresholds) -> None:
        self._records = thresholds.failure_recovered_records
        self.found: list[Failure] = []
        self.findings: Iterable[Finding] = ()

    def advance(self, run: Run) -> None:
        self.found = failures(run, self._records) if run.notices else []
        self.findings = [finding(run, failure) for failure in self.found]


def finding(run: Run, failure: Failure) -> Finding:
    """In the words of the log, with the place."""
    kind = "oom" if failure.notice.kind == "oom" else "error"
    title = {"oom": "Out of memory", "killed": "Killed"}.get(failure.notice.kind, "Error")
    after = f" after {where(run, failure.row)}" if failure.row >= 0 else " before the first record"
    more = f" ({failure.count - 1} further messages follow it)" if failure.count > 1 else ""
    message = f"{title}{after}: {failure.text}{more}"
    notice = failure.notice
    out = Finding(kind, "critical", None, failure.row, failure.row, message, line=notice.line, time=notice.time)
    if failure.recovered_row is not None:
        out.clear(failure.recovered_row, f"training went on, {where(run, failure.recovered_row)} was reached")
    return out
