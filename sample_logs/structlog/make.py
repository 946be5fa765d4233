# structlog==26.1.0 (any Python)
"""structlog's two renderings of a real, tiny training."""

import sys

import structlog

from sample_logs.capture import captured
from sample_logs.toy import train
from sample_logs.writing import SampleLog


def rendered(file: str, renderer: object, notes: str) -> None:
    log = SampleLog(
        file, axis="step", primary=["val_loss", "loss"], source="structlog 26.1.0", notes=notes, made_here=False
    )
    with captured(file):
        structlog.configure(
            [structlog.processors.add_log_level, structlog.processors.TimeStamper("iso"), renderer],
            logger_factory=structlog.PrintLoggerFactory(sys.stdout),
        )
        logger = structlog.get_logger()
        logger.info("start", seed=41, device="cpu")
        for e in train(41, lr=0.07):
            for b in e.batches[4::5]:
                log.at(b.step)
                logger.info("train", step=b.step, epoch=e.number, loss=b.loss, grad_norm=b.grad_norm)
                log.saw("loss", b.loss)
                log.saw("grad_norm", b.grad_norm)
            logger.info(
                "eval", step=e.batches[-1].step, val_loss=round(e.val_loss, 5), val_accuracy=round(e.val_accuracy, 4)
            )
            log.saw("val_loss", round(e.val_loss, 5))
            log.saw("val_accuracy", round(e.val_accuracy, 4))
    log.save_expectation()


if __name__ == "__main__":
    rendered(
        "structlog/console.log",
        structlog.dev.ConsoleRenderer(colors=True),
        "2025-05-06T09:30:00Z [info     ] train   epoch=1 loss=0.6 step=5: keys sorted, colours",
    )
    rendered("structlog/json.log", structlog.processors.JSONRenderer(), "JSON lines, the event last")
