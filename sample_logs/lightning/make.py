# lightning==2.6.6 torch==2.13.0 (CPU)
"""PyTorch Lightning: its bar into a file, with values logged to it, and CSVLogger's metrics.csv."""

import logging
import shutil
import sys
import tempfile
from pathlib import Path

import lightning
import torch
from lightning.pytorch.callbacks import Callback, TQDMProgressBar
from lightning.pytorch.loggers import CSVLogger

from sample_logs.capture import HERE, captured
from sample_logs.writing import SampleLog

EPOCHS = 6


class Tiny(lightning.LightningModule):
    def __init__(self) -> None:
        super().__init__()
        self.layers = torch.nn.Sequential(torch.nn.Linear(8, 16), torch.nn.ReLU(), torch.nn.Linear(16, 2))

    def training_step(self, batch, _):
        x, y = batch
        loss = torch.nn.functional.cross_entropy(self.layers(x), y)
        self.log("train_loss", loss, prog_bar=True, on_step=True, on_epoch=True)
        return loss

    def validation_step(self, batch, _):
        x, y = batch
        out = self.layers(x)
        self.log("val_loss", torch.nn.functional.cross_entropy(out, y), prog_bar=True)
        self.log("val_acc", (out.argmax(1) == y).float().mean(), prog_bar=True)

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), 0.01)


class Remember(Callback):
    """The last state of the bar of each epoch: three significant digits, as the bar's postfix prints them."""

    def __init__(self, log: SampleLog) -> None:
        self.log = log

    def on_train_epoch_end(self, trainer, module):
        self.log.at(trainer.current_epoch)

    def on_train_end(self, trainer, module):
        pass


class Bar(TQDMProgressBar):
    """The usual bar; it tells what its postfix says when an epoch is over."""

    def __init__(self, log: SampleLog) -> None:
        super().__init__(refresh_rate=4)
        self.kept = log

    def on_train_epoch_end(self, trainer, module):
        super().on_train_epoch_end(trainer, module)
        self.kept.at(trainer.current_epoch)
        for part in str(self.train_progress_bar.postfix).split(", "):
            name, text = part.split("=")
            if name != "v_num":
                self.kept.saw(name, float(text))


def data(count: int, seed: int) -> torch.utils.data.DataLoader:
    made = torch.Generator().manual_seed(seed)
    x = torch.randn(count, 8, generator=made)
    return torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, (x[:, 0] * x[:, 1] > 0).long()), batch_size=16)


def main() -> None:
    log = SampleLog(
        "lightning/train.log",
        axis="epoch",
        primary=["val_loss", "val_acc", "train_loss_epoch"],
        source="lightning 2.6.6, run on the CPU",
        not_metrics=["v_num", "Total params", "Sanity Checking"],
        notes="the last state of each epoch's bar; epochs count from 0",
        made_here=False,
    )
    torch.manual_seed(1)
    with tempfile.TemporaryDirectory() as out:
        with captured(log.file):
            for name in ("lightning.pytorch", "lightning.fabric"):
                logging.getLogger(name).handlers[:] = [logging.StreamHandler(sys.stderr)]
            trainer = lightning.Trainer(
                max_epochs=EPOCHS,
                accelerator="cpu",
                logger=CSVLogger(out, flush_logs_every_n_steps=5),
                log_every_n_steps=5,
                callbacks=[Bar(log)],
                enable_checkpointing=False,
            )
            trainer.fit(Tiny(), data(320, 1), data(64, 2))
        shutil.copyfile(next(Path(out).rglob("metrics.csv")), HERE / "lightning/metrics.csv")
    log.save_expectation()
    table()


def table() -> None:
    log = SampleLog(
        "lightning/metrics.csv",
        axis="step",
        primary=["val_loss", "val_acc", "train_loss_epoch"],
        source="lightning 2.6.6 CSVLogger",
        notes="empty cells: each row has the values logged together; step and epoch are columns in the middle",
        made_here=False,
    )
    names, *rows = [text.split(",") for text in (HERE / log.file).read_text().splitlines()]
    for row in rows:
        for name, cell in zip(names, row, strict=True):
            if name == "step":
                log.at(int(cell))
            elif cell and name != "epoch":
                log.saw(name, float(cell))
    log.save_expectation()


if __name__ == "__main__":
    main()
