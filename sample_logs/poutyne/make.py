# poutyne==1.19.0 torch==2.13.0 (CPU)
"""Poutyne's Keras-like progress in colours: a line an epoch, and its CSV of the history."""

import numpy as np
import torch
from poutyne import Model

from sample_logs.capture import captured
from sample_logs.writing import SampleLog


def main() -> None:
    log = SampleLog(
        "poutyne/train.log",
        axis="epoch",
        primary=["val_loss", "val_acc"],
        source="poutyne 1.19.0, run on the CPU",
        x_total=10,
        notes="Epoch:  1/10 Train steps: 20 Val steps: 5 0.05s loss: 0.7 acc: 51.2 val_loss: …",
        not_metrics=["Train steps", "Val steps"],
        made_here=False,
    )
    torch.manual_seed(1)
    rng = np.random.default_rng(9)
    x = rng.normal(size=(400, 8)).astype("float32")
    y = (x[:, 0] * x[:, 1] > 0).astype("int64")
    layers = torch.nn.Sequential(torch.nn.Linear(8, 16), torch.nn.ReLU(), torch.nn.Linear(16, 2))
    with captured(log.file):
        model = Model(layers, torch.optim.Adam(layers.parameters(), 0.01), "cross_entropy", batch_metrics=["accuracy"])
        history = model.fit(
            x[:320],
            y[:320],
            validation_data=(x[320:], y[320:]),
            epochs=10,
            batch_size=16,
            progress_options={"coloring": False, "show_every_n_train_steps": "none"},
        )
    for row in history:
        log.at(row["epoch"])
        for name in ("loss", "acc", "val_loss", "val_acc"):
            log.saw(name, float(f"{row[name]:f}"))
    log.save_expectation()


if __name__ == "__main__":
    main()
