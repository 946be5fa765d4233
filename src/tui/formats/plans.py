"""Planned totals that a log announces once, in a line of settings or a sentence."""

from __future__ import annotations

import re

from tui.model.events import Plan

_STEPS = re.compile(
    r"(?i)(?<![A-Za-z0-9_])(?:total|max(?:imum)?|num(?:ber of)?|train(?:ing)?)[ _-]?(?:number of |num[ _])?(?:optimization[ _]|optimizer[ _]|train(?:ing)?[ _]|update[ _])?"
    r"(?:steps|iters|iter|iterations|updates|update)\b[\"']?\s*(?:[:=]\s*|\.{3,}\s*|\s)[\"']?(\d[\d,]*)(?![\d.]*[a-zA-Z/%])"
)
_EPOCHS = re.compile(
    r"(?i)(?<![A-Za-z0-9_])(?:total|max(?:imum)?|num(?:ber of)?|n)[ _-]?(?:train(?:ing)?[ _])?epochs?\b[\"']?\s*(?:[:=]\s*|\.{3,}\s*|\s)[\"']?(\d+)(?![\d.]*[a-zA-Z/%])"
    r"|(?i:\btrain(?:ing)? for (\d+) epochs?\b)"
)


def planned(text: str, line: int) -> Plan | None:
    """What a line announces, `None` for nearly all lines."""
    if (
        "ep" not in text
        and "Ep" not in text
        and "EP" not in text
        and "iter" not in text.lower()
        and "update" not in text
    ):
        return None
    steps, epochs = _STEPS.search(text), _EPOCHS.search(text)
    if steps is None and epochs is None:
        return None
    step_count = float(steps[1].replace(",", "")) if steps else 0.0
    epoch_count = float(epochs[1] or epochs[2]) if epochs else 0.0
    if step_count <= 1 and epoch_count <= 0:
        return None
    return Plan(step_count if step_count > 1 else None, epoch_count if epoch_count > 0 else None, line=line)
