"""nerfstudio's table of progress: rates and time left, and no loss at all. Form: nerfstudio-project/nerfstudio, `nerfstudio/utils/writer.py` (LocalWriter)."""

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog


def logs() -> list[SampleLog]:
    log = SampleLog(
        "nerfstudio/train.log",
        axis="step",
        primary=[],
        source="nerfstudio-project/nerfstudio nerfstudio/utils/writer.py",
        not_metrics=["Step (% Done)", "% Done"],
        notes="nothing here gets better or worse: only milliseconds, time left and rays a second, which may be shown as such",
    )
    run = Invented(391, 3000)
    log.line(
        "[09:12:41] Saving checkpoints to: outputs/desk/nerfacto/nerfstudio_models            trainer.py:138\nNo Nerfstudio checkpoint to load, so training from scratch."
    )
    log.line("Step (% Done)       Train Iter (time)    ETA (time)           Train Rays / Sec      \n" + "-" * 83)
    for step in range(0, 3000, 10):
        log.at(step)
        left = int((3000 - step) * 0.04)
        done = f"{step} ({step / 30:.2f}%)"
        log.line(
            f"{done:<20}{f'{run.near(40.1):.3f} ms':<21}{f'{left // 60} m, {left % 60} s':<21}{f'{run.near(104.2):.2f} K':<22}"
        )
    log.line("Viewer running locally at: http://localhost:7007 (listening on 0.0.0.0)")
    return [log]
