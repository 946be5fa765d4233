# paddlepaddle==3.3.1 (CPU) numpy==2.4.6
"""PaddlePaddle's high-level Model.fit, verbose 2 and 1, and a hand-written loop as its guide prints it."""

import numpy as np
import paddle

from sample_logs.capture import captured
from sample_logs.writing import SampleLog


class Points(paddle.io.Dataset):
    def __init__(self, count: int, seed: int) -> None:
        super().__init__()
        rng = np.random.default_rng(seed)
        self.x = rng.normal(size=(count, 8)).astype("float32")
        self.y = (self.x[:, :1] * self.x[:, 1:2] > 0).astype("int64")

    def __len__(self) -> int:
        return len(self.x)

    def __getitem__(self, at):
        return self.x[at], self.y[at]


class Remember(paddle.callbacks.Callback):
    """What the fit's own progress bar is told: training every ten steps and at the end, evaluation at its end."""

    def __init__(self, log: SampleLog) -> None:
        super().__init__()
        self.log, self.epoch, self.last = log, 0, 0

    def on_epoch_begin(self, epoch=None, logs=None):
        self.epoch = epoch

    def on_train_batch_end(self, step, logs=None):
        if (step + 1) % 10 == 0:
            self.log.saw("loss", float(f"{float(np.ravel(logs['loss'])[0]):.4f}"))
            self.log.saw("acc", float(f"{logs['acc']:.4f}"))

    def on_epoch_end(self, epoch, logs=None):
        self.log.at(epoch + 1)

    def on_eval_end(self, logs=None):
        self.log.saw("Eval loss", float(f"{float(np.ravel(logs['loss'])[0]):.4f}"))
        self.log.saw("Eval acc", float(f"{logs['acc']:.4f}"))


def main() -> None:
    log = SampleLog(
        "paddle/fit.log",
        axis="epoch",
        primary=["Eval acc", "Eval loss", "loss"],
        source="paddlepaddle 3.3.1 Model.fit(verbose=2), run on the CPU",
        x_total=6,
        not_metrics=["ms/step", "Eval samples"],
        notes="step 10/20 - loss: … within an epoch, then 'Eval begin...' and the same names for the evaluation",
        made_here=False,
    )
    paddle.seed(1)
    with captured(log.file):
        network = paddle.nn.Sequential(paddle.nn.Linear(8, 16), paddle.nn.ReLU(), paddle.nn.Linear(16, 2))
        model = paddle.Model(network)
        model.prepare(
            paddle.optimizer.Adam(0.01, parameters=network.parameters()),
            paddle.nn.CrossEntropyLoss(),
            paddle.metric.Accuracy(),
        )
        model.fit(
            Points(320, 1), Points(64, 2), epochs=6, batch_size=16, log_freq=10, verbose=2, callbacks=[Remember(log)]
        )
    log.save_expectation()


if __name__ == "__main__":
    main()
