"""What the log reports of its own end: the real reason, not the last line of a cascade."""

from __future__ import annotations

from tests.analysis.builders import START, records, run_of

from tui.analysis.best import best_checkpoint
from tui.analysis.ending import State, state
from tui.analysis.judge import Judge
from tui.model.events import Ended, Event, Metrics, Notice, Progress
from tui.model.run import Run

LOSSES: list[Event] = records({"loss": [3.0 - 0.01 * k for k in range(50)]}, every=10)


def error(text: str, line: int = 60, kind: str = "error") -> Notice:
    return Notice(kind, text, line=line, time=START + 60)


def stands(*more: Event, live: bool = False, silence: float = 0.0) -> State:
    run = run_of([*LOSSES, *more])
    return state(run, START + 60 + silence, START + 60, live)


def test_out_of_memory_is_told_at_its_line_and_ends_the_run() -> None:
    oom = error("torch.cuda.OutOfMemoryError: CUDA out of memory", kind="oom")
    (alert,) = Judge().advance(run_of([*LOSSES, oom]), START)

    assert (alert.kind, alert.severity, alert.line, alert.step) == ("oom", "critical", 60, 500)
    assert stands(oom).status == "failed"
    assert stands(oom).sentence.startswith("Out of memory after step 500")


def test_the_first_error_of_a_cascade_is_the_reason() -> None:
    cascade = [error(f"[rank{k}]: RuntimeError: bad index", 60 + k) for k in range(8)]
    launcher = error("torch.distributed.elastic.multiprocessing.errors.ChildFailedError:", 80)

    (alert,) = Judge().advance(run_of([*LOSSES, *cascade, launcher]), START)

    assert alert.line == 60
    assert "(8 further messages follow it)" in alert.message
    assert stands(*cascade, launcher).sentence == "Crashed after step 500: [rank0]: RuntimeError: bad index"


def test_a_launchers_line_before_the_error_is_not_the_reason() -> None:
    sentence = stands(error("Traceback (most recent call last):"), error("ValueError: no such column", 63)).sentence

    assert sentence == "Crashed after step 500: ValueError: no such column"


def test_done_after_a_crash_fools_nobody() -> None:
    assert stands(error("RuntimeError: boom"), Ended("finished", "done", line=70)).status == "failed"


def test_a_bar_redrawn_after_a_crash_fools_nobody() -> None:
    assert stands(error("RuntimeError: boom"), Progress(500.0, 1000.0, line=61)).status == "failed"


def test_training_that_goes_on_after_an_error_withdraws_it() -> None:
    more = [Metrics({"loss": 2.4}, step=500.0 + 10 * k, line=60 + k) for k in range(1, 8)]

    (alert,) = Judge().advance(run_of([*LOSSES, error("RuntimeError: skipped a batch"), *more]), START)

    assert alert.cleared_reason == "training went on, step 530 was reached"
    assert stands(error("RuntimeError: skipped a batch"), *more).status == "unknown"


def test_each_way_of_being_killed_has_its_words() -> None:
    assert stands(error("slurmstepd: JOB 1 CANCELLED DUE TO TIME LIMIT", kind="killed")).sentence.startswith(
        "Stopped by its time limit after step 500"
    )
    assert stands(error("job preempted by scheduler", kind="killed")).sentence.startswith("Preempted")
    assert stands(error("Received SIGTERM, exiting", kind="killed")).sentence.startswith("Killed by SIGTERM")


def test_finished_and_stopped_early_are_told_apart() -> None:
    assert stands(Ended()).sentence == "Finished at step 500."
    assert stands(Ended("stopped early")).sentence == "Stopped early at step 500."


def test_a_followed_log_runs_until_it_is_silent_for_too_long() -> None:
    assert stands(live=True, silence=5.0).status == "running"
    assert stands(live=True, silence=5000.0).status == "stalled"


def test_without_an_end_nobody_knows_why_and_without_records_one_waits() -> None:
    assert stands().sentence == "The log ends at step 500 without saying why."
    assert state(Run(live=True), START, None, live=True).status == "waiting"
    assert state(Run(), START, None, live=False).status == "unknown"


def test_the_best_checkpoint_is_the_one_the_log_names_after_the_best_value() -> None:
    run = Run()
    for k, value in enumerate([3.0, 2.0, 2.5], 1):
        run.apply(
            [
                Metrics({"val_loss": value, "loss": value}, epoch=float(k), line=10 * k),
                Notice("checkpoint", f"Saving to out/ckpt-{k}.pt", line=10 * k + 1),
            ]
        )

    best = best_checkpoint(run)

    assert best is not None
    assert (best.metric, best.value, best.epoch, best.path) == ("val_loss", 2.0, 2, "out/ckpt-2.pt")
