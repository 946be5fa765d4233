"""How a run stands: waiting, running, silent, or over, and then how it ended."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tui.analysis import numbers, plan
from tui.analysis.alerts import Thresholds
from tui.analysis.context import where
from tui.analysis.rules.failures import Failure, failures
from tui.analysis.rules.stall import Habit
from tui.model.run import Run

_PREEMPTED = re.compile(r"preempt", re.IGNORECASE)
_TIME_LIMIT = re.compile(r"time.?limit|DUE TO TIME|walltime|timed? ?out", re.IGNORECASE)
_SIGNAL = re.compile(r"SIG(?:KILL|TERM|INT|SEGV|ABRT|BUS|HUP|USR\d)|KeyboardInterrupt|signal \d+", re.IGNORECASE)
OVER_AFTER_SECONDS = 3600.0  # a log that had not grown for so long when it was opened is one of a run that is over
_FEW_GAPS_SECONDS = 1800.0  # silence that is too long for a log whose habit is not known yet


@dataclass(frozen=True, slots=True)
class State:
    """`status` is "running", "finished", "failed", "stalled", "unknown" or "waiting"; `sentence` says it."""

    status: str
    sentence: str
    silent_seconds: float | None = None


def state(run: Run, now: float, changed_at: float | None, live: bool, habit: Habit | None = None) -> State:
    """Where the run stands at `now`. `changed_at` is when its file last grew, both in POSIX seconds.

    `habit` is the judge's (`Judge.habit`), `None` while the log has none. An end that the log declares counts only if
    no failure went before it: launchers and scripts print "done" after a crash too.
    """
    heard = changed_at if changed_at is not None else run.last_time
    silent = None if heard is None else max(0.0, now - heard)
    failure = last_failure(run)
    if failure is not None:
        return State("failed", how_it_failed(run, failure), silent)
    if run.ended is not None or is_complete(run):
        return State("finished", _how_it_ended(run), silent)
    if not len(run.rows) and run.progress is None:
        return _without_records(live, silent)
    if not live:
        return State("unknown", f"The log ends at {_place(run)} without saying why.", silent)
    return _live(run, silent, habit)


def last_failure(run: Run) -> Failure | None:
    """The failure that ended the run, `None` when there was none or training went on after it."""
    found = failures(run)
    last = found[-1] if found else None
    if last is None or last.recovered_row is not None:
        return None
    restarted = any(started.line > last.notice.line for started in run.started)
    return None if restarted and run.failure is None else last


def is_complete(run: Run) -> bool:
    """True when the plan is fulfilled and nothing more is to come."""
    if not len(run.rows):
        return run.progress is not None and run.progress.total is not None and run.progress.done >= run.progress.total
    return run.axis == "step" and run.total_steps is not None and run.step is not None and run.step >= run.total_steps


def how_it_failed(run: Run, failure: Failure) -> str:
    """One sentence: what, where, and the first real error in the log's own words."""
    after = where(run, failure.row) if failure.row >= 0 else "before the first record"
    after = f"after {after}" if failure.row >= 0 else after
    kind, text = failure.notice.kind, failure.text
    if kind == "oom":
        return f"Out of memory {after}: {text}"
    if kind == "killed":
        return f"{_killed(text)} {after}: {text}"
    return f"Crashed {after}: {text}"


def _killed(text: str) -> str:
    if _TIME_LIMIT.search(text):
        return "Stopped by its time limit"
    if _PREEMPTED.search(text):
        return "Preempted"
    signal = _SIGNAL.search(text)
    return f"Killed by {signal.group(0)}" if signal else "Killed"


def _how_it_ended(run: Run) -> str:
    early = run.ended is not None and run.ended.how == "stopped early"
    early = early or any(n.kind == "early-stop" and n.line >= run.rows.line[-1] for n in run.notices if len(run.rows))
    end = plan.planned_end(run, len(run.rows) - 1) if len(run.rows) else None
    of = f" of {numbers.count(end)}" if early and end is not None and run.axis == "step" else ""
    return f"{'Stopped early' if early else 'Finished'} at {_place(run)}{of}."


def _place(run: Run) -> str:
    if len(run.rows):
        return where(run, len(run.rows) - 1)
    return "the end" if run.progress is None else f"{numbers.count(run.progress.done)} {run.progress.unit}s"


def _without_records(live: bool, silent: float | None) -> State:
    if live:
        return State("waiting", "No training record yet.", silent)
    return State("unknown", "The log has no training record.", silent)


def _live(run: Run, silent: float | None, habit: Habit | None) -> State:
    limit = _FEW_GAPS_SECONDS if habit is None else habit.limit(Thresholds())
    if silent is None or silent <= limit:
        return State("running", f"Running, at {_place(run)}.", silent)
    usual = "" if habit is None else f"; its longest usual gap is {numbers.duration(habit.longest)}"
    return State("stalled", f"Silent for {numbers.duration(silent)} since {_place(run)}{usual}.", silent)
