# skorch==1.4.0 torch==2.13.0 (CPU) scikit-learn==1.9.1
"""skorch's table, an epoch a row, the best value of each column in colour."""

import numpy as np
import torch
from skorch import NeuralNetClassifier

from sample_logs.capture import captured
from sample_logs.writing import SampleLog


def main() -> None:
    log = SampleLog(
        "skorch/train.log",
        axis="epoch",
        primary=["valid_loss", "valid_acc"],
        source="skorch 1.4.0, run on the CPU",
        notes="header, rule of dashes, blank-aligned rows, colour escapes round best values",
        made_here=False,
    )
    torch.manual_seed(1)
    rng = np.random.default_rng(9)
    x = rng.normal(size=(400, 8)).astype("float32")
    layers = torch.nn.Sequential(torch.nn.Linear(8, 16), torch.nn.ReLU(), torch.nn.Linear(16, 2), torch.nn.Softmax(-1))
    with captured(log.file):
        net = NeuralNetClassifier(layers, max_epochs=20, lr=0.2, batch_size=32).fit(
            x, (x[:, 0] * x[:, 1] > 0).astype("int64")
        )
    for row in net.history:
        log.at(row["epoch"])
        for name in ("train_loss", "valid_acc", "valid_loss", "dur"):
            log.saw(name, round(float(row[name]), 4))
    log.save_expectation()


if __name__ == "__main__":
    main()
