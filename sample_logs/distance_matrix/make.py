"""A fine-tune on distance matrices with the Hugging Face Trainer (4.x form), Chinese text around it, some of it mojibake.

Form: huggingface/transformers 4.x, `src/transformers/trainer_callback.py` (ProgressCallback writes the dict through the
bar) and `trainer.py` ("***** Running training *****", the final train_runtime dict).
"""

from sample_logs.bars import bar
from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS = 725
EPOCHS = 5
EVERY = 10


def mojibake(text: str) -> str:
    """UTF-8 read as Windows-1252 and written again, as a console with the wrong code page leaves it."""
    return text.encode("utf-8").decode("cp1252", "ignore")


def logs() -> list[SampleLog]:
    log = SampleLog(
        "distance_matrix/train.log",
        axis="step",
        primary=["loss"],
        source="huggingface/transformers v4.48 src/transformers/trainer.py, trainer_callback.py",
        x_total=STEPS,
        not_metrics=[
            "Num examples",
            "Num Epochs",
            "Total train batch size",
            "train_runtime",
            "train_samples_per_second",
        ],
        notes="725 steps in 5 epochs, a dict every 10 steps through the bar; epoch has two decimals, the bar has the step",
    )
    run = Invented(31, STEPS)
    log.line("🚀 开始训练：距离矩阵微调")
    log.line("训练样本：1160，验证样本：0，显存：24GB")
    log.line(mojibake("📊 数据统计：均值 0.4312，标准差 0.2207"))
    log.line(mojibake("✅ 模型加载完成"))
    log.lines(
        f"""
***** Running training *****
  Num examples = 1,160
  Num Epochs = {EPOCHS}
  Instantaneous batch size per device = 8
  Total train batch size (w. parallel, distributed & accumulation) = 8
  Gradient Accumulation steps = 1
  Total optimization steps = {STEPS}
  Number of trainable parameters = 240,112,640
"""
    )
    log.line("\r" + bar(0, STEPS, 0), end="")
    elapsed = 0.0
    for step in range(1, STEPS + 1):
        elapsed += run.near(1.63, 0.05)
        if step % 5 == 0 or step == STEPS:
            log.line("\r" + bar(step, STEPS, elapsed), end="")
        if step % EVERY:
            continue
        log.at(step)
        drawn = bar(step, STEPS, elapsed)
        log.line("\r" + " " * 62 + "\r" + record(log, run, step))
        log.line("\r" + drawn, end="")
        if step == 350:
            log.line("\n第 3 轮开始，保存检查点：output_distmat/checkpoint-350")
    loss = 0.493
    log.line(
        "\r"
        + " " * 62
        + "\r{'train_runtime': 1180.4071, 'train_samples_per_second': 4.914, 'train_steps_per_second': 0.614, "
        f"'train_loss': {log.value('train_loss', loss + 0.0002817)}, 'epoch': 5.0}}"
    )
    log.line("\r" + bar(STEPS, STEPS, elapsed))
    log.line("🎉 训练完成，用时：19分40秒")
    log.line(mojibake("模型已保存到：") + " output_distmat/model.pt")
    return [log]


def record(log: SampleLog, run: Invented, step: int) -> str:
    """One dict of the Trainer: loss rounded to four digits, the rest as Python prints it."""
    loss = 6.9 / step**0.4 if step < 40 else run.loss(step, 0.05, 0.0124, 0.04)
    norm = run.loss(step, 50.0, 1.8, 0.2)
    return (
        f"{{'loss': {log.value('loss', round(loss, 4))}, 'grad_norm': {log.value('grad_norm', norm)}, "
        f"'learning_rate': {log.value('learning_rate', run.rate(step, 1e-4, 0.1))}, 'epoch': {round(step * EPOCHS / STEPS, 2)}}}"
    )
