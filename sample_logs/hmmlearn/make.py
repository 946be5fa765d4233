# hmmlearn==0.3.3 numpy==2.4.6
"""hmmlearn's verbose fit: three columns without a header."""

import numpy as np
from hmmlearn.hmm import GaussianHMM

from sample_logs.capture import captured
from sample_logs.writing import SampleLog


def main() -> None:
    log = SampleLog(
        "hmmlearn/fit.log",
        axis="iter",
        primary=[],
        source="hmmlearn 0.3.3 ConvergenceMonitor, run on the CPU",
        notes="three bare columns without any header: iteration, log likelihood, its change; nothing names them, so nothing is asked for",
        made_here=False,
    )
    rng = np.random.default_rng(3)
    with captured(log.file):
        GaussianHMM(3, n_iter=40, tol=1e-4, verbose=True, random_state=1).fit(
            np.concatenate([rng.normal(m, 1, size=(80, 2)) for m in (0, 4, -3)])
        )
    log.save_expectation()


if __name__ == "__main__":
    main()
