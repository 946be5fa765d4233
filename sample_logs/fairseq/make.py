"""fairseq's simple log: inner lines, epoch lines of training and validation.

Form: facebookresearch/fairseq, `fairseq/logging/progress_bar.py` (SimpleProgressBar) and `fairseq_cli/train.py`.
"""

from datetime import datetime, timedelta

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

EPOCHS, UPDATES, EVERY = 6, 800, 100


def logs() -> list[SampleLog]:
    log = SampleLog(
        "fairseq/train.log",
        axis="step",
        primary=["valid loss", "valid ppl", "loss"],
        source="facebookresearch/fairseq fairseq/logging/progress_bar.py, fairseq_cli/train.py",
        not_metrics=[
            "num. shared model params",
            "done training in 812.3 seconds",
            "best_loss",
            "max tokens per device",
        ],
        notes="loss=… in train_inner lines, `| loss …` in epoch lines: three kinds of record share their names",
    )
    run = Invented(201, EPOCHS * UPDATES)
    now = datetime(2023, 4, 11, 7, 30, 0)

    def say(logger: str, text: str) -> None:
        log.line(f"{now:%Y-%m-%d %H:%M:%S} | INFO | {logger} | {text}")

    say("fairseq_cli.train", "num. shared model params: 60,526,592 (num. trained: 60,526,592)")
    say("fairseq_cli.train", "max tokens per device = 4096 and max sentences per device = None")
    for epoch in range(1, EPOCHS + 1):
        say("fairseq.trainer", f"begin training epoch {epoch}")
        for inner in range(EVERY, UPDATES + 1, EVERY):
            now += timedelta(seconds=17)
            update = (epoch - 1) * UPDATES + inner
            log.at(update)
            say("train_inner", inner_line(log, run, epoch, inner, update))
        update = epoch * UPDATES
        nll = run.loss(update, 9.1, 3.1, 0.004)
        shown = [("loss", nll + 1.4, ".3f"), ("nll_loss", nll, ".3f"), ("ppl", 2**nll, ".2f")]
        valid = " | ".join(f"{n} {log.value(f'valid {n}', v, s)}" for n, v, s in shown)
        say(
            "valid",
            f"epoch {epoch:03d} | valid on 'valid' subset | {valid} | wps 98213.1 | wpb 3012.7 | bsz 121.4 | num_updates {update}"
            + (f" | best_loss {nll + 1.4:.3f}" if epoch > 1 else ""),
        )
        say(
            "fairseq.checkpoint_utils",
            f"Saved checkpoint checkpoints/checkpoint{epoch}.pt (epoch {epoch} @ {update} updates, score {nll + 1.4:.3f}) (writing took 2.1 seconds)",
        )
        nll = run.loss(update, 9.0, 2.9, 0.004)
        say(
            "train",
            f"epoch {epoch:03d} | loss {log.value('train loss', nll + 1.3, '.3f')} | nll_loss {log.value('train nll_loss', nll, '.3f')} | ppl {log.value('train ppl', 2**nll, '.2f')} | wps 23012.4 | ups 5.9 | wpb 3889.1 | bsz 142.2 | num_updates {update} | lr 0.0005 | gnorm 1.31 | clip 0 | train_wall 131 | wall {137 * epoch}",
        )
    say("fairseq_cli.train", "done training in 812.3 seconds")
    return [log]


def inner_line(log: SampleLog, run: Invented, epoch: int, inner: int, update: int) -> str:
    nll = run.loss(update, 12.0, 3.0, 0.01)
    fields = [
        ("loss", nll + 1.3, ".3f"), ("nll_loss", nll, ".3f"), ("ppl", 2**nll, ".2f"),
    ]  # fmt: skip
    shown = ", ".join(f"{n}={log.value(n, v, s)}" for n, v, s in fields)
    rate, norm = (
        log.value("lr", run.rate(update, 5e-4, 0.2), ".6g"),
        log.value("gnorm", run.loss(update, 3.0, 1.1, 0.1), ".3f"),
    )
    return f"epoch {epoch:03d}: {inner:6d} / {UPDATES} {shown}, wps={run.near(23000):.1f}, ups={run.near(5.9):.2f}, wpb=3890.1, bsz=142.1, num_updates={update}, lr={rate}, gnorm={norm}, clip=0, train_wall=17, gb_free=10.1, wall={update // 6}"
