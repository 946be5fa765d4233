"""Write the tables of the README that come from the program: `python docs/refresh_readme.py`. A test compares them."""

from __future__ import annotations

import re
from pathlib import Path

from tui.cli.formats import known
from tui.cli.group import COMMANDS
from tui.views.bindings import KEYS, keys_text

README = Path(__file__).parents[1] / "README.md"


def refreshed(text: str) -> str:
    """`text` with each block between `<!-- name -->` and `<!-- /name -->` made anew."""
    for name, block in (("commands", _commands()), ("formats", _formats()), ("keys", _keys())):
        text = re.sub(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", block.replace("\\", r"\\"), text, flags=re.S)
    return text


def _commands() -> str:
    rows = (f"| `trainwatch {name}` | {text} |\n" for name, text in COMMANDS.items())
    return "| Command | What it does |\n|---|---|\n" + "".join(rows)


def _formats() -> str:
    rows = (f"| {name} | `{_cell(sample)}` |\n" for name, sample in known())
    return "| Format | A line of it |\n|---|---|\n" + "".join(rows)


def _keys() -> str:
    shown = [key for key in KEYS if key.where in ("", "replay")]
    rows = (f"| {_code(keys_text(key))} | {key.text}{' (replay)' if key.where else ''} |\n" for key in shown)
    return "| Key | What it does |\n|---|---|\n" + "".join(rows)


def _cell(sample: str) -> str:
    return sample.splitlines()[0][:100].replace("|", "\\|").replace("`", "'") if sample else ""


def _code(keys: str) -> str:
    return " ".join(f"`{key}`" for key in keys.split())


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
