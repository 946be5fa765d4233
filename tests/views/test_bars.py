"""The footer, the position bar of a replay, the account of the reading, what is copied: as pictures and texts."""

from __future__ import annotations

from tui.model.events import Metrics
from tui.model.integrity import Generation, Integrity
from tui.model.run import Run
from tui.views.bindings import footer_keys
from tui.views.copy import metric_text, text_to_copy
from tui.views.integrity_pane import account, verdict
from tui.views.key_bar import fitting
from tui.views.layout import layout_of, visible
from tui.views.replay_bar import cells
from tui.views.state import Snapshot, ViewSettings


def bar(width: int, share: float, *ticks: tuple[float, str]) -> str:
    return "".join(cell for _, cell, _ in cells(width, share, ticks))


def test_the_position_bar_shows_what_is_played_and_what_will_come() -> None:
    assert bar(10, 0.5) == "━━━━━─────"
    assert bar(10, 0.5, (0.2, "evaluation"), (0.75, "warning"), (1.0, "critical")) == "━━·━━──▲─✕"


def test_in_one_cell_the_gravest_tick_wins() -> None:
    assert bar(4, 0.0, (0.5, "critical"), (0.55, "checkpoint"), (0.6, "warning")) == "──✕─"


def test_help_stays_in_the_narrowest_footer() -> None:
    assert [key.label for key in fitting(footer_keys(), 30)] == ["curves", "steps", "help"]
    assert [key.label for key in fitting(footer_keys(), 5)] == ["help"]


def test_the_verdict_names_the_worst_first() -> None:
    lost = (Generation("truncated", "run.log", 5, "3 lines were cut off"),)
    assert verdict(Integrity(lines=4512)) == "✓ all 4,512 lines read, none lost"
    assert verdict(Integrity(bytes_in_file=2048, bytes_read=1024)) == "1 kB still to read"
    assert verdict(Integrity(generations=lost)) == "✕ something was lost: 3 lines were cut off"
    assert verdict(Integrity(waiting_for="it does not exist yet", generations=lost)) == "waiting: it does not exist yet"


def test_the_account_has_every_file_behind_the_name() -> None:
    read = Integrity(
        30, 30, 3, generations=(Generation("opened", "a", 10), Generation("replaced", "b\x1b[31m", 20)), notes=("cut",)
    )
    text = account(Snapshot(Run("run.log"), 100.0, integrity=read))
    assert "  opened          10 B  a" in text
    assert "  replaced        20 B  b·[31m" in text
    assert "notes\n  cut" in text


def test_a_metric_is_copied_with_its_place_and_its_best() -> None:
    run = Run("run.log")
    run.apply([Metrics({"loss": loss}, step=10.0 * k, line=k + 1) for k, loss in enumerate((2.0, 1.0, 1.5))])
    snapshot = Snapshot(run, 0.0)
    assert metric_text(snapshot, ViewSettings()) == "loss 1.5 at step 20, best 1 at step 10"
    assert text_to_copy(object(), snapshot, ViewSettings(selected="no such")) == ""


def test_layouts_by_size() -> None:
    sizes = [(200, 60), (120, 36), (80, 24), (120, 20), (50, 14), (60, 40), (200, 18)]
    assert [layout_of(*size) for size in sizes] == ["wide", "normal", "compact", "compact", "small", "small", "small"]


def test_a_run_without_metrics_gives_the_screen_to_its_log() -> None:
    head = {"header", "alert_line"}
    assert visible("normal", None, has_metrics=False) == {*head, "empty", "log"}
    assert visible("normal", None, has_metrics=False, has_lines=False) == {*head, "empty"}
    assert visible("small", "gpu") == {*head, "gpu"}
