"""Objects of names and values: JSON lines, printed dicts, nested or wrapped."""

from __future__ import annotations

from math import inf, nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.formats.told import curves, metrics

from tui.formats.records import flatten, parse_object, to_draft


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"loss": 0.5}', {"loss": 0.5}),
        ("{'loss': 0.5}", {"loss": 0.5}),
        ("{'loss': 0.5, 'acc': 1}", {"loss": 0.5, "acc": 1}),
        ('{"loss": NaN, "lr": Infinity, "x": -Infinity}', {"loss": nan, "lr": inf, "x": -inf}),
        ("{'loss': nan, 'lr': inf, 'x': -inf}", {"loss": nan, "lr": inf, "x": -inf}),
        ("{'a': None, 'b': True, 'c': False}", {"a": None, "b": True, "c": False}),
        ('{"a": null, "b": true}', {"a": None, "b": True}),
        ("{'loss': '0.5'}", {"loss": "0.5"}),
        ('{"a": {"b": 1}}', {"a": {"b": 1}}),
        ("{}", {}),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_an_object_is_read_as_json_or_as_python_prints_it(text: str, expected: dict[str, Any]) -> None:
    assert repr(parse_object(text)) == repr(expected)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "}",
        "{loss}",
        "{'loss': }",
        "{1: 2}",
        "[1, 2]",
        '{"a": 1',
        "{'a': object at 0x7f}",
        "{'a', 'b'}",
        '"loss"',
        "{" * 5000 + "}" * 5000,
    ],
    ids=lambda v: v[:12],
)
def test_what_is_no_object_gives_none(text: str) -> None:
    assert parse_object(text) is None


@given(st.text(alphabet="{}[]'\":,.()naifNTFue01 \\", max_size=60))
def test_no_text_makes_the_parser_raise(text: str) -> None:
    found = parse_object("{" + text + "}")
    assert found is None or isinstance(found, dict)


@pytest.mark.parametrize(
    ("nested", "flat"),
    [
        ({"loss": 1, "acc": 2}, {"loss": 1, "acc": 2}),
        ({"train": {"loss": 1}, "val": {"loss": 2}}, {"train/loss": 1, "val/loss": 2}),
        ({"a": {"b": {"c": 1}}}, {"a/b/c": 1}),
        ({"reward": {"mean": 1.5, "std": 0.5, "num": 10}}, {"reward": 1.5}),
        (
            {"reward": {"mean": 1.5, "std": 0.5, "policy": 3}},
            {"reward/mean": 1.5, "reward/std": 0.5, "reward/policy": 3},
        ),
        ({"lr": [0.1, 0.2]}, {"lr[0]": 0.1, "lr[1]": 0.2}),
        ({"lr": [0.1, 0.1]}, {"lr": 0.1}),
        ({"hist": list(range(100))}, {}),
        ({"names": ["a", "b"]}, {}),
        ({"empty": [], "none": {}}, {}),
    ],
    ids=str,
)
def test_nested_names_are_joined(nested: dict[str, Any], flat: dict[str, Any]) -> None:
    assert dict(flatten(nested)) == flat


def test_a_very_deep_mapping_is_read_as_deep_as_makes_sense() -> None:
    deep: dict[str, Any] = {"loss": 0.5}
    for _ in range(50):
        deep = {"a": deep}
    assert all(name.count("/") < 10 for name, _ in flatten(deep))


def test_the_place_of_a_record_is_told_from_its_metrics() -> None:
    draft = to_draft({"epoch": 2, "step": 100, "loss": 0.5}.items(), 7)
    assert (draft.step, draft.epoch, draft.values, draft.line) == (100, 2, {"loss": 0.5}, 7)


@pytest.mark.parametrize(
    "record",
    [{"step": 3, "global_step": 100}, {"global_step": 100, "step": 3}, {"iter": 3, "num_updates": 100}],
    ids=str,
)
def test_the_surest_of_several_steps_wins(record: dict[str, float]) -> None:
    assert to_draft({**record, "loss": 0.5}.items()).step == 100


def test_the_plan_in_a_record_is_no_metric() -> None:
    draft = to_draft({"current_steps": 5, "total_steps": 100, "loss": 0.5}.items())
    assert (draft.step, draft.step_total, draft.values) == (5, 100, {"loss": 0.5})


@pytest.mark.parametrize(
    ("key", "word"), [("split", "val"), ("mode", "train"), ("phase", "test"), ("stage", "validation")]
)
def test_a_word_for_the_split_is_taken_from_its_own_field(key: str, word: str) -> None:
    draft = to_draft({key: word, "loss": 0.5}.items())
    assert draft.split == {"validation": "val"}.get(word, word)
    assert draft.values == {"loss": 0.5}


@pytest.mark.parametrize(
    ("key", "value", "seconds"),
    [
        ("time", 1_700_000_000, 1_700_000_000.0),
        ("timestamp", 1_700_000_000_000, 1_700_000_000.0),
        ("ts", 1_700_000_000.5, 1_700_000_000.5),
        ("timestamp", "1970-01-01T00:00:10", 10.0),
        ("asctime", "1970-01-01 00:00:10,500", 10.5),
    ],
)
def test_the_clock_of_a_record_is_its_time_and_no_metric(key: str, value: object, seconds: float) -> None:
    draft = to_draft([(key, value), ("loss", 0.5)])
    assert draft.time == pytest.approx(seconds)
    assert draft.values == {"loss": 0.5}


def test_a_short_time_is_a_metric() -> None:
    assert to_draft([("time", 1.5), ("loss", 0.5)]).values == {"time": 1.5, "loss": 0.5}


def test_numbers_in_quotes_are_numbers_and_other_texts_are_not() -> None:
    draft = to_draft([("loss", "0.5"), ("lr", "1e-4"), ("host", "node1"), ("id", "123456789012345")])
    assert draft.values == {"loss": 0.5, "lr": 1e-4}


@pytest.mark.parametrize("value", [True, False, None])
def test_flags_and_nothing_are_no_metrics(value: object) -> None:
    assert to_draft([("loss", value)]).values == {}


@pytest.mark.parametrize("name", ["pid", "rank", "local_rank", "seed", "version", "eta_seconds"])
def test_identifiers_are_no_metrics(name: str) -> None:
    assert to_draft([(name, 3), ("loss", 0.5)]).values == {"loss": 0.5}


def test_a_number_too_large_for_a_float_is_kept_as_large() -> None:
    assert to_draft([("loss", 10**400)]).values["loss"] >= 1e300


# in a log


@pytest.mark.parametrize(
    "wrapped",
    [
        "np.float64({v})", "np.float32({v})", "tensor({v})", "tensor({v}, device='cuda:0')", "torch.tensor({v})",
        "tensor({v}, grad_fn=<NllLossBackward0>)", "numpy.float64({v})", "'{v}'",
    ],
)  # fmt: skip
def test_a_number_in_the_wrapping_of_its_library_is_a_number(wrapped: str) -> None:
    text = "\n".join(
        f"{{'step': {s}, 'loss': {wrapped.format(v=v)}}}" for s, v in ((1, 1.0), (2, 0.5), (4, float("nan")))
    )
    assert repr(curves(text)) == repr({"loss": [(1.0, 1.0), (2.0, 0.5), (4.0, float("nan"))]})


def test_json_lines_are_a_record_each() -> None:
    text = "\n".join(f'{{"step": {s}, "loss": {1 / s}, "lr": 0.1}}' for s in (1, 2, 4))
    assert curves(text) == {"loss": [(1, 1.0), (2, 0.5), (4, 0.25)], "lr": [(1, 0.1), (2, 0.1), (4, 0.1)]}


def test_dicts_with_a_prefix_are_a_record_each() -> None:
    text = "\n".join(f"INFO:root:{{'epoch': {e}, 'loss': {1 / e}}}" for e in (1, 2, 4))
    assert curves(text) == {"loss": [(1, 1.0), (2, 0.5), (4, 0.25)]}


def test_train_and_validation_records_are_told_apart_by_their_field() -> None:
    text = "\n".join(
        f'{{"epoch": {e}, "split": "{split}", "loss": {e + k}}}'
        for e in (1, 2)
        for k, split in enumerate(("train", "val"))
    )
    assert curves(text) == {"train/loss": [(1, 1.0), (2, 2.0)], "val/loss": [(1, 2.0), (2, 3.0)]}


def test_settings_printed_once_as_an_object_are_no_metrics() -> None:
    text = "\n".join(
        ["{'lr': 0.1, 'batch_size': 32, 'dropout': 0.5, 'label_smoothing': 0.1}", "step 1 loss 0.5", "step 2 loss 0.4"]
    )
    assert set(curves(text)) == {"loss"}


def test_records_tell_their_time() -> None:
    text = "\n".join(f'{{"step": {s}, "loss": 0.5, "time": {1_700_000_000 + s}}}' for s in (1, 2))
    assert [m.time for m in metrics(text)] == [1_700_000_001.0, 1_700_000_002.0]
