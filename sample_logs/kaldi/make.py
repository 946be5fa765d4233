"""Kaldi nnet3: the driver's iterations and one job's log.

Form: kaldi-asr/kaldi, `egs/wsj/s5/steps/nnet3/train_dnn.py` (logger), `src/nnet3/nnet-training.cc` (ObjectiveFunctionInfo).
"""

from datetime import datetime, timedelta

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

ITERATIONS, PHASES = 60, 40


def logs() -> list[SampleLog]:
    return [driver(), job()]


def driver() -> SampleLog:
    log = SampleLog(
        "kaldi/train_dnn.log",
        axis="iter",
        primary=["lr"],
        source="kaldi-asr/kaldi egs/wsj/s5/steps/nnet3/train_dnn.py",
        x_total=ITERATIONS - 1,
        not_metrics=["Jobs"],
        notes="no loss in this log at all: only the learning rate and how much is done",
    )
    now = datetime(2022, 6, 1, 10, 0, 0, 5000)
    prefix = "[steps/nnet3/train_dnn.py:351 - train - INFO ] "
    log.line(f"{now:%Y-%m-%d %H:%M:%S},005 {prefix}Training will run for 6.0 epochs = {ITERATIONS} iterations")
    for at in range(ITERATIONS):
        now += timedelta(seconds=44)
        log.at(at)
        share = at / ITERATIONS
        jobs = 3 + at // 20
        log.line(
            f"{now:%Y-%m-%d %H:%M:%S},005 {prefix}Iter: {at}/{ITERATIONS - 1}   Jobs: {jobs}   Epoch: {6 * share:.2f}/6.0 ({100 * share:.1f}% complete)   lr: {log.value('lr', 0.0045 * 0.1**share, '.6f')}   "
        )
    return log


def job() -> SampleLog:
    log = SampleLog(
        "kaldi/train.12.1.log",
        axis="step",
        primary=["Average objective function"],
        source="kaldi-asr/kaldi src/nnet3/nnet-training.cc",
        notes="minibatches 0-99 is a range; the objective is a log likelihood and rises; the last line is the overall value",
    )
    run = Invented(332, PHASES)
    log.line(
        "# nnet3-train --use-gpu=yes --momentum=0.0 --max-param-change=2.0 'nnet3-am-copy --raw=true exp/tri/12.mdl - |' ark:cegs.12.ark exp/tri/13.1.raw"
    )
    log.line(
        "LOG (nnet3-train[5.5.1009]:SelectGpuId():cu-device.cc:238) CUDA setup operating under Compute Exclusive Mode."
    )
    for phase in range(PHASES):
        log.at(100 * phase + 99)
        value = -run.loss(phase, 4.6, 1.1, 0.02)
        log.line(
            f"LOG (nnet3-train[5.5.1009]:PrintStatsForThisPhase():nnet-training.cc:353) Average objective function for 'output' for minibatches {100 * phase}-{100 * phase + 99} is {log.value('Average objective function', value, '.6g')} over 25600 frames."
        )
    log.line(
        "LOG (nnet3-train[5.5.1009]:PrintTotalStats():nnet-training.cc:391) Overall average objective function for 'output' is -1.62119 over 1024000 frames."
    )
    log.line("LOG (nnet3-train[5.5.1009]:PrintProfile():cu-device.cc:563) AddMatMat\t12.3312s")
    return log
