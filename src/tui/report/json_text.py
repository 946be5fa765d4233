"""JSON as text that may go to a terminal: what a terminal would act on is written as an escape of JSON itself."""

from __future__ import annotations

import json
import re

# DEL, C1, marks and overrides of direction, line separators, the byte order mark, surrogates of undecodable file names.
# C0 is escaped by JSON. None of them can stand outside a string.
_UNSAFE = re.compile("[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb]")


def json_text(value: object) -> str:
    """One line of JSON, readable beyond ASCII. Whoever parses it gets the very same strings."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
