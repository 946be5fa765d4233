"""The table of keys: nothing twice, everything shown can be pressed."""

from __future__ import annotations

from collections import Counter

import pytest

from tui.views.bindings import KEYS, WHERE, Key, footer_keys, keys_text, matching, shown


@pytest.mark.parametrize("where", ["", "log", "curve", "list", "replay"])
def test_a_key_does_one_thing_in_one_place(where: str) -> None:
    used = Counter(key for entry in KEYS if entry.where == where for key in entry.keys)
    assert [key for key, times in used.items() if times > 1] == []


def test_every_key_says_what_it_does_and_where() -> None:
    assert all(key.text and key.keys and key.where in WHERE for key in KEYS)


def test_a_replay_puts_its_own_keys_first() -> None:
    assert [key.label for key in footer_keys(replay=True)][:4] == ["pause", "seek", "speed", "curves"]
    assert footer_keys()[0].label == "curves"


@pytest.mark.parametrize("pane", ["log", "curves", "alerts", "steps"])
def test_in_a_pane_the_footer_shows_its_keys_and_the_way_back(pane: str) -> None:
    labels = [key.label for key in footer_keys(pane)]
    assert labels[-2:] == ["back", "help"]
    assert "freeze" not in labels


def test_help_is_always_the_last_key_of_the_footer() -> None:
    assert {footer_keys(pane, replay=replay)[-1].label for pane in ("", "log") for replay in (True, False)} == {"help"}


def test_help_is_found_by_a_word_of_what_is_wanted() -> None:
    assert [key.action for key in matching("smooth")] == ["smooth", "smooth_off"]
    assert matching("no such thing at all") == ()


def test_keys_are_written_as_people_know_them() -> None:
    assert [shown(key) for key in ("slash", "question_mark", "escape", "f5", "x")] == ["/", "?", "esc", "F5", "x"]
    assert keys_text(Key(("S", "shift+s"), "", "", "")) == "S"
