"""The facts as plain text."""

from __future__ import annotations

import subprocess
import sys

from tui.analysis.alerts import Alert
from tui.analysis.ending import State
from tui.model.events import Metrics, Plan
from tui.model.hardware import Gpu, GpuSample
from tui.model.integrity import Generation, Integrity
from tui.model.run import Run
from tui.views.plain import plain
from tui.views.state import Snapshot

NOW = 1_700_000_000.0


def run_of(*losses: float) -> Run:
    run = Run("logs/run.log")
    run.apply([Plan(steps=10)])
    run.apply([Metrics({"loss": loss, "lr": 1e-4}, step=float(k), line=k + 1) for k, loss in enumerate(losses)])
    return run


def test_the_most_important_comes_first_and_a_fact_is_a_line() -> None:
    snapshot = Snapshot(
        run_of(2.0, 1.0, 1.5),
        NOW,
        state=State("running", "step 2 of 10", 3.0),
        alerts=(Alert("nan", "critical", "loss", 2.0, None, 3, "loss is not a number"),),
        integrity=Integrity(120, 120, 3, 3),
    )
    assert plain(snapshot).splitlines() == [
        "logs/run.log",
        "running: step 2 of 10",
        "step 2 of 10",
        "",
        "alerts: 1 standing, 0 withdrawn",
        "  critical: step 2: nan  loss is not a number (line 3)",
        "",
        "metric   last  best      at  first  lowest  highest  count  not finite",
        "loss      1.5     1  step 1      2       1        2      3           -",
        "lr      1e-04     -       -  1e-04   1e-04    1e-04      3           -",
        "",
        "read 120 B, 3 lines, 3 records, nothing unread",
    ]


def test_values_that_are_not_finite_are_counted() -> None:
    text = plain(Snapshot(run_of(1.0, float("nan"), float("inf")), NOW))
    row = next(row for row in text.splitlines() if row.startswith("loss"))
    assert row.split() == ["loss", "inf", "1", "step", "0", "1", "1", "1", "3", "2"]


def test_epochs_are_a_table_when_there_are_several() -> None:
    run = Run("run.log")
    run.apply([Metrics({"loss": 1.0 / k}, epoch=float(k), line=k) for k in (1, 2, 4)])
    assert [row.split() for row in plain(Snapshot(run, NOW)).splitlines()[-6:-2]] == [
        ["epoch", "loss", "time"],
        ["1", "1", "-"],
        ["2", "0.5", "-"],
        ["4", "0.25", "-"],
    ]


def test_gpus_say_what_is_known_and_how_old_it_is() -> None:
    gpus = (
        Gpu(0, "H100", utilisation=97.0, memory_used_mb=61_440.0, memory_total_mb=81_920.0),
        Gpu(1, "H100", note="n/a (MIG)"),
    )
    text = plain(Snapshot(run_of(1.0), NOW, gpu=GpuSample(NOW, gpus, "nvidia-smi does not answer", NOW - 42)))
    assert "gpu 0 H100: 97 % busy, 60 of 80 GB" in text
    assert "gpu 1 H100: n/a (MIG)" in text
    assert "gpu: nvidia-smi does not answer, figures are 42 s old" in text


def test_what_is_missing_is_said() -> None:
    lost = Integrity(10, 5, 2, generations=(Generation("truncated", "run.log", 5, "3 bytes were cut off unread"),))
    text = plain(Snapshot(Run("run.log"), NOW, integrity=lost))
    assert "no metrics found in 2 lines" in text
    assert "5 B unread" in text
    assert "3 bytes were cut off unread" in text
    assert "waiting for run.log: it does not exist yet" in plain(
        Snapshot(Run("run.log"), NOW, integrity=Integrity(waiting_for="it does not exist yet"))
    )


def test_no_text_of_a_log_reaches_the_terminal_as_a_command() -> None:
    run = Run("a\x1b]0;t\x07.log")
    run.apply([Metrics({"lo\x1b[31mss": 1.0}, step=1.0, line=1)])
    alerts = (Alert("error", "critical", None, None, None, 1, "boom \x1b]52;c;x\x07\u202e"),)
    assert all(c.isprintable() or c == "\n" for c in plain(Snapshot(run, NOW, alerts=alerts)))


def test_it_needs_no_screen() -> None:
    code = "import sys, tui.views.plain; sys.exit(any(m.startswith('textual') for m in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
