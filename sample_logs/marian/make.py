"""Marian's training and validation lines. Form: marian-nmt/marian-dev, `src/training/scheduler.h`."""

from datetime import datetime, timedelta

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

UPDATES = 20_000


def logs() -> list[SampleLog]:
    log = SampleLog(
        "marian/train.log",
        axis="step",
        primary=["bleu", "cross-entropy", "Cost"],
        source="marian-nmt/marian-dev src/training/scheduler.h",
        not_metrics=["Sen.", "maxi-batch", "workspace"],
        notes="Ep. 1 : Up. 500 : Sen. 32,000 : Cost 7.1 * 100,000 @ 2,048 after 500,000 : ...: the update is the position; validation metric per line",
    )
    run = Invented(431, UPDATES)
    now = datetime(2021, 11, 3, 4, 0, 0)

    def say(text: str, kind: str = "") -> None:
        log.line(f"[{now:%Y-%m-%d %H:%M:%S}] {kind}{text}")

    say("[marian] Marian v1.10.0 6f6d4846 2021-02-06 15:35:16 -0800")
    say("[config] maxi-batch: 100")
    say("[config] workspace: 9000")
    say("[config] learn-rate: 0.0003")
    say("Training started")
    for update in range(500, UPDATES + 1, 500):
        now += timedelta(seconds=141)
        log.at(update)
        cost, norm = (
            log.value("Cost", run.loss(update, 9.1, 3.2, 0.01), ".8f"),
            log.value("gNorm", run.loss(update, 4, 0.9, 0.1), ".4f"),
        )
        say(
            f"Ep. {1 + update // 6000} : Up. {update} : Sen. {update * 212:,} : Cost {cost} * {run.random.randint(1500000, 1600000):,} @ {run.random.randint(900, 4000):,} after {update * 3100:,} : Time {run.near(141):.2f}s : {log.value('words/s', run.near(11000), '.2f')} words/s : gNorm {norm} : L.r. {log.value('L.r.', run.rate(update, 3e-4, 0.4), '.4e')}"
        )
        if update % 5000 == 0:
            head = f"Ep. {1 + update // 6000} : Up. {update} : "
            say(
                f"{head}cross-entropy : {log.value('cross-entropy', run.loss(update, 160, 48, 0.005), 'g')} : new best",
                "[valid] ",
            )
            say(
                f"{head}bleu : {log.value('bleu', run.score(update, 2, 27.4), 'g')} : {'new best' if update < 15000 else 'stalled 1 times (last best: 27.1)'}",
                "[valid] ",
            )
            say("Saving model weights and runtime parameters to model/model.npz")
    say("Training finished")
    return [log]
