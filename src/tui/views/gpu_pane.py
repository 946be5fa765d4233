"""The GPU pane: load, memory, power and temperature of each GPU, as many rows each as there is room for."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from math import isfinite

from tui.analysis import numbers
from tui.model.hardware import Gpu, GpuSample
from tui.model.series import Bucket
from tui.views.header import bar
from tui.views.pane import Pane
from tui.views.picture.spark import sparkline
from tui.views.row import Part, Row, blank, fill, frame, parts_of, plain, spread, width_of_parts
from tui.views.state import Snapshot, ViewSettings

STALE = 10.0  # seconds after which a look at the GPUs is called old
_MAKERS = ("nvidia", "geforce", "tesla", "graphics", "device")
WARM = 85.0  # degrees Celsius from which the temperature is worth a look


class GpuPane(Pane):
    """Nothing at all on a machine without a GPU."""

    def wanted(self, snapshot: Snapshot, settings: ViewSettings) -> bool:  # noqa: ARG002
        return snapshot.gpu is not None and bool(snapshot.gpu.gpus)

    def drawn_from(self, snapshot: Snapshot) -> Hashable:
        age = _age(snapshot.gpu, snapshot.now) if snapshot.gpu is not None else ""
        return snapshot.gpu, age, len(snapshot.gpu_history)

    def draw(self, snapshot: Snapshot, settings: ViewSettings, width: int, height: int) -> list[Row]:
        if snapshot.gpu is None:
            return [blank(width) for _ in range(height)]
        inside = gpu_rows(snapshot, settings, width - 2, height - 2)
        age = _age(snapshot.gpu, snapshot.now)
        note: list[Part] = [(age, "look")] if age else []
        title: list[Part] = [("GPU" if len(snapshot.gpu.gpus) == 1 else f"{len(snapshot.gpu.gpus)} GPUs", "")]
        return frame(inside, title, note, width, "frame", settings.ascii)


def _age(sample: GpuSample | None, now: float) -> str:
    """How old the figures are, when that is worth telling."""
    if sample is None:
        return ""
    seconds = now - (sample.good_at if sample.good_at is not None else sample.time)
    return f"{numbers.duration(seconds)} old" if seconds > STALE else ""


def gpu_rows(snapshot: Snapshot, settings: ViewSettings, width: int, height: int) -> list[Row]:
    """`height` rows of `width` cells: one, two or three for each GPU, then processes, then what went wrong."""
    sample = snapshot.gpu
    if sample is None or height < 1:
        return [blank(width) for _ in range(max(0, height))]
    error = [fill([(plain(sample.error), "look")], width)] if sample.error else []
    room = height - len(error)
    each = max(1, min(3, room // max(1, len(sample.gpus))))
    rows: list[Row] = []
    gpus = sample.gpus if len(sample.gpus) <= room else sample.gpus[: room - 1]
    for gpu in gpus:
        loads = history(snapshot.gpu_history, gpu)
        rows += _rows(gpu, loads, each, settings.ascii, width)
    if len(gpus) < len(sample.gpus):
        rows.append(fill([(f" and {len(sample.gpus) - len(gpus)} more", "dim")], width))
    rows += processes(sample.gpus, width, room - len(rows))
    return (rows[:room] + [blank(width)] * (room - len(rows)) + error)[:height]


def history(samples: Sequence[GpuSample], gpu: Gpu) -> list[float | None]:
    """The loads of a GPU in percent, oldest first, `None` where the driver did not tell."""
    out: list[float | None] = []
    for sample in samples:
        same = next((g for g in sample.gpus if g.identity == gpu.identity), None)
        out.append(None if same is None or sample.error else same.utilisation)
    return out


def load_line(loads: Sequence[float | None], width: int, ascii_: bool, role: str = "hue2") -> Row:
    """The newest loads as a sparkline from 0 to 100 %, set to the right: the newest stands at the end."""
    newest = list(loads)[-width:] if width > 0 else []
    cells: list[Bucket | None] = [None] * (width - len(newest))
    cells += [None if v is None or not isfinite(v) else Bucket(v, v, v, 1, 0) for v in newest]
    return sparkline(cells, role, low=0.0, high=100.0, ascii_=ascii_)


def _rows(gpu: Gpu, loads: list[float | None], each: int, ascii_: bool, width: int) -> list[Row]:
    """A GPU in one, two or three rows."""
    note: list[Part] = [(f" {plain(gpu.note)}", "look")] if gpu.note else []
    if each == 1:
        return [_one_row(gpu, loads, note, ascii_, width)]
    first = _load_row(gpu, loads, ascii_, width)
    facts = [*_facts(gpu)[1:], *note]
    memory: Part = (memory_text(gpu), "")
    if each == 2:
        return [first, fill([("   ", ""), memory, ("  " if facts else "", ""), *facts], width)]
    used, total = gpu.memory_used_mb, gpu.memory_total_mb
    meter = bar(used / total if used is not None and total else None, max(0, width - 5 - len(memory[0])), ascii_)
    second = fill([("   ", ""), memory, (" ", ""), *parts_of(meter)], width)
    return [first, second, fill([("   ", ""), *facts], width)]


def _one_row(gpu: Gpu, loads: list[float | None], note: list[Part], ascii_: bool, width: int) -> Row:
    """Index, load, sparkline, memory; power and temperature where there is room."""
    tail: list[Part] = [("  ", ""), (memory_text(gpu), ""), *(_facts(gpu) if width >= 44 else []), *note]
    room = max(0, width - 9 - width_of_parts(tail))
    spark = parts_of(load_line(loads, room, ascii_))
    return fill([(f"{gpu.index:>2} ", "strong"), (percent(gpu.utilisation), "strong"), (" ", ""), *spark, *tail], width)


def _load_row(gpu: Gpu, loads: list[float | None], ascii_: bool, width: int) -> Row:
    """Index, what the card is called, load and sparkline."""
    name = short_name(gpu.name)[: max(0, width - 18)]
    spark = parts_of(load_line(loads, max(0, width - 11 - len(name)), ascii_))
    head: list[Part] = [(f"{gpu.index:>2} ", "strong"), (name, "dim"), (" ", ""), (percent(gpu.utilisation), "strong")]
    return fill([*head, (" ", ""), *spark], width)


def _facts(gpu: Gpu) -> list[Part]:
    """Power and temperature, as far as the driver tells them."""
    hot = gpu.temperature_c is not None and gpu.temperature_c >= WARM
    facts = [(power_text(gpu), ""), (heat_text(gpu), "look" if hot else "")]
    return [part for fact in facts if fact[0] for part in (("  ", ""), fact)]


def percent(value: float | None) -> str:
    """A load in five cells."""
    return f"{numbers.percent(None if value is None else value / 100):>5}"


def memory_text(gpu: Gpu) -> str:
    """`60/141 GB`, as wide as it will ever be."""
    if gpu.memory_total_mb is None:
        return numbers.ABSENT if gpu.memory_used_mb is None else f"{gpu.memory_used_mb / 1024:.0f} GB"
    total = f"{gpu.memory_total_mb / 1024:.0f}"
    used = numbers.ABSENT if gpu.memory_used_mb is None else f"{gpu.memory_used_mb / 1024:.0f}"
    return f"{used:>{len(total)}}/{total} GB"


def power_text(gpu: Gpu) -> str:
    """Watts in a stable width."""
    return "" if gpu.power_w is None else f"{numbers.number(round(gpu.power_w)):>4} W"


def heat_text(gpu: Gpu) -> str:
    """Degrees Celsius in a stable width."""
    return "" if gpu.temperature_c is None else f"{numbers.number(round(gpu.temperature_c)):>3} °C"


def short_name(name: str) -> str:
    """What people call the card: `NVIDIA H200 141GB HBM3` is an `H200`."""
    words = [
        w
        for w in plain(name).replace("-", " ").split()
        if w.lower() not in ("nvidia", "geforce", "tesla", "graphics", "device")
    ]
    return " ".join(words[:2]) if words and words[0].upper() in ("RTX", "GTX", "QUADRO") else words[0] if words else ""


def processes(gpus: Sequence[Gpu], width: int, height: int) -> list[Row]:
    """The processes with the most memory, where rows are left."""
    found = sorted(((p.memory_mb or 0.0, g.index, p) for g in gpus for p in g.processes), key=lambda t: -t[0])
    if height < 2 or not found:
        return []
    rows = [blank(width)]
    for _, index, process in found[: height - 1]:
        memory = "" if process.memory_mb is None else f"{process.memory_mb / 1024:.1f} GB"
        name = plain(process.name).rsplit("/", 1)[-1]
        rows.append(spread([(f"{index:>2} ", "dim"), (f"{process.pid} ", "dim"), (name, "")], [(memory, "")], width))
    return rows
