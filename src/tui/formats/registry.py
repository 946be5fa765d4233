"""The special formats, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable

from tui.formats.base import Format
from tui.formats.boosting import Boosting
from tui.formats.coco import Coco
from tui.formats.darknet import Darknet
from tui.formats.gematria import Gematria
from tui.formats.hf_trainer import HfTrainer
from tui.formats.mlperf import MlPerf
from tui.formats.optuna import Optuna
from tui.formats.tf_estimator import TfEstimator
from tui.formats.ultralytics import Ultralytics

SPECIAL: dict[str, Callable[[], Format]] = {
    one.name: one for one in (HfTrainer, MlPerf, Ultralytics, Boosting, Coco, Gematria, Darknet, Optuna, TfEstimator)
}


def special_formats(only: str | None = None) -> list[Format]:
    """Fresh readers, one a source. `only` names the one to use; "structure" gives none."""
    return [make() for name, make in SPECIAL.items() if only in (None, name)]
