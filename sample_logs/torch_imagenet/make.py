"""The PyTorch ImageNet example. Form: pytorch/examples, `imagenet/main.py` (ProgressMeter, AverageMeter)."""

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

EPOCHS, BATCHES, TESTS = 6, 120, 20


class Meter:
    """The example's own: the last value and the running mean of the epoch."""

    def __init__(self, log: SampleLog, name: str, spec: str, keep: bool = True) -> None:
        self.log, self.name, self.spec, self.keep = log, name, spec, keep
        self.seen: list[float] = []

    def shown(self, value: float) -> str:
        self.seen.append(value)
        text = self.log.value(self.name, value, self.spec) if self.keep else format(value, self.spec)
        return f"{self.name} {text} ({format(sum(self.seen) / len(self.seen), self.spec)})"


def logs() -> list[SampleLog]:
    log = SampleLog(
        "torch_imagenet/train.log",
        axis="epoch",
        primary=["Test Acc@1", "Loss", "Acc@1"],
        source="pytorch/examples imagenet/main.py",
        not_metrics=["gpu", "workers"],
        notes="the value is the one before the bracket, the bracket is the mean of the epoch; ' *' lines are the validation",
    )
    run = Invented(121, EPOCHS * BATCHES)
    log.line("=> creating model 'resnet18'")
    for epoch in range(EPOCHS):
        log.at(epoch)
        train(log, run, epoch)
        validate(log, run, epoch)
    return [log]


def train(log: SampleLog, run: Invented, epoch: int) -> None:
    meters = [
        Meter(log, "Time", "6.3f"),
        Meter(log, "Data", "6.3f"),
        Meter(log, "Loss", ".4e"),
        Meter(log, "Acc@1", "6.2f"),
        Meter(log, "Acc@5", "6.2f"),
    ]
    for batch in range(1, BATCHES + 1, 10):
        at = epoch * BATCHES + batch
        values = [
            run.near(0.41 if batch > 1 else 5.2),
            run.near(0.03 if batch > 1 else 2.1),
            run.loss(at, 6.95, 2.1, 0.03),
            100 * run.score(at, 0.001, 0.55, 0.05),
            100 * run.score(at, 0.005, 0.8, 0.04),
        ]
        log.line(
            "\t".join(
                [f"Epoch: [{epoch}][{batch:3}/{BATCHES}]", *(m.shown(v) for m, v in zip(meters, values, strict=True))]
            )
        )


def validate(log: SampleLog, run: Invented, epoch: int) -> None:
    at = (epoch + 1) * BATCHES
    meters = [
        Meter(log, "Time", "6.3f", False),
        Meter(log, "Loss", ".4e", False),
        Meter(log, "Acc@1", "6.2f", False),
        Meter(log, "Acc@5", "6.2f", False),
    ]
    for batch in range(1, TESTS + 1, 10):
        values = [
            run.near(0.3),
            run.loss(at, 6.9, 2.2, 0.05),
            100 * run.score(at, 0.001, 0.56, 0.05),
            100 * run.score(at, 0.005, 0.81, 0.04),
        ]
        log.line("\t".join([f"Test: [{batch:2}/{TESTS}]", *(m.shown(v) for m, v in zip(meters, values, strict=True))]))
    one, five = 100 * run.score(at, 0.001, 0.56), 100 * run.score(at, 0.005, 0.81)
    log.line(f" *   Acc@1 {log.value('Test Acc@1', one, '.3f')} Acc@5 {log.value('Test Acc@5', five, '.3f')}")
