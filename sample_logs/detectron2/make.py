"""Detectron2: its console with colours, its COCO table, its metrics.json.

Form: facebookresearch/detectron2, `detectron2/utils/events.py` (CommonMetricPrinter, JSONWriter), `utils/logger.py`,
`evaluation/coco_evaluation.py`.
"""

import json
from datetime import datetime, timedelta

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS, EVERY = 3000, 20
PARTS = {"loss_cls": (1.6, 0.18), "loss_box_reg": (0.7, 0.25), "loss_rpn_cls": (0.5, 0.03), "loss_rpn_loc": (0.2, 0.06)}
SOURCE = "facebookresearch/detectron2 detectron2/utils/events.py"


def logs() -> list[SampleLog]:
    return [console(), metrics_json()]


def console() -> SampleLog:
    log = SampleLog(
        "detectron2/console.log",
        axis="iter",
        primary=["total_loss", "AP"],
        source=SOURCE,
        not_metrics=["d2.utils.events", "eta", "num_classes"],
        notes="colour escapes round the prefix; lr in full digits; max_mem in MB",
    )
    run = Invented(181, STEPS)
    now = datetime(2024, 9, 5, 14, 2, 11)

    def prefix(place: str) -> str:
        return f"\x1b[32m[{now:%m/%d %H:%M:%S} {place}]: \x1b[0m"

    log.line(prefix("d2.engine.train_loop") + "Starting training from iteration 0")
    for step in range(EVERY - 1, STEPS, EVERY):
        now += timedelta(seconds=6)
        log.at(step)
        parts = {name: run.loss(step, *ends, 0.05) for name, ends in PARTS.items()}
        losses = "  ".join(
            f"{n}: {log.value(n, v, '.4g')}" for n, v in {"total_loss": sum(parts.values()), **parts}.items()
        )
        left = int((STEPS - step) * 0.3)
        log.line(
            prefix("d2.utils.events")
            + f" eta: 0:{left // 60:02}:{left % 60:02}  iter: {step}  {losses}    time: {log.value('time', run.near(0.3, 0.01), '.4f')}  last_time: {log.value('last_time', run.near(0.3), '.4f')}"
            + f"  data_time: {log.value('data_time', run.near(0.02), '.4f')}  last_data_time: {log.value('last_data_time', run.near(0.012, 0.2), '.4f')}"
            + f"   lr: {log.value('lr', run.rate(step, 0.00025, 0.3), '.5g')}  max_mem: 3012M"
        )
        if (step + 1) % 1000 == 0:
            table(log, run, step, prefix("d2.evaluation.coco_evaluation"))
            log.line(prefix("fvcore.common.checkpoint") + f"Saving checkpoint to ./output/model_{step:07d}.pth")
    return log


def table(log: SampleLog, run: Invented, step: int, prefix: str) -> None:
    best = {"AP": 38.0, "AP50": 59.1, "AP75": 41.0, "APs": 21.7, "APm": 41.2, "APl": 50.3}
    cells = [log.value(name, run.score(step, 3, value), ".3f") for name, value in best.items()]
    log.line(prefix + "Evaluation results for bbox: ")
    log.line("|" + "|".join(f"{name:^8}" for name in best) + "|")
    log.line("|" + "|".join(":------:" for _ in best) + "|")
    log.line("|" + "|".join(f"{cell:^8}" for cell in cells) + "|")


def metrics_json() -> SampleLog:
    log = SampleLog(
        "detectron2/metrics.json",
        axis="iter",
        primary=["total_loss", "bbox/AP"],
        source=SOURCE,
        notes="one JSON object a line; evaluation adds a line with the same iteration",
    )
    run = Invented(182, STEPS)
    for step in range(EVERY - 1, STEPS, EVERY):
        log.at(step)
        parts = {name: run.loss(step, *ends, 0.05) for name, ends in PARTS.items()}
        row = {
            "data_time": run.near(0.012),
            "lr": run.rate(step, 0.00025, 0.3),
            **parts,
            "time": run.near(0.3),
            "total_loss": sum(parts.values()),
        }
        if (step + 1) % 1000 == 0:
            row = {"bbox/AP": run.score(step, 3, 38), "bbox/AP50": run.score(step, 6, 59), **row}
        for name, value in row.items():
            log.saw(name, value)
        row = {"iteration": step, **row}
        log.line(json.dumps(row, sort_keys=True))
    return log
