# trl==1.16.0 transformers==5.23.0 torch==2.13.0 (CPU)
"""TRL's GRPO trainer on a tiny random model and a made-up reward: the Trainer's dicts with thirty keys."""

import tempfile

import torch
from datasets import Dataset
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import GPT2Config, GPT2LMHeadModel, PreTrainedTokenizerFast, TrainerCallback
from trl import GRPOConfig, GRPOTrainer

from sample_logs.capture import HERE, captured
from sample_logs.writing import SampleLog

KEPT = (
    "loss",
    "reward",
    "reward_std",
    "grad_norm",
    "learning_rate",
    "kl",
    "entropy",
    "completions/mean_length",
    "rewards/shortness/mean",
)


class Remember(TrainerCallback):
    def __init__(self, log: SampleLog) -> None:
        self.log = log

    def on_log(self, args, state, control, logs=None, **more):
        self.log.at(state.global_step)
        for name in KEPT:
            if name in logs:
                self.log.saw(name, float(f"{logs[name]:.4g}"))


def shortness(completions, **more):
    return [-len(text) / 100 for text in completions]


def main() -> None:
    log = SampleLog(
        "trl/grpo.log",
        axis="step",
        primary=["reward"],
        source="trl 1.16.0 GRPOTrainer, run on the CPU",
        not_metrics=["train_runtime", "num_tokens"],
        notes="dicts with some thirty keys, values as strings; the nine that matter are asked for",
        made_here=False,
    )
    torch.manual_seed(1)
    words = [f"w{k}" for k in range(40)]
    core = Tokenizer(
        models.WordLevel({w: k for k, w in enumerate(["[PAD]", "[EOS]", "[UNK]", *words])}, unk_token="[UNK]")
    )
    core.pre_tokenizer = pre_tokenizers.Whitespace()
    tokens = PreTrainedTokenizerFast(tokenizer_object=core, pad_token="[PAD]", eos_token="[EOS]", unk_token="[UNK]")
    model = GPT2LMHeadModel(
        GPT2Config(
            vocab_size=43,
            n_positions=64,
            n_embd=16,
            n_layer=1,
            n_head=2,
            bos_token_id=1,
            eos_token_id=1,
            pad_token_id=0,
        )
    )
    with tempfile.TemporaryDirectory() as out:
        model.save_pretrained(out)
        model.config._name_or_path = out
        with captured(log.file):
            settings = GRPOConfig(
                out,
                max_steps=30,
                logging_steps=1,
                per_device_train_batch_size=8,
                num_generations=4,
                max_completion_length=16,
                learning_rate=1e-2,
                report_to=[],
                use_cpu=True,
                bf16=False,
                beta=0.02,
                save_strategy="no",
                seed=1,
            )
            data = Dataset.from_dict({"prompt": [f"w{k % 40} w{k * 3 % 40}" for k in range(64)]})
            GRPOTrainer(model, shortness, settings, data, processing_class=tokens, callbacks=[Remember(log)]).train()
        path = HERE / log.file
        path.write_bytes(path.read_bytes().replace(out.encode(), b"/home/ann/exp/output"))
    log.x_total = 30
    log.save_expectation()


if __name__ == "__main__":
    main()
