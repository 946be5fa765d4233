"""Ultralytics YOLO's console (8.0 to 8.2): a header names the columns, the row below it ends in a bar.

Form: ultralytics/ultralytics v8.2, `ultralytics/engine/trainer.py` (progress_string), `engine/validator.py`,
`models/yolo/detect/val.py`; results.csv by `trainer.save_metrics`.
"""

from sample_logs.bars import bar
from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

EPOCHS, BATCHES, CHECKS = 20, 16, 4
LOSSES = {"box_loss": (1.6, 0.7), "cls_loss": (2.8, 0.4), "dfl_loss": (1.5, 0.95)}
SCORES = {"Box(P": 0.92, "R": 0.88, "mAP50": 0.93, "mAP50-95": 0.71}


def logs() -> list[SampleLog]:
    return [console(), results()]


def console() -> SampleLog:
    log = SampleLog(
        "ultralytics/console.log",
        axis="epoch",
        primary=["mAP50-95", "mAP50"],
        source="ultralytics/ultralytics v8.2 ultralytics/engine/trainer.py",
        x_total=EPOCHS,
        not_metrics=["Instances", "Size", "Images", "layers", "parameters", "gradients", "GFLOPs", "lr0"],
        notes="bars are carriage-return frames; the class rows and the last 'all' row belong to the final validation",
    )
    run = Invented(191, EPOCHS)
    log.line("Ultralytics YOLOv8.2.50 🚀 Python-3.11.7 torch-2.3.1+cu121 CUDA:0 (NVIDIA A10G, 22502MiB)")
    log.line(
        "\x1b[34m\x1b[1mengine/trainer: \x1b[0mtask=detect, mode=train, model=yolov8n.pt, data=signs.yaml, epochs=20, batch=16, imgsz=640, lr0=0.01"
    )
    log.line("\n                   from  n    params  module                                       arguments")
    for k, (n, params) in enumerate(((1, 464), (1, 4672), (1, 7360), (1, 18560), (2, 49664))):
        log.line(f"{k:3d}{-1:20}{n:3}{params:10}  {'ultralytics.nn.modules.conv.Conv':45}[{16 << k}, {32 << k}, 3, 2]")
    log.line(
        "Model summary: 225 layers, 3011433 parameters, 3011417 gradients, 8.2 GFLOPs\n\nStarting training for 20 epochs..."
    )
    for epoch in range(1, EPOCHS + 1):
        log.at(epoch)
        one_epoch(log, run, epoch)
    final(log, run)
    return log


def one_epoch(log: SampleLog, run: Invented, epoch: int) -> None:
    log.line("\n" + ("%11s" * 7) % ("Epoch", "GPU_mem", *LOSSES, "Instances", "Size"))
    for done in (1, 6, 11, BATCHES):
        losses = [run.loss(epoch - 1 + done / BATCHES, *ends, 0.01) for ends in LOSSES.values()]
        if done == BATCHES:
            texts = [log.value(name, value, ".4g") for name, value in zip(LOSSES, losses, strict=True)]
        else:
            texts = [f"{value:.4g}" for value in losses]
        row = ("%11s" * 7) % (f"{epoch}/{EPOCHS}", "2.51G", *texts, run.random.randint(20, 70), 640)
        log.line("\r" + bar(done, BATCHES, done / run.near(3.1), row), end="\n" if done == BATCHES else "")
    header = ("%22s" + "%11s" * 6) % ("Class", "Images", "Instances", *list(SCORES)[:3], "mAP50-95)")
    for done in (1, CHECKS):
        log.line("\r" + bar(done, CHECKS, done / run.near(4.0), header), end="\n" if done == CHECKS else "")
    scores = [log.value(name, run.score(epoch, 0.1, best, 0.02), ".3g") for name, best in SCORES.items()]
    log.line(("%22s" + "%11s" * 6) % ("all", 128, 929, *scores))


def final(log: SampleLog, run: Invented) -> None:
    log.line(
        f"\n{EPOCHS} epochs completed in 0.052 hours.\nOptimizer stripped from runs/detect/train/weights/last.pt, 6.2MB\n\nValidating runs/detect/train/weights/best.pt..."
    )
    header = ("%22s" + "%11s" * 6) % ("Class", "Images", "Instances", *list(SCORES)[:3], "mAP50-95)")
    log.line("\r" + bar(CHECKS, CHECKS, 1.9, header))
    for name, count in (("all", 929), ("stop", 312), ("yield", 290), ("speed-50", 327)):
        scores = [f"{run.score(EPOCHS, 0.1, best, 0.02):.3g}" for best in SCORES.values()]
        log.line(("%22s" + "%11s" * 6) % (name, 128, count, *scores))
    log.line(
        "Speed: 0.2ms preprocess, 1.9ms inference, 0.0ms loss, 1.1ms postprocess per image\nResults saved to \x1b[1mruns/detect/train\x1b[0m"
    )


def results() -> SampleLog:
    log = SampleLog(
        "ultralytics/results.csv",
        axis="epoch",
        primary=["metrics/mAP50-95(B)", "metrics/mAP50(B)"],
        source="ultralytics/ultralytics v8.2 ultralytics/engine/trainer.py save_metrics",
        notes="cells are padded with blanks to 23 characters",
    )
    run = Invented(192, EPOCHS)
    names = [
        *(f"train/{n}" for n in LOSSES),
        *(f"metrics/{n}(B)" for n in ("precision", "recall", "mAP50", "mAP50-95")),
        *(f"val/{n}" for n in LOSSES),
        "lr/pg0",
    ]
    log.line(",".join(f"{n:>23}" for n in ["epoch", *names]))
    for epoch in range(1, EPOCHS + 1):
        log.at(epoch)
        row = (
            [run.loss(epoch, *e, 0.01) for e in LOSSES.values()]
            + [run.score(epoch, 0.1, b) for b in SCORES.values()]
            + [run.loss(epoch, *e, 0.02) for e in LOSSES.values()]
            + [run.rate(epoch, 0.01)]
        )
        cells = [log.value(n, v, ".5g") for n, v in zip(names, row, strict=True)]
        log.line(",".join(f"{c:>23}" for c in [str(epoch), *cells]))
    return log
