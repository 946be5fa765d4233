"""TensorFlow 1 estimators. Form: tensorflow/estimator, `tensorflow_estimator/python/estimator/estimator.py`; tensorflow, `python/training/basic_session_run_hooks.py` (LoggingTensorHook, StepCounterHook)."""

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS = 3000


def logs() -> list[SampleLog]:
    log = SampleLog(
        "tf_estimator/train.log",
        axis="step",
        primary=["Saving dict loss", "accuracy", "loss"],
        source="tensorflow/estimator tensorflow_estimator/python/estimator/estimator.py",
        not_metrics=["sec", "save_checkpoints_steps"],
        notes="loss = …, step = N (0.8 sec); global_step/sec on the line before; 'Saving dict for global step' is the evaluation",
    )
    run = Invented(451, STEPS)
    log.line(
        "INFO:tensorflow:Using config: {'_model_dir': '/tmp/m', '_tf_random_seed': None, '_save_summary_steps': 100, '_save_checkpoints_secs': 600}"
    )
    log.line(
        "2019-03-01 10:11:12.131415: I tensorflow/core/platform/cpu_feature_guard.cc:141] Your CPU supports instructions that this TensorFlow binary was not compiled to use: AVX2 FMA"
    )
    log.line(
        "INFO:tensorflow:Running local_init_op.\nINFO:tensorflow:Done running local_init_op.\nINFO:tensorflow:Saving checkpoints for 0 into /tmp/m/model.ckpt."
    )
    for step in range(0, STEPS + 1, 100):
        log.at(step)
        if step:
            log.line(f"INFO:tensorflow:global_step/sec: {log.value('global_step/sec', run.near(121), '.6g')}")
        loss = log.value("loss", run.loss(step, 2.35, 0.12, 0.1), ".8g")
        log.line(f"INFO:tensorflow:loss = {loss}, step = {step}" + (f" ({run.near(0.82):.3f} sec)" if step else ""))
        if step and step % 1000 == 0:
            log.line(
                f"INFO:tensorflow:Saving checkpoints for {step} into /tmp/m/model.ckpt.\nINFO:tensorflow:Starting evaluation at 2019-03-01-10:{step // 100}:12\nINFO:tensorflow:Restoring parameters from /tmp/m/model.ckpt-{step}"
            )
            accuracy, value = run.score(step, 0.5, 0.97), run.loss(step, 1.2, 0.11)
            log.line(
                f"INFO:tensorflow:Saving dict for global step {step}: accuracy = {log.value('accuracy', accuracy, '.8g')}, global_step = {step}, loss = {log.value('Saving dict loss', value, '.8g')}"
            )
    log.line("INFO:tensorflow:Loss for final step: 0.1211.")
    return [log]
