"""nanoGPT's console. Form: karpathy/nanoGPT, `train.py` (the two prints of the loop)."""

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS = 600


def logs() -> list[SampleLog]:
    log = SampleLog(
        "nanogpt/train.log",
        axis="iter",
        primary=["val loss", "loss", "train loss"],
        source="karpathy/nanoGPT train.py",
        not_metrics=["tokens per iteration will be", "number of parameters", "max_iters", "batch_size", "weight_decay"],
        notes="no planned total is printed except as the override max_iters = 600",
    )
    run = Invented(101, STEPS)
    log.lines(
        """
Overriding config with config/train_shakespeare_char.py:
out_dir = 'out-shakespeare-char'
eval_interval = 100
batch_size = 64
max_iters = 600
beta2 = 0.99 # make a bit bigger because number of tokens per iter is small

tokens per iteration will be: 16,384
found vocab_size = 65 (inside data/shakespeare_char/meta.pkl)
Initializing a new model from scratch
number of parameters: 10.65M
num decayed parameter tensors: 26, with 10,740,096 parameters
num non-decayed parameter tensors: 13, with 4,992 parameters
using fused AdamW: True
compiling the model... (takes a ~minute)
"""
    )
    for step in range(0, STEPS + 1, 10):
        log.at(step)
        if step % 100 == 0:
            train, val = run.loss(step, 4.29, 1.12, 0.004), run.loss(step, 4.28, 1.48, 0.004)
            log.line(
                f"step {step}: train loss {log.value('train loss', train, '.4f')}, val loss {log.value('val loss', val, '.4f')}"
            )
            if step:
                log.line("saving checkpoint to out-shakespeare-char")
        slow = 31_842.0 if step == 0 else run.near(27.4, 0.02)
        mfu = -100.0 if step < 50 else run.near(13.6, 0.01)
        loss = log.value("loss", run.loss(step, 4.27, 1.15, 0.015), ".4f")
        log.line(
            f"iter {step}: loss {loss}, time {log.value('time', slow, '.2f')}ms, mfu {log.value('mfu', mfu, '.2f')}%"
        )
    return [log]
