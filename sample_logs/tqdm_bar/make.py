# tqdm==4.70.1 torch==2.13.0 (CPU)
"""tqdm itself: with a postfix, without one beside a print, nested, with tqdm.write; a torch linear model behind it."""

import time

import torch
from tqdm import tqdm, trange

from sample_logs.capture import captured
from sample_logs.writing import SampleLog

made = torch.Generator().manual_seed(7)
X = torch.randn(640, 6, generator=made)
Y = X @ torch.randn(6, 1, generator=made) + 0.3 * torch.randn(640, 1, generator=made)


def steps(model: torch.nn.Module, rate: float = 0.02):
    """A step of gradient descent for every chunk of data: the loss of each."""
    optimizer = torch.optim.SGD(model.parameters(), rate)
    for x, y in zip(X.split(16), Y.split(16), strict=True):
        loss = torch.nn.functional.mse_loss(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        time.sleep(0.004)
        yield loss.item()


def sample(file: str, **more: object) -> SampleLog:
    torch.manual_seed(7)
    return SampleLog(f"tqdm_bar/{file}", source="tqdm 4.70.1, run on the CPU", made_here=False, **more)  # type: ignore[arg-type]


def postfix() -> None:
    log = sample(
        "postfix.log", axis="epoch", primary=["loss", "mse"], x_total=8, notes="the last state of each epoch's bar"
    )
    model = torch.nn.Linear(6, 1)
    with captured(log.file):
        for epoch in range(1, 9):
            with tqdm(steps(model), desc=f"Epoch {epoch}/8", total=40, mininterval=0.05) as pbar:
                for loss in pbar:
                    pbar.set_postfix(loss=loss, mse=f"{loss:.4f}")
            log.at(epoch)
            log.saw("loss", float(f"{loss:.3g}"))
            log.saw("mse", float(f"{loss:.4f}"))
    log.save_expectation()


def beside_print() -> None:
    log = sample(
        "beside_print.log",
        axis="epoch",
        primary=["Train loss"],
        x_total=8,
        notes="a bar without values, then a printed line",
        not_metrics=["it/s"],
    )
    model = torch.nn.Linear(6, 1)
    with captured(log.file):
        for epoch in range(1, 9):
            print(f"Epoch {epoch}/8")
            losses = list(tqdm(steps(model), total=40, mininterval=0.05))
            log.at(epoch)
            mean = sum(losses) / len(losses)
            print(f"Train loss: {log.value('Train loss', mean, '.5f')}")
    log.save_expectation()


def nested() -> None:
    log = sample(
        "nested.log",
        axis="epoch",
        primary=["epoch loss"],
        x_total=6,
        notes="an outer and an inner bar: cursor moves up (ESC [A) between them; tqdm.write for the record; the bar is at 6 when the record of epoch 5 comes, so no position is asked for",
    )
    model = torch.nn.Linear(6, 1)
    with captured(log.file):
        for epoch in trange(6, desc="epochs"):
            losses = list(tqdm(steps(model), desc="batches", total=40, leave=False, mininterval=0.05))
            mean = sum(losses) / len(losses)
            tqdm.write(
                f"epoch {epoch}: epoch loss = {log.value('epoch loss', mean, '.4f')}, lr = {log.value('lr', 0.02)}"
            )
    log.save_expectation()


if __name__ == "__main__":
    postfix()
    beside_print()
    nested()
