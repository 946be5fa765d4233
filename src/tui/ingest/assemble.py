"""Chunks of bytes to Lines: ends, frames, escapes, encodings, a limit to the size. Pure; linear in the bytes."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, repeat

from tui.ingest.clean import clean, without_escapes
from tui.ingest.encoding import Decoder, Utf16, utf16_of
from tui.ingest.redraw import FRAME_END, Redraws
from tui.model.events import Line

LINE_LIMIT = 1 << 20  # bytes; what is longer is cut
_NOT_PLAIN = bytes(c for c in range(32) if c not in b"\t\n") + b"\x7f"
_PIECE = re.compile(rb"[^\r\x1e]+")


class LineAssembler:
    """Feed it chunks of one file, get its Lines; the same Lines however the bytes are cut into chunks.

    A line ends with LF, with any CRs before it. Text ended by CR alone, or by a redraw (`redraw.py`), is a transient
    frame; blank frames are left out. Numbers go on from one generation to the next (`begin`); offsets start again.
    Memory: one line limit, and the chunk.
    """

    def __init__(self, *, limit: int = LINE_LIMIT, number: int = 1, offset: int = 0, encoding: str = "") -> None:
        self.number = number  # of the line that comes next
        self.lines = 0
        self.frames = 0
        self.cut_lines = 0
        self.nul_bytes = 0
        self._limit = limit
        self._reset(offset, encoding)

    def _reset(self, offset: int, encoding: str) -> None:
        self.decoder = Decoder("" if encoding.startswith("utf-16") else encoding)
        self._redraws = Redraws()
        self._utf16 = Utf16(encoding) if encoding.startswith("utf-16") else None
        self.utf16 = encoding if self._utf16 else ""
        self._start: bytes | None = b"" if offset == 0 and self._utf16 is None else None  # until the encoding is known
        self._held = bytearray()  # the line without an end, its frames already given
        self._held_at = offset
        self._jump = 0  # bytes of the held text that were dropped: it was over the limit
        self._redrawn = False  # the held text stands after a frame of the same line
        self._shown: tuple[int, str] | None = None  # the frame that `peek` gave: where it starts, its text

    @property
    def encoding(self) -> str:
        """What is not UTF-8: "utf-16-le", "gb18030", ...; else empty."""
        return self.utf16 or self.decoder.encoding

    @property
    def held_bytes(self) -> int:
        """How much of an unfinished line is kept in memory."""
        return len(self._held)

    def begin(self, offset: int = 0) -> None:
        """A new file begins; `finish` the one before first."""
        self._reset(offset, "")

    def feed(self, chunk: bytes) -> list[Line]:
        """The Lines and frames that are complete with this chunk."""
        data = self._redraws.mark(self._as_utf8(chunk))
        if not data:
            return []
        if b"\0" in data:
            self.nul_bytes += data.count(b"\0")
        end = data.rfind(b"\n")
        if end < 0:
            framed = b"\r" in data or FRAME_END in data or self._held.endswith(b"\r")
            self._held += data
            return self._hold(framed)
        out = self._lines(bytes(self._held) + data[:end] if self._held else data[:end])
        self._held = bytearray(data[end + 1 :])
        self._redrawn = False
        out += self._hold(True)
        return out

    def skip(self, count: int) -> None:
        """`count` NUL bytes of the file were passed over."""
        self.nul_bytes += count
        if self._held:
            self._jump += count
        else:
            self._held_at += count

    def finish(self) -> list[Line]:
        """The last line, which has no end; a frame stays a frame when CR ended it."""
        rest = self._start or b""
        self._start = None
        if self._utf16:
            rest += self._utf16.feed(b"", final=True)
        self._held += rest + self._redraws.flush()
        if not self._held:
            return []
        raw, at, jump = bytes(self._held), self._held_at, self._jump
        self._held, self._jump, self._held_at = bytearray(), 0, at + self._width(raw) + jump
        self.nul_bytes += rest.count(b"\0")
        framed = raw.endswith((b"\r", FRAME_END))
        out: list[Line] = []
        self._split(raw if framed else raw + b"\n", at, jump, out)
        if not framed:
            self.lines += 1
        self.number += 1
        return out

    def partial(self) -> str:
        """The text of the unfinished line, or of the last frame."""
        raw = bytes(self._held[: self._limit]).strip(b"\r\x1e")
        return clean(self.decoder.show(raw))

    def peek(self) -> list[Line]:
        """The frame that a bar shows now, given once, though nothing ended it yet. For when the source is silent."""
        raw = bytes(self._held).rstrip(b"\r")
        if not raw or not (self._redrawn or len(raw) < len(self._held)):
            return []
        text = clean(self.decoder.show(raw[: self._limit]))
        if not text.strip() or self._shown == (self._held_at, text):
            return []
        self._shown = self._held_at, text
        self.frames += 1
        return [Line(text, self.number, self._held_at, True)]

    # inside

    def _as_utf8(self, chunk: bytes) -> bytes:
        if self._utf16:
            return self._utf16.feed(chunk)
        if self._start is None:
            return chunk
        chunk = self._start + chunk
        if chunk in (b"", b"\xff", b"\xfe"):
            self._start = chunk
            return b""
        self._start = None
        self.utf16 = utf16_of(chunk)
        if self.utf16:
            self._utf16 = Utf16(self.utf16)
            return self._utf16.feed(chunk)
        return chunk

    def _width(self, raw: bytes) -> int:
        return len(raw) if self._utf16 is None else Utf16.width(raw)

    def _lines(self, body: bytes) -> list[Line]:
        """All lines of `body`, whose last LF was taken off."""
        raws = body.split(b"\n")
        offsets = self._offsets(raws)
        texts = self._plain(body, raws)
        if texts is not None:
            out = make_lines(texts, range(self.number, self.number + len(texts)), offsets, transient=False)
            self.number += len(texts)
        else:
            out = []
            for raw, offset in zip(raws, offsets, strict=True):
                self._split(raw + b"\n", offset, self._jump, out)
                self._jump = 0
                self.number += 1
        self.lines += len(raws)
        return out

    def _offsets(self, raws: Sequence[bytes]) -> list[int]:
        """Where each line starts; `_held_at` moves behind the last."""
        wide: Callable[[bytes], int] = len if self._utf16 is None else Utf16.width
        feed = wide(b"\n")
        starts = list(accumulate((n + feed for n in map(wide, raws)), initial=self._held_at))
        if self._jump:
            starts[1:] = [start + self._jump for start in starts[1:]]
        self._held_at = starts.pop()
        return starts

    def _plain(self, body: bytes, raws: Sequence[bytes]) -> list[str] | None:
        """The lines of a body in sound UTF-8 with LF or CRLF alone: nearly every log, at the speed of `split`."""
        if len(body) > self._limit and max(map(len, raws)) > self._limit:
            return None
        if b"\r" in body:
            body = (body + b"\n").replace(b"\r\n", b"\n")[:-1]
        if b"\x1b" not in body and body.isascii():
            return body.decode("ascii").split("\n") if len(body.translate(None, _NOT_PLAIN)) == len(body) else None
        try:
            text = without_escapes(body.decode())
        except UnicodeDecodeError:
            return None
        return text.split("\n") if text.replace("\n", " ").replace("\t", " ").isprintable() else None

    def _split(self, raw: bytes, offset: int, jump: int, out: list[Line]) -> None:
        """One line with its frames. `raw` ends with LF; without one, all of it is frames."""
        whole = raw.endswith(b"\n")
        raw = raw[:-1].rstrip(b"\r") if whole else raw
        if whole and b"\r" not in raw and FRAME_END not in raw:
            out.append(self._line(raw, offset, transient=False))
            return
        last: Line | None = None
        done = 0
        for found in _PIECE.finditer(raw):
            offset += self._width(raw[done : found.start()]) + (jump if not done and found.start() else 0)
            done = found.start()
            if whole and found.end() == len(raw):
                last = self._line(found[0], offset, transient=False)
            else:
                self._frame(found[0], offset, out)
        if whole:
            out.append(last or Line("", self.number, offset + self._width(raw[done:]) + (0 if done else jump)))

    def _line(self, raw: bytes, offset: int, *, transient: bool) -> Line:
        if raw[:1] == b"\0":
            bare = raw.lstrip(b"\0")
            offset += self._width(raw) - self._width(bare)
            raw = bare
        if len(raw) > self._limit:
            self.cut_lines += 1
            raw = _cut(raw, self._limit)
        text = self.decoder.text(raw)
        return Line(text if text.isprintable() else clean(text), self.number, offset, transient)

    def _frame(self, raw: bytes, offset: int, out: list[Line]) -> None:
        line = self._line(raw, offset, transient=True)
        if self._shown == (line.offset, line.text):
            self._shown = None
        elif line.text and not line.text.isspace():
            self.frames += 1
            out.append(line)

    def _hold(self, framed: bool) -> list[Line]:
        """Give the frames of the held text that are complete, and keep the rest within its limit."""
        out: list[Line] = []
        if framed:
            held = bytes(self._held)
            end = 1 + max((bare := held.rstrip(b"\r")).rfind(b"\r"), bare.rfind(FRAME_END))
            if end > 0:
                self._split(held[:end], self._held_at, self._jump, out)
                self._held_at += self._width(held[:end]) + self._jump
                self._jump, self._redrawn = 0, True
                self._held = bytearray(held[end:])
        self._trim()
        return out

    def _trim(self) -> None:
        """Drop leading NULs and what is over the limit; one byte more than it stays, to tell that the line was cut."""
        if self._held[:1] == b"\0" and not self._jump:
            bare = self._held.lstrip(b"\0")
            self._held_at += self._width(bytes(self._held)) - self._width(bytes(bare))
            self._held = bare
        if len(self._held) > self._limit + 2:
            held = bytes(self._held)
            text = held.rstrip(b"\r")
            kept = text[: self._limit + 1] + (b"\r" if len(text) < len(held) else b"")
            self._jump += self._width(held) - self._width(kept)
            self._held = bytearray(kept)


def _cut(raw: bytes, limit: int) -> bytes:
    """The first `limit` bytes, less a UTF-8 character that the cut would tear."""
    raw = raw[:limit]
    torn = next((k for k in range(1, min(4, len(raw)) + 1) if raw[-k] & 0xC0 != 0x80), 0)
    return raw[:-torn] if torn and raw[-torn] >= 0xC0 else raw


def make_lines(texts: Sequence[str], numbers: Iterable[int], offsets: Iterable[int], *, transient: bool) -> list[Line]:
    """Many Lines at once. Filling the slots from C costs half of calling the frozen class's own constructor."""
    lines = list(map(object.__new__, repeat(Line, len(texts))))
    run = deque[None](maxlen=0).extend
    run(map(_SET_TEXT, lines, texts))
    run(map(_SET_NUMBER, lines, numbers))
    run(map(_SET_OFFSET, lines, offsets))
    run(map(_SET_TRANSIENT, lines, repeat(transient)))
    return lines


_SET_TEXT = Line.__dict__["text"].__set__
_SET_NUMBER = Line.__dict__["number"].__set__
_SET_OFFSET = Line.__dict__["offset"].__set__
_SET_TRANSIENT = Line.__dict__["transient"].__set__
