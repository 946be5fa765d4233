"""Flair's training log. Form: flairNLP/flair, `flair/trainers/trainer.py` and `flair/trainers/plugins/loggers/log_file.py`."""

from datetime import datetime, timedelta

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

EPOCHS, BATCHES = 10, 90


def logs() -> list[SampleLog]:
    log = SampleLog(
        "flair/training.log",
        axis="epoch",
        primary=["DEV score", "DEV loss", "loss"],
        source="flairNLP/flair flair/trainers/trainer.py",
        x_total=EPOCHS,
        not_metrics=["learning_rate", "mini_batch_size", "patience", "bad epochs", "samples/sec"],
        notes="epoch 1 - iter 9/90 - loss 2.1 - time (sec): ...; DEV : loss … - f1-score (micro avg)  …; rules of dashes between",
    )
    run = Invented(531, EPOCHS)
    now = datetime(2023, 7, 7, 12, 11, 10, 678000)

    def say(text: str) -> None:
        log.line(f"{now:%Y-%m-%d %H:%M:%S},{now.microsecond // 1000:03} {text}")

    say("-" * 100)
    say(
        'Model: "SequenceTagger(\n  (embeddings): WordEmbeddings(\n    (embedding): Embedding(50000, 100)\n  )\n  (word_dropout): WordDropout(p=0.05)\n  (linear): Linear(in_features=512, out_features=20, bias=True)\n)"'
    )
    say("-" * 100)
    for text in (
        "Corpus:  900 train + 100 dev + 100 test sentences",
        "-" * 100,
        "Train:  900 sentences",
        "Training Params:",
        ' - learning_rate: "0.1" ',
        ' - mini_batch_size: "10"',
        f' - max_epochs: "{EPOCHS}"',
        ' - shuffle: "True"',
        "-" * 100,
    ):
        say(text)
    for epoch in range(1, EPOCHS + 1):
        for batch in range(9, BATCHES + 1, 9):
            now += timedelta(seconds=1.2)
            at = epoch - 1 + batch / BATCHES
            say(
                f"epoch {epoch} - iter {batch}/{BATCHES} - loss {log.value('loss', run.loss(at, 2.9, 0.2), '.8f')} - time (sec): {batch * 0.133:.2f} - samples/sec: {run.near(75):.2f} - lr: {log.value('lr', 0.1 if epoch < 7 else 0.05, '.6f')} - momentum: 0.000000"
            )
        log.at(epoch)
        say("-" * 100)
        say(
            f"EPOCH {epoch} done: loss {log.value('EPOCH done loss', run.loss(epoch, 2.8, 0.21), '.4f')} - lr: 0.100000"
        )
        say(
            f"DEV : loss {log.value('DEV loss', run.loss(epoch, 2.2, 0.4))} - f1-score (micro avg)  {log.value('DEV f1-score', run.score(epoch, 0.1, 0.81), '.4f')}"
        )
        say(f" - {epoch % 3} epochs without improvement")
        say("saving best model")
        say("-" * 100)
    return [log]
