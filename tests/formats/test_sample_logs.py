"""Every sample log is read as its program knows it: names, counts, first, last, least and greatest values."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from sample_logs.flatten import HERE, expectation, flatten, samples
from sample_logs.make import every_log
from sample_logs.writing import SampleLog
from tests.formats.whole_log import decoded, lines_of, run_of

from tui.model import names
from tui.model.run import Run
from tui.model.series import Series

LOGS = samples()
GAPS = {  # what the reader does not see yet: (test, log) -> why
    ("every_value", "kaldi/train.12.1.log"): "the value stands in the middle of a sentence",
    ("last_position", "kaldi/train.12.1.log"): "its place is a range of minibatches in that sentence",
    ("every_value", "nemo/bar.log"): "a frame that lacks one of the values",
    ("every_value", "torchtune/console.log"): "the bar starts again in every epoch, its label counts on",
    ("every_value", "gaussian_splatting/train.log"): "a bar in steps: one of its values is missing in the first frames",
    ("every_value", "gensim/lda.log"): "values stand before their names",
    ("last_position", "nerfstudio/train.log"): "a table without any metric gives no place",
    ("last_position", "sockeye/train.log"): "the last line counts checkpoints",
    ("no_metric", "maxtext/train.log"): "total_weights changes as a metric would",
    ("first_metric", "catboost/train.log"): "nobody says what learn and test measure",
    ("planned_total", "flax/train.log"): "the total stands in a note of progress",
}
MADE_HERE = list(every_log())
_FAIR = ("time", "throughput", "memory")  # may be shown though nobody asks for them
_SAME_WORD = {
    "validation": "val",
    "valid": "val",
    "eval": "val",
    "training": "train",
    "accuracy": "acc",
    "perplexity": "ppl",
}


@pytest.fixture(params=LOGS, ids=lambda path: str(path.relative_to(HERE)), scope="module")
def sample(request: pytest.FixtureRequest) -> tuple[Run, dict[str, Any]]:
    """One sample, read as a whole, and what it should say."""
    log: Path = request.param
    return run_of(lines_of(decoded(log.read_bytes()))), expectation(log)


@pytest.fixture(autouse=True)
def _known_gap(request: pytest.FixtureRequest) -> None:
    """A gap of the table is expected to fail, and fails when it is closed and still in the table."""
    place = getattr(getattr(request.node, "callspec", None), "params", {}).get("sample")
    for (part, log), reason in GAPS.items():
        if place is not None and str(place.relative_to(HERE)) == log and part in request.node.name:
            request.node.add_marker(pytest.mark.xfail(strict=True, reason=reason))


def test_every_value_the_program_printed_is_there(sample: tuple[Run, dict[str, Any]]) -> None:
    run, wanted = sample
    missing = {name: numbers for name, numbers in wanted["metrics"].items() if not _found(run, name, numbers)}
    there = {series.name: _numbers(series) for series in run.series.values()}
    assert not missing, f"missing {missing}, there {there}"


def test_the_first_metric_shown_is_one_a_person_would_choose(sample: tuple[Run, dict[str, Any]]) -> None:
    run, wanted = sample
    primary = run.primary or ""
    if not wanted["primary"]:  # nothing in the log gets better or worse
        assert names.meaning(primary).kind in (*_FAIR, "other")
        return
    assert any(_recognisable(name, primary) for name in wanted["primary"]), f"{primary} is none of {wanted['primary']}"


def test_nothing_is_shown_that_is_no_metric(sample: tuple[Run, dict[str, Any]]) -> None:
    run, wanted = sample
    shown = {_flat(s.name) for s in run.shown_series() if s.meaning.kind not in _FAIR}
    assert not shown & {_flat(name) for name in wanted["not_metrics"]}


def test_the_last_position_is_the_one_the_log_states(sample: tuple[Run, dict[str, Any]]) -> None:
    run, wanted = sample
    assert wanted["x_last"] in (None, run.step, run.epoch), (
        f"step {run.step}, epoch {run.epoch}, wanted {wanted['x_last']}"
    )


def test_the_planned_total_is_the_one_the_log_states(sample: tuple[Run, dict[str, Any]]) -> None:
    run, wanted = sample
    totals = {run.planned_steps, run.planned_epochs, *(bar.total for bar in run.bars.values())}
    assert wanted["x_total"] in {None, *totals}


@pytest.mark.parametrize("log", MADE_HERE, ids=lambda log: log.file)
def test_a_sample_is_what_its_script_makes(log: SampleLog) -> None:
    assert (HERE / log.file).read_bytes() == log.data
    assert expectation(HERE / log.file) == log.expectation


@pytest.mark.parametrize("log", LOGS, ids=lambda path: str(path.relative_to(HERE)))
def test_a_sample_has_its_script_beside_it_and_is_short(log: Path) -> None:
    assert (log.parent / "make.py").exists()
    assert log.stat().st_size <= 60_000


def test_a_flat_copy_has_one_truth_for_every_log(tmp_path: Path) -> None:
    count = flatten(tmp_path)
    numbers = [f"{k:03}" for k in range(count)]
    assert [path.name[:3] for path in sorted((tmp_path / "raw").iterdir())] == numbers
    assert [path.stem for path in sorted((tmp_path / "truth").iterdir())] == numbers


def _found(run: Run, name: str, wanted: dict[str, Any]) -> bool:
    return any(_same(wanted, _numbers(s)) and _recognisable(name, s.name) for s in run.series.values())


def _numbers(series: Series) -> dict[str, Any]:
    finite = [v for v in series.y if math.isfinite(v)]
    return {
        "count": len(series),
        "first": series.y[0],
        "last": series.y[-1],
        "min": min(finite, default=None),
        "max": max(finite, default=None),
    }


def _same(wanted: dict[str, Any], got: dict[str, Any]) -> bool:
    return bool(wanted["count"] == got["count"]) and any(
        all(_close(wanted[key], got[key], scale) for key in ("first", "last", "min", "max"))
        for scale in (1.0, 100.0, 0.01)
    )


def _close(wanted: float | str | None, got: float | None, scale: float) -> bool:
    """Equal to the last printed digit; a percentage may be kept as a share (`scale`)."""
    if wanted is None or got is None:
        return wanted is got
    number = float(wanted)
    return (
        str(number) == str(got)
        if not math.isfinite(number)
        else math.isclose(number, got * scale, rel_tol=2e-4, abs_tol=1e-12)
    )


def _recognisable(wanted: str, got: str) -> bool:
    """Whether a person who looks for `wanted` knows it in `got`: a word in common beside the split's."""
    theirs, ours = _words(wanted), _words(got)
    return bool(theirs & ours - {"train", "val", "test"}) or _flat(wanted) in _flat(got) or _flat(got) in _flat(wanted)


def _words(name: str) -> set[str]:
    return {_SAME_WORD.get(word, word) for word in names.words(name)}


def _flat(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())
