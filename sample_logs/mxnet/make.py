# mxnet==1.9.1 (CPU) numpy==1.23.5
"""MXNet's Module.fit with Speedometer, through the logging module."""

import logging
import sys

import mxnet as mx
import numpy as np

from sample_logs.capture import captured
from sample_logs.writing import SampleLog

EPOCHS = 8


def main() -> None:
    log = SampleLog(
        "mxnet/fit.log",
        axis="epoch",
        primary=["Validation-accuracy", "Train-accuracy", "Validation-cross-entropy"],
        source="mxnet 1.9.1 Module.fit, run on the CPU",
        not_metrics=["samples/sec"],
        notes="Epoch[0] Batch [10]\\tSpeed: … accuracy=…; then Epoch[0] Train-…, Time cost, Validation-…",
        made_here=False,
    )
    mx.random.seed(1)
    rng = np.random.default_rng(4)
    x = rng.normal(size=(800, 8)).astype("float32")
    y = (x[:, 0] * x[:, 1] > 0).astype("float32")
    train, val = mx.io.NDArrayIter(x[:640], y[:640], 16), mx.io.NDArrayIter(x[640:], y[640:], 16)
    net = mx.sym.FullyConnected(mx.sym.Variable("data"), num_hidden=16)
    net = mx.sym.SoftmaxOutput(
        mx.sym.FullyConnected(mx.sym.Activation(net, act_type="relu"), num_hidden=2), name="softmax"
    )
    metrics = mx.metric.CompositeEvalMetric([mx.metric.Accuracy(), mx.metric.CrossEntropy()])
    kept: list[tuple[str, float]] = []

    class Keeping(logging.Handler):
        """Reads the arguments of MXNet's own messages, not their text."""

        def emit(self, record):
            if record.msg.startswith("Epoch[%d] ") and record.args and isinstance(record.args[1], str):
                kept.append((record.msg.split("] ")[1].split("%s")[0] + record.args[1], float(f"{record.args[2]:f}")))

    with captured(log.file):
        logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s Node[0] %(message)s")
        logging.getLogger().addHandler(Keeping())
        module = mx.mod.Module(net)
        module.fit(
            train,
            val,
            metrics,
            optimizer="adam",
            optimizer_params={"learning_rate": 0.01},
            num_epoch=EPOCHS,
            batch_end_callback=mx.callback.Speedometer(16, 10),
        )
    for name, value in kept:
        log.saw(name, value)
    for epoch in range(EPOCHS):
        log.at(epoch)
    log.save_expectation()


if __name__ == "__main__":
    main()
