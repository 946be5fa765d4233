"""What keys change in the settings of the view."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.model.events import Metrics
from tui.model.run import Run
from tui.views import adjust
from tui.views.state import ViewSettings

WHOLE = (0.0, 1000.0)


def run(**place: float) -> Run:
    out = Run("run.log")
    out.apply([Metrics({"loss": 1.0}, line=1, **place)])  # type: ignore[arg-type]
    return out


def test_x_counts_what_the_log_knows_and_nothing_else() -> None:
    assert adjust.axes(run(step=1.0, epoch=1.0, time=5.0)) == ("step", "epoch", "time")
    assert adjust.axes(run(epoch=1.0)) == ("epoch",)
    assert adjust.axes(run()) == ("step",)


def test_another_axis_forgets_places_in_other_units() -> None:
    settings = adjust.next_axis(ViewSettings(cursor=5.0, zoom=(1.0, 9.0)), run(step=1.0, epoch=1.0))
    assert (settings.axis, settings.cursor, settings.zoom) == ("epoch", None, None)


def test_smoothing_goes_up_and_round() -> None:
    settings, seen = ViewSettings(), []
    for _ in adjust.SMOOTHINGS:
        settings = adjust.next_smoothing(settings)
        seen.append(settings.smoothing)
    assert seen == [0.6, 0.9, 0.97, 0.99, 0.0]


def test_the_cursor_comes_in_at_the_newest_value() -> None:
    assert adjust.cursor_moved(ViewSettings(), WHOLE, -1).cursor == 1000.0
    assert adjust.cursor_moved(ViewSettings(cursor=500.0), WHOLE, -1, far=True).cursor == 400.0


def test_zooming_keeps_the_cursor_where_it_is_on_the_screen() -> None:
    assert adjust.zoomed(ViewSettings(cursor=250.0), WHOLE, WHOLE, 1).zoom == (125.0, 625.0)


def test_zooming_out_ends_with_the_whole_axis() -> None:
    assert adjust.zoomed(ViewSettings(zoom=(400.0, 600.0)), (400.0, 600.0), WHOLE, -1).zoom == (200.0, 600.0)
    assert adjust.zoomed(ViewSettings(zoom=(100.0, 900.0)), (100.0, 900.0), WHOLE, -1).zoom is None


@given(st.lists(st.sampled_from(["in", "out", "left", "right"]), max_size=60))
def test_whatever_is_pressed_cursor_and_zoom_stay_on_the_axis(presses: list[str]) -> None:
    settings = ViewSettings()
    for press in presses:
        span = settings.zoom or WHOLE
        if press in ("in", "out"):
            settings = adjust.zoomed(settings, span, WHOLE, 1 if press == "in" else -1)
        else:
            settings = adjust.cursor_moved(settings, span, -1 if press == "left" else 1)
        low, high = settings.zoom or WHOLE
        assert WHOLE[0] <= low < high <= WHOLE[1]
        assert settings.cursor is None or WHOLE[0] <= settings.cursor <= WHOLE[1]


def test_metrics_are_walked_round_the_end() -> None:
    names = ["a", "b", "c"]
    chosen = [adjust.next_metric(ViewSettings(selected=name), names, 1).selected for name in (None, "a", "c", "gone")]
    assert chosen == ["a", "b", "a", "a"]
    assert adjust.next_metric(ViewSettings(), [], 1).selected is None
