"""The bench of judgement: `python -m tests.bench.judgement [--runs N] [--seed FIRST]` prints its tables."""

from __future__ import annotations

import argparse
from statistics import median

from tests.bench.runs import eta
from tests.bench.runs.eta import EtaScore
from tests.bench.runs.make import make
from tests.bench.runs.replay import replay
from tests.bench.runs.score import Score

HELD_OUT = 100_000  # seeds from here on are never used for tuning


def judge_runs(first: int, count: int) -> Score:
    """Replay `count` runs and score what was told."""
    score = Score()
    for seed in range(first, first + count):
        made = make(seed)
        score.add(made, replay(made))
    return score


def time_runs(first: int, count: int) -> EtaScore:
    """Replay `count` runs and score the time left."""
    score = EtaScore()
    for seed in range(first, first + count):
        score.add(make(seed))
    return score


def table(score: Score) -> str:
    """Caught, missed, false and delay by fault, then the healthy runs."""
    lines = [f"{'fault':<20} {'caught':>7} {'missed':>7} {'false':>6} {'withdrawn':>10} {'median delay':>14}"]
    for name, tally in sorted(score.by_fault.items()):
        of = f"{tally.withdrawn}/{tally.recovered}" if tally.recovered else "-"
        unit = " s" if name == "stall" else " % of run"
        scale = 1 if name == "stall" else 100
        delay = f"{scale * median(tally.delays):.2f}{unit}" if tally.delays else "-"
        lines.append(f"{name:<20} {tally.caught:>7} {tally.missed:>7} {tally.false:>6} {of:>10} {delay:>14}")
    lines.append(
        f"healthy runs: {score.healthy_runs}, with a false alert: {score.healthy_false}, "
        f"with a false critical one: {score.healthy_false_critical}"
    )
    return "\n".join(lines)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=360)
    parser.add_argument("--seed", type=int, default=HELD_OUT, help="first seed; below 100000 they may be tuned on")
    parser.add_argument("--worst", type=int, default=10, help="how many misjudgements to list")
    arguments = parser.parse_args()
    score = judge_runs(arguments.seed, arguments.runs)
    print(table(score))
    print("\ntime left: median error as a share of the time that remained")
    print(eta.table(time_runs(arguments.seed, arguments.runs)), end="\n\n")
    for sentence in score.misjudged[: arguments.worst]:
        print(" -", sentence)


if __name__ == "__main__":
    main()
