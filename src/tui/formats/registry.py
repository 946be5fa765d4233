"""The special formats, in the order in which they are asked."""

from __future__ import annotations

from tui.formats.base import Format


def special_formats(only: str | None = None) -> list[Format]:
    """Fresh readers, one a source. `only` names the one to use; "structure" gives none."""
    return []
