"""What is told: each thing once, nothing of the past, not too often, and when it is over."""

from __future__ import annotations

from dataclasses import replace

from tui.analysis.alerts import Alert
from tui.analysis.ending import State
from tui.analysis.pace import Pace
from tui.model.integrity import Integrity
from tui.model.run import Run
from tui.report.herald import Herald, News
from tui.report.reading import Reading

NAN = Alert("nan", "critical", "loss", 40, None, 41, "loss is NaN since step 40.")
SPIKE = Alert("spike", "warning", "loss", 50, None, 51, "loss jumped.")


def reading(*alerts: Alert, at: float = 0.0, status: str = "running") -> Reading:
    """A reading at `at` seconds with these alerts."""
    return Reading(Run("run.log"), alerts, Pace("step"), State(status, f"It is {status}."), Integrity(), at)


def told(news: list[News]) -> list[tuple[str, bool]]:
    """Kind, and whether it says that it is over."""
    return [(one.kind, one.recovered) for one in news]


def test_what_stands_at_the_first_look_is_history() -> None:
    herald = Herald(("nan",), cool_down=0)
    assert herald.news(reading(NAN)) == []
    assert herald.news(reading(NAN)) == []


def test_a_new_alert_is_told_once_with_what_it_says() -> None:
    herald = Herald(("nan",), cool_down=0)
    herald.news(reading())
    assert herald.news(reading(NAN)) == [News("nan", "critical", "loss is NaN since step 40.", "loss", 40, 41)]
    assert herald.news(reading(NAN)) == []


def test_a_kind_that_was_not_asked_for_is_not_told() -> None:
    herald = Herald(("nan",), cool_down=0)
    herald.news(reading())
    assert herald.news(reading(SPIKE)) == []


def test_what_was_told_is_told_again_when_it_is_over() -> None:
    herald = Herald(("spike",), cool_down=1000)
    herald.news(reading())
    herald.news(reading(SPIKE))
    over = replace(SPIKE, cleared_step=60, cleared_reason="recovered after 10 steps")
    (news,) = herald.news(reading(over))
    assert news.recovered
    assert news.message == "recovered: recovered after 10 steps"
    assert herald.news(reading(over)) == []


def test_what_was_never_told_is_not_told_to_be_over() -> None:
    herald = Herald(("spike",), cool_down=0)
    herald.news(reading(SPIKE))
    assert herald.news(reading(replace(SPIKE, cleared_reason="recovered"))) == []


def test_an_alert_that_comes_and_goes_between_two_looks_is_not_told() -> None:
    herald = Herald(("spike",), cool_down=0)
    herald.news(reading())
    assert herald.news(reading(replace(SPIKE, cleared_reason="recovered"))) == []


def test_a_kind_stays_silent_while_it_cools_down_and_speaks_again_after() -> None:
    herald = Herald(("spike",), cool_down=300)
    herald.news(reading())
    spikes = [replace(SPIKE, line=line) for line in (1, 2, 3)]
    assert told(herald.news(reading(*spikes[:1], at=1000))) == [("spike", False)]
    assert told(herald.news(reading(*spikes[:2], at=1299))) == []
    assert told(herald.news(reading(*spikes, at=1300))) == [("spike", False)]


def test_one_kind_cooling_down_does_not_silence_another() -> None:
    herald = Herald(("spike", "nan"), cool_down=300)
    herald.news(reading())
    assert told(herald.news(reading(SPIKE, NAN))) == [("spike", False), ("nan", False)]


def test_the_end_is_told_when_it_comes_and_was_asked_for() -> None:
    herald = Herald(("finished",), cool_down=0)
    herald.news(reading())
    (news,) = herald.news(reading(status="finished"))
    assert (news.kind, news.severity, news.message) == ("finished", "info", "It is finished.")
    assert herald.news(reading(status="finished")) == []


def test_a_log_that_was_over_from_the_start_has_no_end_to_tell() -> None:
    herald = Herald(("failed", "finished"), cool_down=0)
    herald.news(reading(status="failed"))
    assert herald.news(reading(status="failed")) == []
