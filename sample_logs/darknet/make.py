"""darknet's YOLO training. Form: AlexeyAB/darknet, `src/detector.c` (train_detector), `src/yolo_layer.c`."""

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS = 120


def logs() -> list[SampleLog]:
    log = SampleLog(
        "darknet/train.log",
        axis="iter",
        primary=["avg loss", "mAP@0.5"],
        source="AlexeyAB/darknet src/detector.c, src/yolo_layer.c",
        not_metrics=["Region 30", "count", "images", "hours left"],
        notes=" N: loss, X avg loss, R rate, S seconds, I images, H hours left: values stand before their names; per-layer lines between",
    )
    run = Invented(411, STEPS)
    log.line(
        "yolov4-tiny-signs\nnet.optimized_memory = 0 \nmini_batch = 4, batch = 64, time_steps = 1, train = 1 \n   layer   filters  size/strd(dil)      input                output\n   0 conv     32       3 x 3/ 2    416 x 416 x   3 ->  208 x 208 x  32 0.075 BF\n   1 conv     64       3 x 3/ 2    208 x 208 x  32 ->  104 x 104 x  64 0.399 BF"
    )
    log.line("Learning Rate: 0.00261, Momentum: 0.9, Decay: 0.0005\n Detection layer: 30 - type = 28 ")
    for step in range(1, STEPS + 1):
        log.at(step)
        for region in (30, 37):
            log.line(
                f"v3 (iou loss, Normalizer: (iou: 0.07, obj: 1.00, cls: 1.00) Region {region} Avg (IOU: {run.score(step, 0.2, 0.8):f}), count: {run.random.randint(1, 40)}, class_loss = {run.loss(step, 90, 0.4, 0.1):f}, iou_loss = {run.loss(step, 4, 0.2, 0.1):f}, total_loss = {run.loss(step, 95, 0.6, 0.1):f} "
            )
        loss, mean = run.loss(step, 180, 0.9, 0.08), run.loss(step, 182, 1.0, 0.01)
        rate, seconds = run.rate(step, 0.00261, 0.2), run.near(2.31)
        log.line(
            f"\n {step}: {log.value('loss', loss, 'f')}, {log.value('avg loss', mean, 'f')} avg loss, {log.value('rate', rate, 'f')} rate, {log.value('seconds', seconds, 'f')} seconds, {step * 64} images, {(STEPS - step) / 60:f} hours left"
        )
        log.line("Loaded: 0.000031 seconds")
        if step % 40 == 0:
            log.line(
                f"\n Last accuracy mAP@0.5 = {log.value('mAP@0.5', 100 * run.score(step, 0.1, 0.9), '2.2f')} %, best = 88.11 % "
            )
    return [log]
