"""CleanRL: a line for every finished episode and SPS between. Form: vwxyzjn/cleanrl, `cleanrl/ppo.py`."""

from sample_logs.toy import Invented
from sample_logs.writing import SampleLog

STEPS = 20_000


def logs() -> list[SampleLog]:
    log = SampleLog(
        "cleanrl/ppo.log",
        axis="step",
        primary=["episodic_return"],
        source="vwxyzjn/cleanrl cleanrl/ppo.py",
        notes="global_step=412, episodic_return=[21.] in the form of a NumPy array; SPS: has no step of its own",
    )
    run = Invented(491, STEPS)
    step = 0
    while step < STEPS:
        reward = round(run.score(step, 12, 480, 0.2))
        step += reward
        log.at(step)
        log.saw("episodic_return", reward)
        log.line(f"global_step={step}, episodic_return=[{reward}.]")
        if run.random.random() < 0.3:
            log.line(f"SPS: {log.value('SPS', run.near(2100), '.0f')}")
    return [log]
