# mmengine==0.10.7 torch==2.13.0 (CPU)
"""MMEngine's Runner: its log file (and console form), and vis_data/scalars.json; a tiny model on random data."""

import json
import shutil
import tempfile
from pathlib import Path

import torch
from mmengine.evaluator import BaseMetric
from mmengine.model import BaseModel
from mmengine.runner import Runner

from sample_logs.capture import HERE, captured
from sample_logs.writing import SampleLog

EPOCHS = 8


class Tiny(BaseModel):
    def __init__(self) -> None:
        super().__init__()
        self.layers = torch.nn.Sequential(torch.nn.Linear(8, 16), torch.nn.ReLU(), torch.nn.Linear(16, 2))

    def forward(self, x, y, mode="tensor"):
        out = self.layers(x)
        if mode == "loss":
            part = torch.nn.functional.cross_entropy(out, y)
            return {"loss_cls": part, "loss_reg": 0.01 * out.pow(2).mean()}
        return [out.argmax(1), y]


class Accuracy(BaseMetric):
    default_prefix = "acc"

    def process(self, data_batch, data_samples):
        guess, truth = data_samples
        self.results.append({"right": (guess == truth).sum().item(), "count": len(truth)})

    def compute_metrics(self, results):
        return {"top1": 100.0 * sum(r["right"] for r in results) / sum(r["count"] for r in results)}


def data(count: int, seed: int) -> torch.utils.data.DataLoader:
    made = torch.Generator().manual_seed(seed)
    x = torch.randn(count, 8, generator=made)
    return torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, (x[:, 0] * x[:, 1] > 0).long()), batch_size=8)


def main() -> None:
    not_metrics = ["eta", "sys.platform", "CUDA available", "seed"]
    log = SampleLog(
        "mmengine/train.log",
        axis="step",
        primary=["acc/top1", "loss"],
        source="mmengine 0.10.7 Runner, run on the CPU",
        x_total=EPOCHS,
        not_metrics=not_metrics,
        notes="Epoch(train) [2][10/40]: values are means of a window; the environment and the whole config stand before",
        made_here=False,
    )
    rows = SampleLog(
        "mmengine/scalars.json",
        axis="step",
        primary=["acc/top1", "loss"],
        source="mmengine 0.10.7 LocalVisBackend",
        notes="one JSON object a line; a validation line has its epoch in `step`",
        made_here=False,
    )
    torch.manual_seed(1)
    with tempfile.TemporaryDirectory() as out:
        with captured(log.file):
            runner = Runner(
                Tiny(), out, train_dataloader=data(320, 1), val_dataloader=data(64, 2), val_evaluator=[Accuracy()], train_cfg={"by_epoch": True, "max_epochs": EPOCHS},
                val_cfg={}, optim_wrapper={"optimizer": {"type": "Adam", "lr": 0.01}, "clip_grad": {"max_norm": 5.0}}, param_scheduler={"type": "CosineAnnealingLR", "T_max": EPOCHS},
                default_hooks={"logger": {"type": "LoggerHook", "interval": 10}}, randomness={"seed": 1}, experiment_name="tiny",
            )  # fmt: skip
            runner.train()
        shutil.copyfile(next(Path(out).rglob("scalars.json")), HERE / rows.file)
        for path in (HERE / log.file, HERE / rows.file):
            path.write_bytes(path.read_bytes().replace(out.encode(), b"work_dirs/tiny"))
    for text in (HERE / rows.file).read_text().splitlines():
        row = json.loads(text)
        kept = {k: v for k, v in row.items() if k not in ("step", "epoch", "iter")}
        for name, value in kept.items():
            rows.saw(name, value)
            if "acc/top1" not in kept or name == "acc/top1":
                log.saw(name, float(f"{value:.4f}") if name != "lr" and name != "base_lr" else float(f"{value:.4e}"))
        if "iter" in row:
            rows.at(row["iter"])
            log.at(row["iter"])
    log.save_expectation()
    rows.save_expectation()


if __name__ == "__main__":
    main()
