"""What is kept between two starts: choices for a kind of log, the theme, bookmarks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.folders import state_folder
from tui.views.remembered import (
    Bookmark,
    bookmarks,
    kind_of,
    recalled,
    recalled_theme,
    remember,
    remember_theme,
    toggle_bookmark,
)
from tui.views.state import ViewSettings

CHOSEN = ViewSettings(
    axis="time",
    smoothing=0.9,
    log_y=True,
    hidden=frozenset({"lr"}),
    pinned=("val/acc", "loss"),
    muted=frozenset({"plateau"}),
    selected="loss",
    page=3,
)


def test_the_next_log_of_the_same_kind_looks_as_the_last_one_was_left() -> None:
    remember("logs/run_11.log", CHOSEN)
    again = recalled("logs/run_12.log", ViewSettings())
    assert again.pinned == ("val/acc", "loss")
    assert (again.axis, again.smoothing, again.log_y) == ("time", 0.9, True)
    assert (again.hidden, again.muted) == (CHOSEN.hidden, CHOSEN.muted)


def test_where_a_person_was_is_not_kept() -> None:
    remember("run.log", CHOSEN)
    assert (recalled("run.log", ViewSettings()).selected, recalled("run.log", ViewSettings()).page) == (None, 0)


def test_another_folder_or_another_name_is_another_kind() -> None:
    assert kind_of("a/run_1.log") == kind_of("a/run_22.log")
    assert len({kind_of("a/run_1.log"), kind_of("b/run_1.log"), kind_of("a/eval_1.log")}) == 3


@pytest.mark.parametrize("text", ["", "no JSON", "[]", '{"%s": 7}', '{"%s": {"axis": "moon", "hidden": 3}}'])
def test_a_note_that_makes_no_sense_changes_nothing(text: str) -> None:
    (state_folder() / "views.json").write_text(text.replace("%s", kind_of("run.log")))
    assert recalled("run.log", ViewSettings()) == ViewSettings()


def test_notes_are_for_the_users_eyes_only_and_are_forgotten_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.views.remembered.KEPT", 3)
    for name in "abcd":
        remember(f"{name}.log", CHOSEN)
    assert [recalled(f"{name}.log", ViewSettings()).log_y for name in "abcd"] == [False, True, True, True]
    assert os.stat(state_folder() / "views.json").st_mode & 0o777 == 0o600


def test_a_state_folder_that_cannot_be_written_is_no_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    remember("run.log", CHOSEN)
    remember_theme("light")
    assert (recalled("run.log", ViewSettings()), recalled_theme()) == (ViewSettings(), "")


def test_bookmarks_stay_with_their_log_in_the_order_of_its_lines() -> None:
    assert toggle_bookmark("run.log", Bookmark(40, "loss nan"))
    assert toggle_bookmark("run.log", Bookmark(7, "epoch 1"))
    assert bookmarks("run.log") == (Bookmark(7, "epoch 1"), Bookmark(40, "loss nan"))
    assert bookmarks("other.log") == ()
    assert not toggle_bookmark("run.log", Bookmark(40, "loss nan"))
    assert bookmarks("run.log") == (Bookmark(7, "epoch 1"),)
