"""What is worth telling somebody who is not looking: each thing once, not too often, and when it is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tui.analysis.alerts import Alert
from tui.report.reading import Reading, is_withdrawn

ENDS = ("finished", "failed")  # kinds besides those of alerts


@dataclass(frozen=True, slots=True)
class News:
    """One message. `kind` is a kind of alert, "finished" or "failed"; `recovered` says that what was told is over."""

    kind: str
    severity: str
    message: str
    metric: str | None = None
    step: float | None = None
    line: int = 0
    recovered: bool = False


class Herald:
    """Tells what is new in a reading. What stands at the first look is history and told to nobody.

    A kind that was told less than `cool_down` seconds ago stays silent; what was told is also told when it is over.
    """

    def __init__(self, kinds: tuple[str, ...], cool_down: float) -> None:
        self._kinds = kinds
        self._cool_down = cool_down
        self._known: dict[tuple[str, str, int], bool] | None = None  # alert -> whether it was told
        self._told_at: dict[str, float] = {}
        self._status = ""

    def news(self, reading: Reading) -> list[News]:
        """What to tell now; call it again whenever something was read."""
        if self._known is None:
            self._known = {_key(alert): False for alert in reading.alerts}
            self._status = reading.state.status
            return []
        found = [news for alert in reading.alerts for news in self._of(alert, reading.now)]
        return found + list(self._end(reading))

    def _of(self, alert: Alert, now: float) -> Iterator[News]:
        assert self._known is not None
        key = _key(alert)
        if is_withdrawn(alert):
            if self._known.get(key):
                yield _news(alert, recovered=True)
            self._known[key] = False
        elif key not in self._known:
            self._known[key] = self._may_tell(alert.kind, now)
            if self._known[key]:
                yield _news(alert, recovered=False)

    def _may_tell(self, kind: str, now: float) -> bool:
        if kind not in self._kinds or now - self._told_at.get(kind, -self._cool_down) < self._cool_down:
            return False
        self._told_at[kind] = now
        return True

    def _end(self, reading: Reading) -> Iterator[News]:
        before, self._status = self._status, reading.state.status
        if self._status != before and self._status in ENDS and self._status in self._kinds:
            severity = "critical" if self._status == "failed" else "info"
            yield News(self._status, severity, reading.state.sentence, step=reading.run.step)


def _key(alert: Alert) -> tuple[str, str, int]:
    return alert.kind, alert.metric or "", alert.line


def _news(alert: Alert, *, recovered: bool) -> News:
    message = f"recovered: {alert.cleared_reason or alert.message}" if recovered else alert.message
    return News(alert.kind, alert.severity, message, alert.metric, alert.step, alert.line, recovered)
