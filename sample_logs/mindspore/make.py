# mindspore==2.10.0 (CPU) numpy==1.26.4
"""MindSpore's Model.train with LossMonitor and TimeMonitor."""

import mindspore
import numpy as np
from mindspore import nn
from mindspore.train import Callback, LossMonitor, Model, TimeMonitor

from sample_logs.capture import captured
from sample_logs.writing import SampleLog

EPOCHS, BATCHES = 5, 20


class Remember(Callback):
    def __init__(self, log: SampleLog) -> None:
        super().__init__()
        self.log = log

    def step_end(self, run_context):
        told = run_context.original_args()
        at = (told.cur_step_num - 1) % BATCHES + 1
        if at % 5 == 0:
            self.log.saw("loss", float(str(told.net_outputs.asnumpy())))

    def epoch_end(self, run_context):
        self.log.at(run_context.original_args().cur_epoch_num)


def main() -> None:
    log = SampleLog(
        "mindspore/train.log",
        axis="epoch",
        primary=["loss"],
        source="mindspore 2.10.0 LossMonitor, run on the CPU",
        not_metrics=["per step time"],
        notes="epoch: 1 step: 5, loss is 0.69: the step counts within the epoch",
        made_here=False,
    )
    rng = np.random.default_rng(3)
    x = rng.normal(size=(320, 8)).astype("float32")
    y = (x[:, 0] * x[:, 1] > 0).astype("int32")
    with captured(log.file):
        mindspore.set_seed(1)
        data = mindspore.dataset.NumpySlicesDataset(
            (x, y), ["data", "label"], num_parallel_workers=1, shuffle=False
        ).batch(16)
        network = nn.SequentialCell(nn.Dense(8, 16), nn.ReLU(), nn.Dense(16, 2))
        model = Model(
            network,
            nn.SoftmaxCrossEntropyWithLogits(sparse=True, reduction="mean"),
            nn.Momentum(network.trainable_params(), 0.1, 0.9),
        )
        model.train(
            EPOCHS, data, callbacks=[LossMonitor(5), TimeMonitor(BATCHES), Remember(log)], dataset_sink_mode=False
        )
    log.save_expectation()


if __name__ == "__main__":
    main()
