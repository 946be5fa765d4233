# scikit-learn==1.9.1 numpy==2.4.6
"""scikit-learn's verbose estimators: MLPClassifier, GradientBoostingClassifier, SGDClassifier, k-means."""

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import SGDClassifier
from sklearn.neural_network import MLPClassifier

from sample_logs.capture import captured
from sample_logs.writing import SampleLog

rng = np.random.default_rng(4)
X = rng.normal(size=(500, 8))
Y = (X[:, 0] * X[:, 1] + 0.5 * rng.normal(size=500) > 0).astype(int)


def sample(file: str, primary: list[str], **more: object) -> SampleLog:
    return SampleLog(
        file, axis="iter", primary=primary, source="scikit-learn 1.9.1, run on the CPU", made_here=False, **more
    )  # type: ignore[arg-type]


def mlp() -> None:
    log = sample(
        "sklearn/mlp.log",
        ["Validation score", "loss"],
        notes="Iteration 1, loss = 0.7 and Validation score: 0.5 on the next line",
    )
    with captured(log.file):
        model = MLPClassifier(
            (16,),
            verbose=True,
            max_iter=60,
            random_state=1,
            early_stopping=True,
            n_iter_no_change=30,
            learning_rate_init=0.01,
        )
        model.fit(X, Y)
    for at, (loss, score) in enumerate(zip(model.loss_curve_, model.validation_scores_, strict=True), 1):
        log.at(at)
        log.saw("loss", round(loss, 8))
        log.saw("Validation score", round(score, 6))
    log.save_expectation()


def boosting() -> None:
    log = sample(
        "sklearn/gradient_boosting.log",
        ["Train Loss"],
        notes="a header of columns, then blank-aligned rows; verbose=1 shows fewer rows later on",
        not_metrics=["Remaining Time"],
    )
    with captured(log.file):
        model = GradientBoostingClassifier(
            n_estimators=60, learning_rate=0.05, subsample=0.8, verbose=2, random_state=1
        ).fit(X, Y)
    for at, loss in enumerate(model.train_score_, 1):
        log.at(at)
        log.saw("Train Loss", float(f"{loss:.4f}"))
    for gain in model.oob_improvement_:
        log.saw("OOB Improve", float(f"{gain:.4f}"))
    log.save_expectation()


def sgd() -> None:
    log = sample(
        "sklearn/sgd.log",
        ["Avg. loss", "Objective"],
        notes="-- Epoch 1, then a line of five values; printed from C, the numbers are read off the model only at the end",
    )
    with captured(log.file):
        model = SGDClassifier(
            loss="log_loss", verbose=1, max_iter=25, tol=None, random_state=1, learning_rate="constant", eta0=0.01
        ).fit(X, X[:, 0] - X[:, 1] > 0)
    # The estimator does not hand out the printed losses: they are taken off its lines, whose form is "Avg. loss: %f".
    from sample_logs.capture import HERE

    for text in (HERE / log.file).read_text().splitlines():
        if "Avg. loss:" in text:
            for name in ("Norm", "Bias", "Avg. loss", "Objective"):
                log.saw(name, float(text.split(f"{name}: ")[1].split(",")[0]))
    for at in range(1, model.n_iter_ + 1):
        log.at(at)
    log.save_expectation()


if __name__ == "__main__":
    mlp()
    boosting()
    sgd()
