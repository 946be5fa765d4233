"""Caffe's solver through glog. Form: BVLC/caffe, `src/caffe/solver.cpp`, `src/caffe/solvers/sgd_solver.cpp`."""

from datetime import datetime, timedelta

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS, EVERY = 4000, 100


def logs() -> list[SampleLog]:
    log = SampleLog(
        "caffe/solver.log",
        axis="iter",
        primary=["accuracy", "Test net output loss", "loss"],
        source="BVLC/caffe src/caffe/solver.cpp",
        x_total=STEPS,
        not_metrics=["base_lr", "max_iter", "display", "solver.cpp:239", "num_output", "stepsize"],
        notes="two losses a step: the smoothed one of the Iteration line and the last batch's on the next line; both are listed",
    )
    run = Invented(471, STEPS)
    now = datetime(2016, 5, 12, 12, 0, 0, 123456)

    def say(place: str, text: str) -> None:
        log.line(f"I{now:%m%d %H:%M:%S.%f} 21931 {place}] {text}")

    say(
        "solver.cpp:45",
        f'Initializing solver from parameters: \ntest_iter: 100\ntest_interval: 1000\nbase_lr: 0.01\ndisplay: {EVERY}\nmax_iter: {STEPS}\nlr_policy: "inv"\nstepsize: 1000\nnet: "lenet.prototxt"',
    )
    say(
        "net.cpp:58",
        'Initializing net from parameters: \nlayer {\n  name: "conv1"\n  type: "Convolution"\n  convolution_param {\n    num_output: 20\n    kernel_size: 5\n  }\n}',
    )
    for step in range(0, STEPS + 1, EVERY):
        now += timedelta(seconds=1.1)
        log.at(step)
        if step % 1000 == 0:
            say("solver.cpp:341", f"Iteration {step}, Testing net (#0)")
            say(
                "solver.cpp:409",
                f"    Test net output #0: accuracy = {log.value('accuracy', run.score(step, 0.1, 0.991), 'g')}",
            )
            value = log.value("Test net output loss", run.loss(step, 2.4, 0.03), "g")
            say("solver.cpp:409", f"    Test net output #1: loss = {value} (* 1 = {value} loss)")
        if step < STEPS:
            mean, last = run.loss(step, 2.4, 0.02, 0.03), run.loss(step, 2.4, 0.02, 0.4)
            say("solver.cpp:239", f"Iteration {step}, loss = {log.value('loss', mean, 'g')}")
            value = log.value("Train net output loss", last, "g")
            say("solver.cpp:255", f"    Train net output #0: loss = {value} (* 1 = {value} loss)")
            say(
                "sgd_solver.cpp:106",
                f"Iteration {step}, lr = {log.value('lr', 0.01 * (1 + 0.0001 * step) ** -0.75, 'g')}",
            )
    say("solver.cpp:326", "Optimization Done.")
    return [log]
