"""DETR's log.txt: one JSON object an epoch. Form: facebookresearch/detr, `main.py` and `engine.py`."""

import json

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

EPOCHS = 30


def logs() -> list[SampleLog]:
    log = SampleLog(
        "detr/log.txt",
        axis="epoch",
        primary=["test_loss", "test_coco_eval_bbox[0]", "train_loss"],
        source="facebookresearch/detr main.py",
        not_metrics=["n_parameters"],
        notes="test_coco_eval_bbox is a list of twelve; the first is AP and the one asked for",
    )
    run = Invented(151, EPOCHS)
    for epoch in range(EPOCHS):
        log.at(epoch)
        row: dict[str, object] = {"train_lr": 1e-4 if epoch < 20 else 1e-5}
        for split, more in (("train", 0.0), ("test", 0.4)):
            for part, start, floor in (
                ("class_error", 95, 14),
                ("loss", 26, 6.2),
                ("loss_ce", 1.5, 0.3),
                ("loss_bbox", 1.2, 0.2),
                ("loss_giou", 1.6, 0.55),
            ):
                row[f"{split}_{part}"] = run.loss(epoch, start * (1 + more), floor * (1 + more), 0.01)
        for name, value in row.items():
            log.saw(name, float(str(value)))
        boxes = [
            run.score(epoch, 0.004 * best, best)
            for best in (0.41, 0.61, 0.43, 0.2, 0.44, 0.6, 0.33, 0.52, 0.56, 0.31, 0.6, 0.78)
        ]
        log.saw("test_coco_eval_bbox[0]", boxes[0])
        log.line(json.dumps({**row, "test_coco_eval_bbox": boxes, "epoch": epoch, "n_parameters": 41302368}))
    return [log]
