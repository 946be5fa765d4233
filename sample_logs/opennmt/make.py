"""OpenNMT-py's report lines. Form: OpenNMT/OpenNMT-py, `onmt/utils/statistics.py` (Statistics.output), `onmt/trainer.py`."""

from datetime import datetime, timedelta

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS = 4000


def logs() -> list[SampleLog]:
    log = SampleLog(
        "opennmt/train.log",
        axis="step",
        primary=["Validation perplexity", "Validation accuracy", "ppl"],
        source="OpenNMT/OpenNMT-py onmt/utils/statistics.py",
        x_total=STEPS,
        not_metrics=["src vocab size", "encoder", "decoder", "number of parameters"],
        notes="Step 50/ 4000; acc:  20.18; ppl: 908.07; ...: semicolons, a blank after the slash",
    )
    run = Invented(421, STEPS)
    now = datetime(2023, 8, 1, 7, 0, 0, 312000)

    def say(text: str) -> None:
        log.line(f"[{now:%Y-%m-%d %H:%M:%S},{now.microsecond // 1000:03} INFO] {text}")

    say(" * src vocab size = 16000")
    say("encoder: 19171328")
    say("decoder: 25245824")
    say("* number of parameters: 44417152")
    say("Start training loop and validate every 1000 steps...")
    for step in range(50, STEPS + 1, 50):
        now += timedelta(seconds=13)
        log.at(step)
        fields = [
            ("acc", 100 * run.score(step, 0.05, 0.62), "6.2f"),
            ("ppl", run.loss(step, 9000, 9.2, 0.03), "5.2f"),
            ("xent", run.loss(step, 9.1, 2.2), "4.2f"),
            ("lr", run.rate(step, 0.001, 0.3), "7.5f"),
        ]
        shown = "; ".join(f"{n}: {log.value(n, v, s)}" for n, v, s in fields)
        say(
            f"Step {step}/{STEPS:5}; {shown}; {run.near(9100):.0f}/{run.near(8700):.0f} tok/s; {step / 50 * 13:6.0f} sec"
        )
        if step % 1000 == 0:
            say(f"Validation perplexity: {log.value('Validation perplexity', run.loss(step, 900, 11.0, 0.01))}")
            say(f"Validation accuracy: {log.value('Validation accuracy', 100 * run.score(step, 0.1, 0.58))}")
            say(f"Saving checkpoint run/model_step_{step}.pt")
    return [log]
