"""Which series nobody wants a curve of: constants, clocks, parts of parts, one-off figures of speed and time."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping

from tui.model.names import words
from tui.model.series import Series

_PART = re.compile(r"(?:_unscaled)?(?:_\d+)?(?:_unscaled)?$")
_NUMBERED = re.compile(r"_\d+(?=_unscaled$|$)")
_CLASS = re.compile(r"[-/_:][^-/_:]*$")
_FAMILY = 12  # more members than this under one name are per-class figures
_LIST = 4  # a list with this index is too long to be one curve a value
_FURNITURE = frozenset(
    ("tp", "fp", "tn", "fn", "bsz", "wpb", "ratio", "clip", "oom", "syslen", "reflen", "ups", "remaining")
)
_SIDE = frozenset(("time", "throughput", "count", "memory", "other"))


def hidden(series: Mapping[str, Series]) -> frozenset[str]:
    """Names to leave out of tables, curves and summaries. They stay in the run and can be asked for by name."""
    classes = _class_figures(series)
    return frozenset(name for name, one in series.items() if name in classes or _is_dull(one) or _is_part(name, series))


def _is_dull(one: Series) -> bool:
    kind = one.meaning.kind
    if kind == "loss_scale" or (kind == "count" and {"num", "n"} & set(words(one.name))):
        return True
    if set(words(one.name)) <= _FURNITURE:
        return True
    if kind in _SIDE and (len(one) == 1 or one.is_constant):
        return True
    if kind in ("time", "throughput", "learning_rate") and one.meaning.split in ("val", "test"):
        return True
    if kind == "other" and len(one) > 3:
        return all(v == int(v) for v in one.y[:40] if v - v == 0) and _only_rises(one)
    return kind in ("count", "time") and len(one) > 3 and _only_rises(one)


def _only_rises(one: Series) -> bool:
    """A counter: tokens seen, seconds gone by. Looks at some forty places, which a metric does not survive."""
    stride = max(1, len(one) // 40)
    sample = one.y[::stride]
    return all(a <= b for a, b in itertools.pairwise(sample)) and sample[0] < sample[-1]


def _is_part(name: str, series: Mapping[str, Series]) -> bool:
    """`loss_ce_3` and `loss_ce_unscaled` beside `loss_ce`; `lr/pg2` beside an equal `lr/pg1`."""
    if any(
        base != name and base in series
        for base in (_PART.sub("", name), _NUMBERED.sub("", name), name.removesuffix("_unscaled"))
    ):
        return True
    if (
        series[name].meaning.kind == "learning_rate"
        and name[-1:].isdigit()
        and name[-1] != "0"
        and f"{name[:-1]}0" in series
    ):
        return True  # the groups of one optimizer
    stem, bracket, index = name.rpartition("[")
    if bracket and index != "0]" and f"{stem}[{_LIST}]" in series:
        return True  # a long list of figures: its first stands for it
    again = name.removeprefix("epoch/").removeprefix("step/")
    return (
        again != name
        and again in series
        and series[name].meaning.kind in (*_SIDE, "learning_rate", "gradient_norm", "loss_scale")
    )


def _class_figures(series: Mapping[str, Series]) -> frozenset[str]:
    """Figures a class, such as `AP-airplane` beside `AP`."""
    stems = Counter(_CLASS.sub("", name) for name in series)
    large = {stem for stem, count in stems.items() if count > _FAMILY and stem in series}
    return frozenset(name for name in series if name not in large and _CLASS.sub("", name) in large)
