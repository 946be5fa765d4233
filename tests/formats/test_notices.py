"""Lines that tell of an event, and lines that only seem to."""

from __future__ import annotations

import pytest

from tui.formats.notices import notice_kind

KINDS = {
    "oom": (
        "torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB",
        "RuntimeError: CUDA out of memory. Tried to allocate 20.00 MiB (GPU 0; 10.76 GiB total capacity)",
        "torch.OutOfMemoryError: CUDA out of memory.",
        "tensorflow.python.framework.errors_impl.ResourceExhaustedError: OOM when allocating tensor with shape[8,512]",
        "jaxlib.xla_extension.XlaRuntimeError: RESOURCE_EXHAUSTED: Out of memory while trying to allocate 123 bytes.",
        "MemoryError",
        "slurmstepd: error: Detected 1 oom-kill event(s) in StepId=42.0. Some of your processes may have been killed",
    ),
    "killed": (
        "Killed",
        "slurmstepd: error: *** JOB 42 ON node1 CANCELLED AT 2024-05-01T12:00:00 DUE TO TIME LIMIT ***",
        "slurmstepd: error: *** STEP 42.0 ON node1 CANCELLED AT 2024-05-01T12:00:00 ***",
        "Received SIGTERM, shutting down",
        "KeyboardInterrupt",
        "Terminated",
        "traceback : Signal 9 (SIGKILL) received by PID 42",
    ),
    "error": (
        "Traceback (most recent call last):",
        "ValueError: shapes do not match",
        "RuntimeError: expected scalar type Half but found Float",
        "RuntimeError: CUDA error: device-side assert triggered",
        "torch.distributed.elastic.multiprocessing.errors.ChildFailedError:",
        "KeyError: 'loss'",
        "AssertionError",
        "Segmentation fault (core dumped)",
        "RuntimeError: NCCL error in: ProcessGroupNCCL.cpp:825, unhandled cuda error",
        "OSError: [Errno 28] No space left on device",
        "Fatal Python error: Aborted",
        "[rank0]: ncclInternalError: Internal check failed.",
        "Watchdog caught collective operation timeout: WorkNCCL(SeqNum=42)",
    ),
    "early-stop": (
        "Early stopping triggered after 12 epochs",
        "Early stopping at epoch 12",
        "Early stopping.",
        "EarlyStopping: Stopping training",
        "EarlyStopping: Stop training early as no improvement observed in last 100 epochs.",
        "Epoch 00012: early stopping",
        "early stopped, best iteration 120",
    ),
    "resume": (
        "Resuming training from checkpoint-500",
        "Resuming from step 1200",
        "Resumed from checkpoint out/ckpt.pt",
        "Restoring from checkpoint at step 100",
        "Loaded checkpoint 'model.pth' (epoch 12)",
        "Continuing training from epoch 5",
        "successfully loaded checkpoint from out/iter_100 at iteration 100",
    ),
    "best": (
        "New best model: val_loss 0.5",
        "Saved best model to out/best.pt",
        "Saving best checkpoint",
        "Validation loss improved from 0.6 to 0.5, saving model",
        "Epoch 3: val_loss improved from 0.62 to 0.58, saving model to best.keras",
    ),
    "checkpoint": (
        "Saving model checkpoint to out/checkpoint-500",
        "Saved checkpoint to out/step_100.pt",
        "saving checkpoint to out-shakespeare",
        "Model weights saved in out/pytorch_model.bin",
        "Model weights saved in out/model.safetensors",
        "Saving state at epoch 3",
        "Snapshotting to binary proto file snap_iter_5000.caffemodel",
        "Writing checkpoint 12",
        "checkpoint written to disk",
    ),
    "overflow": (
        "Gradient overflow.  Skipping step, loss scaler 0 reducing loss scale to 32768.0",
        "[deepspeed] OVERFLOW! Rank 0 Skipping step. Attempted loss scale: 65536, reducing to 32768",
        "NOTE: gradient overflow detected, ignoring gradient, setting loss scale to: 64.0",
    ),
    "end": (
        "Training completed.",
        "Training complete",
        "Finished training",
        "Training done in 3 h",
        "done training",
        "Optimization Done.",
        "Total training time: 3:12:05",
        "{'train_runtime': 1180.2, 'train_loss': 0.493}",
        "`Trainer.fit` stopped: `max_epochs=3` reached.",
        "10 epochs completed in 0.123 hours.",
        "训练完成",
        "学習完了",
    ),
    "evaluation": (
        "***** Running Evaluation *****",
        "Running validation",
        "Evaluating...",
        "Start validation",
        "begin validation on dev",
    ),
    "warning": (
        "Warning: loss is nan at step 120",
        "non-finite gradient norm",
        "WARNING: skipping batch 12",
    ),
}
TABLE = [(kind, text) for kind, texts in KINDS.items() for text in texts]


@pytest.mark.parametrize(("kind", "text"), TABLE, ids=[f"{kind}: {text[:40]}" for kind, text in TABLE])
def test_a_line_that_tells_of_an_event_has_its_kind(kind: str, text: str) -> None:
    assert notice_kind(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Epoch 3/10 loss 0.5",
        "banana",
        "class 12: banana",
        "number of nan iterations: 0",
        "number of skipped iterations: 0 | number of nan iterations: 0 |",
        "early stopping patience: 10",
        "early_stopping_patience=10",
        "early_stopping: None",
        "no errors found",
        "0 errors, 0 warnings",
        "error: 0.123",
        "error rate: 0.5",
        "mean absolute error 0.12",
        "top1 error 23.5",
        "oom: 0",
        "OOM=0",
        "memory: 3000",
        "max mem: 3000M",
        "overflow: 0",
        "killer robot",
        "signal to noise ratio 12.5",
        "best epoch: 3",
        "best: 0.5",
        "save_steps=500",
        "saver: None",
        "save_total_limit=3",
        "resume: False",
        "resume_from_checkpoint=None",
        "load_best_model_at_end=True",
        "training_args.bin",
        "train done_rate 0.5",
        "raise ValueError",
        "loss is 0.5",
        "evaluation_strategy=steps",
        "eval_loss: 0.5",
        "optimizer: Adam",
        "terminated_episodes: 12",
        "interruption budget 3",
        "Traceback",
        "checkpoint_interval: 100",
        "total training steps 100",
        "restored to its former glory",
    ],
)
def test_a_line_that_only_seems_to_tell_of_an_event_has_no_kind(text: str) -> None:
    assert notice_kind(text) is None


@pytest.mark.parametrize(
    "text",
    ["saving " * 20_000, "loaded " * 20_000, "Resuming " * 20_000, "best " * 20_000, "checkpoint " * 10_000],
    ids=lambda text: text[:6].strip(),
)
def test_a_very_long_line_is_judged_in_time_linear_in_its_length(text: str) -> None:
    assert notice_kind(text) is None
