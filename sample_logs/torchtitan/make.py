"""torchtitan's console with its ranks and colours. Form: pytorch/torchtitan, `torchtitan/components/metrics.py` (MetricsProcessor.log)."""

from datetime import datetime, timedelta

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS = 500


def logs() -> list[SampleLog]:
    log = SampleLog(
        "torchtitan/train.log",
        axis="step",
        primary=["loss"],
        source="pytorch/torchtitan torchtitan/components/metrics.py",
        x_total=STEPS,
        not_metrics=["root", "seq_len"],
        notes="two or more blanks between name and value; tps with a thousands comma; memory: 40.12GiB(42.23%)",
    )
    run = Invented(351, STEPS)
    now = datetime(2025, 4, 8, 13, 5, 55, 411000)

    def say(text: str) -> None:
        log.line(f"[rank0]:[titan] {now:%Y-%m-%d %H:%M:%S},{now.microsecond // 1000:03} - root - INFO - {text}")

    say("Starting job: Llama 3 debug training")
    say("Model llama3 debugmodel size: 6,139,136 total parameters")
    say("CUDA capacity: NVIDIA H100 80GB HBM3 with 79.10GiB memory")
    say(
        f"Trainer is initialized with local batch size 8, global batch size 64, gradient accumulation steps 1, sequence length 2048, total steps {STEPS} (warmup 20)"
    )
    for step in [1, *range(10, STEPS + 1, 10)]:
        now += timedelta(seconds=4)
        log.at(step)
        loss, norm = (
            log.value("loss", run.loss(step, 8.1, 2.9, 0.01), "7.4f"),
            log.value("grad_norm", run.loss(step, 1.6, 0.4, 0.08), "7.4f"),
        )
        tps, tflops, mfu = (
            log.value("tps", run.near(98_000 if step > 1 else 8_120), ",.0f"),
            log.value("tflops", run.near(41.2), ",.2f"),
            log.value("mfu", run.near(4.17), ".2f"),
        )
        say(
            f"\x1b[31mstep: {step:2}  \x1b[32mloss: {loss}  \x1b[38;2;180;60;0mgrad_norm: {norm}  \x1b[34mmemory: {log.value('memory', 1.23, '5.2f')}GiB(1.55%)  \x1b[36mtps: {tps}  \x1b[35mtflops: {tflops}  \x1b[33mmfu: {mfu}%\x1b[39m"
        )
    say("Sleeping 2 seconds for other ranks to complete")
    say("Training completed")
    return [log]
