"""Axolotl: its own logger's lines round Hugging Face dicts and one bar; two ranks repeat themselves.

Form: axolotl-ai-cloud/axolotl, `src/axolotl/logging_config.py`, `src/axolotl/train.py`; the dicts are those of
huggingface/transformers 4.x.
"""

from datetime import datetime, timedelta

from sample_logs.bars import bar
from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS, EVALS = 200, 50


def logs() -> list[SampleLog]:
    log = SampleLog(
        "axolotl/train.log",
        axis="step",
        primary=["eval_loss", "loss"],
        source="axolotl-ai-cloud/axolotl src/axolotl/logging_config.py",
        x_total=STEPS,
        not_metrics=["total_num_tokens", "PID", "RANK", "sample_packing_eff_est", "eval_runtime"],
        notes="[time] [INFO] [axolotl.train.train:61] [PID:1] [RANK:0] ...; each step a dict; an evaluation bar inside the training bar",
    )
    run = Invented(601, STEPS)
    now = datetime(2025, 3, 9, 21, 0, 5, 311000)
    for text in (
        "[axolotl.utils.data.sft:164] [PID:4120] [RANK:0] loading tokenized prepared dataset from disk...",
        "[axolotl.calculate_total_num_steps:364] [PID:4120] [RANK:0] total_num_tokens: 4_187_203",
        "[axolotl.calculate_total_num_steps:451] [PID:4120] [RANK:0] sample_packing_eff_est: 0.98",
        "[axolotl.train.train:125] [PID:4120] [RANK:0] Starting trainer...",
        "[axolotl.train.train:125] [PID:4121] [RANK:1] Starting trainer...",
    ):
        now += timedelta(seconds=2)
        log.line(f"[{now:%Y-%m-%d %H:%M:%S},{now.microsecond // 1000:03}] [INFO] {text}")
    log.line("\r" + bar(0, STEPS, 0), end="")
    for step in range(1, STEPS + 1):
        log.at(step)
        fields = f"{{'loss': {log.value('loss', round(run.loss(step, 1.6, 0.8, 0.05), 4))}, 'grad_norm': {log.value('grad_norm', run.loss(step, 2.0, 0.3, 0.1))}, 'learning_rate': {log.value('learning_rate', run.rate(step, 2e-4, 0.1))}, 'epoch': {round(2 * step / STEPS, 2)}}}"
        log.line("\r" + " " * 60 + "\r" + fields)
        log.line("\r" + bar(step, STEPS, step * 3.1), end="")
        if step % EVALS == 0:
            for done in (0, 4, 8):
                log.line("\n\r" + bar(done, 8, done * 0.4) + "\x1b[A", end="")
            log.line(
                f"\n{{'eval_loss': {log.value('eval_loss', run.loss(step, 1.5, 0.85, 0.005))}, 'eval_runtime': 3.2, 'eval_samples_per_second': 19.8, 'eval_steps_per_second': 2.5, 'epoch': {round(2 * step / STEPS, 2)}}}"
            )
            log.line("\r" + bar(step, STEPS, step * 3.1), end="")
    log.line(
        "\n"
        + f"{{'train_runtime': 641.2, 'train_samples_per_second': 2.5, 'train_steps_per_second': 0.31, 'train_loss': {log.value('train_loss', 0.9312)}, 'epoch': 2.0}}"
    )
    log.line(
        f"[{now + timedelta(seconds=660):%Y-%m-%d %H:%M:%S},101] [INFO] [axolotl.train.train:173] [PID:4120] [RANK:0] Training Completed!!! Saving pre-trained model to ./outputs/lora"
    )
    return [log]
