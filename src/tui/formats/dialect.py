"""What a whole log does to every line of it: decimal commas, and the rank that srun and mpirun put before each line."""

from __future__ import annotations

import re

_COMMA = re.compile(r"[:=]\s*-?(?:0,\d{2,}|\d+,(?:\d{1,2}|\d{4,}))(?![\d,.])")
_POINT = re.compile(r"\d\.\d")
_BETWEEN = re.compile(r"(?<=\d),(?=\d)")
_NUMBERED = re.compile(r"(\d{1,4}): (?=([A-Za-z\[]\w*)?)")
_STUDY = 400  # numbered lines after which it is settled whether the numbers are ranks
_MOST_RANKS = 4096


class Dialect:
    """Learns from the lines as they come. One object a source."""

    def __init__(self) -> None:
        self._decimal_comma = False
        self._ranks: bool | None = None  # unknown yet
        self._seen: set[int] = set()
        self._last = -1
        self._word = ""
        self._fell = 0
        self._studied = 0

    def rank(self, text: str) -> tuple[int | None, str]:
        """The rank in front of a line and the line without it; `None` where lines are not numbered by rank.

        Ranks come back: `0:`, `1:`, `0:`. A count that only rises, such as CatBoost's, is none.
        """
        if self._ranks is False:
            return None, text
        match = _NUMBERED.match(text)
        if match is None:
            return None, text
        number = int(match[1])
        if self._ranks is None and not self._study(number, match[2] or ""):
            return None, text
        return number, text[match.end() :]

    def _study(self, number: int, word: str) -> bool:
        side_by_side = number == self._last + 1 == 1 and word != "" and word == self._word
        self._word = word
        self._studied += 1
        self._fell += number <= self._last
        self._last = number
        self._seen.add(number)
        if number >= _MOST_RANKS or (self._studied >= _STUDY and self._fell * 8 < self._studied):
            self._ranks = False
        elif side_by_side or (0 in self._seen and self._fell >= 3 and len(self._seen) <= 1 + self._studied // 2):
            self._ranks = True
        return self._ranks is True

    def numbers(self, text: str) -> str:
        """The text with decimal points, once a line such as `Verlust: 0,2536` has shown that commas are meant."""
        if not self._decimal_comma:
            if "," not in text or _COMMA.search(text) is None or _POINT.search(text):
                return text
            self._decimal_comma = True
        return text if _POINT.search(text) else _BETWEEN.sub(".", text)
