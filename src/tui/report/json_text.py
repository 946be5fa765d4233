"""JSON as text that may go to a terminal: what a terminal would act on is written as an escape of JSON itself."""

from __future__ import annotations

import json
import re

from tui.ingest.clean import INVISIBLE

# DEL, C1, line separators, and what log text is cleaned of; a file's name may hold them. C0 is escaped by JSON.
_UNSAFE = re.compile(f"[\x7f-\x9f\u2028\u2029{INVISIBLE}]")


def json_text(value: object) -> str:
    """One line of JSON, readable beyond ASCII. Whoever parses it gets the very same strings."""
    return _UNSAFE.sub(lambda found: json.dumps(found[0])[1:-1], json.dumps(value, ensure_ascii=False))
