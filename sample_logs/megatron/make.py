"""Megatron-LM's training log. Form: NVIDIA/Megatron-LM, `megatron/training/training.py` (training_log, evaluate_and_print_results)."""

import math
from datetime import datetime, timedelta

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS, EVERY, BATCH = 5000, 50, 256


def logs() -> list[SampleLog]:
    log = SampleLog(
        "megatron/train.log",
        axis="step",
        primary=["lm loss value", "lm loss"],
        source="NVIDIA/Megatron-LM megatron/training/training.py",
        x_total=STEPS,
        not_metrics=[
            "number of nan iterations",
            "tensor-model-parallel size",
            "num_layers",
            "hidden_size",
            "seq_length",
        ],
        notes="`number of nan iterations:   0` is no NaN; validation stands between two rules",
    )
    run = Invented(161, STEPS)
    now = datetime(2025, 3, 4, 9, 12, 44)
    log.line(
        "using world size: 8, data-parallel size: 4, context-parallel size: 1, tensor-model-parallel size: 2, pipeline-model-parallel size: 1 "
    )
    log.line("------------------------ arguments ------------------------")
    for name, value in {
        "hidden_size": 2048,
        "num_layers": 24,
        "seq_length": 2048,
        "lr": 0.0003,
        "train_iters": STEPS,
        "weight_decay": 0.1,
    }.items():
        log.line(f"  {name} {'.' * (46 - len(name))} {value}")
    log.line("-------------------- end of arguments ---------------------")
    log.line(" > number of parameters on (tensor, pipeline) model parallel rank (0, 0): 659996672")
    log.line("[before the start of training step] datetime: 2025-03-04 09:12:44 ")
    for step in range(EVERY, STEPS + 1, EVERY):
        now += timedelta(seconds=run.near(42.0, 0.01))
        log.at(step)
        loss = run.loss(step, 10.6, 2.5, 0.01)
        log.line(
            f" [{now:%Y-%m-%d %H:%M:%S.%f}] iteration {step:8d}/{STEPS:8d} | consumed samples: {step * BATCH:12d} |"
            f" elapsed time per iteration (ms): {log.value('elapsed time per iteration (ms)', run.near(841.0, 0.01), '.1f')} |"
            f" throughput per GPU (TFLOP/s/GPU): {log.value('throughput per GPU (TFLOP/s/GPU)', run.near(131.0, 0.01), '.1f')} |"
            f" learning rate: {log.value('learning rate', run.rate(step, 3e-4, 0.04, 3e-5), '.6E')} | global batch size: {BATCH:5d} |"
            f" lm loss: {log.value('lm loss', loss, '.6E')} | loss scale: 1.0 |"
            f" grad norm: {log.value('grad norm', run.loss(step, 12.0, 0.5, 0.2), '.3f')} |"
            " number of skipped iterations:   0 | number of nan iterations:   0 |"
        )
        if step == EVERY:
            log.line(
                f"[Rank 0] (after {step} iterations) memory (MB) | allocated: 9120.31 | max allocated: 15820.02 | reserved: 16802.0 | max reserved: 16802.0"
            )
        if step % 1000 == 0:
            loss = run.loss(step, 10.6, 2.6, 0.002)
            text = (
                f" validation loss at iteration {step} | lm loss value: {log.value('lm loss value', loss, '.6E')} | "
                f"lm loss PPL: {log.value('lm loss PPL', math.exp(loss), '.6E')} | "
            )
            log.line(f"{'-' * (len(text) + 1)}\n{text}\n{'-' * (len(text) + 1)}")
            log.line(f"saving checkpoint at iteration {step:7d} to /ckpt/gpt in torch_dist format")
            log.line(f"  successfully saved checkpoint from iteration {step:7d} to /ckpt/gpt [ t 1/2, p 1/1 ]")
    log.line("[after training is done] datetime: 2025-03-04 10:22:51 ")
    return [log]
