"""PaddleDetection's trainer lines. Form: PaddlePaddle/PaddleDetection, `ppdet/engine/callbacks.py` (LogPrinter)."""

from datetime import datetime, timedelta

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

EPOCHS, BATCHES, EVERY = 6, 120, 20
PARTS = {"loss_cls": (1.4, 0.6), "loss_iou": (0.9, 0.3), "loss_dfl": (2.1, 1.0), "loss_l1": (0.9, 0.3)}


def logs() -> list[SampleLog]:
    log = SampleLog(
        "paddle_detection/train.log",
        axis="epoch",
        primary=["loss"],
        source="PaddlePaddle/PaddleDetection ppdet/engine/callbacks.py",
        not_metrics=["eta", "ppdet.engine"],
        notes="Epoch: [0] [ 20/120] then name: value separated by blanks alone; ips: 12.3 images/s",
    )
    run = Invented(611, EPOCHS * BATCHES)
    now = datetime(2024, 6, 6, 6, 6, 6)
    log.line("loading annotations into memory...\nDone (t=0.42s)\ncreating index...\nindex created!")
    for epoch in range(EPOCHS):
        log.at(epoch)
        for batch in range(0, BATCHES, EVERY):
            now += timedelta(seconds=9)
            at = epoch * BATCHES + batch
            parts = {n: run.loss(at, *e, 0.03) for n, e in PARTS.items()}
            losses = " ".join(
                f"{n}: {log.value(n, v, '.6f')}" for n, v in {"loss": sum(parts.values()), **parts}.items()
            )
            left = timedelta(seconds=int(0.45 * (EPOCHS * BATCHES - at)))
            log.line(
                f"[{now:%m/%d %H:%M:%S}] ppdet.engine INFO: Epoch: [{epoch}] [{batch:3}/{BATCHES}] learning_rate: {log.value('learning_rate', run.rate(at, 1e-3), '.6f')} {losses} eta: {left} batch_cost: {log.value('batch_cost', run.near(0.45), '.4f')} data_cost: {log.value('data_cost', run.near(0.0102), '.4f')} ips: {log.value('ips', run.near(17.7), '.4f')} images/s"
            )
        log.line(f"[{now:%m/%d %H:%M:%S}] ppdet.utils.checkpoint INFO: Save checkpoint: output/ppyoloe")
        log.line(f"[{now:%m/%d %H:%M:%S}] ppdet.metrics.metrics INFO: The bbox result is saved to bbox.json.")
    return [log]
