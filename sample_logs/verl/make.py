"""verl's console logger: one long line a step. Form: volcengine/verl, `verl/utils/logger/aggregate_logger.py` (concat_dict_to_str)."""

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS = 60


def logs() -> list[SampleLog]:
    log = SampleLog(
        "verl/grpo.log",
        axis="step",
        primary=["val-core/gsm8k/reward/mean@1", "critic/rewards/mean", "critic/score/mean"],
        source="volcengine/verl verl/utils/logger/aggregate_logger.py",
        not_metrics=["pid", "TaskRunner pid"],
        notes="step:1 - name:value - name:value behind Ray's (TaskRunner pid=...) head",
    )
    run = Invented(551, STEPS)
    head = "\x1b[36m(TaskRunner pid=41277)\x1b[0m "
    log.line(head + "Size of train dataloader: 60, Size of val dataloader: 1")
    log.line(
        "\x1b[36m(WorkerDict pid=41890)\x1b[0m Before building vllm rollout, memory allocated (GB): 2.1, memory reserved (GB): 3.9"
    )
    for step in range(1, STEPS + 1):
        log.at(step)
        fields = {
            "actor/entropy": run.loss(step, 0.6, 0.1),
            "actor/kl_loss": 0.02 - run.loss(step, 0.019, 0.001),
            "actor/pg_loss": run.random.gauss(0, 0.01),
            "actor/grad_norm": run.near(0.31, 0.2),
            "actor/lr": 1e-06,
            "critic/score/mean": run.score(step, 0.2, 0.78),
            "critic/rewards/mean": run.score(step, 0.2, 0.78),
            "response_length/mean": run.loss(step, 310, 220),
            "timing_s/step": run.near(61),
            "perf/throughput": run.near(1490),
        }
        text = " - ".join(f"{n}:{log.value(n, v, '.6g' if 'lr' in n else '.3f')}" for n, v in fields.items())
        if step % 10 == 0:
            text += f" - val-core/gsm8k/reward/mean@1:{log.value('val-core/gsm8k/reward/mean@1', run.score(step, 0.3, 0.8), '.3f')}"
        log.line(f"{head}step:{step} - {text}")
    return [log]
