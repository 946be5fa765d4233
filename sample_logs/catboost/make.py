# catboost==1.2.10 numpy==2.4.6
"""CatBoost's verbose training on random data with an evaluation set."""

import tempfile

import numpy as np
from catboost import CatBoostClassifier

from sample_logs.capture import captured
from sample_logs.writing import SampleLog

FILE = "catboost/train.log"


def main() -> None:
    log = SampleLog(
        FILE,
        axis="iter",
        primary=["test", "best"],
        source="catboost 1.2.10 fit(verbose=5), run on the CPU",
        not_metrics=["bestTest", "bestIteration", "total", "remaining"],
        notes="0:\\tlearn: 0.68\\ttest: 0.68\\tbest: 0.68 (0)\\ttotal: 1ms\\tremaining: 99ms",
        made_here=False,
    )
    rng = np.random.default_rng(3)
    x = rng.normal(size=(900, 8))
    y = (x[:, 0] * x[:, 1] + 0.5 * rng.normal(size=900) > 0).astype(int)
    with tempfile.TemporaryDirectory() as folder, captured(FILE):
        model = CatBoostClassifier(
            iterations=300, learning_rate=0.05, depth=4, random_seed=1, train_dir=folder, thread_count=1
        )
        model.fit(x[:600], y[:600], eval_set=(x[600:], y[600:]), verbose=5)
    learn, test = (model.evals_result_[s]["Logloss"] for s in ("learn", "validation"))
    shown = [*range(0, 300, 5), 299]
    for at in shown:
        log.at(at)
        log.saw("learn", round(learn[at], 7))
        log.saw("test", round(test[at], 7))
        log.saw("best", round(min(test[: at + 1]), 7))
    log.save_expectation()


if __name__ == "__main__":
    main()
