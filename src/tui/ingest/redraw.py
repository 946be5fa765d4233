"""Where a progress bar draws itself again: cursor movements and backspaces, marked as ends of a frame. Pure."""

from __future__ import annotations

import re

FRAME_END = b"\x1e"  # stands in for a redraw; as many of them as the bytes they replace, so that offsets stay right

# Cursor up, down, to a column, to a place; erase the line or the screen (not: erase to the end, which colours need);
# cursor back by eight or more; eight backspaces or more. Fewer turn a spinner or correct a counter.
_REDRAW = re.compile(rb"\x1b\[(?:[0-9;]{0,8}[ABEFGHf]|[12]K|[23]J|(?:[89]|[1-9][0-9]{1,4})D)|\x08{8,}")
_UNDECIDED = re.compile(rb"(?:\x1b(?:\[[0-9;]{0,8})?|\x08{1,7})\Z")


class Redraws:
    """Replaces each redraw by `FRAME_END`s, byte for byte, whatever the chunks in which it arrives.

    At most ten bytes are held back: the beginning of what may become a redraw.
    """

    def __init__(self) -> None:
        self._undecided = b""
        self._erasing = False  # the last byte was part of a long run of backspaces

    def mark(self, data: bytes) -> bytes:
        """`data` with redraws marked, except an undecided end."""
        if not self._undecided and not self._erasing and b"\x1b" not in data and b"\x08" not in data:
            return data
        data = self._erase_on(self._undecided + data)
        found = _UNDECIDED.search(data, max(0, len(data) - 16))
        end = found.start() if found else len(data)
        if found and data[end : end + 1] == b"\x08" == data[end - 1 : end]:
            end, self._erasing = len(data), True
        self._undecided = data[end:]
        return _REDRAW.sub(lambda m: FRAME_END * len(m[0]), data[:end])

    def flush(self) -> bytes:
        """What was held back, at the end of the text."""
        rest, self._undecided, self._erasing = self._undecided, b"", False
        return rest

    def _erase_on(self, data: bytes) -> bytes:
        """Backspaces at the start belong to the long run that ended the chunk before."""
        if not self._erasing:
            return data
        rest = data.lstrip(b"\x08")
        self._erasing = not rest
        return FRAME_END * (len(data) - len(rest)) + rest
