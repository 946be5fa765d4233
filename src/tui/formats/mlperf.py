"""MLPerf compliance lines (`:::MLP`, `:::MLLOG`): only what is evaluated is a metric, all else is settings."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from tui.formats.bars import Bar
from tui.formats.tokens import to_float
from tui.model.events import Event, Metrics, Progress

_OLD = re.compile(r":::MLPv[\d.]+ \S+ (?P<time>[\d.]+) \(.*?\) (?P<key>\w+)(?:: (?P<value>.*))?$")
_NEW = re.compile(r":::MLLOG (?P<json>\{.*\})\s*$")
_METRIC = re.compile(r"^(?:eval_accuracy|eval_loss|eval_error|train_loss|eval_result|tracked_stats|eval_\w*score)$")


class MlPerf:
    """Both generations of the compliance log."""

    name = "mlperf"
    expects_next = False
    samples = (
        ':::MLPv0.5.0 resnet 1541720811.05 (/w/utils.py:49) eval_accuracy: {"epoch": 2, "value": 0.25}',
        ':::MLLOG {"namespace": "", "time_ms": 1592, "event_type": "POINT_IN_TIME", "key": "eval_accuracy", "value": 0.3, "metadata": {"epoch_num": 4}}',
    )

    def saw_bar(self, bar: Bar) -> None:
        """These lines have no bars."""

    def parse(self, text: str, line: int) -> Sequence[Event] | None:
        if ":::ML" not in text:
            return None
        old = _OLD.search(text)
        if old:
            return self._event(str(old["key"]), _value(old["value"]), to_float(old["time"]), line)
        new = _NEW.search(text)
        found = _value(new["json"]) if new else None
        if not isinstance(found, dict):
            return ()
        meta = found.get("metadata") or {}
        value = (
            {"value": found.get("value"), "epoch": meta.get("epoch_num", meta.get("epoch"))}
            if isinstance(meta, dict)
            else {}
        )
        time = found.get("time_ms")
        return self._event(str(found.get("key")), value, _number(time, 1e-3), line)

    def _event(self, key: str, value: Any, time: float | None, line: int) -> Sequence[Event]:
        number, epoch = (value.get("value"), value.get("epoch")) if isinstance(value, Mapping) else (value, None)
        at, measured = _number(epoch), _number(number)
        done = measured if at is None else at
        if key in ("train_epoch", "epoch_start") and done is not None:
            return (Progress(done, None, "epoch", line=line, time=time),)
        if _METRIC.match(key) and measured is not None:
            return (Metrics({key: measured}, epoch=at, time=time, line=line),)
        return ()

    def finish(self) -> Sequence[Event]:
        return ()


def _number(value: object, scale: float = 1.0) -> float | None:
    """A number of JSON, where whole ones may be larger than any float; `None` for anything else."""
    if not isinstance(value, (int, float)):
        return None
    return float(max(-(10**300), min(value, 10**300)) if isinstance(value, int) else value) * scale


def _value(text: str | None) -> Any:
    try:
        return json.loads(text) if text else None
    except (ValueError, RecursionError):
        return text
