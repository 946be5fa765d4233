"""What the user says a metric is holds from its first value on."""

from __future__ import annotations

from tui.model.events import Metrics
from tui.model.names import Meaning, Overrule
from tui.model.run import Run


def test_a_metric_that_the_user_knows_better_has_its_best_value_by_the_users_direction() -> None:
    run = Run(overrules={"wer_reward": Overrule(goal="max", kind="reward")})
    run.apply(Metrics({"wer_reward": value, "wer": value}, step=step) for step, value in enumerate([1.0, 3.0, 2.0]))
    assert run.series["wer_reward"].best == 3.0
    assert run.series["wer"].best == 1.0
    assert run.series["wer_reward"].meaning == Meaning("reward", "max")
