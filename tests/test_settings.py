"""Settings: each layer alone, then all of them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.errors import UsageError
from tui.model.names import Overrule
from tui.settings import Layer, Settings, from_arguments, from_environment, from_table, from_text, load, settled


def test_defaults_stand_when_nobody_says_anything() -> None:
    assert settled([]) == Settings()


def test_a_later_layer_wins_and_tables_are_joined() -> None:
    first = Layer({"theme": "nord", "thresholds": {"a": 1.0, "b": 2.0}})
    second = Layer({"theme": "gruvbox", "thresholds": {"b": 3.0}})
    result = settled([first, second])
    assert result.theme == "gruvbox"
    assert result.thresholds == {"a": 1.0, "b": 3.0}


def test_an_unknown_key_gives_one_sentence_with_a_hint_and_the_rest_goes_on() -> None:
    layer = from_text('colour = false\nsmoothing = 0.6\n[names."val/acc"]\ngoal = "max"', "config.toml")
    assert layer.values == {"smoothing": 0.6, "names": {"val/acc": Overrule(goal="max")}}
    assert layer.complaints == ("config.toml says 'colour', which is not a setting; did you mean 'color'?",)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("smoothing = 2", "f sets smoothing to 2; it must be a number from 0 to 0.999"),
        ("smoothing = true", "f sets smoothing to True; it must be a number"),
        ('poll = "maybe"', "f sets poll to 'maybe'; it must be true or false"),
        ('deadline = "25:00"', "f sets deadline to '25:00'; it must be a time of day such as 18:00"),
        ("theme = 3", "f sets theme to 3; it must be a text"),
        ("names = 3", "f sets names to 3; it must be a table"),
        ('thresholds.spike_sigmas = "much"', "f sets thresholds to {'spike_sigmas': 'much'}; it must be a number"),
        (
            "thresholds.spike_sigma = 1",
            "f sets thresholds to {'spike_sigma': 1}; it must be a table of thresholds, and 'spike_sigma' is none; "
            "did you mean 'spike_sigmas'?",
        ),
    ],
)
def test_a_wrong_value_is_told_and_left_out(text: str, complaint: str) -> None:
    assert from_text(text, "f") == Layer(complaints=(complaint,))


def test_thresholds_that_count_are_whole() -> None:
    layer = from_table({"thresholds": {"overfit_evaluations": 4.0, "spike_sigmas": 8}}, "f")
    assert repr(layer.values["thresholds"]) == "{'overfit_evaluations': 4, 'spike_sigmas': 8.0}"


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ('[names.loss]\ngoal = "sideways"', "and goal there min or max or none"),
        ('[names.loss]\nkind = "thing"', "and kind there learning_rate or "),
        ('[names.loss]\ncolour = "red"', "and colour there goal, kind or split"),
        ("[names.loss]\ngoal = []", "and goal there min or max or none"),
    ],
)
def test_a_metric_can_only_be_what_metrics_are(text: str, part: str) -> None:
    layer = from_text(text, "f")
    assert layer.values == {}
    assert part in layer.complaints[0]


@pytest.mark.parametrize("pattern", ["(", "loss (.*)"])
def test_a_pattern_must_compile_and_name_its_groups(pattern: str) -> None:
    layer = from_table({"patterns": {"mine": pattern}}, "f")
    assert layer.values == {}
    assert "mine" in layer.complaints[0]


def test_a_file_that_is_not_toml_is_one_complaint() -> None:
    layer = from_text("theme = ", "f")
    assert layer.values == {}
    assert layer.complaints[0].startswith("f is not TOML and was left out: ")


def test_the_environment_speaks_in_words_and_no_color_is_heard() -> None:
    said = {
        "TRAINWATCH_POLL": "yes",
        "TRAINWATCH_SMOOTHING": "0.5",
        "NO_COLOR": "1",
        "TRAINWATCH_ALERT_KIND": "nan",
        "HOME": "/",
    }
    assert from_environment(said) == Layer({"color": False, "poll": True, "smoothing": 0.5})


def test_an_empty_no_color_means_nothing() -> None:
    assert from_environment({"NO_COLOR": ""}) == Layer()


def test_a_wrong_argument_is_an_error() -> None:
    with pytest.raises(UsageError, match="deadline"):
        from_arguments({"deadline": "soon", "theme": None})


def test_the_folder_wins_over_the_user_and_the_arguments_over_both(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "work"
    (home / "trainwatch").mkdir(parents=True)
    folder.mkdir()
    (home / "trainwatch" / "config.toml").write_text('theme = "nord"\nsmoothing = 0.1\npoll = true')
    (folder / ".trainwatch.toml").write_text("smoothing = 0.2\ngpu_seconds = 5")
    environ = {"XDG_CONFIG_HOME": str(home), "TRAINWATCH_GPU_SECONDS": "7"}
    found, complaints = load({"theme": "dracula"}, environ, folder)
    assert complaints == ()
    assert (found.theme, found.smoothing, found.gpu_seconds, found.poll) == ("dracula", 0.2, 7.0, True)


def test_a_file_asked_for_by_name_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        load({}, {}, tmp_path, tmp_path / "absent.toml")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_settings_file_that_may_not_be_read_is_a_complaint(tmp_path: Path) -> None:
    path = tmp_path / ".trainwatch.toml"
    path.write_text("")
    path.chmod(0)
    _, complaints = load({}, {"XDG_CONFIG_HOME": str(tmp_path)}, tmp_path)
    assert "cannot be read" in complaints[0]


def test_a_settings_file_that_is_not_text_is_a_complaint(tmp_path: Path) -> None:
    (tmp_path / ".trainwatch.toml").write_bytes(b"\xff\xfe\x00")
    _, complaints = load({}, {"XDG_CONFIG_HOME": str(tmp_path)}, tmp_path)
    assert "was left out" in complaints[0]


_leaf = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
_value = st.recursive(
    _leaf, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
)
_keys = st.sampled_from(
    ["theme", "smoothing", "poll", "deadline", "names", "patterns", "thresholds", "gpu_seconds", "no such"]
)


@given(st.dictionaries(_keys, _value, max_size=6))
def test_whatever_a_file_says_it_is_either_a_setting_or_a_sentence(table: dict[str, object]) -> None:
    layer = from_table(table, "f")
    assert len(layer.values) + len(layer.complaints) == len(table)
    settled([layer])
