# fastai==2.8.12 fastprogress==1.1.6 torch==2.13.0 (CPU)
"""fastai's table in a file (no bar), with ShowGraph off, and its CSVLogger."""

import tempfile
from pathlib import Path

import numpy as np
import torch
from fastai.callback.progress import CSVLogger
from fastai.callback.schedule import Learner  # with fit_one_cycle
from fastai.data.core import DataLoader, DataLoaders
from fastai.metrics import accuracy
from fastai.torch_core import set_seed

from sample_logs.capture import HERE, captured
from sample_logs.writing import SampleLog


def main() -> None:
    shown = SampleLog(
        "fastai/train.log",
        axis="epoch",
        primary=["valid_loss", "accuracy"],
        source="fastai 2.8.12 fit_one_cycle, run on the CPU",
        notes="a header, then blank-aligned rows; the bar's frames are blanked out between",
        made_here=False,
    )
    table = SampleLog(
        "fastai/history.csv",
        axis="epoch",
        primary=["valid_loss", "accuracy"],
        source="fastai 2.8.12 CSVLogger",
        made_here=False,
    )
    set_seed(1)
    rng = np.random.default_rng(7)
    x = torch.tensor(rng.normal(size=(400, 8)), dtype=torch.float32)
    rows = [(a, (a[0] * a[1] > 0).long()) for a in x]
    with tempfile.TemporaryDirectory() as out:
        with captured(shown.file):
            layers = torch.nn.Sequential(torch.nn.Linear(8, 16), torch.nn.ReLU(), torch.nn.Linear(16, 2))
            learn = Learner(
                DataLoaders(DataLoader(rows[:320], 16, shuffle=True), DataLoader(rows[320:], 16)),
                layers,
                loss_func=torch.nn.CrossEntropyLoss(),
                metrics=accuracy,
                path=out,
            )
            learn.fit_one_cycle(12, 0.02, cbs=CSVLogger("history.csv"))
        (HERE / table.file).write_bytes((Path(out) / "history.csv").read_bytes())
    for epoch, values in enumerate(learn.recorder.values):
        for log in (shown, table):
            log.at(epoch)
            for name, value in zip(("train_loss", "valid_loss", "accuracy"), values, strict=True):
                log.saw(name, float(f"{value:.6f}" if log is shown else value))
    shown.save_expectation()
    table.save_expectation()


if __name__ == "__main__":
    main()
