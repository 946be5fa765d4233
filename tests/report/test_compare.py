from __future__ import annotations

from tui.analysis.pace import Pace
from tui.model.events import Metrics
from tui.model.run import Run
from tui.report.compare import compare


def run_of(source: str, values: list[float], name: str = "val_loss") -> Run:
    run = Run(source)
    run.apply(Metrics({name: y}, step=100.0 * k, line=k) for k, y in enumerate(values, 1))
    return run


def test_two_runs_stand_side_by_side() -> None:
    text = compare(
        run_of("a.log", [4.0, 3.0, 2.5]),
        run_of("b.log", [4.0, 2.0, 2.25]),
        Pace("step", rate=2.0),
        Pace("step", rate=3.0),
    )
    assert text.splitlines() == [
        "# Two runs side by side",
        "",
        "- left: `a.log`",
        "- right: `b.log`",
        "",
        "## Metrics in common",
        "",
        "| Metric | Left | Best left | Right | Best right | Difference of the best | Better |",
        "|---|---:|---:|---:|---:|---:|---|",
        "| `val_loss` | 4.0 → 2.5 | 2.5 (step 300) | 4.00 → 2.25 | 2.00 (step 200) | -20 % | right |",
        "",
        "## `val_loss` at equal positions",
        "",
        "| Step | Left | Right | Difference |",
        "|---:|---:|---:|---:|",
        "| 100 | 4.0 | 4.00 | 0 % |",
        "| 200 | 3.0 | 2.00 | -33.3 % |",
        "| 300 | 2.5 | 2.25 | -10 % |",
        "",
        "## Pace",
        "",
        "- left: 2 steps a second",
        "- right: 3 steps a second",
        "- the right one is 1.5 times as fast",
    ]


def test_runs_without_a_common_metric_say_so() -> None:
    text = compare(run_of("a.log", [1.0]), run_of("b.log", [1.0], "acc"), Pace("step"), Pace("step"))
    assert text.endswith("They have no metric in common.\n")
