from __future__ import annotations

import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tui.analysis.alerts import Alert
from tui.analysis.ending import State
from tui.analysis.pace import Pace
from tui.model.events import Ended, Event, Metrics, Notice, Plan
from tui.model.integrity import Generation, Integrity
from tui.model.run import Run
from tui.report.markdown import report

READ = Integrity(bytes_in_file=4000, bytes_read=4000, lines=111, records=100, unparsed=11)
FINISHED = State("finished", "The log says that training finished.", None)


def pace(elapsed: float | None = None, rate: float | None = None, unit: str = "step") -> Pace:
    return Pace(unit=unit, rate=rate, elapsed=elapsed)


def told(events: list[Event], source: str = "logs/run.log", alerts: tuple[Alert, ...] = ()) -> str:
    run = Run(source)
    run.apply(events)
    return report(run, alerts, pace(), FINISHED, READ)


def row(text: str, start: str) -> set[str]:
    """The cells of the table row that begins with `start`."""
    line = next(line for line in text.splitlines() if line.startswith(f"| {start} |"))
    return {cell.strip() for cell in line.strip("|").split("|")}


def two_task_run() -> list[Event]:
    """Every ten steps a line of losses and one of validation accuracies, as a small multi-task trainer prints them."""
    events: list[Event] = []
    for step in range(10, 501, 10):
        share = (step - 10) / 490
        loss = {10: 0.3754, 490: 0.2071, 500: 0.2076}.get(step, 0.37 - 0.15 * share)
        accuracy = {490: 0.8182, 500: 0.6667}.get(step, 0.6 * share)
        line = step // 5
        events.append(
            Metrics({"total_loss": loss, "mlm_loss": 5.9779 - 3.638 * share}, step=float(step), line=line - 1)
        )
        events.append(Metrics({"mlm_accuracy": accuracy}, split="val", line=line))
    return events


def epoch_run() -> list[Event]:
    """Losses and perplexities of 27 epochs of 50, both getting better to the end."""
    events: list[Event] = [Plan(epochs=50)]
    for epoch in range(1, 28):
        left = (27 - epoch) / 26
        val, train = 3.1500884 + 0.733468 * left, 3.1073036 + 1.0876 * left
        events.append(Metrics({"train_loss": train, "val_loss": val}, epoch=float(epoch), line=epoch))
    return events


def test_the_report_states_the_loss_and_the_peak_of_a_run_by_steps() -> None:
    text = told(two_task_run())
    assert "- `total_loss`: 0.3754 → 0.2076 (**44.7 % reduction**), best 0.2071 at step 490" in text
    assert "- `val/mlm_accuracy`: final 0.6667 (66.67 %), peak **0.8182 (81.82 %)** at step 490" in text
    assert row(text, "490") == {"490", "**0.8182**", "**0.2071**", "2.414", "best"}
    assert row(text, "500") == {"500", "0.6667", "0.2076", "**2.340**", "last"}
    assert "| Steps | 500 |" in text


def test_the_report_states_the_best_epoch_of_a_run_by_epochs() -> None:
    text = told(epoch_run())
    assert "- `val_loss`: 3.884 → 3.150 (**18.9 % reduction**), best 3.150 at epoch 27" in text
    assert row(text, "27") == {"27", "**3.150**", "**3.107**", "best, last"}
    assert "| Epochs | 27 of 50 |" in text


def test_the_phases_are_told_in_the_units_of_the_axis() -> None:
    assert "- **Fast**, epochs 1 to 22: 3.884 → 3.291, 81 % of the improvement" in told(epoch_run())


def test_alerts_name_their_line_and_say_when_they_were_withdrawn() -> None:
    alerts = (
        Alert("nan", "critical", "loss", 120.0, None, 88, "loss is NaN.", since_step=118.0),
        Alert(
            "spike", "warning", "loss", 40.0, None, 30, "loss rose", cleared_step=45.0, cleared_reason="it came back"
        ),
    )
    text = told(two_task_run(), alerts=alerts)
    assert "| critical | nan | step 120 | 88 | loss is NaN |" in text
    assert "| warning | spike | step 40 | 30 | loss rose; withdrawn at step 45: it came back |" in text
    assert "None was raised." in told(two_task_run())


def test_time_is_told_where_there_is_a_clock() -> None:
    run = Run("run.log")
    run.apply(
        Metrics({"loss": 1.0 / k, "tokens_per_second": 5000.0}, epoch=float(k), time=1.7e9 + 60.0 * k, line=k)
        for k in range(1, 6)
    )
    text = report(run, (), pace(1180.0, 0.5, "epoch"), FINISHED, READ)
    assert "- total: 19 m 40 s" in text
    assert "- an epoch: 1 m 00 s (from 1 m 00 s to 1 m 00 s)" in text
    assert "- speed: 0.5 epochs a second, 2 s each" in text
    assert "- `tokens_per_second`: median 5000, from 5000 to 5000" in text
    assert "The log tells no time." in told(two_task_run())


def test_checkpoints_and_events_stand_where_they_happened() -> None:
    events: list[Event] = [
        *two_task_run(),
        Notice("checkpoint", "saved step_500.pt", 100),
        Notice("warning", "low disk", 50),
        Ended("finished", "Training finished.", 111),
    ]
    text = told(events)
    assert "| step 500 | 100 | checkpoint | `saved step_500.pt` |" in text
    assert "| step 250 | 50 | warning | `low disk` |" in text
    assert "| step 500 | 111 | finished | `Training finished.` |" in text


def test_of_a_thousand_checkpoints_the_first_and_the_last_are_shown() -> None:
    text = told([*two_task_run(), *(Notice("checkpoint", f"saved {k}.pt", k) for k in range(1000))])
    assert "`saved 0.pt`" in text
    assert "`saved 999.pt`" in text
    assert "970 more are not shown." in text


def test_a_restart_is_an_event_with_the_steps_trained_twice() -> None:
    again: list[Event] = [Metrics({"total_loss": 0.2, "mlm_loss": 2.0}, step=400.0, line=200)]
    text = told([*two_task_run(), *again])
    assert "| step 400 | 200 | restart | `went back over 100 steps` |" in text
    assert "| Parts | 2: start at line 1, restart at line 200 |" in text


def test_losses_of_the_reader_are_told_and_a_whole_read_as_well() -> None:
    run = Run("run.log")
    run.apply(two_task_run())
    torn = Integrity(10, 10, generations=(Generation("truncated", "run.log", 5, "Up to 3 lines may be lost."),))
    assert "- Up to 3 lines may be lost." in report(run, (), pace(), FINISHED, torn)
    assert "- nothing was lost" in report(run, (), pace(), FINISHED, READ)


def test_a_log_without_metrics_is_an_answer_too() -> None:
    text = report(Run("notes.txt"), (), pace(), State("unknown", "", None), Integrity())
    assert text.startswith("# Training report: `notes.txt`\n\n**Unknown**\n")
    assert "No metric was found in this log." in text


def test_a_report_needs_no_pandas() -> None:
    code = "import sys, tui.report.markdown, tui.report.compare; sys.exit(bool({'pandas', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


hostile = st.text(alphabet="`|\\<>[]()!*_#&-+\n\r\x1b\u202e:/.a0 ", max_size=30)


@settings(max_examples=60)
@given(hostile, st.floats(), st.floats())
def test_nothing_in_a_log_becomes_markup(text: str, one: float, other: float) -> None:
    name = f"{text}<script>loss|x`"
    alert = Alert("nan", "critical", name, 1.0, None, 1, f"{text} is <b>NaN</b> | `x`")
    events: list[Event] = [
        Metrics({name: one, f"{text}acc": other}, step=1.0, line=1),
        Metrics({name: other, f"{text}acc": one}, step=2.0, line=2),
        Notice("checkpoint", text + "</table><img src=x>", 2),
    ]
    markdown = told(events, f"logs/{text}\n<script>.log", (alert,))
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    kinds = {child.type for token in tokens for child in token.children or []}
    assert kinds <= {"text", "code_inline", "softbreak", "strong_open", "strong_close"}
    assert "html_block" not in {token.type for token in tokens}
    assert all(c == "\n" or c.isprintable() for c in markdown)
