# stable_baselines3==2.9.2 gymnasium==1.4.0 torch==2.13.0 (CPU)
"""Stable-Baselines3's boxes: PPO on CartPole, with its evaluation callback, and progress.csv of the same logger."""

import shutil
import tempfile
from pathlib import Path

from stable_baselines3 import PPO
from stable_baselines3.common.callbacks import EvalCallback
from stable_baselines3.common.logger import HumanOutputFormat, KVWriter, Logger, configure

from sample_logs.capture import HERE, captured
from sample_logs.writing import SampleLog

COUNTS = ("train/n_updates",)


class Remember(KVWriter):
    """Keeps what the box of each dump says."""

    def __init__(self, log: SampleLog) -> None:
        self.log = log

    def write(self, key_values, key_excluded, step=0):
        self.log.at(step)
        for name, value in key_values.items():
            if name not in COUNTS and not name.startswith("time/") and "stdout" not in (key_excluded.get(name) or ()):
                self.log.saw(name, float(f"{value:.3g}" if isinstance(value, float) else str(value)))

    def close(self):
        pass


def main() -> None:
    import sys

    log = SampleLog(
        "stable_baselines3/ppo.log",
        axis="step",
        primary=["rollout/ep_rew_mean", "eval/mean_reward"],
        source="stable_baselines3 2.9.2 PPO, run on the CPU",
        not_metrics=["clip_range", "time_elapsed", "n_updates"],
        notes="two-level names: the section stands on its own row; three significant digits, float32 in full; position is total_timesteps",
        made_here=False,
    )
    with tempfile.TemporaryDirectory() as out:
        with captured(log.file):
            model = PPO(
                "MlpPolicy", "CartPole-v1", n_steps=256, batch_size=64, n_epochs=4, seed=1, verbose=1, device="cpu"
            )
            csv = configure(out, ["csv"]).output_formats
            model.set_logger(Logger(out, [HumanOutputFormat(sys.stdout), *csv, Remember(log)]))
            import gymnasium

            model.learn(
                6000,
                callback=EvalCallback(gymnasium.make("CartPole-v1"), eval_freq=1500, n_eval_episodes=5, warn=False),
            )
        shutil.copyfile(next(Path(out).rglob("progress.csv")), HERE / "stable_baselines3/progress.csv")
    log.save_expectation()
    table()


def table() -> None:
    log = SampleLog(
        "stable_baselines3/progress.csv",
        axis="step",
        primary=["rollout/ep_rew_mean", "eval/mean_reward"],
        source="stable_baselines3 2.9.2 CSVOutputFormat",
        not_metrics=["time/iterations", "time/fps", "time/time_elapsed"],
        notes="empty cells; time/total_timesteps is the position",
        made_here=False,
    )
    names, *rows = [text.split(",") for text in (HERE / log.file).read_text().splitlines()]
    for row in rows:
        for name, cell in zip(names, row, strict=True):
            if name == "time/total_timesteps" and cell:
                log.at(float(cell))
            elif cell and name not in COUNTS and not name.startswith("time/"):
                log.saw(name, float(cell))
    log.save_expectation()


if __name__ == "__main__":
    main()
