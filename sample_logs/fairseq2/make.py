"""fairseq2's log recorder: `Train Metrics (step N) - Name: value | Name: value`, wrapped by rich's console handler or not.

Form: facebookresearch/fairseq2, `src/fairseq2/metrics/recorders/_log.py`, `_descriptor.py`, `src/fairseq2/logging.py`.
"""

import json
from datetime import datetime, timedelta

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS, EVERY = 2000, 50
NAMES = {"NLL Loss": (9.8, 2.1), "Gradient Norm": (6.0, 0.8)}


def logs() -> list[SampleLog]:
    shown = SampleLog(
        "fairseq2/rank_0.log",
        axis="step",
        primary=["Validation NLL Loss", "NLL Loss"],
        source="facebookresearch/fairseq2 src/fairseq2/metrics/recorders/_log.py",
        not_metrics=["Number of Batches", "Elapsed Time", "Total Number of Elements"],
        notes="counts with thousands commas, seconds with an s, sizes in GiB; Validation Metrics lines share the names",
    )
    rows = SampleLog(
        "fairseq2/train.jsonl",
        axis="step",
        primary=["NLL Loss"],
        source="facebookresearch/fairseq2 src/fairseq2/metrics/recorders/_jsonl.py",
        not_metrics=["Time"],
    )
    run = Invented(621, STEPS)
    now = datetime(2024, 12, 2, 11, 0, 0)

    def say(text: str) -> None:
        shown.line(f"[Rank 0] {now:%Y-%m-%d %H:%M:%S},000 INFO fairseq2 - {text}")

    say("Running on 1 process(es).")
    say("Model - Type: GPT | Size: 1,235,814,400 | Size (trainable): 1,235,814,400")
    say("Running training on 1 device(s).")
    for step in range(EVERY, STEPS + 1, EVERY):
        now += timedelta(seconds=23)
        shown.at(step)
        rows.at(step)
        values = {name: run.loss(step, *ends, 0.02) for name, ends in NAMES.items()}
        rate = run.rate(step, 5.5e-5, 0.1)
        fields = [f"{n}: {shown.value(n, v, 'g')}" for n, v in values.items()]
        fields += [
            f"Elapsed Time: {step * 23 // EVERY:,}s",
            f"Learning Rate: {shown.value('Learning Rate', rate, 'g')}",
            f"Number of Elements: {run.random.randint(120000, 131000):,}",
            f"Elements per Second: {shown.value('Elements per Second', run.near(281_000), ',.0f')}",
            f"Total Number of Elements: {step * 125_111:,}",
            "Peak Active Device Memory: 38.12 GiB",
        ]
        say(f"Train Metrics (step {step}) - {' | '.join(fields)}")
        for name, value in {**values, "Learning Rate": rate}.items():
            rows.saw(name, value)
        rows.line(json.dumps({"Time": f"{now:%Y-%m-%dT%H:%M:%S}+00:00", "Step": step, **values, "Learning Rate": rate}))
        if step % 500 == 0:
            say(f"Starting validation after step {step}.")
            say(
                f"Validation Metrics (step {step}) - NLL Loss: {shown.value('Validation NLL Loss', run.loss(step, 9.7, 2.2, 0.004), 'g')} | Elapsed Time: 9s | Number of Batches: 40"
            )
            say(f"Checkpoint saved at step {step}.")
    say("Finished training.")
    return [shown, rows]
