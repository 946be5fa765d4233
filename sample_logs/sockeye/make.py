"""Sockeye 2/3: update lines and checkpoints. Form: awslabs/sockeye, `sockeye/training.py` (Speedometer, _log_checkpoint_metrics)."""

from datetime import datetime, timedelta

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

UPDATES = 6000


def logs() -> list[SampleLog]:
    log = SampleLog(
        "sockeye/train.log",
        axis="step",
        primary=["Validation-perplexity", "perplexity", "Train-perplexity"],
        source="awslabs/sockeye sockeye/training.py",
        not_metrics=["Time-cost", "sockeye.training:log"],
        notes="E=0 B=500 with tabs; Checkpoint [1] Train-… and Validation-… one metric a line",
    )
    run = Invented(441, UPDATES)
    now = datetime(2022, 2, 2, 2, 2, 2)

    def say(text: str) -> None:
        log.line(f"[{now:%Y-%m-%d:%H:%M:%S}:INFO:sockeye.training:log] {text}")

    say("Early stopping by optimizing 'perplexity'")
    for batch in range(100, UPDATES + 1, 100):
        now += timedelta(seconds=22)
        log.at(batch)
        perplexity = run.loss(batch, 900, 8.1, 0.03)
        say(
            f"E={batch // 2000} B={batch}\ts/sec={log.value('s/sec', run.near(310), '.2f')}\ttok/sec={log.value('tok/sec', run.near(8200), '.2f')}\tu/sec={log.value('u/sec', run.near(4.5), '.2f')}\tperplexity={log.value('perplexity', perplexity, 'f')}"
        )
        if batch % 1000 == 0:
            check = batch // 1000
            say(
                f"Checkpoint [{check}]\tUpdates={batch} Epoch={batch // 2000} Samples={batch * 64} Time-cost={run.near(220):.3f} Updates/sec={run.near(4.5):.3f}"
            )
            say(
                f"Checkpoint [{check}]\tTrain-perplexity={log.value('Train-perplexity', run.loss(batch, 900, 8.2), 'f')}"
            )
            say(
                f"Checkpoint [{check}]\tValidation-perplexity={log.value('Validation-perplexity', run.loss(batch, 700, 9.4, 0.005), 'f')}"
            )
    return [log]
