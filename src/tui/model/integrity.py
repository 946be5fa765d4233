"""What was read of a source, and whether anything is missing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Generation:
    """One file behind the name. `cause` is "opened", "replaced", "truncated", "rewritten", "switched" or "reappeared".

    `bytes_read` counts what was read of it. `lost` is one sentence where something was lost for certain or could have been.
    """

    cause: str
    target: str
    bytes_read: int = 0
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Integrity:
    """The follower's account of one source at one moment. All sizes in bytes, times in POSIX seconds."""

    bytes_in_file: int = 0
    bytes_read: int = 0
    lines: int = 0
    records: int = 0
    unparsed: int = 0
    frames: int = 0
    generations: tuple[Generation, ...] = ()
    waiting_for: str = ""  # why nothing can be read now: "the file does not exist yet", "permission denied", ...
    looked_at: float | None = None  # when the file was last looked at
    changed_at: float | None = None  # when the file last changed, by its own modification time
    notes: tuple[str, ...] = ()  # what was thinned, shortened, skipped: one sentence each

    @property
    def unread_bytes(self) -> int:
        """How far the reader is behind the file."""
        return max(0, self.bytes_in_file - self.bytes_read)

    @property
    def losses(self) -> tuple[str, ...]:
        """Sentences that say what was lost; empty when everything was read."""
        return tuple(g.lost for g in self.generations if g.lost)
