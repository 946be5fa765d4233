"""DeepSpeed's engine lines with the prints of its chat example between them, and the same lines of all four ranks.

Form: microsoft/DeepSpeed, `deepspeed/runtime/engine.py` (_report_progress), `deepspeed/utils/timer.py` (ThroughputTimer);
microsoft/DeepSpeedExamples, `applications/DeepSpeed-Chat/training/step1_supervised_finetuning/main.py`.
"""

import math
from datetime import datetime, timedelta

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS, EPOCHS, EVERY = 400, 2, 10


def logs() -> list[SampleLog]:
    log = SampleLog(
        "deepspeed/sft.log",
        axis="step",
        primary=["ppl", "loss"],
        source="microsoft/DeepSpeed deepspeed/runtime/engine.py, deepspeed/utils/timer.py",
        not_metrics=["skipped", "mom", "Rank", "timer.py:199", "logging.py:96"],
        notes="lr is a list, one value a parameter group, all alike here; ppl and eval loss come once before and after each epoch",
    )
    run = Invented(171, STEPS)
    now = datetime(2024, 5, 2, 8, 1, 3, 117000)

    def stamp(place: str) -> str:
        return f"[{now:%Y-%m-%d %H:%M:%S},{now.microsecond // 1000:03}] [INFO] [{place}] "

    log.line(stamp("comm.py:652:init_distributed") + "Initializing TorchBackend in DeepSpeed with backend nccl")
    log.line(
        stamp("config.py:964:print")
        + "DeepSpeedEngine configuration:\n"
        + stamp("config.py:968:print")
        + "  train_batch_size ............. 32"
    )
    log.line("***** Running training *****")
    evaluate(log, run, 0, 0)
    per_epoch = STEPS // EPOCHS
    for epoch in range(EPOCHS):
        log.line(f"Beginning of Epoch {epoch + 1}/{EPOCHS}, Total Micro Batches {per_epoch}")
        for step in range(epoch * per_epoch + EVERY, (epoch + 1) * per_epoch + 1, EVERY):
            now += timedelta(seconds=run.near(7.1))
            log.at(step)
            rate = run.rate(step, 9.65e-6, 0.1)
            log.saw("lr", rate)
            log.line(
                stamp("logging.py:96:log_dist")
                + f"[Rank 0] step={step}, skipped=0, lr=[{rate}, {rate}], mom=[(0.9, 0.95), (0.9, 0.95)]"
            )
            speed, now_speed = run.near(45.1, 0.01), run.near(45.2, 0.03)
            log.line(
                stamp("timer.py:199:stop")
                + f"epoch={epoch}/micro_step={step - epoch * per_epoch}/global_step={step}, RunningAvgSamplesPerSec={log.value('RunningAvgSamplesPerSec', speed)}, "
                f"CurrSamplesPerSec={log.value('CurrSamplesPerSec', now_speed)}, MemAllocated={log.value('MemAllocated', 4.34)}GB, MaxMemAllocated={log.value('MaxMemAllocated', 12.81)}GB"
            )
            log.line(
                f"Epoch: {epoch}, Step: {step - epoch * per_epoch}, Rank: 0, loss = {log.value('loss', run.loss(step, 2.9, 1.6, 0.04))}"
            )
        evaluate(log, run, epoch + 1, (epoch + 1) * per_epoch)
    log.line("saving the final model ...")
    return [log]


def evaluate(log: SampleLog, run: Invented, epoch: int, at: int) -> None:
    loss = run.loss(at, 2.95, 1.65, 0.003)
    log.line(f"***** Evaluating perplexity, Epoch {epoch}/{EPOCHS} *****")
    log.line(f"ppl: {log.value('ppl', math.exp(loss))}, loss: {log.value('eval loss', loss)}")
