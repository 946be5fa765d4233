"""The PyTorch MNIST example. Form: pytorch/examples, `mnist/main.py`."""

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

EPOCHS, SIZE, BATCH = 5, 60_000, 64


def logs() -> list[SampleLog]:
    log = SampleLog(
        "torch_mnist/train.log",
        axis="epoch",
        primary=["Test set Average loss", "Test set Accuracy", "Loss"],
        source="pytorch/examples mnist/main.py",
        notes="the accuracy 9823/10000 (98%) may be kept as count, share or percent, so it is not asked for",
    )
    run = Invented(131, EPOCHS * SIZE)
    for epoch in range(1, EPOCHS + 1):
        log.at(epoch)
        for batch in range(0, SIZE // BATCH, 60):
            seen = batch * BATCH
            loss = run.loss((epoch - 1) * SIZE + seen, 2.3, 0.04, 0.3)
            log.line(
                f"Train Epoch: {epoch} [{seen}/{SIZE} ({100.0 * batch / (SIZE // BATCH + 1):.0f}%)]\tLoss: {log.value('Loss', loss, '.6f')}"
            )
        loss, right = run.loss(epoch * SIZE, 0.4, 0.027), round(10_000 * run.score(epoch * SIZE, 0.9, 0.992, 0.001))
        log.line(
            f"\nTest set: Average loss: {log.value('Test set Average loss', loss, '.4f')}, Accuracy: {right}/10000 ({right / 100:.0f}%)\n"
        )
    return [log]
