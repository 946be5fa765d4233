"""Two runs side by side as Markdown."""

from __future__ import annotations

from tui.analysis.compare import Shared, difference, pace_ratio, shared_metrics
from tui.analysis.numbers import ABSENT, aligned, count, number, percent, signed
from tui.analysis.pace import Pace
from tui.model.run import Run
from tui.report.results import figures
from tui.report.text import quoted, section, table

_CURVES = 3  # metrics that are held against each other position by position


def compare(left: Run, right: Run, left_pace: Pace, right_pace: Pace) -> str:
    """Both runs side by side, ending with a new line: shared metrics, values at equal positions, pace."""
    shared = shared_metrics(left, right)
    lines = ["# Two runs side by side", "", f"- left: {quoted(left.source)}", f"- right: {quoted(right.source)}"]
    if not shared:
        lines += ["", "They have no metric in common."]
    lines += section("Metrics in common", _overview(left, right, shared))
    for metric in shared[:_CURVES]:
        lines += section(f"{quoted(metric.name)} at equal positions", _at_equal_positions(left.axis, metric))
    return "\n".join([*lines, *section("Pace", _pace(left_pace, right_pace))]) + "\n"


def _overview(left: Run, right: Run, shared: tuple[Shared, ...]) -> list[str]:
    header = ("Metric", "Left", "Best left", "Right", "Best right", "Difference of the best", "Better")
    return table(header, [_row(left, right, metric) for metric in shared], (1, 2, 3, 4, 5))


def _row(left: Run, right: Run, metric: Shared) -> tuple[str, ...]:
    ours, theirs = figures(left, metric.left), figures(right, metric.right)
    best = (metric.left.best, metric.right.best)
    gap = None if best[0] is None or best[1] is None else difference(best[0], best[1])
    return (
        quoted(metric.name),
        f"{ours.first} → {ours.last}",
        f"{ours.best} ({ours.best_place})" if ours.best_place else ABSENT,
        f"{theirs.first} → {theirs.last}",
        f"{theirs.best} ({theirs.best_place})" if theirs.best_place else ABSENT,
        _signed_percent(gap),
        metric.better,
    )


def _at_equal_positions(axis: str, metric: Shared) -> list[str]:
    left = aligned([point.left for point in metric.points])
    right = aligned([point.right for point in metric.points])
    rows = [
        (number(point.x) if axis == "epoch" else count(point.x), a, b, _signed_percent(point.difference))
        for point, a, b in zip(metric.points, left, right, strict=True)
    ]
    return table((axis.capitalize(), "Left", "Right", "Difference"), rows, (0, 1, 2, 3))


def _pace(left: Pace, right: Pace) -> list[str]:
    told = [
        f"- {side}: {number(pace.rate)} {pace.unit}s a second"
        for side, pace in (("left", left), ("right", right))
        if pace.rate
    ]
    ratio = pace_ratio(left, right)
    return [*told, *([f"- the right one is {number(ratio, 3)} times as fast"] if ratio else [])]


def _signed_percent(share: float | None) -> str:
    if share is None or share == 0:
        return ABSENT if share is None else percent(share)
    return f"{signed(100 * share)} %"
