"""torchvision's detection reference: MetricLogger lines and COCO's summary.

Form: pytorch/vision, `references/detection/utils.py`, `engine.py`, `coco_eval.py`.
"""

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

EPOCHS, BATCHES, EVERY = 4, 200, 20
PARTS = {
    "loss_classifier": (1.1, 0.2),
    "loss_box_reg": (0.6, 0.22),
    "loss_objectness": (0.3, 0.03),
    "loss_rpn_box_reg": (0.1, 0.04),
}
COCO = (
    ("Precision", "AP", "0.50:0.95", "all", 100, 0.37),
    ("Precision", "AP", "0.50     ", "all", 100, 0.58),
    ("Recall", "AR", "0.50:0.95", "all", 100, 0.52),
)


def logs() -> list[SampleLog]:
    log = SampleLog(
        "torchvision/detection.log",
        axis="epoch",
        primary=["loss", "Average Precision"],
        source="pytorch/vision references/detection/utils.py, engine.py",
        not_metrics=["eta", "maxDets", "IoU"],
        notes="the value is the median before the bracket, the bracket is the mean of the epoch",
    )
    run = Invented(141, EPOCHS * BATCHES)
    log.line("Not using distributed mode")
    log.line(
        "loading annotations into memory...\nDone (t=14.21s)\ncreating index...\nindex created!\nCreating data loaders\nCreating model\nStart training"
    )
    for epoch in range(EPOCHS):
        log.at(epoch)
        for batch in [*range(0, BATCHES, EVERY), BATCHES - 1]:
            iteration(log, run, epoch, batch)
        log.line(f"Epoch: [{epoch}] Total time: 0:01:22 (0.4121 s / it)")
        evaluate(log, run, epoch)
    log.line("Training time 0:07:12")
    return [log]


def iteration(log: SampleLog, run: Invented, epoch: int, batch: int) -> None:
    at = epoch * BATCHES + batch
    parts = {name: run.loss(at, *ends, 0.04) for name, ends in PARTS.items()}
    eta = int(0.41 * (BATCHES - batch))
    meters = [f"lr: {log.value('lr', run.rate(at, 0.02, 0.1), '.6f')}"]
    for name, value in {"loss": sum(parts.values()), **parts}.items():
        meters.append(f"{name}: {log.value(name, value, '.4f')} ({run.near(value, 0.1):.4f})")
    log.line(
        f"Epoch: [{epoch}]  [{batch:3d}/{BATCHES}]  eta: 0:{eta // 60:02}:{eta % 60:02}  {'  '.join(meters)}  "
        f"time: {log.value('time', run.near(0.41), '.4f')}  data: {log.value('data', run.near(0.012), '.4f')}  max mem: {log.value('max mem', 7312 if epoch else 6988, '.0f')}"
    )


def evaluate(log: SampleLog, run: Invented, epoch: int) -> None:
    for batch in (0, 100, 199):
        log.line(
            f"Test:  [{batch:3d}/200]  eta: 0:00:{20 - batch // 10:02}  model_time: 0.0721 (0.0744)  evaluator_time: 0.0112 (0.0131)  time: 0.0990  data: 0.0091  max mem: 7312"
        )
    log.line(
        "Test: Total time: 0:00:20 (0.1012 s / it)\nAveraged stats: model_time: 0.0721 (0.0744)  evaluator_time: 0.0112 (0.0131)"
    )
    log.line("Accumulating evaluation results...\nDONE (t=1.27s).\nIoU metric: bbox")
    for title, short, iou, area, most, best in COCO:
        value = run.score((epoch + 1) * BATCHES, 0.0, best)
        name = f"Average {title} ({short}) IoU={iou.strip()}"
        log.line(
            f" {'Average ' + title:<18} {f'({short})'} @[ IoU={iou} | area={area:>6} | maxDets={most:>3} ] = {log.value(name, value, '.3f')}"
        )
