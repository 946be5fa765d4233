# pytorch-tabnet==4.1.0 torch==2.13.0 (CPU) scikit-learn==1.9.1
"""TabNet's line an epoch."""

import numpy as np
from pytorch_tabnet.tab_model import TabNetClassifier

from sample_logs.capture import captured
from sample_logs.writing import SampleLog


def main() -> None:
    log = SampleLog(
        "tabnet/train.log",
        axis="epoch",
        primary=["valid_auc", "valid_accuracy", "loss"],
        source="pytorch-tabnet 4.1.0, run on the CPU",
        notes="epoch 0  | loss: 0.7 | valid_auc: 0.5 |  0:00:00s: the time has an s at its end",
        made_here=False,
    )
    rng = np.random.default_rng(8)
    x = rng.normal(size=(400, 8)).astype("float32")
    y = (x[:, 0] + x[:, 1] > 0).astype(int)
    with captured(log.file):
        model = TabNetClassifier(
            n_d=4, n_a=4, n_steps=2, seed=1, verbose=1, optimizer_params={"lr": 0.03}, device_name="cpu"
        )
        model.fit(
            x[:320],
            y[:320],
            [(x[320:], y[320:])],
            ["valid"],
            ["accuracy", "auc"],
            max_epochs=30,
            patience=30,
            batch_size=64,
            virtual_batch_size=32,
        )
    for epoch in range(len(model.history["loss"])):
        log.at(epoch)
        for name in ("loss", "valid_accuracy", "valid_auc"):
            log.saw(name, float(f"{model.history[name][epoch]:.5f}"))
    log.save_expectation()


if __name__ == "__main__":
    main()
