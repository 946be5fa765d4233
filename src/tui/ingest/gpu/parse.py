"""What nvidia-smi prints in query mode, as numbers. Pure: text in, values out, never an exception.

The rows are `--format=csv,noheader,nounits`. Cells are parted by a comma and a blank, nothing is quoted, and a product
name or a process name may hold commas of its own: it takes whatever the other columns leave over. A value the driver
cannot tell is a word: `[N/A]`, `[Not Supported]`, `ERR!`, `[GPU is lost]`, `[Unknown Error]`,
`[Insufficient Permissions]`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tui.model.hardware import Gpu, GpuProcess

FIELDS = (
    "index",
    "uuid",
    "name",
    "utilization.gpu",
    "memory.used",
    "memory.total",
    "temperature.gpu",
    "power.draw",
    "power.limit",
    "clocks.sm",
    "fan.speed",
    "mig.mode.current",
)
PROCESS_FIELDS = ("gpu_uuid", "pid", "process_name", "used_memory")

_NUMBER = re.compile(r"([+-]?[0-9]{1,12}(?:[.,][0-9]{1,9})?)\s*(?:%|MiB|W|C|MHz)?")
_REFUSED_FIELD = re.compile(r'Field "([^"\n]{1,100})" is not a valid field to query')
_UNTOLD = ("", "n/a", "not supported", "not available", "no data")
_NAME_LIMIT = 200  # characters; a process name can be a whole command line
_COMPLAINTS = (
    (re.compile("GPU is lost"), "a GPU is lost: the driver asks for a restart of the machine"),
    (re.compile("Unable to determine the device handle"), "the driver cannot reach one of the GPUs"),
    (re.compile("couldn't communicate with the NVIDIA driver"), "the NVIDIA driver is not running"),
    (
        re.compile("Driver/library version mismatch"),
        "driver and library are of different versions until the next restart",
    ),
    (re.compile("Failed to initialize NVML"), "the NVIDIA library could not be initialised"),
    (re.compile("No devices were found"), "no GPU was found"),
)


def parse_gpus(text: str, fields: Sequence[str] = FIELDS) -> tuple[Gpu, ...]:
    """One `Gpu` for each whole row of `text`; headers, messages, blank and torn lines are passed over.

    `fields` are the columns that were asked for, in order.
    """
    rows = (_cells(line, fields, "name") for line in text.splitlines())
    gpus = (_gpu(row, order) for order, row in enumerate(row for row in rows if row is not None))
    return tuple(gpu for gpu in gpus if gpu is not None)


def parse_processes(text: str) -> dict[str, tuple[GpuProcess, ...]]:
    """The processes of each GPU, by its uuid, those with most memory first."""
    found: dict[str, list[GpuProcess]] = {}
    for line in text.splitlines():
        row = _cells(line, PROCESS_FIELDS, "process_name")
        pid = None if row is None else _whole(row["pid"])
        if row is None or pid is None:
            continue
        memory = _not_negative(row["used_memory"])
        found.setdefault(row["gpu_uuid"], []).append(GpuProcess(pid, plain(row["process_name"]), memory))
    return {uuid: tuple(sorted(some, key=lambda p: -(p.memory_mb or 0.0))) for uuid, some in found.items()}


def refused_field(text: str) -> str | None:
    """The column this nvidia-smi does not know, `None` when it knows all."""
    found = _REFUSED_FIELD.search(text)
    return found[1] if found else None


def no_device(text: str) -> bool:
    """True when the machine has a driver and no GPU. A GPU that cannot be reached is not an absent one."""
    return "No devices were found" in text and "Unable to determine" not in text


def complaint(text: str, code: int) -> str:
    """What went wrong, as one sentence."""
    for pattern, meaning in _COMPLAINTS:
        if pattern.search(text):
            return f"nvidia-smi: {meaning}."
    first = next((line.strip() for line in text.splitlines() if line.strip()), "")
    said = f": {plain(first).rstrip('.')}" if first and _cells(first, FIELDS, "name") is None else ""
    return f"nvidia-smi ended with exit code {code}{said}." if code else f"nvidia-smi told nothing of use{said}."


def visible(gpus: tuple[Gpu, ...], wanted: str | None) -> frozenset[str]:
    """The identities that a value of CUDA_VISIBLE_DEVICES leaves visible; all of them when it is not set.

    Its entries are indices or beginnings of uuids, and CUDA stops at the first that names no device. Entries for parts
    of a GPU (`MIG-...`) say nothing of the whole.
    """
    if wanted is None or "MIG" in wanted:
        return frozenset(gpu.identity for gpu in gpus)
    chosen: set[str] = set()
    for entry in (part.strip() for part in wanted.split(",")):
        match = next(
            (g for g in gpus if str(g.index) == entry or (entry.startswith("GPU-") and g.uuid.startswith(entry))), None
        )
        if match is None:
            break
        chosen.add(match.identity)
    return frozenset(chosen)


def plain(text: str) -> str:
    """Text that can be shown: printable characters only, and not without end."""
    return "".join(c for c in text[:_NAME_LIMIT] if c.isprintable()).strip()


def _cells(line: str, fields: Sequence[str], open_ended: str) -> dict[str, str] | None:
    """The cells of a row by field, `None` when it has too few or too many; commas in `open_ended` are its own."""
    line = line.strip()
    parts = line.split(", ")
    if len(parts) < len(fields):
        parts = line.split(",")
    surplus = len(parts) - len(fields)
    if surplus < 0 or (surplus and open_ended not in fields):
        return None
    if surplus:
        at = fields.index(open_ended)
        parts[at : at + surplus + 1] = [", ".join(parts[at : at + surplus + 1])]
    return dict(zip(fields, (part.strip() for part in parts), strict=True))


def _gpu(row: Mapping[str, str], order: int) -> Gpu | None:
    """A row as a `Gpu`; `None` when it is a header or a message that happens to have as many commas."""
    uuid = plain(row.get("uuid", ""))
    index = _whole(row["index"]) if "index" in row else order
    if index is None and not uuid.startswith("GPU-"):
        return None
    mig = row.get("mig.mode.current", "").lower() == "enabled"
    utilisation = _not_negative(row.get("utilization.gpu", ""))
    return Gpu(
        index=order if index is None else index,
        name=plain(row.get("name", "")) or "GPU",
        uuid=uuid if uuid.startswith("GPU-") else "",
        utilisation=None if utilisation is not None and utilisation > 100 else utilisation,
        memory_used_mb=_not_negative(row.get("memory.used", "")),
        memory_total_mb=_not_negative(row.get("memory.total", "")),
        temperature_c=_number(row.get("temperature.gpu", "")),
        power_w=_not_negative(row.get("power.draw", "")),
        power_limit_w=_not_negative(row.get("power.limit", "")),
        clock_mhz=_not_negative(row.get("clocks.sm", "")),
        fan_percent=_not_negative(row.get("fan.speed", "")),
        mig=mig,
        note=_note(row, mig and utilisation is None),
    )


def _note(row: Mapping[str, str], mig: bool) -> str:
    """Why a value is missing, in the driver's own word where it is an error; what the model lacks is no news."""
    for value in row.values():
        word = value.strip("[]").lower()
        if word == "err!":
            return "driver error"
        if value.startswith("[") and value.endswith("]") and word not in _UNTOLD:
            return plain(value.strip("[]"))
    return "n/a (MIG)" if mig else ""


def _number(cell: str) -> float | None:
    """A number with or without its unit, with a point or a decimal comma."""
    found = _NUMBER.fullmatch(cell)
    return float(found[1].replace(",", ".")) if found else None


def _not_negative(cell: str) -> float | None:
    value = _number(cell)
    return None if value is None or value < 0 else value


def _whole(cell: str) -> int | None:
    return int(cell) if cell.isascii() and cell.isdigit() and len(cell) < 10 else None
