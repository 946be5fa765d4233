"""Small rooms: how long a module and a function may be."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "src").rglob("*.py"))
LONGEST_MODULE = 300
LONGEST_FUNCTION = 60
LONGER_FOR_A_REASON = {
    "formats/reader.py": "asks all readers in turn, in one place",
    "ingest/follow.py": "one file through every fault, in one place",
    "model/names.py": "one table of words",
    "model/series.py": "columns, bounds and pyramid change together",
    "model/run.py": "the one thing that changes is built in one place",
}


def name(path: Path) -> str:
    """The path inside the package."""
    return str(path.relative_to(ROOT / "src" / "tui"))


def functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """All functions and methods of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_is_one_room(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_MODULE or name(path) in LONGER_FOR_A_REASON


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_function_does_one_thing(path: Path) -> None:
    long = [f.name for f in functions(path) if (f.end_lineno or f.lineno) - f.lineno >= LONGEST_FUNCTION]
    assert long == []


@pytest.mark.parametrize("path", [p for p in MODULES if p.stat().st_size], ids=name)
def test_a_module_says_first_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_every_reason_for_a_long_module_is_still_needed() -> None:
    long = {name(p) for p in MODULES if p.read_text(encoding="utf-8").count("\n") > LONGEST_MODULE}
    assert set(LONGER_FOR_A_REASON) == long
