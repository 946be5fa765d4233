# pytorch-ignite==0.5.5 torch==2.13.0 (CPU) tqdm==4.70.1
"""PyTorch-Ignite: the form of its MNIST example (messages through the bar) and its engine's own logger lines."""

import logging
import sys

import torch
from ignite.contrib.handlers import ProgressBar
from ignite.engine import Events, create_supervised_evaluator, create_supervised_trainer
from ignite.metrics import Accuracy, Loss

from sample_logs.capture import captured
from sample_logs.writing import SampleLog


def data(count: int, seed: int) -> torch.utils.data.DataLoader:
    made = torch.Generator().manual_seed(seed)
    x = torch.randn(count, 8, generator=made)
    return torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, (x[:, 0] * x[:, 1] > 0).long()), batch_size=16)


def main() -> None:
    log = SampleLog(
        "ignite/train.log",
        axis="epoch",
        primary=["Validation Results Avg loss", "Validation Results Avg accuracy"],
        source="pytorch-ignite 0.5.5, run on the CPU",
        notes="'Training Results' and 'Validation Results' lines share their names",
        made_here=False,
    )
    torch.manual_seed(1)
    model = torch.nn.Sequential(torch.nn.Linear(8, 16), torch.nn.ReLU(), torch.nn.Linear(16, 2))
    loss = torch.nn.CrossEntropyLoss()
    train, val = data(320, 1), data(64, 2)
    with captured(log.file):
        trainer = create_supervised_trainer(model, torch.optim.Adam(model.parameters(), 0.01), loss)
        evaluator = create_supervised_evaluator(model, metrics={"accuracy": Accuracy(), "nll": Loss(loss)})
        trainer.logger.addHandler(logging.StreamHandler(sys.stderr))
        trainer.logger.setLevel(logging.INFO)
        pbar = ProgressBar()
        pbar.attach(trainer, output_transform=lambda x: {"batch loss": x})

        @trainer.on(Events.EPOCH_COMPLETED)
        def report(engine):
            log.at(engine.state.epoch)
            log.saw("batch loss", float(f"{engine.state.output:.3g}"))
            for split, loader in (("Training", train), ("Validation", val)):
                found = evaluator.run(loader).metrics
                name = f"{split} Results Avg"
                pbar.log_message(
                    f"{split} Results - Epoch: {engine.state.epoch} Avg accuracy: {log.value(f'{name} accuracy', found['accuracy'], '.2f')} Avg loss: {log.value(f'{name} loss', found['nll'], '.2f')}"
                )

        trainer.run(train, max_epochs=10)
    log.save_expectation()


if __name__ == "__main__":
    main()
