"""Ultralytics YOLO on the console: the last validation repeats the best epoch and is no new record."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.formats.bars import Bar
from tui.formats.tokens import to_float
from tui.model.events import Event, Metrics, Notice, Progress

_HEAD = re.compile(r"^\s*Epoch\s+(?:GPU_mem|gpu_mem)\s+(.+?)\s+(?:Instances|targets|labels)\s+(?:Size|img_size)\s*$")
_TRAIN = re.compile(r"^\s*(\d+)/(\d+)\s+([\d.]+G|\d+M|0B?)\s+((?:[-\d.e+naif]+\s+)+?)(\d+)\s+(\d+):?(?:\s|$)")
_VAL_HEAD = re.compile(r"^\s*Class\s+Images\s+(?:Instances|Labels|Targets)\s+(.+?)\)?:?\s*(?:\d+%.*)?$")
_ALL = re.compile(r"^\s*all\s+\d+\s+\d+\s+((?:[-\d.e+naif]++(?:\s+|$))+)$")
_WORDS = re.compile(r"[A-Za-z][\w.@:-]*")
_SETTINGS = re.compile(r"^(?:engine[\\/.]trainer|yolo[\\/.]engine[\\/.]trainer|train|hyperparameters):\s+\w+=")


class Ultralytics:
    """Two lines an epoch, each under a header of its own."""

    name = "ultralytics"
    expects_next = False
    samples = (
        "      Epoch    GPU_mem   box_loss   cls_loss   dfl_loss  Instances       Size",
        "      1/100      2.13G      1.596      2.455      1.443         40        640: 100% |##########| 10/10 1.5it/s 2:22",
        "                 Class     Images  Instances      Box(P          R      mAP50  mAP50-95): 100% 58/58 3.1it/s",
        "                   all        925       1248      0.622      0.391      0.351      0.169",
    )

    def __init__(self) -> None:
        self._losses: list[str] = []
        self._scores: list[str] = []
        self._epoch: float | None = None
        self._epochs: float | None = None
        self._values: tuple[str, ...] = ()

    def saw_bar(self, bar: Bar) -> None:
        """The bars stand behind the values and say nothing more."""

    def parse(self, text: str, line: int) -> Sequence[Event] | None:
        head = _HEAD.match(text)
        if head:
            self._losses = head[1].split()
            return ()
        if _SETTINGS.match(text):
            return ()
        if not self._losses:
            return None
        found = _VAL_HEAD.match(text)
        if found:
            self._scores = list(_WORDS.findall(found[1].replace("Box(", " ").replace("Mask(", " Mask/")))
            return ()
        return self._train(text, line) or self._val(text, line)

    def _train(self, text: str, line: int) -> Sequence[Event] | None:
        row = _TRAIN.match(text)
        cells = row[4].split() if row else []
        if row is None or len(cells) != len(self._losses):
            return None
        self._epoch, self._epochs = float(row[1]), float(row[2])
        self._values = tuple(cells)
        values = _numbers(self._losses, cells)
        return (
            Progress(self._epoch, self._epochs, "epoch", line=line),
            Metrics(values, epoch=self._epoch, bar=True, line=line),
        )

    def _val(self, text: str, line: int) -> Sequence[Event] | None:
        row = _ALL.match(text)
        if row is None or not self._scores:
            return None
        cells = row[1].split()
        if self._epoch is None:
            return (Notice("best", text.strip(), line),)
        values = _numbers(self._scores, cells)
        epoch, self._epoch = self._epoch, None
        return (Metrics(values, epoch=epoch, line=line),)

    def finish(self) -> Sequence[Event]:
        return ()


def _numbers(names: Sequence[str], cells: Sequence[str]) -> dict[str, float]:
    """Values by name; a cell that is no number is left out."""
    found = ((name, to_float(cell)) for name, cell in zip(names, cells, strict=False))
    return {name: value for name, value in found if value is not None}
