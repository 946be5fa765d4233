"""gematria GRANITE, two models to hold side by side: in the second the learning rate runs out at a quarter of the way.

Form: google/gematria, `gematria/model/python/training.py` (TrainingEpochStats.__str__) and `model_base.py` (absl's
"Training: %s"). Lists hold one value a task; the three lines of a record share one log prefix.
"""

from datetime import datetime, timedelta

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

EPOCHS = 40_000
EVERY = 500
TASKS = 2


def model(number: int, seed: int, decays_until: int) -> SampleLog:
    log = SampleLog(
        f"gematria/model{number}.log",
        axis="epoch",
        primary=["loss", "relative mae[0]", "relative mae[1]"],
        source="google/gematria gematria/model/python/training.py, model_base.py",
        not_metrics=["model_base.py:1290", "main_function.py:512", "140"],
        notes="loss stops at epoch 10,000 because the learning rate ran out" if decays_until < EPOCHS else "",
    )
    run = Invented(seed, decays_until)
    now = datetime(2025, 7, 18, 12, 0, 1, 123456)

    def prefix(source: str) -> str:
        return f"I{now:%m%d %H:%M:%S.%f} {140:7d} {source}] "

    log.line(prefix("main_function.py:512") + "Loading basic blocks from /data/bbs_20u7.tfrecord")
    log.line(prefix("main_function.py:530") + "Blocks read: 2976312, 0 invalid")
    for epoch in range(EVERY, EPOCHS + 1, EVERY):
        now += timedelta(seconds=run.near(61.7, 0.02))
        at = min(epoch, decays_until)
        log.at(epoch)
        log.line(
            prefix("model_base.py:1290")
            + f"Training: epoch: {epoch}, loss: {log.value('loss', run.loss(at, 0.9, 0.06, 0.06))}"
        )
        log.line(
            f"absolute mse: {values(log, run, at, 'absolute mse', 9e4, 800)}, 50%: {values(log, run, at, 'absolute 50%', 210, 3)}, "
            f"75%: {values(log, run, at, 'absolute 75%', 390, 8)}, 90%: {values(log, run, at, 'absolute 90%', 800, 19)}"
        )
        log.line(
            f"relative mse: {values(log, run, at, 'relative mse', 0.8, 0.02)}, mae: {values(log, run, at, 'relative mae', 0.85, 0.048)}, "
            f"50%: {values(log, run, at, 'relative 50%', 0.9, 0.02)}, 75%: {values(log, run, at, 'relative 75%', 0.96, 0.05)}, "
            f"90%: {values(log, run, at, 'relative 90%', 0.99, 0.11)}"
        )
    return log


def values(log: SampleLog, run: Invented, at: int, name: str, start: float, floor: float) -> str:
    """A list as Python prints it, one number a task."""
    texts = [
        log.value(f"{name}[{task}]", round(run.loss(at, start, floor * (1 + task / 5), 0.06), 6))
        for task in range(TASKS)
    ]
    return f"[{', '.join(texts)}]"


def logs() -> list[SampleLog]:
    return [model(8, 81, 10_000), model(9, 91, EPOCHS)]
