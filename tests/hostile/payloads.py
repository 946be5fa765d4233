"""What a hostile log may hold: things a terminal, a markup, a browser or a spreadsheet would act on."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable

ESCAPES = {
    "a clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "a title": "\x1b]0;owned\x1b\\",
    "a hyperlink": "\x1b]8;;http://evil.example\x1b\\here\x1b]8;;\x1b\\",
    "a cursor move": "\x1b[2J\x1b[H\x1b[10A",
    "a mode of the mouse": "\x1b[?1003h\x1b[?1049l",
    "a device string": "\x1bP+q544e\x1b\\",
    "a status request": "\x1b[6n\x1b[c",
    "eight-bit controls": "\x9b31m\x9d52;c;ZXZpbA==\x9c\x90q\x9c",
    "an unfinished string": "\x1b]52;c;",
    "a torn escape": "\x1b[38;5",
    "bells and backspaces": "\x07\x08\x08\x7f\x05",
    "shifts": "\x0e\x0f",
}
TEXTS = {
    "an override of direction": "\u202eevil\u202c \u2066x\u2069 \u200f",
    "line separators": "a\u2028b\u2029c\x85d\x0be\x0cf",
    "markup of the screen": "[red]r[/red][@click=app.quit]q[/] [bold link='http://evil.example']b",
    "unbalanced markup": "[/nothing] [[[ \\[ ]",
    "a carriage return": "good\rbad",
    "zeros": "a\0b",
    "a mark of byte order": "\ufeffa",
    "tags that nobody sees": "a\U000e0041\U000e0042\u206e\u200b\xadb",
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "Markdown": "](http://evil.example) ![x](http://evil.example) `a` | b | # c\\",
    "a formula": "=cmd|' /C calc'!A0",
    "a shell command": "$(touch owned) `touch owned` ; touch owned",
    "an undecodable name": "\udcff\udc9b",
}
ALL = {**ESCAPES, **TEXTS}
_ALLOWED = "\n\t"
_ACTING = ("Cc", "Cf", "Cs", "Zl", "Zp")
_SIGNS = "\u200c\u200d\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"  # seen, or joining what is


def log_with(payload: str, steps: int = 40) -> bytes:
    """A training log that says `payload` wherever a log can say something."""
    lines = [payload, f"run {payload}", f"Loading checkpoint from {payload}"]
    for k in range(steps):
        loss = "nan" if k == steps - 5 else f"{2 / (k + 1):.4f}"
        lines += [
            f"step {k} loss {loss} {payload}=0.{k} lr=1e-4",
            json.dumps({"step": k, "loss": 2 / (k + 1), f"x{payload}": k / 7, "note": payload}),
            f"Epoch {k}: {payload}: 50%|##   | 5/10 [00:01<00:01, 2it/s, {payload}=1]",
        ]
    lines += [
        f"saved checkpoint to {payload}.pt",
        f"RuntimeError: CUDA out of memory {payload}",
        f"ValueError: {payload}",
    ]
    return "\n".join(lines).encode("utf-8", "surrogateescape") + b"\n"


def controls(text: str, allowed: str = _ALLOWED) -> list[str]:
    """Characters of `text` that a terminal could act on or that turn text round."""
    return [repr(c) for c in text if unicodedata.category(c) in _ACTING and c not in allowed + _SIGNS]


def unsafe(raw: Iterable[int] | bytes, allowed: str = _ALLOWED) -> list[str]:
    """The same for bytes; what is no UTF-8 is unsafe in itself."""
    try:
        return controls(bytes(raw).decode(), allowed)
    except UnicodeDecodeError as error:
        return [str(error)]
