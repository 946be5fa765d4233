"""timm's training script. Form: huggingface/pytorch-image-models, `train.py` (train_one_epoch, validate) and `timm/utils/summary.py`."""

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

EPOCHS, BATCHES = 6, 400


def logs() -> list[SampleLog]:
    shown = SampleLog(
        "timm/train.log",
        axis="epoch",
        primary=["Test Acc@1", "Acc@1", "Loss"],
        source="huggingface/pytorch-image-models train.py",
        not_metrics=["param count"],
        notes="value before the bracket is the batch, the bracket the mean; the last Test line of an epoch is its result, in the bracket; asked for is the value before it, as everywhere",
    )
    table = SampleLog(
        "timm/summary.csv",
        axis="epoch",
        primary=["eval_top1", "eval_loss", "train_loss"],
        source="huggingface/pytorch-image-models timm/utils/summary.py",
    )
    run = Invented(541, EPOCHS * BATCHES)
    shown.line(
        "Model resnet26 created, param count:15995176\nData processing configuration for current model + dataset:\n\tinput_size: (3, 224, 224)\n\tcrop_pct: 0.875\nScheduled epochs: 6. LR stepped per epoch."
    )
    table.line("epoch,train_loss,eval_loss,eval_top1,eval_top5,lr")
    for epoch in range(EPOCHS):
        shown.at(epoch)
        table.at(epoch)
        for batch in [*range(0, BATCHES, 50), BATCHES - 1]:
            at = epoch * BATCHES + batch
            loss = run.loss(at, 6.95, 2.2)
            shown.line(
                f"Train: {epoch} [{batch:>4d}/{BATCHES} ({100 * batch / (BATCHES - 1):>3.0f}%)]  Loss: {shown.value('Loss', loss, '#.3g')} ({loss * 1.02:#.3g})  Time: {run.near(0.35):.3f}s, {run.near(731):>7.2f}/s  (0.352s,  729.11/s)  LR: {shown.value('LR', run.rate(at, 0.5), '.3e')}  Data: 0.010 (0.014)"
            )
        row = {
            "train_loss": run.loss(at, 6.9, 2.3),
            "eval_loss": run.loss(at, 6.7, 1.9),
            "eval_top1": 100 * run.score(at, 0.01, 0.6),
            "eval_top5": 100 * run.score(at, 0.05, 0.84),
            "lr": run.rate(at, 0.5),
        }
        shown.line(
            f"Test: [  48/48]  Time: 0.112 (0.201)  Loss: {shown.value('Test Loss', run.near(row['eval_loss']), '>6.3f')} ({row['eval_loss']:>6.3f})  Acc@1: {shown.value('Test Acc@1', run.near(row['eval_top1']), '>7.3f')} ({row['eval_top1']:>7.3f})  Acc@5: {shown.value('Test Acc@5', run.near(row['eval_top5']), '>7.3f')} ({row['eval_top5']:>7.3f})"
        )
        shown.line(f"Current checkpoints:\n ('./output/train/checkpoint-{epoch}.pth.tar', {row['eval_top1']:.3f})\n")
        table.line(",".join([str(epoch), *(table.value(n, v) for n, v in row.items())]))
    shown.line(f"*** Best metric: {row['eval_top1']:.3f} (epoch {EPOCHS - 1})")
    return [shown, table]
