# tensorflow-cpu==2.21.0 keras==3.15.1 numpy==2.4.6
"""TensorFlow's own noise round a Keras fit, and a hand-written tf.GradientTape loop as its guide prints it."""

import numpy as np

from sample_logs.capture import captured
from sample_logs.writing import SampleLog

rng = np.random.default_rng(6)
X = rng.normal(size=(400, 8)).astype("float32")
Y = (X[:, 0] * X[:, 1] > 0).astype("int32")


def main() -> None:
    fit = SampleLog(
        "tensorflow/fit.log",
        axis="epoch",
        primary=["val_loss", "val_sparse_categorical_accuracy"],
        source="tensorflow-cpu 2.21.0, keras 3.15.1, run on the CPU",
        x_total=10,
        not_metrics=["ms/step", "oneDNN"],
        notes="C++ log lines of TensorFlow before the first epoch; checkpoint messages between",
        made_here=False,
    )
    tape = SampleLog(
        "tensorflow/gradient_tape.log",
        axis="epoch",
        primary=["Validation acc", "Training loss"],
        source="tensorflow-cpu 2.21.0, run on the CPU",
        notes="Training loss (for one batch) at step 0: …; Seen so far: N samples; values of tensors in full",
        not_metrics=["Seen so far"],
        made_here=False,
    )
    with captured(fit.file):
        import tensorflow as tf

        tf.keras.utils.set_random_seed(2)
        model = tf.keras.Sequential([tf.keras.layers.Dense(16, activation="relu"), tf.keras.layers.Dense(2)])
        loss = tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)
        model.compile(tf.keras.optimizers.Adam(0.01), loss, metrics=["sparse_categorical_accuracy"])
        history = model.fit(X[:320], Y[:320], batch_size=16, epochs=10, verbose=2, validation_data=(X[320:], Y[320:]))
    for epoch in range(10):
        fit.at(epoch + 1)
        for name, values in history.history.items():
            fit.saw(name, float(f"{values[epoch]:.4f}"))
    fit.save_expectation()
    by_hand(tf, loss, tape)
    tape.save_expectation()


def by_hand(tf, loss, tape: SampleLog) -> None:
    model = tf.keras.Sequential([tf.keras.layers.Dense(16, activation="relu"), tf.keras.layers.Dense(2)])
    optimizer = tf.keras.optimizers.SGD(0.1)
    batches = tf.data.Dataset.from_tensor_slices((X[:320], Y[:320])).batch(16)
    with captured(tape.file):
        for epoch in range(6):
            tape.at(epoch)
            print(f"\nStart of epoch {epoch}")
            for step, (x, y) in enumerate(batches):
                with tf.GradientTape() as watch:
                    value = loss(y, model(x, training=True))
                optimizer.apply_gradients(
                    zip(watch.gradient(value, model.trainable_weights), model.trainable_weights, strict=True)
                )
                if step % 5 == 0:
                    print(f"Training loss (for one batch) at step {step}: {tape.value('Training loss', float(value))}")
                    print(f"Seen so far: {(step + 1) * 16} samples")
            right = np.mean(np.argmax(model(X[320:]).numpy(), 1) == Y[320:])
            print(f"Validation acc: {tape.value('Validation acc', float(right), '.4f')}")


if __name__ == "__main__":
    main()
