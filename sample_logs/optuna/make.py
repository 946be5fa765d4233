# optuna==5.0.0 numpy==2.4.6
"""Optuna's log of a study: a trial a line, its value, its parameters and the best so far."""

import logging
import sys

import optuna

from sample_logs.capture import captured
from sample_logs.writing import SampleLog


def main() -> None:
    log = SampleLog(
        "optuna/study.log",
        axis="trial",
        primary=["value"],
        source="optuna 5.0.0, run on the CPU",
        notes="Trial 3 finished with value: 0.12 and parameters: {...}. Best is trial 2 with value: 0.10.",
        made_here=False,
    )
    log.at(39)

    def objective(trial):
        rate = trial.suggest_float("lr", 1e-4, 1.0, log=True)
        width = trial.suggest_int("width", 4, 64)
        loss = (rate - 0.03) ** 2 + abs(width - 20) / 100 + 0.1
        return log.saw("value", loss) or loss

    with captured(log.file):
        for handler in logging.getLogger("optuna").handlers:
            handler.setStream(sys.stderr)
        optuna.create_study(sampler=optuna.samplers.RandomSampler(1), study_name="tiny").optimize(
            objective, n_trials=40
        )
    log.save_expectation()


if __name__ == "__main__":
    main()
