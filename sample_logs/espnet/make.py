"""ESPnet2's trainer and reporter. Form: espnet/espnet, `espnet2/train/reporter.py` (log_message) and `espnet2/train/trainer.py`."""

from datetime import datetime, timedelta

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

EPOCHS, BATCHES, PART = 8, 400, 100
NAMES = {"loss_ctc": (180, 24), "loss_att": (90, 14), "loss": (120, 17)}


def logs() -> list[SampleLog]:
    log = SampleLog(
        "espnet/train.log",
        axis="epoch",
        primary=["valid loss", "valid acc", "loss"],
        source="espnet/espnet espnet2/train/reporter.py",
        not_metrics=["trainer:762", "total_count"],
        notes="1epoch:train:1-100batch lines, then one line with [train] and [valid] groups for the epoch",
    )
    run = Invented(301, EPOCHS)
    now = datetime(2023, 1, 9, 18, 2, 11, 201000)

    def say(place: str, text: str, level: str = "INFO") -> None:
        log.line(f"[node17] {now:%Y-%m-%d %H:%M:%S},{now.microsecond // 1000:03} ({place}) {level}: {text}")

    say("asr:500", "Namespace(accum_grad=4, batch_bins=4000000, max_epoch=8, ngpu=1, seed=0)")
    say("abs_task:1200", "Total Number of model parameters: 27.11 M")
    for epoch in range(1, EPOCHS + 1):
        say(
            "trainer:284",
            f"{epoch}/{EPOCHS}epoch started"
            + ("." if epoch == 1 else f". Estimated time to finish: {(EPOCHS - epoch) * 3} minutes and 11.2 seconds"),
        )
        for first in range(1, BATCHES, PART):
            now += timedelta(seconds=41)
            at = epoch - 1 + (first + PART) / BATCHES
            losses = ", ".join(f"{n}={log.value(n, run.loss(at, *e, 0.02), '.3f')}" for n, e in NAMES.items())
            acc, norm = (
                log.value("acc", run.score(at, 0.1, 0.9), ".3f"),
                log.value("grad_norm", run.loss(at, 60, 8, 0.1), ".3f"),
            )
            rate = log.value("optim0_lr0", run.rate(at, 0.002, 0.3), ".3e")
            say(
                "trainer:762",
                f"{epoch}epoch:train:{first}-{first + PART - 1}batch: iter_time=0.002, forward_time=0.121, {losses}, acc={acc}, backward_time=0.141, grad_norm={norm}, clip=100.000, loss_scale=1.000, optim_step_time=0.012, optim0_lr0={rate}, train_time=0.412",
            )
        log.at(epoch)
        groups = []
        for split in ("train", "valid"):
            losses = ", ".join(
                f"{n}={log.value(f'{split} {n}', run.loss(epoch, *e, 0.01), '.3f')}" for n, e in NAMES.items()
            )
            groups.append(
                f"[{split}] iter_time=0.003, {losses}, acc={log.value(f'{split} acc', run.score(epoch, 0.1, 0.9, 0.003), '.3f')}, time=2 minutes and 44.1 seconds, total_count={epoch * BATCHES}, gpu_max_cached_mem_GB=12.102"
            )
        say("trainer:357", f"{epoch}epoch results: {', '.join(groups)}")
        say("trainer:412", "The best model has been updated: valid.acc")
    say("trainer:458", "The training was finished at 8 epochs ")
    return [log]
