"""OLMo: a head with the step, then a line a metric. Form: allenai/OLMo, `olmo/train.py` (log_metrics_to_console)."""

from datetime import datetime, timedelta

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS = 400


def logs() -> list[SampleLog]:
    log = SampleLog(
        "olmo/train.log",
        axis="step",
        primary=["eval/CrossEntropyLoss", "train/CrossEntropyLoss"],
        source="allenai/OLMo olmo/train.py",
        x_total=STEPS,
        not_metrics=["olmo.train:966", "rank"],
        notes="tab-separated head; metrics on indented lines; thousands commas",
    )
    run = Invented(511, STEPS)
    now = datetime(2024, 2, 2, 10, 0, 0, 7000)
    for step in range(10, STEPS + 1, 10):
        now += timedelta(seconds=19)
        log.at(step)
        log.line(f"{now:%Y-%m-%d %H:%M:%S}.007\tnode17:0\tolmo.train:966\tINFO\t[step={step}/{STEPS},epoch=0]")
        loss = run.loss(step, 10.9, 4.1, 0.01)
        rows = {
            "optim/total_grad_norm": run.loss(step, 7, 0.6, 0.1),
            "train/CrossEntropyLoss": loss,
            "train/Perplexity": 2.718281828**loss,
            "throughput/device/tokens_per_second": run.near(11_200),
        }
        for name, value in rows.items():
            text = log.value(name, value, ",.0f" if value > 1000 else ".4g")
            log.line(f"    {name}={text}")
        if step % 200 == 0:
            log.line(
                f"{now:%Y-%m-%d %H:%M:%S}.013\tnode17:0\tolmo.train:1202\tINFO\tRunning evaluation for 'pile'...\n{now:%Y-%m-%d %H:%M:%S}.113\tnode17:0\tolmo.train:904\tINFO\tpile\n    eval/CrossEntropyLoss={log.value('eval/CrossEntropyLoss', run.loss(step, 10.9, 4.2, 0.002), '.4g')}"
            )
    return [log]
