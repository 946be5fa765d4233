# keras==3.15.1 torch==2.13.0 (CPU, KERAS_BACKEND=torch) numpy==2.4.6
"""Keras 3: verbose=1 (bars redrawn in place), verbose=2 (a line an epoch), CSVLogger, ReduceLROnPlateau, EarlyStopping."""

import os

os.environ["KERAS_BACKEND"] = "torch"

import keras
import numpy as np

from sample_logs.capture import HERE, captured
from sample_logs.writing import SampleLog

rng = np.random.default_rng(5)
X = rng.normal(size=(320, 8)).astype("float32")
Y = (X[:, 0] * X[:, 1] + 0.3 * rng.normal(size=320) > 0).astype("float32")
EPOCHS = 12


def four_digits(number: float) -> float:
    """Keras's bar: four decimals, or an exponent below 1e-3."""
    return float(f"{number:.4f}" if abs(number) > 1e-3 else f"{number:.4e}")


class Remember(keras.callbacks.Callback):
    def __init__(self, log: SampleLog, exact: bool) -> None:
        super().__init__()
        self.log, self.exact = log, exact

    def on_epoch_end(self, epoch, logs=None):
        self.log.at(epoch if self.exact else epoch + 1)
        for name, value in logs.items():
            self.log.saw(name, float(value) if self.exact else four_digits(float(value)))


def run(
    file: str, verbose: int, notes: str, *more: keras.callbacks.Callback, exact: bool = False, epochs: int = EPOCHS
) -> None:
    log = SampleLog(
        file,
        axis="epoch",
        primary=["val_loss", "val_accuracy"],
        source="keras 3.15.1, run on the CPU",
        x_total=None if exact else epochs,
        not_metrics=["Total params", "Param #", "ms/step"],
        notes=notes,
        made_here=False,
    )
    keras.utils.set_random_seed(5)
    model = keras.Sequential(
        [
            keras.Input((8,)),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dropout(0.1),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(keras.optimizers.Adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])
    with captured(os.devnull if exact else file):
        if verbose == 1:
            model.summary()
        model.fit(
            X[:256],
            Y[:256],
            batch_size=16,
            epochs=epochs,
            verbose=verbose,
            validation_data=(X[256:], Y[256:]),
            callbacks=[*more, Remember(log, exact)],
        )
    log.save_expectation()


if __name__ == "__main__":
    run(
        "keras/verbose1.log",
        1,
        "bars redrawn with backspaces and CR, colour escapes; the last state of an epoch counts",
    )
    run(
        "keras/verbose2.log",
        2,
        "a line an epoch, with messages of callbacks between",
        keras.callbacks.ReduceLROnPlateau(patience=2, verbose=1),
        keras.callbacks.EarlyStopping(patience=8, verbose=1),
        epochs=40,
    )
    run(
        "keras/history.csv",
        0,
        "CSVLogger: epoch counts from 0",
        keras.callbacks.CSVLogger(str(HERE / "keras/history.csv")),
        exact=True,
    )
