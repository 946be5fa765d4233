"""The head of a chart: the metric's name, its last values, the best one. What matters least gives way first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.analysis import numbers
from tui.model.names import SPLITS
from tui.model.series import Series
from tui.views.choice import Panel
from tui.views.row import Part, fit_left, plain, width_of, width_of_parts

_FRAME = 9  # cells of the frame around title and note
_LEAST_NAME = 8
_ORDER = {"train": 0, None: 1, "val": 2, "test": 3}
_SPLIT = re.compile(rf"(?<![a-z])({'|'.join(sorted(SPLITS, key=len, reverse=True))})(?![a-z])[\s/_.:-]*", re.IGNORECASE)

Head = tuple[list[Part], list[Part]]  # title and note


def base_name(name: str) -> str:
    """A metric's name without the word that tells its split.

    >>> base_name("val/Loss"), base_name("Train-accuracy"), base_name("test")
    ('Loss', 'accuracy', 'test')
    """
    return _SPLIT.sub("", name).strip(" /_.:-") or name


def labelled(panel: Panel) -> list[tuple[str, Series]]:
    """The series of a chart with what tells them apart, training first; no label where there is but one."""
    if len(panel.series) == 1:
        return [("", panel.series[0])]
    ordered = sorted(panel.series, key=lambda s: _ORDER.get(s.meaning.split, 4))
    return [(s.meaning.split or "", s) for s in ordered]


def heading(panel: Panel, roles: dict[str, str], place: str, width: int, ascii_: bool) -> Head:
    """Title and note for a frame of `width` cells: `Loss  train 1.111  test 0.702` and `★ 0.410 @ 31`.

    `roles` are the colours of the series by name, `place` is where the best of the first one stands. Given up in this
    order: the place, the length of the name, the values of the other splits, the best.
    """
    for title, note in _ways(panel, roles, place, ascii_):
        if width_of_parts(title) + width_of_parts(note) + _FRAME <= width:
            break
    return title, note


def _ways(panel: Panel, roles: dict[str, str], place: str, ascii_: bool) -> Iterator[Head]:
    every = labelled(panel)
    name = plain(panel.series[0].name if len(every) == 1 else base_name(panel.series[0].name))
    best = _best(panel.series[0], roles, ascii_)
    yield _title(name, every, roles), [*best, (f" @ {place}", "dim")] if best else []
    main = [(label, series) for label, series in every if series is panel.series[0]]
    for shown in (every, main):
        for short in _shorter(name):
            yield _title(short, shown, roles), best
    for short in _shorter(name):
        yield _title(short, main, roles), []


def _shorter(name: str) -> list[str]:
    """The name, then less and less of it: the end tells most."""
    return [name, *(fit_left(name, cells) for cells in range(width_of(name) - 1, _LEAST_NAME - 1, -1))]


def _title(name: str, series: list[tuple[str, Series]], roles: dict[str, str]) -> list[Part]:
    out: list[Part] = [(name, roles[series[0][1].name] if len(series) == 1 else "")]
    for label, one in series:
        role = roles[one.name]
        out += [("  " if label else " ", ""), (f"{label} " if label else "", role)]
        out.append((numbers.number(one.last), "strong" if label or len(series) == 1 else f"{role}.strong"))
    return out


def _best(series: Series, roles: dict[str, str], ascii_: bool) -> list[Part]:
    if series.best_at is None or len(series) < 2 or series.is_constant:
        return []
    return [(f"{'*' if ascii_ else '★'} {numbers.number(series.best)}", roles[series.name])]
