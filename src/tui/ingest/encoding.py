"""From bytes to text: UTF-8 with faults, UTF-16 with its mark, and a guess where UTF-8 really fails. Pure."""

from __future__ import annotations

import codecs
import re

_TWO_BYTES = ["gb18030", "cp949", "big5", "shift_jis", "euc_jp"]
_ONE_BYTE = ["cp1251", "koi8_r", "cp1252"]
_HIGH = re.compile(rb"[\x80-\xff]+")
_LESSONS = 64  # lines to learn from; the last guess is made with all of them
_LEAST_EVIDENCE = 4  # bytes above 127 below which no guess is made
_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class Decoder:
    """Decodes one line at a time, always UTF-8 first; a line that fails teaches it another encoding.

    The answer depends on the lines before, never on how the bytes arrived.
    """

    def __init__(self, encoding: str = "") -> None:
        self.encoding = encoding  # what was guessed; empty as long as all is UTF-8
        self._failed = 0
        self._sample = b""

    def text(self, raw: bytes) -> str:
        """The text of a complete line or frame."""
        try:
            return raw.decode()
        except UnicodeDecodeError:
            self._learn(raw)
            return self.show(raw)

    def show(self, raw: bytes) -> str:
        """The same without learning from it, for a line that is not complete."""
        try:
            return raw.decode()
        except UnicodeDecodeError:
            return raw.decode(self.encoding or "utf-8", "replace")

    def _learn(self, raw: bytes) -> None:
        """Guess at the first line that fails, the second, the fourth, and so on, while the sample grows."""
        if self._failed >= _LESSONS or not _foreign(raw):
            return
        self._failed += 1
        self._sample += raw[:2048] + b"\n"
        if self._failed & (self._failed - 1) == 0:
            self.encoding = guess(self._sample) or self.encoding


def _foreign(raw: bytes) -> bool:
    """True when more of the line is broken UTF-8 than is sound: not just a character torn by another writer."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = sum(not c.isascii() for c in text) - broken
    return broken > sound and sum(b > 127 for b in raw) >= _LEAST_EVIDENCE


def guess(sample: bytes) -> str:
    """The most likely encoding among those that logs are written in; empty when none fits."""
    from charset_normalizer import from_bytes  # 20 ms that only a log in another encoding pays

    paired = all(len(run) % 2 == 0 for run in _HIGH.findall(sample))  # words of two-byte characters
    found = from_bytes(sample, cp_isolation=_TWO_BYTES + ([] if paired else _ONE_BYTE), threshold=0.5).best()
    return "" if found is None else found.encoding


class Utf16:
    """Turns UTF-16 into UTF-8 as it arrives. `width` gives back how many bytes a text took in the file."""

    def __init__(self, name: str) -> None:
        self._decoder = codecs.getincrementaldecoder(name)("replace")

    def feed(self, data: bytes, *, final: bool = False) -> bytes:
        """UTF-8 of all complete characters so far."""
        return self._decoder.decode(data, final).encode("utf-8", "replace")

    @staticmethod
    def width(utf8: bytes) -> int:
        """Bytes of this text in UTF-16."""
        return len(utf8.decode("utf-8", "replace").encode("utf-16-le"))


def utf16_of(start: bytes) -> str:
    """The name of the UTF-16 that a file beginning so is in, else empty."""
    return _MARKS.get(start[:2], "")
