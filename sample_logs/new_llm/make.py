"""New-LLM on WikiText-2: its long form with bars, its compact form, and the JSON of its progress.

Form: rato-tokyo/new-llm, `experiments/train_new_llm.py` and its trainer's prints as its guides show them.
"""

import json
import math

from sample_logs.bars import bar
from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

EPOCHS = 50
STOPPED = 34
BATCHES = 288
SOURCE = "rato-tokyo/new-llm experiments/train_new_llm.py and its trainer"
NOT = ["vocab_size", "embed_dim", "max_seq_length", "batch_size", "Best Val PPL so far", "Best Val Loss so far"]


def numbers(run: Invented, epoch: int) -> tuple[float, float, float]:
    """Train loss, validation loss, validation accuracy of an epoch; the validation loss turns up in the end."""
    train = run.loss(epoch, 4.4, 3.05, 0.003)
    val = run.loss(min(epoch, 20), 4.0, 3.13, 0.002) + max(0, epoch - 20) * 0.004
    return train, val, run.score(epoch, 0.2, 0.32, 0.005)


def long_form() -> SampleLog:
    log = SampleLog(
        "new_llm/train.log",
        axis="epoch",
        primary=["Val Loss", "Val PPL", "Train Loss"],
        source=SOURCE,
        x_total=EPOCHS,
        not_metrics=NOT,
        notes="stops early at epoch 34 of 50",
    )
    run = Invented(41, EPOCHS)
    log.lines("=" * 60 + "\nTraining new_llm_wikitext\n" + "=" * 60)
    best = math.inf
    for epoch in range(1, STOPPED + 1):
        log.at(epoch)
        train, val, accuracy = numbers(run, epoch)
        log.line(f"\nEpoch {epoch}/{EPOCHS}")
        for done in (0, BATCHES // 3, 2 * BATCHES // 3, BATCHES):
            log.line("\r" + bar(done, BATCHES, done / run.near(4.7), "Training"), end="")
        log.line()
        log.line(
            f"Train Loss: {log.value('Train Loss', train, '.4f')}, Train PPL: {log.value('Train PPL', math.exp(train), '.4f')}"
        )
        log.line(
            f"Val Loss: {log.value('Val Loss', val, '.4f')}, Val PPL: {log.value('Val PPL', math.exp(val), '.4f')}, "
            f"Val Acc: {log.value('Val Acc', accuracy, '.4f')}"
        )
        if val < best:
            best = val
            log.line(f"✓ Saved best model (val_loss: {val:.4f})")
    log.line("\n[Early stopping: no improvement for 15 epochs]")
    return log


def compact_form() -> SampleLog:
    log = SampleLog(
        "new_llm/compact.log",
        axis="epoch",
        primary=["Val Loss", "Val PPL", "Loss"],
        source=SOURCE,
        x_total=EPOCHS,
        not_metrics=[*NOT, "20%", "60.1min"],
        notes="`20% 40% 60% 80% 100%` is printed while the epoch runs, on the line that ends in its loss",
    )
    run = Invented(42, EPOCHS)
    log.line("Resuming from epoch 1\n")
    best = math.inf
    for epoch in range(1, STOPPED + 1):
        log.at(epoch)
        train, val, accuracy = numbers(run, epoch)
        log.line(f"\nEpoch {epoch}/{EPOCHS}")
        log.line(
            f"  Training... 20% 40% 60% 80% 100% | {run.near(60.0, 0.01):.1f}min | Loss: {log.value('Loss', train, '.4f')}"
        )
        log.line(
            f"  Val: Loss={log.value('Val Loss', val, '.2f')} PPL={log.value('Val PPL', math.exp(val), '.1f')} "
            f"Acc={log.value('Val Acc', 100 * accuracy, '.1f')}%{' ✓' if val < best else ''}"
        )
        best = min(best, val)
    log.line("\n[Early stopping: no improvement for 15 epochs]")
    return log


def progress_json() -> SampleLog:
    log = SampleLog(
        "new_llm/progress.json",
        axis="epoch",
        primary=["val_losses", "train_losses", "val_ppls"],
        source=SOURCE,
        x_total=EPOCHS,
        not_metrics=["vocab_size", "learning_rate", "best_val_loss", "best_val_ppl", "num_layers"],
        notes="one JSON object of parallel arrays; an element is an epoch, counted from 1",
    )
    run = Invented(43, EPOCHS)
    rows = [numbers(run, epoch) for epoch in range(1, STOPPED + 1)]
    columns = {
        "train_losses": [r[0] for r in rows],
        "val_losses": [r[1] for r in rows],
        "train_ppls": [math.exp(r[0]) for r in rows],
        "val_ppls": [math.exp(r[1]) for r in rows],
    }
    for epoch in range(1, STOPPED + 1):
        log.at(epoch)
    for name, column in columns.items():
        for value in column:
            log.saw(name, value)
    whole = {
        "experiment_name": "new_llm_wikitext",
        "current_epoch": STOPPED,
        "total_epochs": EPOCHS,
        "best_val_loss": min(columns["val_losses"]),
        "best_val_ppl": min(columns["val_ppls"]),
        **columns,
        "config": {"vocab_size": 1000, "learning_rate": 0.0001, "num_layers": 6, "model_type": "new_llm"},
    }
    log.line(json.dumps(whole, indent=2))
    return log


def logs() -> list[SampleLog]:
    return [long_form(), compact_form(), progress_json()]
