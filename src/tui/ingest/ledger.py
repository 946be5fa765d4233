"""The account of one source: what was read, in which generations, and what is missing."""

from __future__ import annotations

from dataclasses import replace

from tui.ingest.assemble import LINE_LIMIT, LineAssembler
from tui.ingest.batch import Reader
from tui.ingest.follow import Beginning
from tui.model.integrity import Generation, Integrity

_GENERATIONS_KEPT = 100  # the first and the latest; a log that rotates every minute for a week has ten thousand


class Ledger:
    """Keeps count, and gives an `Integrity` when asked. Owned by the reading thread."""

    def __init__(self) -> None:
        self.generations: list[Generation] = []
        self.count = 0  # of generations, those no longer listed included
        self.waiting_for = ""
        self._notes: list[str] = []

    def begin(self, beginning: Beginning) -> None:
        """A new generation."""
        self.generations.append(Generation(beginning.cause, beginning.target, 0, beginning.lost))
        self.count += 1
        if len(self.generations) > _GENERATIONS_KEPT:
            gone = next((k for k, g in enumerate(self.generations[1:-1], 1) if not g.lost), 1)
            del self.generations[gone]

    def read(self, byte_count: int) -> None:
        """So many bytes more of the present generation."""
        if byte_count and self.generations:
            last = self.generations[-1]
            self.generations[-1] = replace(last, bytes_read=last.bytes_read + byte_count)

    def note(self, sentence: str) -> None:
        """Something that is told once."""
        if sentence not in self._notes:
            self._notes.append(sentence)

    def integrity(
        self, lines: LineAssembler, reader: Reader, unread_bytes: int, looked_at: float, changed_at: float | None
    ) -> Integrity:
        """The account at this moment; `bytes_read` is of the present generation."""
        read = self.generations[-1].bytes_read if self.generations else 0
        return Integrity(
            bytes_in_file=read + unread_bytes,
            bytes_read=read,
            lines=lines.lines,
            records=reader.records,
            unparsed=reader.unparsed,
            frames=lines.frames,
            generations=tuple(self.generations),
            waiting_for=self.waiting_for,
            looked_at=looked_at,
            changed_at=changed_at,
            notes=(*self._notes, *_about(lines), *self._hidden()),
        )

    def _hidden(self) -> list[str]:
        hidden = self.count - len(self.generations)
        return [f"{hidden:,} more generations, read without loss, are not listed"] if hidden else []


def _about(lines: LineAssembler) -> list[str]:
    """What the assembler had to do to the text."""
    notes = []
    if lines.cut_lines:
        notes.append(f"{lines.cut_lines:,} lines over {LINE_LIMIT >> 20} MiB were cut")
    if lines.nul_bytes:
        notes.append(f"{lines.nul_bytes:,} NUL bytes were passed over")
    if lines.encoding:
        notes.append(f"read as {lines.encoding.upper()}{'' if lines.utf16 else ', since it is not UTF-8'}")
    return notes
