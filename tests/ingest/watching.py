"""The pump on a file, its batches kept, and a clock in the hand of the test."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from tests.ingest.build import EchoReader

from tui.ingest.batch import Batch, Source
from tui.ingest.pump import Pump
from tui.ingest.sources import open_source
from tui.model.events import Line
from tui.model.integrity import Integrity

LIMIT_SECONDS = 10.0


def until(condition: Callable[[], bool], seconds: float = LIMIT_SECONDS) -> bool:
    """Whether the condition came true within the limit."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


class Watching:
    """Starts the pump at once. `at_rest` waits for two looks that found nothing more to read."""

    def __init__(self, path: Path, *, poll: bool = True, source: Source | None = None) -> None:
        self.path = path
        self.now = 1000.0
        self.batches: list[Batch] = []
        self.failures: list[str] = []
        self.looks = 0
        self.source = source or open_source(str(path), EchoReader, poll=poll)
        self.pump = Pump(self.source, self.batches.append, self.failures.append, clock=self._clock)
        self.pump.start()
        self.at_rest()

    def _clock(self) -> float:
        self.looks += 1
        return self.now

    def at_rest(self) -> None:
        """Several looks went by without anything new."""
        end = time.monotonic() + LIMIT_SECONDS
        while time.monotonic() < end and not self.source.ended:
            seen, looks = len(self.batches), self.looks
            until(lambda looks=looks: self._looked_since(looks), 1.0)  # type: ignore[misc]
            if len(self.batches) == seen:
                return

    def _looked_since(self, looks: int) -> bool:
        """Two looks began and ended since; each reads the clock twice."""
        self.pump.look()
        return self.looks >= looks + 5

    def later(self, seconds: float) -> None:
        """So much time goes by."""
        self.at_rest()
        self.now += seconds
        self.at_rest()

    @property
    def lines(self) -> list[Line]:
        """All lines that came, frames left out."""
        return [line for batch in list(self.batches) for line in batch.lines if not line.transient]

    @property
    def texts(self) -> list[str]:
        return [line.text for line in self.lines]

    @property
    def frames(self) -> list[str]:
        return [line.text for batch in list(self.batches) for line in batch.lines if line.transient]

    @property
    def integrity(self) -> Integrity:
        """What the last batch says is read and missing."""
        return self.batches[-1].integrity

    @property
    def causes(self) -> list[str]:
        return [generation.cause for generation in self.integrity.generations]

    def shows(self, *texts: str) -> bool:
        """True once exactly these lines came, in this order, and no more come after."""
        until(lambda: len(self.lines) >= len(texts))
        self.at_rest()
        assert self.failures == []
        assert self.texts == list(texts)
        return True

    def stop(self) -> bool:
        return self.pump.stop(5.0)
