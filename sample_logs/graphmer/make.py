"""GraphMER's smoke training: a line of losses, a line of accuracies, and its CSV.

Form: yanggf8/graphMER, `scripts/train.py` as its `logs/modelscope_500step_training.log` shows it.
"""

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS = 300
SETTINGS = {"model": {"hidden": 128, "layers": 4, "dropout": 0.1}, "data": {"languages": ["python"], "max_len": 128}}


def console() -> SampleLog:
    log = SampleLog(
        "graphmer/training.log",
        axis="step",
        primary=["total_loss", "mlm_loss", "mlm_accuracy"],
        source="yanggf8/graphMER scripts/train.py",
        not_metrics=["hidden", "layers", "dropout", "max_len", "Vocab size", "domain_range_ratio"],
        notes="the losses of a step stand on one line, the accuracies of the same step on the next",
    )
    run = Invented(11, STEPS)
    log.line(f"Config: {SETTINGS}")
    log.line("Discovered 96 Python files")
    log.line("Validation: {'domain_range_ok': 8123, 'total_triples': 8199, 'domain_range_ratio': 0.9907305768996219}")
    log.line("Using random seed 7")
    log.line("Vocab size: 412")
    for step in range(10, STEPS + 1, 10):
        log.at(step)
        total, mlm, mnm = (
            run.loss(step, 0.41, 0.21, 0.05),
            run.loss(step, 6.3, 2.2, 0.08),
            run.loss(step, 6.1, 3.9, 0.05),
        )
        log.line(
            f"step {step}: total_loss={log.value('total_loss', total, '.4f')}, "
            f"mlm_loss={log.value('mlm_loss', mlm, '.4f')}, mnm_loss={log.value('mnm_loss', mnm, '.4f')}"
        )
        mlm, mnm = run.score(step, 0.0, 0.75, 0.2), run.score(step, 0.0, 0.3, 0.3)
        log.line(
            f"val_acc: mlm_accuracy={log.value('mlm_accuracy', mlm, '.4f')}, mnm_accuracy={log.value('mnm_accuracy', mnm, '.4f')}"
        )
    log.line("Smoke training finished.")
    return log


def table() -> SampleLog:
    log = SampleLog(
        "graphmer/train_metrics.csv",
        axis="step",
        primary=["total_loss", "mlm_validation_accuracy", "mlm_loss"],
        source="yanggf8/graphMER scripts/train.py (csv.writer: lines end in CRLF)",
    )
    run = Invented(12, STEPS)
    names = ["total_loss", "mlm_loss", "mnm_loss", "mlm_validation_accuracy", "mnm_validation_accuracy"]
    log.line(",".join(["step", *names]), end="\r\n")
    for step in range(1, STEPS + 1):
        log.at(step)
        mlm, mnm = run.loss(step, 6.2, 2.1, 0.08), run.loss(step, 6.0, 3.8, 0.05)
        row = [mlm + mnm, mlm, mnm, run.score(step, 0, 0.7, 0.2), run.score(step, 0, 0.3, 0.3)]
        log.line(",".join([str(step), *(log.value(n, v) for n, v in zip(names, row, strict=True))]), end="\r\n")
    return log


def logs() -> list[SampleLog]:
    return [console(), table()]
