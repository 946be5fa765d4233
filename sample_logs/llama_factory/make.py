"""LLaMA-Factory: its console (Hugging Face dicts behind a logger's head) and trainer_log.jsonl.

Form: hiyouga/LLaMA-Factory, `src/llamafactory/train/callbacks.py` (LogCallback).
"""

import json
from datetime import datetime, timedelta

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS, EVERY, EPOCHS = 400, 5, 3


def logs() -> list[SampleLog]:
    shown = SampleLog(
        "llama_factory/console.log",
        axis="epoch",
        primary=["loss"],
        source="hiyouga/LLaMA-Factory src/llamafactory/train/callbacks.py",
        x_total=STEPS,
        not_metrics=["callbacks:143", "Num examples"],
        notes="[INFO|time] llamafactory.train.callbacks:143 >> {'loss': ...}",
    )
    rows = SampleLog(
        "llama_factory/trainer_log.jsonl",
        axis="step",
        primary=["loss"],
        source="hiyouga/LLaMA-Factory src/llamafactory/train/callbacks.py",
        x_total=STEPS,
        not_metrics=["percentage", "total_steps", "current_steps", "elapsed_time", "remaining_time"],
        notes="current_steps is the position, percentage no metric",
    )
    run = Invented(371, STEPS)
    now = datetime(2025, 1, 5, 8, 0, 0)
    shown.lines(
        f"[INFO|trainer.py:2243] {now:%Y-%m-%d %H:%M:%S},000 >> ***** Running training *****\n[INFO|trainer.py:2244] {now:%Y-%m-%d %H:%M:%S},000 >>   Num examples = 1,066\n[INFO|trainer.py:2245] {now:%Y-%m-%d %H:%M:%S},000 >>   Num Epochs = {EPOCHS}\n[INFO|trainer.py:2252] {now:%Y-%m-%d %H:%M:%S},000 >>   Total optimization steps = {STEPS}"
    )
    for step in range(EVERY, STEPS + 1, EVERY):
        now += timedelta(seconds=run.near(14.0))
        loss, rate, epoch = (
            round(run.loss(step, 1.9, 0.9, 0.05), 4),
            run.rate(step, 5e-5, 0.1),
            round(EPOCHS * step / STEPS, 2),
        )
        rows.at(step)
        for name, value in {"loss": loss, "lr": rate}.items():
            rows.saw(name, value)
        rows.line(
            json.dumps(
                {
                    "current_steps": step,
                    "total_steps": STEPS,
                    "loss": loss,
                    "lr": rate,
                    "epoch": epoch,
                    "percentage": round(100 * step / STEPS, 2),
                    "elapsed_time": str(timedelta(seconds=step * 3)),
                    "remaining_time": str(timedelta(seconds=(STEPS - step) * 3)),
                }
            )
        )
        shown.at(epoch)
        shown.line(
            f"[INFO|{now:%Y-%m-%d %H:%M:%S}] llamafactory.train.callbacks:143 >> {{'loss': {shown.value('loss', loss)}, 'learning_rate': {shown.value('learning_rate', rate, '.4e')}, 'epoch': {epoch:.2f}, 'throughput': {shown.value('throughput', run.near(1412.0), '.2f')}}}"
        )
        if step % 100 == 0:
            shown.line(
                f"[INFO|trainer.py:3705] {now:%Y-%m-%d %H:%M:%S},120 >> Saving model checkpoint to saves/qwen/lora/sft/checkpoint-{step}"
            )
    return [shown, rows]
