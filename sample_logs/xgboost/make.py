# xgboost==3.2.0 numpy==2.4.6
"""XGBoost's verbose_eval on random data, two evaluation sets, early stopping."""

import numpy as np
import xgboost as xgb

from sample_logs.capture import captured
from sample_logs.writing import SampleLog

FILE = "xgboost/train.log"


def main() -> None:
    log = SampleLog(
        FILE,
        axis="iter",
        primary=["valid-logloss", "valid-auc"],
        source="xgboost 3.2.0 train(verbose_eval=1), run on the CPU",
        notes="[round]\\ttrain-logloss:0.6\\t...",
        made_here=False,
    )
    rng = np.random.default_rng(1)
    x = rng.normal(size=(600, 8))
    y = (x[:, 0] * x[:, 1] + 0.5 * rng.normal(size=600) > 0).astype(int)
    train, valid = xgb.DMatrix(x[:400], y[:400]), xgb.DMatrix(x[400:], y[400:])
    history: dict = {}
    settings = {"objective": "binary:logistic", "eval_metric": ["logloss", "auc"], "eta": 0.1, "max_depth": 3}
    with captured(FILE):
        xgb.train(
            settings,
            train,
            80,
            evals=[(train, "train"), (valid, "valid")],
            evals_result=history,
            early_stopping_rounds=25,
            verbose_eval=1,
        )
    for name in ("train", "valid"):
        for metric, values in history[name].items():
            for value in values:
                log.saw(f"{name}-{metric}", round(value, 5))
    for at in range(len(history["valid"]["auc"])):
        log.at(at)
    log.save_expectation()


if __name__ == "__main__":
    main()
