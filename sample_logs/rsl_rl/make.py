"""rsl_rl: a block of right-aligned names for every iteration. Form: leggedrobotics/rsl_rl, `rsl_rl/runners/on_policy_runner.py` (log)."""

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS = 60


def logs() -> list[SampleLog]:
    log = SampleLog(
        "rsl_rl/train.log",
        axis="iter",
        primary=["Mean reward"],
        source="leggedrobotics/rsl_rl rsl_rl/runners/on_policy_runner.py",
        x_total=STEPS,
        not_metrics=["Total timesteps", "ETA", "Time elapsed"],
        notes="Learning iteration 0/60 in bold between rules of #; names padded to 35 characters",
    )
    run = Invented(481, STEPS)
    log.line(
        "Actor MLP: Sequential(\n  (0): Linear(in_features=48, out_features=128, bias=True)\n  (1): ELU(alpha=1.0)\n)"
    )
    for step in range(STEPS):
        log.at(step)
        title = f" \x1b[1m Learning iteration {step}/{STEPS} \x1b[0m "
        log.line("#" * 80 + "\n" + title.center(80) + "\n")
        rows = [
            ("Mean action noise std", run.loss(step, 1.0, 0.4), ".2f"),
            ("Mean value_function loss", run.loss(step, 0.9, 0.02, 0.1), ".4f"),
            ("Mean surrogate loss", -run.loss(step, 0.01, 0.004, 0.3), ".4f"),
            ("Mean reward", run.score(step, 1, 28.0), ".2f"),
            ("Mean episode length", run.score(step, 20, 990.0), ".2f"),
            ("Episode_Reward/track_lin_vel", run.score(step, 0.01, 0.9), ".4f"),
        ]
        log.line(
            f"{'Computation:':>35} {run.near(92000):.0f} steps/s (collection: {run.near(0.81):.3f}s, learning {run.near(0.2):.3f}s)"
        )
        for name, value, spec in rows:
            log.line(f"{name + ':':>35} {log.value(name, value, spec)}")
        log.line(
            "-" * 80
            + f"\n{'Total timesteps:':>35} {98304 * (step + 1)}\n{'Iteration time:':>35} {run.near(1.01):.2f}s\n{'Time elapsed:':>35} 00:00:{step * 59 // STEPS:02}\n{'ETA:':>35} 00:00:{59 - step * 59 // STEPS:02}\n"
        )
    return [log]
