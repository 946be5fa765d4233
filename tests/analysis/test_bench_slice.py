"""A small slice of the bench of runs: the figures that must hold. `python -m tests.bench.judgement` has all of them."""

from __future__ import annotations

from statistics import median

from tests.bench.judgement import judge_runs, table, time_runs
from tests.bench.runs import eta
from tests.bench.runs.make import make

FIRST = 7200  # seeds that nothing was tuned on


def test_the_generator_gives_the_same_run_for_the_same_seed() -> None:
    once, again = make(FIRST + 1), make(FIRST + 1)

    assert repr(once.records) == repr(again.records)
    assert once.truths == again.truths


def test_faults_are_caught_and_healthy_runs_left_alone() -> None:
    score = judge_runs(FIRST, 30)

    caught = sum(t.caught for t in score.by_fault.values())
    missed = sum(t.missed for t in score.by_fault.values())
    certain = ("nan", "inf-norm", "oom", "nccl", "loss-scale")
    assert sum(score.by_fault[name].missed for name in certain) == 0, table(score)
    assert caught >= 9 * missed, "\n".join([table(score), *score.misjudged])
    assert score.healthy_runs == 15
    assert score.healthy_false_critical == 0, score.misjudged
    assert score.healthy_false <= 1, score.misjudged


def test_the_time_left_is_nearer_than_the_usual_estimates() -> None:
    score = time_runs(FIRST, 40)
    quarter = [look for look in score.looks if look.mark == 0.25]

    ours, tqdm = [k.ours for k in quarter if k.ours is not None], [k.tqdm for k in quarter if k.tqdm is not None]
    assert len(ours) >= 0.9 * len(quarter)
    assert median(ours) <= 0.05, eta.table(score)
    assert median(ours) < median(tqdm)
