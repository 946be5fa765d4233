"""Ray Tune's status tables of an RLlib run. Form: ray-project/ray, `python/ray/tune/progress_reporter.py` (CLIReporter)."""

from datetime import datetime, timedelta

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS = 30


def logs() -> list[SampleLog]:
    log = SampleLog(
        "rllib/tune.log",
        axis="iter",
        primary=["reward"],
        source="ray-project/ray python/ray/tune/progress_reporter.py",
        not_metrics=["Logical resource usage", "loc"],
        notes="the whole table is printed again for every report; one trial, one row",
    )
    run = Invented(501, STEPS)
    now = datetime(2024, 4, 4, 4, 4, 4)
    widths = (28, 9, 20, 7, 17, 7, 9, 21, 21)
    names = (
        "Trial name",
        "status",
        "loc",
        "iter",
        "total time (s)",
        "ts",
        "reward",
        "episode_reward_max",
        "episode_reward_min",
    )
    rule = "+" + "+".join("-" * w for w in widths) + "+"
    for step in range(1, STEPS + 1):
        now += timedelta(seconds=6)
        log.at(step)
        log.line(
            f"== Status ==\nCurrent time: {now:%Y-%m-%d %H:%M:%S} (running for 00:{step // 10:02}:{6 * step % 60:02}.21)\nUsing FIFO scheduling algorithm.\nLogical resource usage: 3.0/8 CPUs, 1.0/1 GPUs\nResult logdir: /root/ray_results/PPO\nNumber of trials: 1/1 (1 RUNNING)\n{rule}"
        )
        log.line(
            "|"
            + "|".join(f" {n:<{w - 1}}" for n, w in zip(names, widths, strict=True))
            + "|\n"
            + rule.replace("-+", "-+").replace("+-", "|-", 1)
        )
        reward = run.score(step, 15, 190)
        cells = [
            "PPO_CartPole-v1_7a1c2_00000",
            "RUNNING",
            "10.0.0.4:21877",
            step,
            f"{step * 6.02:.4f}",
            step * 4000,
            log.value("reward", reward, ".2f"),
            log.value("episode_reward_max", min(500, 2.3 * reward), ".0f"),
            log.value("episode_reward_min", 0.2 * reward, ".0f"),
        ]
        log.line("|" + "|".join(f" {c!s:<{w - 1}}" for c, w in zip(cells, widths, strict=True)) + f"|\n{rule}\n\n")
    return [log]
