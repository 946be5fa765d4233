"""llm.c: what it prints and what it writes into main.log. Form: karpathy/llm.c, `train_gpt2.cu` and `llmc/logger.h`."""

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS = 200


def logs() -> list[SampleLog]:
    return [console(), main_log()]


def console() -> SampleLog:
    log = SampleLog(
        "llm_c/console.log",
        axis="step",
        primary=["val loss", "loss"],
        source="karpathy/llm.c train_gpt2.cu",
        x_total=STEPS,
        not_metrics=[
            "max_sequence_length T",
            "vocab_size V",
            "num_layers L",
            "train_num_batches",
            "weight decay",
            "MiB",
        ],
        notes="the numbers in brackets are z-scores: (+0.00z), (+nanz) at first",
    )
    run = Invented(111, STEPS)
    rule = "+-----------------------+----------------------------------------------------+"
    rows = [
        ("Parameter", "Value"),
        None,
        ("micro batch size B", 64),
        ("sequence length T", 1024),
        ("learning rate (LR)", "6.000000e-04"),
        ("warmup iterations", 20),
        ("weight decay", "1.000000e-01"),
        None,
        ("max_sequence_length T", 1024),
        ("vocab_size V", 50257),
        ("num_layers L", 12),
        ("num_parameters", 124475904),
        None,
        ("train_num_batches", STEPS),
        ("val_num_batches", 20),
    ]
    log.line(rule)
    for row in rows:
        log.line(rule if row is None else f"| {row[0]!s:<21} | {row[1]!s:<50} |")
    log.lines(
        f"{rule}\nallocating 237 MiB for parameters\nallocating 21216 MiB for activations\nval loss {log.value('val loss', run.loss(0, 11.0, 3.2, 0.001), 'f')}"
    )
    for step in range(1, STEPS + 1):
        log.at(step)
        z = [f"({run.random.gauss(0, 1):+.2f}z)" if step > 128 else "(+nanz)" for _ in range(2)]
        loss = log.value("loss", run.loss(step, 11.0, 3.9, 0.006), "7.6f").strip()
        norm = log.value("norm", run.loss(step, 14.0, 0.4, 0.1), "6.4f")
        rate = log.value("lr", run.rate(step, 6e-4, 0.1), ".2e")
        log.line(
            f"step {step:4}/{STEPS} | loss {loss:>8} {z[0]}| norm {norm} {z[1]}| lr {rate} | "
            f"{log.value('ms', run.near(2381.0, 0.002), '.2f')} ms | {run.near(58.1, 0.002):.1f}% bf16 MFU | "
            f"{log.value('tok/s', run.near(220_000, 0.002), '.0f')} tok/s"
        )
        if step % 50 == 0:
            log.line(f"val loss {log.value('val loss', run.loss(step, 11.0, 3.95, 0.002), 'f')}")
            right = round(run.score(step, 0.25, 0.29) * 10042)
            log.line(f"HellaSwag: {right}/10042 = {log.value('HellaSwag', right / 10042, 'f')}")
    log.line("total average iteration time: 2381.231113 ms")
    return log


def main_log() -> SampleLog:
    log = SampleLog(
        "llm_c/main.log",
        axis="step",
        primary=["tel", "trl"],
        source="karpathy/llm.c llmc/logger.h",
        notes="tel is the validation loss, trl the training loss",
    )
    run = Invented(112, 400)
    for step in range(400):
        log.at(step)
        if step % 50 == 0:
            log.line(f"s:{step} tel:{log.value('tel', run.loss(step, 11.0, 3.6, 0.001), '.4f')}")
            log.line(f"s:{step} eval:{log.value('eval', run.score(step, 0.245, 0.29), '.4f')}")
        loss, rate, norm = run.loss(step, 11.0, 3.6, 0.01), run.rate(step, 6e-4), run.loss(step, 14, 0.4, 0.1)
        log.line(
            f"s:{step} trl:{log.value('trl', loss, '.4f')} lr:{log.value('lr', rate, '.6f')} norm:{log.value('norm', norm, '.2f')}"
        )
    return log
