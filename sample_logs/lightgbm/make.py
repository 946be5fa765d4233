# lightgbm==4.7.0 numpy==2.4.6
"""LightGBM with log_evaluation and early_stopping on random data."""

import lightgbm as lgb
import numpy as np

from sample_logs.capture import captured
from sample_logs.writing import SampleLog

FILE = "lightgbm/train.log"


def main() -> None:
    log = SampleLog(
        FILE,
        axis="iter",
        primary=["valid_1's binary_logloss", "valid_1's auc"],
        source="lightgbm 4.7.0 train(log_evaluation(5)), run on the CPU",
        not_metrics=["Number of positive", "Total Bins", "pavg", "initscore", "number of used features"],
        notes="the line after 'Best iteration is' repeats one record and is none",
        made_here=False,
    )
    rng = np.random.default_rng(2)
    x = rng.normal(size=(900, 8))
    y = (x[:, 0] * x[:, 1] + 0.5 * rng.normal(size=900) > 0).astype(int)
    train = lgb.Dataset(x[:600], y[:600])
    valid = lgb.Dataset(x[600:], y[600:], reference=train)
    history: dict = {}
    with captured(FILE):
        calls = [lgb.log_evaluation(5), lgb.early_stopping(40), lgb.record_evaluation(history)]
        lgb.train(
            {"objective": "binary", "metric": ["binary_logloss", "auc"], "learning_rate": 0.05, "num_leaves": 7},
            train,
            300,
            valid_sets=[train, valid],
            callbacks=calls,
        )
    for split, metrics in history.items():
        shown = "training" if split == "training" else "valid_1"
        for metric, values in metrics.items():
            for at, value in enumerate(values, 1):
                if at % 5 == 0:
                    log.saw(f"{shown}'s {metric}", round(value, 6))
    total = len(history["valid_1"]["auc"])
    for at in range(5, total + 1, 5):
        log.at(at)
    log.save_expectation()


if __name__ == "__main__":
    main()
