"""Text without anything that a terminal would act on: escapes, control characters, reordering marks. Pure."""

from __future__ import annotations

import re

# ECMA-48: control sequences, control strings (OSC, DCS, SOS, PM, APC) up to BEL or ST, other escapes, a lone ESC.
# A string without its end loses its introducer only, so that no text can be hidden. Linear in the text.
_ESCAPE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\n\x07\x1b]*(?:\x07|\x1b\\)|[ -/]+[0-~]|[0-~])?",
)
_FORWARD = re.compile(r"\x1b\[[0-9]*C")
# Vertical tab, form feed, the four separators, NEL, LS and PS stand between words.
_BLANK = re.compile("[\x0a-\x0d\x1c-\x1f\x85\u2028\u2029]")
# Marks and overrides of direction, what is invisible, the byte order mark, tags, surrogates; joiners of letters may stay.
INVISIBLE = (
    "\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
# These and other C0 but the tab, DEL, C1.
_UNSAFE = re.compile(f"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f{INVISIBLE}]")
_RUNS = re.compile("\b+|[^\b]+")


def clean(text: str) -> str:
    """`text` with only what can be shown: the tab is the one control character that stays."""
    if text.isprintable():
        return text
    if "\x1b" in text:
        text = without_escapes(text)
    if "\b" in text:
        text = _rub_out(text)
    return _UNSAFE.sub("", _BLANK.sub(" ", text))


def without_escapes(text: str) -> str:
    """`text` without escape sequences, its line feeds kept: a cursor moved to the right leaves a blank."""
    return _ESCAPE.sub("", _FORWARD.sub(" ", text))


def _rub_out(text: str) -> str:
    """Apply backspaces: each takes away the character before it."""
    kept: list[str] = []
    for run in _RUNS.findall(text):
        if run[0] == "\b":
            del kept[max(0, len(kept) - len(run)) :]
        else:
            kept.extend(run)
    return "".join(kept)
