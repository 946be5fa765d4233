"""kohya's sd-scripts: one bar over all steps with avr_loss. Form: kohya-ss/sd-scripts, `train_network.py`."""

from sample_logs.bars import bar
from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

EPOCHS, PER_EPOCH = 5, 80


def logs() -> list[SampleLog]:
    total = EPOCHS * PER_EPOCH
    log = SampleLog(
        "kohya/train.log",
        axis="step",
        primary=["avr_loss"],
        source="kohya-ss/sd-scripts train_network.py",
        x_total=total,
        not_metrics=["num train images * repeats", "batch size per device", "network dim"],
        notes="frames ended by CR, each a step of its own; epoch headers between; Japanese beside English",
    )
    run = Invented(381, total)
    log.lines(
        f"running training / 学習開始\n  num train images * repeats / 学習画像の数×繰り返し回数: 640\n  num reg images / 正則化画像の数: 0\n  num batches per epoch / 1epochのバッチ数: {PER_EPOCH}\n  num epochs / epoch数: {EPOCHS}\n  batch size per device / バッチサイズ: 8\n  gradient accumulation steps / 勾配を合計するステップ数 = 1\n  total optimization steps / 学習ステップ数: {total}"
    )
    log.line("\r" + bar(0, total, 0, "steps"), end="")
    for epoch in range(1, EPOCHS + 1):
        log.line(f"\nepoch {epoch}/{EPOCHS}")
        for step in range((epoch - 1) * PER_EPOCH + 1, epoch * PER_EPOCH + 1):
            log.at(step)
            log.line(
                "\r"
                + bar(
                    step,
                    total,
                    step * 1.2,
                    "steps",
                    f"avr_loss={log.value('avr_loss', run.loss(step, 0.16, 0.09, 0.02), '.3g')}",
                ),
                end="",
            )
        log.line(f"\nsaving checkpoint: /out/style-{epoch:06}.safetensors")
    log.line("model saved.")
    return [log]
