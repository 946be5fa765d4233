# flax==0.12.8 jax==0.10.2 optax==0.2.8 clu==0.0.12 absl-py==2.5.1
"""A JAX loop in Flax's manner: absl logging, clu's metric writer and its progress reports."""

import sys

import jax
import optax
from absl import logging
from clu import metric_writers, periodic_actions
from flax import linen as nn

from sample_logs.capture import captured
from sample_logs.writing import SampleLog

STEPS = 300


class Tiny(nn.Module):
    @nn.compact
    def __call__(self, x):
        return nn.Dense(2)(nn.relu(nn.Dense(16)(x)))


def main() -> None:
    log = SampleLog(
        "flax/train.log",
        axis="step",
        primary=["eval_loss", "eval_accuracy", "train_loss"],
        source="clu 0.0.12 LoggingWriter over absl, run on the CPU",
        x_total=STEPS,
        not_metrics=["logging_writer.py:48", "steps/sec", "uptime"],
        notes="I0502 09:30:00.123456 140 logging_writer.py:48] [20] train_loss=0.6: the step in brackets; 'Setting work unit notes' with rate, percent and ETA",
        made_here=False,
    )
    key = jax.random.PRNGKey(1)
    x = jax.random.normal(key, (400, 8))
    y = (x[:, 0] * x[:, 1] > 0).astype(int)
    model, chain = Tiny(), optax.adam(0.01)
    weights = model.init(key, x)

    def loss_of(w, a, b):
        out = model.apply(w, a)
        return optax.softmax_cross_entropy_with_integer_labels(out, b).mean(), (out.argmax(1) == b).mean()

    step_of = jax.jit(jax.value_and_grad(loss_of, has_aux=True))
    state = chain.init(weights)
    with captured(log.file):
        logging.set_verbosity(logging.INFO)
        logging.use_absl_handler()
        logging.get_absl_handler().python_handler.stream = sys.stderr
        writer = metric_writers.LoggingWriter()
        report = periodic_actions.ReportProgress(num_train_steps=STEPS, every_steps=100, every_secs=None)
        writer.write_hparams({"learning_rate": 0.01, "batch_size": 32, "num_train_steps": STEPS})
        for step in range(1, STEPS + 1):
            at = 32 * (step % 10)
            (loss, right), slope = step_of(weights, x[at : at + 32], y[at : at + 32])
            change, state = chain.update(slope, state)
            weights = optax.apply_updates(weights, change)
            report(step)
            if step % 10 == 0:
                log.at(step)
                said = {"train_loss": float(loss), "train_accuracy": float(right)}
                if step % 100 == 0:
                    (loss, right), _ = step_of(weights, x[320:], y[320:])
                    said |= {"eval_loss": float(loss), "eval_accuracy": float(right)}
                writer.write_scalars(step, said)
                for name, value in said.items():
                    log.saw(name, float(f"{value:.6f}"))
    log.save_expectation()


if __name__ == "__main__":
    main()
