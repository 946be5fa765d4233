"""AllenNLP: a bar with the metrics in front, then a table of the epoch. Form: allenai/allennlp, `allennlp/training/gradient_descent_trainer.py`, `callbacks/console_logger.py`."""

from datetime import datetime, timedelta

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

EPOCHS, BATCHES = 10, 60


def logs() -> list[SampleLog]:
    log = SampleLog(
        "allennlp/stdout.log",
        axis="epoch",
        primary=["Validation accuracy", "Validation loss"],
        source="allenai/allennlp allennlp/training/callbacks/console_logger.py",
        x_total=EPOCHS - 1,
        not_metrics=["gpu_0_memory_MB"],
        notes="name | Training | Validation table behind a logger's head; the bar says the same in front of ||:",
    )
    run = Invented(461, EPOCHS)
    now = datetime(2021, 5, 6, 7, 8, 9, 100000)

    def say(place: str, text: str) -> None:
        log.line(f"{now:%Y-%m-%d %H:%M:%S},{now.microsecond // 1000:03} - INFO - {place} - {text}")

    for epoch in range(EPOCHS):
        now += timedelta(seconds=31)
        log.at(epoch)
        say("allennlp.training.gradient_descent_trainer", f"Epoch {epoch}/{EPOCHS - 1}")
        say("allennlp.training.gradient_descent_trainer", "Worker 0 memory usage: 2.9G")
        accuracy, loss = run.score(epoch, 0.5, 0.97), run.loss(epoch, 0.7, 0.08)
        for done in (20, 40, BATCHES):
            log.line(
                f"\raccuracy: {accuracy:.4f}, batch_loss: {run.near(loss, 0.2):.4f}, loss: {loss:.4f} ||: {100 * done // BATCHES:3}%|{'#' * (10 * done // BATCHES):<10}| {done}/{BATCHES} [00:{done // 3:02}<00:{(BATCHES - done) // 3:02},  3.01it/s]",
                end="" if done < BATCHES else "\n",
            )
        say("allennlp.training.callbacks.console_logger", "                 Training |  Validation")
        pairs = {
            "accuracy": (accuracy, run.score(epoch, 0.5, 0.91)),
            "gpu_0_memory_MB": (1012.331, None),
            "loss": (loss, run.loss(epoch, 0.68, 0.2)),
        }
        for name, (one, two) in pairs.items():
            texts = (
                [f"{one:.3f}", "N/A"]
                if two is None
                else [log.value(f"Training {name}", one, ".3f"), log.value(f"Validation {name}", two, ".3f")]
            )
            say("allennlp.training.callbacks.console_logger", f"{name:<16} | {texts[0]:>8}  | {texts[1]:>8}")
        say("allennlp.training.checkpointer", "Best validation performance so far. Copying weights to 'out/best.th'.")
        say("allennlp.training.gradient_descent_trainer", "Epoch duration: 0:00:31.212")
    return [log]
