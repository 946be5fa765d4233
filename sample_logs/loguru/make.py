# loguru==0.7.3 rich==15.0.0 tabulate==0.10.0 (any Python)
"""Home-made loops through loggers and table printers of PyPI: loguru, rich, tabulate; a real toy training behind them."""

import sys

from loguru import logger
from rich.console import Console
from rich.live import Live
from rich.table import Table
from tabulate import tabulate

from sample_logs.capture import captured
from sample_logs.toy import train
from sample_logs.writing import SampleLog


def sample(file: str, **more: object) -> SampleLog:
    return SampleLog(f"loguru/{file}", made_here=False, source="loguru 0.7.3, rich 15.0.0, tabulate 0.10.0", **more)  # type: ignore[arg-type]


def with_loguru() -> None:
    log = sample(
        "loguru.log",
        axis="step",
        primary=["val_loss", "loss"],
        notes="2025-05-06 09:30:00.123 | INFO | __main__:main:42 - message, in colours",
        not_metrics=["__main__:with_loguru:35"],
    )
    with captured(log.file):
        logger.remove()
        logger.add(sys.__stderr__, colorize=True)
        logger.info("Training on cpu, seed={}", 3)
        for e in train(31, lr=0.08):
            for b in e.batches[3::4]:
                log.at(b.step)
                logger.info(
                    "epoch {} step {} | loss {} | lr {}",
                    e.number,
                    b.step,
                    log.value("loss", b.loss, ".4f"),
                    log.value("lr", b.lr, ".2e"),
                )
            logger.success(
                "epoch {} done: val_loss {} val_acc {}",
                e.number,
                log.value("val_loss", e.val_loss, ".4f"),
                log.value("val_acc", e.val_accuracy, ".3f"),
            )
    log.save_expectation()


def rich_tables() -> None:
    log = sample(
        "rich_tables.log",
        axis="epoch",
        primary=["val loss", "train loss"],
        notes="a whole box table printed for every epoch: metric, train, val",
    )
    with captured(log.file):
        console = Console(file=sys.stdout, width=60)
        for e in train(32, epochs=8, lr=0.06):
            log.at(e.number)
            table = Table("metric", "train", "val", title=f"Epoch {e.number}/8")
            table.add_row(
                "loss", log.value("train loss", e.train_loss, ".4f"), log.value("val loss", e.val_loss, ".4f")
            )
            table.add_row(
                "accuracy",
                log.value("train accuracy", 100 * e.train_accuracy, ".2f") + "%",
                log.value("val accuracy", 100 * e.val_accuracy, ".2f") + "%",
            )
            console.print(table)
    log.save_expectation()


def rich_live() -> None:
    log = sample(
        "rich_growing.log",
        axis="epoch",
        primary=["val_loss", "loss"],
        notes="rich.live into a file: the table appears once, at the end",
    )
    table = Table("epoch", "loss", "val_loss", "val_acc", "time")
    with captured(log.file), Live(table, console=Console(file=sys.stdout, width=70)):
        for e in train(33, epochs=14, lr=0.06):
            log.at(e.number)
            table.add_row(
                str(e.number),
                log.value("loss", e.train_loss, ".4f"),
                log.value("val_loss", e.val_loss, ".4f"),
                log.value("val_acc", e.val_accuracy, ".3f"),
                f"{e.seconds:.2f}s",
            )
    log.save_expectation()


def with_tabulate() -> None:
    log = sample(
        "tabulate.log",
        axis="step",
        primary=["val_loss", "loss"],
        notes="tabulate's grid of name and value for every record",
    )
    with captured(log.file):
        for e in train(34, epochs=10, lr=0.06):
            log.at(e.batches[-1].step)
            print(f"\nIteration {e.batches[-1].step}")
            rows = [
                ("loss", log.value("loss", e.train_loss, ".6f")),
                ("val_loss", log.value("val_loss", e.val_loss, ".6f")),
                ("val_acc", log.value("val_acc", e.val_accuracy, ".4f")),
                ("lr", log.value("lr", e.batches[-1].lr, ".3e")),
            ]
            print(tabulate(rows, headers=["metric", "value"], tablefmt="grid", disable_numparse=True))
    log.save_expectation()


if __name__ == "__main__":
    with_loguru()
    rich_tables()
    rich_live()
    with_tabulate()
