"""Loops as people write them, each printing its own way: a real, tiny training (`toy.train`) stands behind every log.

Values are those of the training; only the clock is made up, so that the files come out the same every time.
"""

import csv
import io
import json
import logging
import math
from collections.abc import Iterator
from datetime import datetime, timedelta

from sample_logs.bars import bar
from sample_logs.toy import Epoch, train
from sample_logs.writing import SampleLog

START = datetime(2025, 5, 6, 9, 30, 0)


def new(name: str, axis: str, primary: list[str], **more: object) -> SampleLog:
    return SampleLog(
        f"home_made/{name}", axis=axis, primary=primary, source="this script, a real run of toy.train", **more
    )  # type: ignore[arg-type]


def epoch_step_loss() -> SampleLog:
    """The commonest tutorial line."""
    log = new(
        "epoch_step_loss.log",
        "epoch",
        ["Loss"],
        x_total=10,
        notes="Step counts within the epoch: 200 global steps in all",
    )
    for epoch in train(1, lr=0.1):
        log.at(epoch.number)
        for b in epoch.batches[4::5]:
            log.line(f"Epoch [{epoch.number}/10], Step [{b.batch}/20], Loss: {log.value('Loss', b.loss, '.4f')}")
    log.line("Finished Training")
    return log


def one_line_epoch() -> SampleLog:
    log = new("one_line_epoch.log", "epoch", ["val_loss", "val_acc", "train_loss"], x_total=40)
    log.line("Using device: cpu\nModel has 1,443 parameters\nStarting training for 40 epochs...")
    for e in train(2, epochs=40, lr=0.05):
        log.at(e.number)
        log.line(
            f"Epoch {e.number:03d}/040 | train_loss={log.value('train_loss', e.train_loss, '.4f')} train_acc={log.value('train_acc', e.train_accuracy, '.3f')} | "
            f"val_loss={log.value('val_loss', e.val_loss, '.4f')} val_acc={log.value('val_acc', e.val_accuracy, '.3f')} | {e.seconds:.1f}s"
        )
    return log


def percent_accuracy() -> SampleLog:
    log = new(
        "percent_accuracy.log",
        "epoch",
        ["Val Acc", "Val Loss", "Train Loss"],
        x_total=15,
        notes="one record spread over three indented lines; accuracy in percent",
    )
    for e in train(3, epochs=15, lr=0.06):
        log.at(e.number)
        log.line(f"Epoch {e.number}/15\n----------")
        log.line(
            f"\tTrain Loss: {log.value('Train Loss', e.train_loss, '.3f')} | Train Acc: {log.value('Train Acc', 100 * e.train_accuracy, '.2f')}%"
        )
        log.line(
            f"\t Val. Loss: {log.value('Val Loss', e.val_loss, '.3f')} |  Val. Acc: {log.value('Val Acc', 100 * e.val_accuracy, '.2f')}%"
        )
        log.line()
    log.line("Training complete in 0m 23s\nBest val Acc: 95.00%")
    return log


def logging_module() -> SampleLog:
    """The standard library's logger, with its own Formatter."""
    log = new(
        "logging_module.log",
        "step",
        ["loss", "accuracy"],
        x_total=None,
        not_metrics=["train.py:88", "seed", "batch_size"],
        notes="time stamp, level and source line before every record",
    )
    formatter = logging.Formatter("%(asctime)s - %(name)s - %(levelname)s - %(filename)s:%(lineno)d - %(message)s")
    now = START

    def say(text: str, level: int = logging.INFO, lineno: int = 88) -> None:
        record = logging.LogRecord("trainer", level, "/home/ann/exp/train.py", lineno, text, (), None)
        record.created, record.msecs = now.timestamp(), now.microsecond / 1000
        formatter.converter = lambda seconds: datetime.fromtimestamp(seconds or 0).timetuple()  # type: ignore[assignment]
        log.line(formatter.format(record))

    say("Namespace(batch_size=16, lr=0.1, seed=4, workers=4)", lineno=41)
    for e in train(4, lr=0.08):
        for b in e.batches[1::2]:
            now += timedelta(seconds=2 * b.seconds)
            log.at(b.step)
            say(
                f"step {b.step} loss {log.value('loss', b.loss, '.5f')} grad_norm {log.value('grad_norm', b.grad_norm, '.3f')} lr {log.value('lr', b.lr, '.2e')}"
            )
        say(
            f"validation at step {e.batches[-1].step}: accuracy {log.value('accuracy', e.val_accuracy, '.4f')}",
            lineno=112,
        )
        if e.number == 6:
            say("learning rate is below 0.05", logging.WARNING, 97)
    return log


def key_value() -> SampleLog:
    """logfmt: key=value, as structured loggers write it."""
    log = new("key_value.log", "step", ["loss"], not_metrics=["pid", "run_id"])
    now = START
    for e in train(5, epochs=6, lr=0.1):
        for b in e.batches[::2]:
            now += timedelta(seconds=b.seconds * 2)
            log.at(b.step)
            log.line(
                f"ts={now.isoformat(timespec='milliseconds')}Z level=info pid=4121 run_id=ab12f9 msg=train step={b.step} epoch={e.number} "
                f"loss={log.value('loss', b.loss, '.6f')} acc={log.value('acc', b.accuracy, '.4f')} lr={log.value('lr', b.lr, '.6g')}"
            )
    return log


def json_lines() -> SampleLog:
    log = new(
        "json_lines.jsonl",
        "step",
        ["val/loss", "train/loss"],
        not_metrics=["event", "config", "seed"],
        notes="mixed records: config, train, eval, done",
    )
    log.line(json.dumps({"event": "config", "config": {"lr": 0.1, "seed": 6, "layers": [5, 3]}}))
    for e in train(6, lr=0.1):
        for b in e.batches[3::4]:
            log.at(b.step)
            log.saw("train/loss", b.loss)
            log.saw("train/grad_norm", b.grad_norm)
            log.line(
                json.dumps(
                    {
                        "event": "train",
                        "step": b.step,
                        "epoch": e.number,
                        "train/loss": b.loss,
                        "train/grad_norm": b.grad_norm,
                    }
                )
            )
        log.saw("val/loss", e.val_loss)
        log.saw("val/accuracy", e.val_accuracy)
        log.line(
            json.dumps(
                {
                    "event": "eval",
                    "step": e.batches[-1].step,
                    "epoch": e.number,
                    "val/loss": e.val_loss,
                    "val/accuracy": e.val_accuracy,
                }
            )
        )
    log.line(json.dumps({"event": "done", "status": "ok"}))
    return log


def nested_json() -> SampleLog:
    log = new(
        "nested_json.jsonl",
        "epoch",
        ["val/loss", "train/loss"],
        notes="nested objects: val.loss is a name in two parts",
    )
    for e in train(7, epochs=25, lr=0.04):
        log.at(e.number)
        row = {
            "train": {"loss": round(e.train_loss, 5), "acc": round(e.train_accuracy, 4)},
            "val": {"loss": round(e.val_loss, 5), "acc": round(e.val_accuracy, 4)},
        }
        for split, values in row.items():
            for name, value in values.items():
                log.saw(f"{split}/{name}", value)
        log.line(json.dumps({"epoch": e.number, **row, "time": (START + timedelta(seconds=e.number)).isoformat()}))
    return log


def csv_with_header() -> SampleLog:
    log = new(
        "csv_with_header.csv", "epoch", ["val_loss", "train_loss", "val_acc"], notes="csv.writer: lines end in CRLF"
    )
    out = io.StringIO()
    names = ["train_loss", "train_acc", "val_loss", "val_acc", "lr"]
    writer = csv.writer(out)
    writer.writerow(["epoch", *names])
    for e in train(8, epochs=30, lr=0.05):
        log.at(e.number)
        row = (e.train_loss, e.train_accuracy, e.val_loss, e.val_accuracy, e.batches[-1].lr)
        writer.writerow([e.number, *(log.value(n, v) for n, v in zip(names, row, strict=True))])
    log.line(out.getvalue(), end="")
    return log


def tsv_no_epoch() -> SampleLog:
    log = new("tsv.tsv", "iter", ["loss"], notes="tab-separated, the position is called iter")
    log.line("iter\tloss\taccuracy\tgrad_norm\tlr")
    for e in train(9, lr=0.1):
        for b in e.batches[::2]:
            log.at(b.step)
            log.line(
                "\t".join(
                    [
                        str(b.step),
                        log.value("loss", b.loss, ".4f"),
                        log.value("accuracy", b.accuracy, ".3f"),
                        log.value("grad_norm", b.grad_norm, ".3e"),
                        log.value("lr", b.lr, ".5f"),
                    ]
                )
            )
    return log


def chinese() -> SampleLog:
    """Chinese labels and full-width punctuation."""
    log = new(
        "chinese.log",
        "epoch",
        ["验证损失", "训练损失", "验证准确率"],
        x_total=20,
        not_metrics=["批大小", "学习率 0.05"],
        notes="full-width colon and comma; 第N轮 is the epoch",
    )
    log.line("开始训练，共20轮，批大小：16")
    for e in train(10, epochs=20, lr=0.05):
        log.at(e.number)
        log.line(
            f"第{e.number}轮/共20轮  训练损失：{log.value('训练损失', e.train_loss, '.4f')}，训练准确率：{log.value('训练准确率', 100 * e.train_accuracy, '.2f')}%"
        )
        log.line(
            f"验证损失：{log.value('验证损失', e.val_loss, '.4f')}，验证准确率：{log.value('验证准确率', 100 * e.val_accuracy, '.2f')}%，耗时：{e.seconds:.1f}秒"
        )
        if e.number % 5 == 0:
            log.line(f"模型已保存：checkpoints/epoch_{e.number}.pth")
    log.line("训练结束！")
    return log


def japanese() -> SampleLog:
    log = new(
        "japanese.log", "epoch", ["検証損失", "学習損失", "正解率"], x_total=12, notes="エポック N/12 is the epoch"
    )
    for e in train(11, epochs=12, lr=0.06):
        log.at(e.number)
        log.line(f"エポック {e.number}/12")
        log.line(
            f"  学習損失: {log.value('学習損失', e.train_loss, '.4f')}  検証損失: {log.value('検証損失', e.val_loss, '.4f')}  正解率: {log.value('正解率', e.val_accuracy, '.3f')}  時間: {e.seconds:.1f}秒"
        )
    log.line("学習が完了しました")
    return log


def korean() -> SampleLog:
    log = new("korean.log", "epoch", ["검증 손실", "학습 손실", "검증 정확도"], x_total=12)
    for e in train(12, epochs=12, lr=0.06):
        log.at(e.number)
        log.line(
            f"에폭 [{e.number}/12] 학습 손실: {log.value('학습 손실', e.train_loss, '.4f')}, 검증 손실: {log.value('검증 손실', e.val_loss, '.4f')}, 검증 정확도: {log.value('검증 정확도', 100 * e.val_accuracy, '.2f')}%"
        )
    log.line("학습 완료")
    return log


def russian() -> SampleLog:
    log = new("russian.log", "epoch", ["потери на валидации", "потери", "точность"], x_total=12)
    for e in train(13, epochs=12, lr=0.06):
        log.at(e.number)
        log.line(
            f"Эпоха {e.number}/12: потери {log.value('потери', e.train_loss, '.4f')}, потери на валидации {log.value('потери на валидации', e.val_loss, '.4f')}, точность {log.value('точность', 100 * e.val_accuracy, '.1f')}%"
        )
    log.line("Обучение завершено")
    return log


def box_table() -> SampleLog:
    """A table drawn with box characters, a row an epoch."""
    log = new(
        "box_table.log",
        "epoch",
        ["Val Loss", "Train Loss", "Val Acc"],
        notes="the header is printed once, rows as they come",
    )
    names = ["Train Loss", "Train Acc", "Val Loss", "Val Acc"]
    log.line("┌───────┬────────────┬────────────┬────────────┬────────────┐")
    log.line("│ Epoch │ " + " │ ".join(f"{n:>10}" for n in names) + " │")
    log.line("├───────┼────────────┼────────────┼────────────┼────────────┤")
    for e in train(14, epochs=18, lr=0.06):
        log.at(e.number)
        row = (e.train_loss, e.train_accuracy, e.val_loss, e.val_accuracy)
        log.line(
            f"│ {e.number:5d} │ "
            + " │ ".join(f"{log.value(n, v, '.5f'):>10}" for n, v in zip(names, row, strict=True))
            + " │"
        )
    log.line("└───────┴────────────┴────────────┴────────────┴────────────┘")
    return log


def pipe_table() -> SampleLog:
    log = new("pipe_table.log", "epoch", ["val_loss", "loss"], notes="Markdown-like rows; a best row carries a star")
    log.line(
        "| epoch | loss     | val_loss | val_acc | lr       |\n|-------|----------|----------|---------|----------|"
    )
    best = math.inf
    for e in train(15, epochs=18, lr=0.06):
        log.at(e.number)
        star = " *" if e.val_loss < best else ""
        best = min(best, e.val_loss)
        log.line(
            f"| {e.number:<5} | {log.value('loss', e.train_loss, '.6f')} | {log.value('val_loss', e.val_loss, '.6f')} | {log.value('val_acc', 100 * e.val_accuracy, '.2f')}%  | {log.value('lr', e.batches[-1].lr, '.2e')} |{star}"
        )
    return log


def summary_blocks() -> SampleLog:
    """A block of name and value lines for every epoch."""
    log = new(
        "summary_blocks.log",
        "epoch",
        ["Validation Loss", "Training Loss"],
        x_total=10,
        notes="a record of six lines, dotted leaders",
    )
    rule = "=" * 46
    for e in train(16, lr=0.08):
        log.at(e.number)
        log.line(f"{rule}\n{f'EPOCH {e.number} OF 10':^46}\n{rule}")
        rows = {
            "Training Loss": e.train_loss,
            "Training Accuracy": e.train_accuracy,
            "Validation Loss": e.val_loss,
            "Validation Accuracy": e.val_accuracy,
            "Learning Rate": e.batches[-1].lr,
        }
        for name, value in rows.items():
            log.line(f"{name} {'.' * (30 - len(name))} {log.value(name, value, '.6f')}")
        log.line(f"Elapsed {'.' * 23} {e.seconds:.2f}s\n")
    return log


def ranks() -> SampleLog:
    """torchrun's prefix: four processes print the same record."""
    log = new(
        "ranks.log",
        "step",
        ["loss"],
        notes="expectations are those of rank 0; the others are series of their own or hidden",
    )
    log.line(
        "[W socket.cpp:426] [c10d] The server socket cannot be initialized on [::]:29500 (errno: 97 - Address family not supported by protocol)."
    )
    others = [list(_batches(train(170 + rank, epochs=4, lr=0.1))) for rank in range(1, 4)]
    for at, b in enumerate(_batches(train(170, epochs=4, lr=0.1))):
        if at % 2:
            continue
        log.at(b.step)
        log.line(f"[rank0]: step {b.step} loss {log.value('loss', b.loss, '.4f')} tokens/s {4000 + at}")
        for rank, mine in enumerate(others, 1):
            log.line(f"[rank{rank}]: step {b.step} loss {mine[at].loss:.4f} tokens/s {3990 + rank + at}")
    return log


def _batches(epochs: Iterator[Epoch]) -> Iterator[object]:
    for e in epochs:
        yield from e.batches


def glued_bar() -> SampleLog:
    """A bar on the same stream: the record stands right behind the frame, without a line end between them."""
    log = new(
        "glued_bar.log",
        "epoch",
        ["val_loss", "val_acc"],
        x_total=8,
        notes="bar frames end in CR; `print` writes behind the last frame; postfix loss is the bar's",
    )
    for e in train(18, epochs=8, lr=0.08):
        log.at(e.number)
        elapsed = 0.0
        for b in e.batches:
            elapsed += b.seconds
            if b.batch % 4 == 0:
                text = bar(b.batch, 20, elapsed, f"Epoch {e.number}/8", f"loss={b.loss:.3f}")
                log.line("\r" + text, end="")
        log.saw("loss", round(b.loss, 3))
        log.line(
            f" val_loss: {log.value('val_loss', e.val_loss, '.4f')} val_acc: {log.value('val_acc', e.val_accuracy, '.4f')}"
        )
    return log


def bare_dict() -> SampleLog:
    """`print(metrics)` and nothing else."""
    log = new(
        "bare_dict.log",
        "epoch",
        ["val_loss", "train_loss"],
        notes="Python's repr of a dict, a numpy scalar among the values",
    )
    for e in train(19, epochs=20, lr=0.05):
        log.at(e.number)
        loss, val = log.value("train_loss", e.train_loss), log.value("val_loss", e.val_loss)
        log.line(
            f"{{'epoch': {e.number}, 'train_loss': {loss}, 'val_loss': {val}, 'val_acc': np.float64({log.value('val_acc', e.val_accuracy)})}}"
        )
    return log


def columns_only() -> SampleLog:
    """A header once and aligned columns, no separators."""
    log = new(
        "columns_only.log", "step", ["loss"], notes="header and blank-aligned columns, header repeated every 30 rows"
    )
    names = ["loss", "accuracy", "grad_norm", "lr"]
    rows = 0
    for e in train(20, lr=0.08):
        for b in e.batches[::2]:
            if rows % 30 == 0:
                log.line(f"{'step':>8}" + "".join(f"{n:>12}" for n in names))
            rows += 1
            log.at(b.step)
            log.line(
                f"{b.step:>8}"
                + "".join(
                    f"{log.value(n, v, '.5f'):>12}"
                    for n, v in zip(names, (b.loss, b.accuracy, b.grad_norm, b.lr), strict=True)
                )
            )
    return log


def reinforcement() -> SampleLog:
    """Episodes, as a DQN tutorial prints them; returns of a real bandit."""
    log = new(
        "episodes.log",
        "epoch",
        ["Average Score", "Score", "Reward"],
        x_total=300,
        notes="position is the episode; every tenth line is ended, the ones between are overwritten by CR, yet each is an episode of its own",
    )
    import random

    rng = random.Random(21)
    means, guess = [rng.gauss(0, 1) for _ in range(5)], [0.0] * 5
    scores: list[float] = []
    for episode in range(1, 301):
        epsilon = max(0.01, 0.99**episode)
        total = 0.0
        for _ in range(20):
            arm = rng.randrange(5) if rng.random() < epsilon else guess.index(max(guess))
            reward = rng.gauss(means[arm], 0.5)
            guess[arm] += 0.05 * (reward - guess[arm])
            total += reward
        scores.append(total)
        mean = sum(scores[-100:]) / len(scores[-100:])
        log.at(episode)
        text = f"Episode {episode}/300\tAverage Score: {log.value('Average Score', mean, '.2f')}\tEpsilon: {log.value('Epsilon', epsilon, '.3f')}"
        log.line(text, end="\n" if episode % 10 == 0 else "\r")
    return log


def gan() -> SampleLog:
    """The DCGAN tutorial's line; two players, each a toy training."""
    log = new(
        "gan.log",
        "epoch",
        ["Loss_G", "Loss_D"],
        x_total=5,
        notes="[epoch/epochs][batch/batches], names in CamelCase, D(G(z)) has two values with a slash",
    )
    games = zip(train(22, epochs=5, lr=0.05), train(23, epochs=5, lr=0.03), strict=True)
    for d, g in games:
        log.at(d.number - 1)
        for one, two in zip(d.batches[::5], g.batches[::5], strict=True):
            log.line(
                f"[{d.number - 1}/5][{one.batch - 1}/20]\tLoss_D: {log.value('Loss_D', one.loss, '.4f')}\tLoss_G: {log.value('Loss_G', two.loss, '.4f')}\t"
                f"D(x): {log.value('D(x)', one.accuracy, '.4f')}\tD(G(z)): {two.accuracy / 2:.4f} / {two.accuracy / 3:.4f}"
            )
    return log


def diverging() -> SampleLog:
    """A learning rate far too high: the loss becomes NaN and the loop goes on."""
    log = new(
        "diverging.log",
        "step",
        ["loss"],
        x_total=60,
        notes="the loss of a linear model by gradient descent with too high a rate: really inf, then nan",
    )
    weight = 1.0
    for step in range(1, 61):
        log.at(step)
        loss = (weight * 3.0 - 6.0) ** 2 if abs(weight) < 1e154 else math.inf if math.isfinite(weight) else math.nan
        slope = 2 * 3.0 * (weight * 3.0 - 6.0)
        weight -= 1e7 * slope
        log.line(f"step {step}/60 - loss: {log.value('loss', loss, '.4e')} - grad: {log.value('grad', slope, '.3e')}")
    return log


def restarted() -> SampleLog:
    """Stopped and started again from a checkpoint, in one file: steps 101 to 120 are trained twice."""
    log = new("restarted.log", "step", ["loss"], x_total=200, notes="two starts in one file; steps 101-120 stand twice")
    log.line("=== job 88121 on node17 started ===")
    steps = [b for e in train(24, lr=0.05) for b in e.batches]
    for b in steps[:120:2]:
        log.at(b.step)
        log.line(f"[{b.step}/200] loss: {log.value('loss', b.loss, '.4f')} lr: {log.value('lr', b.lr, '.5f')}")
    log.line("slurmstepd: error: *** JOB 88121 ON node17 CANCELLED AT 2025-05-06T11:02:13 DUE TO PREEMPTION ***")
    log.line("=== job 88140 on node03 started ===\nResuming from checkpoints/step_100.pt (step 100)")
    again = [b for e in train(24, lr=0.049) for b in e.batches]
    for b in again[100::2]:
        log.at(b.step)
        log.line(f"[{b.step}/200] loss: {log.value('loss', b.loss, '.4f')} lr: {log.value('lr', b.lr, '.5f')}")
    log.line("Done.")
    return log


def windows_console() -> SampleLog:
    """PowerShell's `>`: UTF-16 with a mark, CRLF."""
    log = new("powershell.log", "epoch", ["val_loss", "loss"], x_total=10, notes="UTF-16 LE with BOM, CRLF line ends")
    log.encoding = "utf-16"
    for e in train(25, lr=0.08):
        log.at(e.number)
        log.line(
            f"epoch {e.number}/10 loss: {log.value('loss', e.train_loss, '.4f')} val_loss: {log.value('val_loss', e.val_loss, '.4f')}",
            end="\r\n",
        )
    return log


STYLES = (
    epoch_step_loss, one_line_epoch, percent_accuracy, logging_module, key_value, json_lines, nested_json, csv_with_header, tsv_no_epoch,
    chinese, japanese, korean, russian, box_table, pipe_table, summary_blocks, ranks, glued_bar, bare_dict, columns_only, reinforcement,
    gan, diverging, restarted, windows_console,
)  # fmt: skip


def logs() -> list[SampleLog]:
    return [style() for style in STYLES]
