"""Flickr8k retrieval in two phases, in two files that belong together: bars, blocks of an epoch, a final test block.

Form: the script that the author of the run published (search for "CONTINUED TRAINING COMPLETE" and
`best_model_flickr8k_continued.pt`): a tqdm bar with a postfix, then an indented block; bars go to the same file.
"""

from sample_logs.bars import bar
from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

BATCHES = 469
WAYS = {"i2t": "I→T", "t2i": "T→I"}


def phase(number: int, seed: int, first: int, last: int) -> SampleLog:
    name = "flickr8k/phase1.log" if number == 1 else "flickr8k/phase2_continued.log"
    log = SampleLog(
        name,
        axis="epoch",
        primary=["Avg R@1", "Train Loss"],
        source="the Flickr8k continuation script (tqdm postfix and print)",
        x_total=last,
        not_metrics=[
            "momentum",
            "Previous best Avg R@1",
            "Additional training time",
            "Time per epoch",
            "Best average R@1",
        ],
        notes="R@k stands in percent; the block after FINAL EVALUATION ON TEST SET is a test, not epoch values",
    )
    run = Invented(seed, last)
    best = 0.0
    if number == 2:
        best = 0.29
        log.lines(
            f"""
Loading checkpoint from: outputs/flickr8k_sgd/best_model_flickr8k.pt
Resuming from epoch {first - 1}
Previous best Avg R@1: 0.29%
  I→T: 0.31%, T→I: 0.27%

Using SGD optimizer (lr=0.005, momentum=0.9)
Optimizer state loaded
Loaded previous history ({first - 1} epochs)

{"=" * 80}
CONTINUING TRAINING FOR {last - first + 1} MORE EPOCHS
{"=" * 80}
"""
        )
    for epoch in range(first, last + 1):
        best = one_epoch(log, run, epoch, last, best)
    if number == 2:
        final(log, run, best, last)
    return log


def one_epoch(log: SampleLog, run: Invented, epoch: int, last: int, best: float) -> float:
    log.at(epoch)
    loss = run.loss(epoch, 4.2, 2.9, 0.004)
    pace = run.near(19.2)
    for done in (0, 90, 215, 344, BATCHES):
        shown = run.near(loss, 0.01)
        frame = bar(done, BATCHES, done / pace, f"Epoch {epoch}", f"loss={shown:.4f}")
        log.line("\r" + frame, end="\n" if done == BATCHES else "")
    log.line(f"\nEpoch {epoch}/{last}:")
    log.line(f"  Train Loss: {log.value('Train Loss', loss, '.4f')}")
    firsts = [recalls(log, run, epoch, way) for way in WAYS]
    mean = round(sum(firsts) / 2, 4)
    log.line(f"  Avg R@1: {log.value('Avg R@1', mean, '.2f')}%")
    log.line(f"  LR: {log.value('LR', run.rate(epoch, 0.005, 0.0, 5e-5), '.6f')}")
    if mean > best:
        log.line(f"  ✓ Saved improved model (avg R@1: {mean:.2f}%)")
    return max(best, mean)


def recalls(log: SampleLog, run: Invented, epoch: int, way: str, keep: bool = True) -> float:
    """One line of R@1, R@5 and R@10; the R@1."""
    found = [run.score(epoch, 0.1, top, 0.06) for top in (0.37, 1.5, 2.65)]
    texts = [
        f"R@{k}={log.value(f'{WAYS[way]} R@{k}', v, '.2f') if keep else format(v, '.2f')}%"
        for k, v in zip((1, 5, 10), found, strict=True)
    ]
    log.line(f"  {WAYS[way]}: {', '.join(texts)}")
    return found[0]


def final(log: SampleLog, run: Invented, best: float, last: int) -> None:
    rule = "=" * 80
    log.lines(
        f"\n\n{rule}\nCONTINUED TRAINING COMPLETE\n{rule}\nBest average R@1: {best:.2f}%\nAdditional training time: 13.9 minutes\nTime per epoch: 27.8 seconds"
    )
    log.lines(
        f"\n\n{rule}\nFINAL EVALUATION ON TEST SET\n{rule}\nLoaded best continued model from epoch {last - 3}\n\nTest Set Results:"
    )
    firsts = [recalls(log, run, last // 2, way, keep=False) for way in WAYS]
    log.line(f"  Avg R@1: {sum(firsts) / 2:.2f}%")
    log.line("\nModels saved to: outputs/flickr8k_sgd")


def logs() -> list[SampleLog]:
    return [phase(1, 21, 1, 30), phase(2, 22, 31, 60)]
