# ngboost==0.5.11 numpy==2.4.6
"""NGBoost's verbose lines on random data."""

import numpy as np
from ngboost import NGBRegressor

from sample_logs.capture import captured
from sample_logs.writing import SampleLog


def main() -> None:
    log = SampleLog(
        "ngboost/train.log",
        axis="iter",
        primary=["val_loss", "loss"],
        source="ngboost 0.5.11, run on the CPU",
        notes="[iter 0] loss=1.4 val_loss=1.4 scale=1.0 norm=0.9",
        made_here=False,
    )
    rng = np.random.default_rng(2)
    x = rng.normal(size=(300, 5))
    y = x[:, 0] + 0.3 * rng.normal(size=300)
    with captured(log.file):
        model = NGBRegressor(n_estimators=100, verbose_eval=5, random_state=1).fit(x[:200], y[:200], x[200:], y[200:])
    found = model.evals_result
    for at in range(0, 100, 5):
        log.at(at)
        log.saw("loss", float(f"{found['train']['LOGSCORE'][at]:.4f}"))
        log.saw("val_loss", float(f"{found['val']['LOGSCORE'][at]:.4f}"))
    log.save_expectation()


if __name__ == "__main__":
    main()
