"""NeMo: the progress printer of version 2 and the Lightning bar of version 1.

Form: NVIDIA/NeMo, `nemo/lightning/pytorch/callbacks/progress_printer.py`; the bar is Lightning's TQDMProgressBar.
"""

from datetime import timedelta

from sample_logs.bars import bar
from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS = 200


def logs() -> list[SampleLog]:
    return [printer(), progress_bar()]


def printer() -> SampleLog:
    log = SampleLog(
        "nemo/printer.log",
        axis="step",
        primary=["val_loss", "reduced_train_loss"],
        source="NVIDIA/NeMo nemo/lightning/pytorch/callbacks/progress_printer.py",
        not_metrics=["global_batch_size", "consumed_samples"],
        notes="iteration is within the epoch and counts from 0; global_step is the position",
    )
    run = Invented(321, STEPS)
    log.line(
        "[NeMo I 2024-10-02 09:11:02 nemo_logging:381] Padded vocab_size: 50304, original vocab_size: 50257, dummy tokens: 47."
    )
    log.line(
        "[NeMo W 2024-10-02 09:11:04 nemo_logging:393] There is difference in the common state dict in different ranks."
    )
    for step in range(STEPS):
        if step % 5:
            continue
        log.at(step)
        text = (
            f"Training epoch 0, iteration {step}/{STEPS - 1} | lr: {log.value('lr', run.rate(step, 3e-4), '.4g')} | global_batch_size: 512 | global_step: {step} | "
            f"reduced_train_loss: {log.value('reduced_train_loss', run.loss(step, 11.0, 3.4, 0.01), '.4g')} | train_step_timing in s: {log.value('train_step_timing in s', run.near(4.2), '.4g')}"
        )
        text += f" | consumed_samples: {512 * (step + 1)}" if step else ""
        if step >= 50:
            text += f" | val_loss: {log.value('val_loss', run.loss(step - step % 50, 11.0, 3.5, 0.0), '.4g')}"
        log.line(text)
    log.line("[NeMo I 2024-10-02 09:31:44 nemo_logging:381] Async finalization time took 0.001 s")
    return log


def progress_bar() -> SampleLog:
    log = SampleLog(
        "nemo/bar.log",
        axis="step",
        primary=["reduced_train_loss"],
        source="NVIDIA/NeMo 1.23 with Lightning's bar",
        x_total=STEPS,
        not_metrics=["v_num", "consumed_samples", "global_step"],
        notes="global_step=N.0 in the postfix is the position; frames ended by CR, each a step of its own",
    )
    run = Invented(322, STEPS)
    for step in range(1, STEPS + 1):
        log.at(step)
        loss = log.value("reduced_train_loss", run.loss(step, 11.0, 3.4, 0.01), ".3f")
        postfix = f"v_num=0, reduced_train_loss={loss}, global_step={step:.1f}, consumed_samples={512.0 * step:.1f}, train_step_timing in s={log.value('train_step_timing in s', run.near(4.2), '.3g')}"
        log.line("\r" + bar(step, STEPS, step * 4.2, "Epoch 0", postfix), end="")
    log.line(f"\n`Trainer.fit` stopped: `max_steps={STEPS}` reached after {timedelta(seconds=840)}.")
    return log
