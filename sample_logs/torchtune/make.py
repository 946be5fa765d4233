"""torchtune: the metric logger's file, and the recipe's bar. Form: pytorch/torchtune, `torchtune/training/metric_logging.py` (DiskLogger), `recipes/lora_finetune_single_device.py`."""

from sample_logs.bars import bar
from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS = 150


def logs() -> list[SampleLog]:
    disk = SampleLog(
        "torchtune/log_1731.txt",
        axis="step",
        primary=["loss"],
        source="pytorch/torchtune torchtune/training/metric_logging.py",
        notes="Step 1 | loss:1.23 lr:2e-05 ...: no blank after the colon",
    )
    shown = SampleLog(
        "torchtune/console.log",
        axis="step",
        primary=["Loss"],
        source="pytorch/torchtune recipes/lora_finetune_single_device.py",
        x_total=STEPS,
        not_metrics=["peak_memory_alloc"],
        notes="the bar's label is 1|25|Loss: 0.98 (epoch|step|loss); each frame is a step of its own",
    )
    run = Invented(341, STEPS)
    shown.line(
        "INFO:torchtune.utils._logging:Running LoRAFinetuneRecipeSingleDevice with resolved config:\n\nbatch_size: 2\nepochs: 1\nlr: 0.0003\nlora_rank: 8\n"
    )
    for step in range(1, STEPS + 1):
        disk.at(step)
        shown.at(step)
        loss = run.loss(step, 1.9, 0.72, 0.06)
        fields = {
            "loss": loss,
            "lr": run.rate(step, 3e-4),
            "tokens_per_second_per_gpu": run.near(712.0),
            "peak_memory_active": 17.2 + run.near(0.1),
        }
        disk.line(f"Step {step} | " + " ".join(f"{n}:{disk.value(n, v)}" for n, v in fields.items()) + " ")
        shown.line("\r" + bar(step, STEPS, step * 1.31, f"1|{step}|Loss: {shown.value('Loss', loss)}"), end="")
    shown.line("\nINFO:torchtune.utils._logging:Model checkpoint of size 16.06 GiB saved to /tmp/model/epoch_0")
    return [disk, shown]
