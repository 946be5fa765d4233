"""3D Gaussian splatting: a bar and two evaluations. Form: graphdeco-inria/gaussian-splatting, `train.py`."""

from sample_logs.bars import bar
from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS = 30_000


def logs() -> list[SampleLog]:
    log = SampleLog(
        "gaussian_splatting/train.log",
        axis="step",
        primary=["test PSNR", "Loss", "test L1"],
        source="graphdeco-inria/gaussian-splatting train.py",
        x_total=STEPS,
        not_metrics=["Number of points at initialisation"],
        notes="the bar advances by ten and each frame is a step of its own; [ITER 7000] lines between carry a clock in brackets",
    )
    run = Invented(401, STEPS)
    log.line(
        "Optimizing \nOutput folder: ./output/9c8a3f1e-2 [24/05 09:00:01]\nReading camera 214/214 [24/05 09:00:04]\nNumber of points at initialisation :  54275 [24/05 09:00:09]"
    )
    for step in range(100, STEPS + 1, 100):
        log.at(step)
        loss = log.value("Loss", run.loss(step, 0.22, 0.041, 0.05), ".7f")
        log.line(
            "\r"
            + bar(
                step,
                STEPS,
                step / 38.0,
                "Training progress",
                f"Loss={loss}, Depth Loss={log.value('Depth Loss', 0.0, '.7f')}",
            ),
            end="",
        )
        if step in (7000, STEPS):
            for split in ("test", "train"):
                l1, psnr = run.loss(step, 0.1, 0.02), run.score(step, 12, 29.0)
                log.line(
                    f"\n[ITER {step}] Evaluating {split}: L1 {log.value(f'{split} L1', l1)} PSNR {log.value(f'{split} PSNR', psnr)} [24/05 09:{step // 3000:02}:11]",
                    end="",
                )
            log.line(f"\n\n[ITER {step}] Saving Gaussians [24/05 09:{step // 3000:02}:12]", end="")
    log.line("\n\nTraining complete. [24/05 09:14:02]")
    return [log]
