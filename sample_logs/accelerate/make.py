# accelerate==1.15.0 torch==2.13.0 (CPU) tqdm==4.70.1
"""A loop in the manner of the "no_trainer" examples: accelerate's logger, one bar over all steps, a print an epoch."""

import logging
import sys

import torch
from accelerate import Accelerator
from accelerate.logging import get_logger
from tqdm.auto import tqdm

from sample_logs.capture import captured
from sample_logs.writing import SampleLog

EPOCHS, BATCHES = 6, 20


def main() -> None:
    log = SampleLog(
        "accelerate/no_trainer.log",
        axis="epoch",
        primary=["eval_loss", "perplexity", "accuracy"],
        source="accelerate 1.15.0, run on the CPU",
        x_total=EPOCHS * BATCHES,
        not_metrics=["Num examples", "Total optimization steps"],
        notes="epoch 0: perplexity: 1.9 eval_loss: 0.69 through the logger; one bar over all steps without values",
        made_here=False,
    )
    torch.manual_seed(1)
    x = torch.randn(400, 8)
    y = (x[:, 0] * x[:, 1] > 0).long()
    data = [
        torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x[s], y[s]), batch_size=16)
        for s in (slice(0, 320), slice(320, 400))
    ]
    model = torch.nn.Sequential(torch.nn.Linear(8, 16), torch.nn.ReLU(), torch.nn.Linear(16, 2))
    with captured(log.file):
        logging.basicConfig(
            format="%(asctime)s - %(levelname)s - %(name)s - %(message)s",
            datefmt="%m/%d/%Y %H:%M:%S",
            level=logging.INFO,
            stream=sys.stderr,
        )
        accelerator = Accelerator(cpu=True)
        logger = get_logger("__main__")
        model, optimizer, train, val = accelerator.prepare(model, torch.optim.AdamW(model.parameters(), 0.01), *data)
        logger.info(accelerator.state, main_process_only=False)
        logger.info("***** Running training *****")
        logger.info("  Num examples = 320")
        logger.info(f"  Num Epochs = {EPOCHS}")
        logger.info(f"  Total optimization steps = {EPOCHS * BATCHES}")
        bar = tqdm(range(EPOCHS * BATCHES))
        for epoch in range(EPOCHS):
            log.at(epoch)
            for a, b in train:
                accelerator.backward(torch.nn.functional.cross_entropy(model(a), b))
                optimizer.step()
                optimizer.zero_grad()
                bar.update(1)
            with torch.no_grad():
                outs = [(model(a), b) for a, b in val]
            loss = sum(torch.nn.functional.cross_entropy(o, b) for o, b in outs) / len(outs)
            right = torch.cat([o.argmax(1) == b for o, b in outs]).float().mean()
            logger.info(
                f"epoch {epoch}: perplexity: {log.value('perplexity', float(loss.exp()))} eval_loss: {log.value('eval_loss', float(loss))} accuracy: {log.value('accuracy', float(right))}"
            )
    log.save_expectation()


if __name__ == "__main__":
    main()
