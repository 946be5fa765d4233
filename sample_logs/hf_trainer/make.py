# transformers==4.57.6 torch==2.13.0 (CPU) accelerate==1.15.0; transformers==5.23.0 for the two files *_v5.log
"""Hugging Face Trainer on a tiny random GPT-2 and random tokens: with bars, without bars, with block buffering.

Version 5 prints four significant digits as strings, {'loss': '3.702', ...}; run in an environment with it, this script
writes its two files and leaves the others alone.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

import torch
import transformers
from transformers import GPT2Config, GPT2LMHeadModel, Trainer, TrainerCallback, TrainingArguments

from sample_logs.capture import HERE, captured
from sample_logs.writing import SampleLog

VERSION = transformers.__version__
SIZES = (
    "train_runtime",
    "train_samples_per_second",
    "train_steps_per_second",
    "eval_runtime",
    "eval_samples_per_second",
    "eval_steps_per_second",
    "total_flos",
    "epoch",
    "step",
)


class Tokens(torch.utils.data.Dataset):
    def __init__(self, count: int, seed: int) -> None:
        made = torch.Generator().manual_seed(seed)
        self.rows = (torch.rand(count, 24, generator=made) ** 4 * 50).long()

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, at: int) -> dict[str, torch.Tensor]:
        return {"input_ids": self.rows[at], "labels": self.rows[at]}


class Remember(TrainerCallback):
    """What the Trainer hands to its own printers."""

    def __init__(self, log: SampleLog) -> None:
        self.log = log

    def on_log(self, args, state, control, logs=None, **more):
        self.log.at(state.epoch if self.log.axis == "epoch" else state.global_step)
        for name, value in logs.items():
            if name not in SIZES:
                self.log.saw(name, float(f"{value:.4g}" if VERSION.startswith("5") else value))


def run(file: str, *, bars: bool, buffered: bool, notes: str) -> None:
    log = SampleLog(
        file,
        axis="step" if bars else "epoch",
        primary=["eval_loss", "loss"],
        source=f"transformers {VERSION} Trainer, run on the CPU",
        not_metrics=[*SIZES[:6], "Num examples", "Num Epochs"],
        notes=notes,
        made_here=False,
    )
    torch.manual_seed(1)
    with tempfile.TemporaryDirectory() as out:
        with captured(file, buffered=buffered):
            import logging

            transformers.utils.logging.set_verbosity_info()
            transformers.utils.logging.enable_default_handler()
            logging.getLogger("transformers").handlers[:] = [logging.StreamHandler(sys.stderr)]
            model = GPT2LMHeadModel(GPT2Config(vocab_size=50, n_positions=32, n_embd=16, n_layer=1, n_head=2))
            arguments = TrainingArguments(
                out, num_train_epochs=4, per_device_train_batch_size=8, per_device_eval_batch_size=16, logging_steps=5, eval_strategy="epoch",
                save_strategy="epoch", learning_rate=5e-3, warmup_steps=10, report_to=[], use_cpu=True, disable_tqdm=not bars, seed=3, log_level="info",
            )  # fmt: skip
            trainer = Trainer(
                model=model,
                args=arguments,
                train_dataset=Tokens(240, 1),
                eval_dataset=Tokens(64, 2),
                callbacks=[Remember(log)],
            )
            trainer.train()
            trainer.save_state()
            log.x_total = trainer.state.max_steps
        if bars and not buffered and not VERSION.startswith("5"):
            shutil.copyfile(Path(out) / "trainer_state.json", HERE / "hf_trainer/trainer_state.json")
        path = HERE / file
        path.write_bytes(path.read_bytes().replace(out.encode(), b"/home/ann/exp/output"))
    log.save_expectation()


def state() -> None:
    log = SampleLog(
        "hf_trainer/trainer_state.json",
        axis="step",
        primary=["eval_loss", "loss"],
        source="transformers 4.57.6 Trainer.save_state",
        not_metrics=[*SIZES[:6], "save_steps", "train_batch_size", "logging_steps", "num_train_epochs", "max_steps"],
        notes="one JSON object with log_history",
        made_here=False,
    )
    whole = json.loads((HERE / log.file).read_text())
    log.x_total = whole["max_steps"]
    for row in whole["log_history"]:
        log.at(row["step"])
        for name, value in row.items():
            if name not in SIZES:
                log.saw(name, value)
    log.save_expectation()


if __name__ == "__main__":
    if VERSION.startswith("5"):
        run("hf_trainer/with_bars_v5.log", bars=True, buffered=False, notes="values are strings of four digits")
        run("hf_trainer/no_bars_v5.log", bars=False, buffered=False, notes="values are strings of four digits, no bars")
    else:
        run("hf_trainer/with_bars.log", bars=True, buffered=False, notes="2>&1 with bars, python -u")
        run(
            "hf_trainer/buffered.log",
            bars=True,
            buffered=True,
            notes="2>&1 without -u: the dicts come after the bars they belong to",
        )
        run(
            "hf_trainer/no_bars.log",
            bars=False,
            buffered=False,
            notes="disable_tqdm: PrinterCallback prints the dicts alone",
        )
        state()
