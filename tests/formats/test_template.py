"""Lines of real programs, as each of them alone tells names, values and place."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from tests.formats.told import draft


@dataclass(frozen=True)
class Case:
    """A line without its prefix, and what a person reads in it. Totals and the rest are left out where unsaid."""

    line: str
    values: dict[str, float]
    step: float | None = None
    epoch: float | None = None
    batch: float | None = None
    totals: dict[str, float] = field(default_factory=dict)


def case(line: str, values: dict[str, float], **place: float) -> Case:
    known = {k: place.pop(k) for k in ("step", "epoch", "batch") if k in place}
    return Case(line, values, **known, totals=place)


CASES = {
    # loops as people write them
    "a word and a number": case("loss 0.5", {"loss": 0.5}),
    "a colon": case("loss: 0.5 acc: 0.9", {"loss": 0.5, "acc": 0.9}),
    "an equals sign": case("loss=0.5, acc=0.9", {"loss": 0.5, "acc": 0.9}),
    "epoch and loss": case("Epoch 3: loss 0.5", {"loss": 0.5}, epoch=3),
    "epoch of epochs": case("Epoch 3/10, loss: 0.5", {"loss": 0.5}, epoch=3, epoch_total=10),
    "epoch in brackets": case("Epoch [3/10], Loss: 0.5000", {"Loss": 0.5}, epoch=3, epoch_total=10),
    "epoch of epochs, in words": case("Epoch 3 of 10 - loss: 0.5", {"loss": 0.5}, epoch=3, epoch_total=10),
    "epoch and step in brackets": case(
        "Epoch [1/5], Step [100/600], Loss: 0.3427", {"Loss": 0.3427}, step=100, epoch=1, epoch_total=5, step_total=600
    ),
    "pipes between": case("step 100 | loss 2.5 | lr 1e-4", {"loss": 2.5, "lr": 1e-4}, step=100),
    "commas between": case("Step: 100, Loss: 2.5, LR: 0.0001", {"Loss": 2.5, "LR": 1e-4}, step=100),
    "tabs between": case("iter: 100\tloss: 2.5\tacc: 0.1", {"loss": 2.5, "acc": 0.1}, step=100),
    "dashes between": case("Epoch 1 - train loss: 0.5 - val loss: 0.6", {"train loss": 0.5, "val loss": 0.6}, epoch=1),
    "semicolons between": case("epoch=3; loss=0.5; acc=0.9", {"loss": 0.5, "acc": 0.9}, epoch=3),
    "names glued to places": case("epoch:3 step:100 loss:0.5", {"loss": 0.5}, epoch=3, step=100),
    "full stop after a number": case("Epoch 3. Loss: 0.5. Acc: 0.9.", {"Loss": 0.5, "Acc": 0.9}, epoch=3),
    "percent": case("Epoch 1: accuracy: 87.5%", {"accuracy": 87.5}, epoch=1),
    "nan": case("step 5 loss nan", {"loss": float("nan")}, step=5),
    "minus infinity": case("step 5 loss: -inf", {"loss": float("-inf")}, step=5),
    "exponents": case("step 5, loss=1.5e-03, lr=2E-5", {"loss": 1.5e-3, "lr": 2e-5}, step=5),
    "thousands": case("step 12,500 loss 0.5", {"loss": 0.5}, step=12500),
    "quoted values": case("epoch='3' loss='0.5'", {"loss": 0.5}, epoch=3),
    "names in quotes": case('"loss": 0.5, "acc": 0.9', {"loss": 0.5, "acc": 0.9}),
    "value with its average": case("Epoch: [3]  Loss 0.5 (0.6)", {"Loss": 0.5}, epoch=3),
    "names in brackets": case("[Epoch 3] loss: 0.5", {"loss": 0.5}, epoch=3),
    "bare step in brackets": case("[1000] loss: 0.5", {"loss": 0.5}, step=1000),
    "arrow": case("Epoch 3 -> loss: 0.5", {"loss": 0.5}, epoch=3),
    "at the end": case("loss: 0.5 at step 100", {"loss": 0.5}, step=100),
    "train and validation": case(
        "Epoch 3 | train_loss 0.5 | val_loss 0.6 | val_acc 0.9",
        {"train_loss": 0.5, "val_loss": 0.6, "val_acc": 0.9},
        epoch=3,
    ),
    "a label gives the split": case("Validation: loss 0.5", {"val/loss": 0.5}),
    "the split stands before": case("Val Epoch 3 loss: 0.5", {"val/loss": 0.5}, epoch=3),
    "spaced sign": case("loss = 0.5   acc = 0.9", {"loss": 0.5, "acc": 0.9}),
    "stars around": case("*** epoch 3: loss 0.5 ***", {"loss": 0.5}, epoch=3),
    "names of two words": case(
        "Epoch 3 Training loss: 0.5 Learning rate: 0.001", {"Training loss": 0.5, "Learning rate": 0.001}, epoch=3
    ),
    "names with a slash": case("step=3 train/loss=0.5 train/lr=0.1", {"train/loss": 0.5, "train/lr": 0.1}, step=3),
    # programs
    "pytorch mnist": case(
        "Train Epoch: 1 [640/60000 (1%)]\tLoss: 2.310783",
        {"train/Loss": 2.310783},
        epoch=1,
        batch=640,
        batch_total=60000,
    ),
    "pytorch imagenet": case(
        "Epoch: [0][  10/5005]\tTime  0.5 ( 0.6)\tLoss 6.9e+00 (7.0e+00)\tAcc@1   0.39 (  0.20)",
        {"Time": 0.5, "Loss": 6.9, "Acc@1": 0.39},
        epoch=0,
        batch=10,
        batch_total=5005,
    ),
    "nanogpt": case(
        "iter 100: loss 4.1234, time 135.20ms, mfu 15.10%", {"loss": 4.1234, "time": 135.2, "mfu": 15.1}, step=100
    ),
    "nanogpt evaluation": case(
        "step 250: train loss 1.9, val loss 2.1", {"train loss": 1.9, "val loss": 2.1}, step=250
    ),
    "llm.c": case(
        "step  100/19560 | loss 6.5 (+0.12z)| norm 1.2 (+0.5z)| lr 8.57e-05",
        {"loss": 6.5, "norm": 1.2, "lr": 8.57e-5},
        step=100,
        step_total=19560,
    ),
    "megatron": case(
        "iteration      100/  500000 | consumed samples:        25600 | learning rate: 1.5E-04 | "
        "global batch size:   256 | lm loss: 7.5E+00 "
        "| loss scale: 1.0 | grad norm: 1.3",
        {
            "consumed samples": 25600,
            "learning rate": 1.5e-4,
            "global batch size": 256,
            "lm loss": 7.5,
            "loss scale": 1,
            "grad norm": 1.3,
        },
        step=100,
        step_total=500000,
    ),
    "keras": case(
        "loss: 0.5 - accuracy: 0.9 - val_loss: 0.6 - val_accuracy: 0.8",
        {"loss": 0.5, "accuracy": 0.9, "val_loss": 0.6, "val_accuracy": 0.8},
    ),
    "xgboost": case("[10]\ttrain-logloss:0.5\teval-logloss:0.6", {"train-logloss": 0.5, "eval-logloss": 0.6}, step=10),
    "lightgbm": case(
        "[10]\ttraining's l2: 0.5\tvalid_1's l2: 0.6", {"training's l2": 0.5, "valid_1's l2": 0.6}, step=10
    ),
    "catboost": case(
        "5:\tlearn: 0.6427\ttest: 0.6440\tbest: 0.6440 (5)",
        {"learn": 0.6427, "test": 0.644, "test/best": 0.644},
        step=5,
    ),
    "caffe": case("Iteration 100, loss = 1.25", {"loss": 1.25}, step=100),
    "caffe lr": case("Iteration 100, lr = 0.01", {"lr": 0.01}, step=100),
    "mxnet": case(
        "Epoch[3] Batch [100]\tSpeed: 500.5 samples/sec\taccuracy=0.9",
        {"Speed": 500.5, "accuracy": 0.9},
        epoch=3,
        batch=100,
    ),
    "mxnet epoch": case("Epoch[3] Validation-accuracy=0.9", {"Validation-accuracy": 0.9}, epoch=3),
    "fairseq pipes": case(
        "epoch 003 | loss 5.5 | ppl 45.3 | num_updates 1200 | lr 0.0005",
        {"loss": 5.5, "ppl": 45.3, "lr": 5e-4},
        epoch=3,
        step=1200,
    ),
    "flair": case(
        "epoch 3 - iter 10/100 - loss 0.5 - time (sec): 1.5 - lr: 0.1",
        {"loss": 0.5, "time (sec)": 1.5, "lr": 0.1},
        epoch=3,
        step=10,
    ),
    "detectron2": case(
        "eta: 0:10:00  iter: 19  total_loss: 1.5  loss_cls: 0.5  time: 0.25  lr: 0.001  max_mem: 3000M",
        {"total_loss": 1.5, "loss_cls": 0.5, "time": 0.25, "lr": 0.001, "max_mem": 3e9},
        step=19,
    ),
    "mmengine": case(
        "Epoch(train)  [3][ 50/100]  lr: 2.0e-02  eta: 0:10:00  time: 0.5  data_time: 0.1  memory: 3000  loss: 1.5",
        {"lr": 0.02, "time": 0.5, "data_time": 0.1, "memory": 3000, "train/loss": 1.5},
        epoch=3,
        batch=50,
        batch_total=100,
    ),
    "detr": case(
        "Epoch: [3]  [ 10/100]  eta: 0:10:00  lr: 0.0001  loss: 5.5 (6.5)  time: 0.5  data: 0.1  max mem: 3000",
        {"lr": 1e-4, "loss": 5.5, "time": 0.5, "data": 0.1, "max mem": 3000},
        epoch=3,
        batch=10,
        batch_total=100,
    ),
    "opennmt": case(
        "Step 50/100000; acc: 10.5; ppl: 900.5; xent: 6.8; lr: 0.0001; sents: 3000; bsz: 100/90/5",
        {"acc": 10.5, "ppl": 900.5, "xent": 6.8, "lr": 1e-4, "sents": 3000},
        step=50,
        step_total=100000,
    ),
    "speechbrain": case(
        "epoch: 3, lr: 1.0e-03 - train loss: 1.5 - valid loss: 1.6, valid WER: 20.5",
        {"lr": 1e-3, "train loss": 1.5, "valid loss": 1.6, "valid WER": 20.5},
        epoch=3,
    ),
    "icefall": case(
        "Epoch 1, batch 50, loss[loss=0.5, simple_loss=1.5], tot_loss[loss=0.6, simple_loss=1.6], lr: 1e-3",
        {"loss": 0.5, "simple_loss": 1.5, "tot_loss loss": 0.6, "tot_loss simple_loss": 1.6, "lr": 1e-3},
        epoch=1,
        batch=50,
    ),
    "stylegan": case(
        "tick 3     kimg 12.0     time 1m 30s       sec/tick 20.5    sec/kimg 5.5",
        {"time": 90, "sec/tick": 20.5, "sec/kimg": 5.5},
        step=12,
    ),
    "torchtitan": case(
        "step: 10  loss:  7.5  grad_norm:  1.2  memory: 30.5GiB(40.1%)  tps: 5,000  tflops: 100.5  mfu: 32.1%",
        {"loss": 7.5, "grad_norm": 1.2, "memory": 30.5, "tps": 5000, "tflops": 100.5, "mfu": 32.1},
        step=10,
    ),
    "torchtune": case(
        "Step 10 | loss:1.5 lr:0.0003 tokens_per_second_per_gpu:500.5",
        {"loss": 1.5, "lr": 3e-4, "tokens_per_second_per_gpu": 500.5},
        step=10,
    ),
    "rsl_rl": case("Mean reward: 15.5", {"Mean reward": 15.5}),
    "cleanrl": case("global_step=1024, episodic_return=20.5", {"episodic_return": 20.5}, step=1024),
    "marian": case(
        "Ep. 1 : Up. 1000 : Sen. 50,000 : Cost 5.5 * 100,000 after 1,000,000 : Time 10.5s : L.r. 3.0000e-04",
        {"Sen": 50000, "Cost": 5.5, "Time": 10.5, "L.r": 3e-4},
        epoch=1,
        step=1000,
    ),
    "maxtext": case(
        "completed step: 10, seconds: 1.5, TFLOP/s/device: 100.5, Tokens/s/device: 5000.5, loss: 7.5",
        {"seconds": 1.5, "TFLOP/s/device": 100.5, "Tokens/s/device": 5000.5, "loss": 7.5},
        step=10,
    ),
    "tf estimator": case("loss = 0.5, step = 100 (2.5 sec)", {"loss": 0.5}, step=100),
    "paddle": case(
        "epoch: [3/10], global_step: 100, lr: 0.001, acc: 0.9, loss: 0.5",
        {"lr": 0.001, "acc": 0.9, "loss": 0.5},
        epoch=3,
        step=100,
    ),
    "mindspore": case("epoch: 3 step: 100, loss is 0.5", {"loss": 0.5}, epoch=3, step=100),
    "minimind": case(
        "Epoch:[1/2](100/5000) loss:5.5 lr:0.0005 epoch_Time:60.0min:",
        {"loss": 5.5, "lr": 5e-4, "epoch_Time": 60},
        epoch=1,
        batch=100,
    ),
    "scikit-learn": case("Iteration 10, loss = 0.5", {"loss": 0.5}, step=10),
    "optax": case(
        "[epoch 3] train_loss=0.5 test_loss=0.6 test_accuracy=0.9",
        {"train_loss": 0.5, "test_loss": 0.6, "test_accuracy": 0.9},
        epoch=3,
    ),
    "gan": case(
        "[Epoch 3/200] [Batch 10/938] [D loss: 0.5] [G loss: 1.5]",
        {"D loss": 0.5, "G loss": 1.5},
        epoch=3,
        batch=10,
        batch_total=938,
    ),
    "reinforcement": case("Episode 100\tAverage Score: 195.5", {"Average Score": 195.5}, step=100),
    "policy gradient": case("Episode: 100, Reward: 195.5, Epsilon: 0.1", {"Reward": 195.5, "Epsilon": 0.1}, step=100),
    "deepspeed": case(
        "step=10, skipped=0, lr=[0.001], mom=[(0.9, 0.95)]",
        {"skipped": 0, "lr": 0.001, "mom[0]": 0.9, "mom[1]": 0.95},
        step=10,
    ),
    # languages
    "Chinese with totals": case(
        "轮次 3/10，训练损失 0.5，验证损失 0.6", {"训练损失": 0.5, "验证损失": 0.6}, epoch=3, epoch_total=10
    ),
    "Japanese": case("エポック 3/10 損失: 0.5 正解率: 0.9", {"損失": 0.5, "正解率": 0.9}, epoch=3, epoch_total=10),
    "Japanese step": case("ステップ 100 学習率=0.001 損失=0.5", {"学習率": 0.001, "損失": 0.5}, step=100),
    "Korean": case("에폭 3/10, 손실: 0.5, 정확도: 0.9", {"손실": 0.5, "정확도": 0.9}, epoch=3, epoch_total=10),
    "Russian": case("Эпоха 3/10: потери 0.5, точность 0.9", {"потери": 0.5, "точность": 0.9}, epoch=3, epoch_total=10),
    "Spanish": case(
        "Época 3/10 - pérdida: 0.5 - precisión: 0.9", {"pérdida": 0.5, "precisión": 0.9}, epoch=3, epoch_total=10
    ),
    "full-width signs": case("epoch：3，loss＝0.5", {"loss": 0.5}, epoch=3),
}


@pytest.mark.parametrize("named", CASES.values(), ids=CASES.keys())
def test_a_line_tells_names_values_and_place_and_nothing_else(named: Case) -> None:
    found = draft(named.line)
    assert {n: repr(v) for n, v in found.values.items()} == {n: repr(float(v)) for n, v in named.values.items()}
    assert (found.step, found.epoch, found.batch) == (named.step, named.epoch, named.batch)
    assert {name: getattr(found, name) for name in named.totals} == named.totals


NOTHING = (
    "",
    "loss",
    "12",
    "Loading checkpoint shards",
    "conv2d_12 (Conv2D) (None, 3, 3)",
    "https://example.org:8080/a/b",
    "at line 12 of file.py",
    "version 1.2.3 of 2024-05-01",
    "port 8080",
    "Running on 8 devices in 2 nodes",
    "The loss of the 3 runs is printed below.",
)


@pytest.mark.parametrize("line", NOTHING)
def test_a_line_without_a_named_figure_tells_none(line: str) -> None:
    assert draft(line).values == {}
