"""icefall's transducer recipe. Form: k2-fsa/icefall, `egs/librispeech/ASR/pruned_transducer_stateless7/train.py` and `icefall/utils.py` (MetricsTracker)."""

from datetime import datetime, timedelta

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

EPOCHS, BATCHES, EVERY = 5, 500, 50
PARTS = {"loss": (7.2, 0.19), "simple_loss": (7.5, 0.33), "pruned_loss": (7.0, 0.17)}


def logs() -> list[SampleLog]:
    log = SampleLog(
        "icefall/train.log",
        axis="epoch",
        primary=["validation loss", "tot_loss loss", "loss"],
        source="k2-fsa/icefall egs/librispeech/ASR/pruned_transducer_stateless7/train.py",
        not_metrics=["train.py:904", "warm_step"],
        notes="loss[...] is the batch, tot_loss[...] a running mean with the same names inside; over N frames",
    )
    run = Invented(311, EPOCHS * BATCHES)
    now = datetime(2023, 3, 2, 22, 10, 1, 11000)

    def say(place: str, text: str) -> None:
        log.line(f"{now:%Y-%m-%d %H:%M:%S},{now.microsecond // 1000:03} INFO [{place}] (0/4) {text}")

    say("train.py:1103", "Training started")
    say(
        "train.py:1129",
        "{'best_train_loss': inf, 'best_valid_loss': inf, 'batch_idx_train': 0, 'log_interval': 50, 'warm_step': 2000, 'subsampling_factor': 4}",
    )
    say("train.py:1141", "Number of model parameters: 70369391")
    for epoch in range(1, EPOCHS + 1):
        for batch in range(0, BATCHES, EVERY):
            now += timedelta(seconds=21)
            at = (epoch - 1) * BATCHES + batch
            one = ", ".join(f"{n}={log.value(n, run.loss(at, *e, 0.04), '.4g')}" for n, e in PARTS.items())
            mean = ", ".join(
                f"{n}={log.value(f'tot_loss {n}', run.loss(at, *e, 0.01), '.4g')}" for n, e in PARTS.items()
            )
            rate = log.value("lr", run.rate(at, 0.05, 0.02), ".2e")
            say(
                "train.py:904",
                f"Epoch {epoch}, batch {batch}, loss[{one}, over {run.near(16000):.2f} frames. ], tot_loss[{mean}, over {run.near(3200000):.2f} frames. ], batch size: {run.random.randint(30, 90)}, lr: {rate}, grad_scale: 16.0",
            )
        log.at(epoch)
        say("train.py:926", "Computing validation loss")
        losses = ", ".join(
            f"{n}={log.value(f'validation {n}', run.loss(epoch * BATCHES, *e, 0.01), '.4g')}" for n, e in PARTS.items()
        )
        say("train.py:938", f"Epoch {epoch}, validation: {losses}, over 944034.00 frames. ")
        say("train.py:939", "Maximum memory allocated so far is 17214MB")
        say("checkpoint.py:75", f"Saving checkpoint to exp/epoch-{epoch}.pt")
    say("train.py:1301", "Done!")
    return [log]
