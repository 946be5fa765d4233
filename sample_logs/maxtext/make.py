"""MaxText's step lines. Form: AI-Hypercomputer/maxtext, `MaxText/metric_logger.py`."""

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS = 120


def logs() -> list[SampleLog]:
    log = SampleLog(
        "maxtext/train.log",
        axis="step",
        primary=["eval_loss", "loss"],
        source="AI-Hypercomputer/maxtext MaxText/metric_logger.py",
        not_metrics=["total_weights", "Config param"],
        notes="`completed step: N` then name: value; config dump of `Config param x: y` before; evaluation lines now and then",
    )
    run = Invented(361, STEPS)
    for name, value in {
        "base_emb_dim": 2048,
        "learning_rate": 3e-05,
        "steps": STEPS,
        "per_device_batch_size": 12.0,
        "weight_dtype": "float32",
    }.items():
        log.line(f"Config param {name}: {value}")
    log.line("Num_devices: 8, shape (1, 1, 1, 8, 1, 1, 1, 1, 1)\nnumber parameters: 1.104 billion")
    for step in range(STEPS):
        log.at(step)
        seconds = run.near(1.62, 0.01) if step else 31.7
        log.line(
            f"completed step: {step}, seconds: {log.value('seconds', seconds, '.3f')}, TFLOP/s/device: {log.value('TFLOP/s/device', 165.2 / seconds, '.3f')}, "
            f"Tokens/s/device: {log.value('Tokens/s/device', 24576 / seconds, '.3f')}, total_weights: 196608, loss: {log.value('loss', run.loss(step, 10.9, 5.9, 0.004), '.3f')}"
        )
        if step % 40 == 39:
            log.line(
                f"average loss after step={step}: eval_loss={log.value('eval_loss', run.loss(step, 10.9, 6.0, 0.002), '.3f')}, total_weights=1966080.0"
            )
    return [log]
