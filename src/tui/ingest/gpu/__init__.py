"""GPUs through `nvidia-smi`: this room is its only caller."""

from tui.ingest.gpu.parse import parse_gpus, parse_processes
from tui.ingest.gpu.probe import GpuProbe

__all__ = ["GpuProbe", "parse_gpus", "parse_processes"]
