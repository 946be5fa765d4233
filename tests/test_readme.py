"""The README says what the program does: its tables are the program's own, and its commands are commands."""

from __future__ import annotations

import re
import runpy
import shlex
import tomllib
from pathlib import Path

import click
import pytest

from tui.cli.group import called, cli
from tui.settings import from_table

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, flags=re.S)
COMMANDS = [
    part.strip()
    for language, text in BLOCKS
    if language == "sh"
    for line in text.splitlines()
    for part in line.split("#")[0].split("|")
    if part.strip().startswith("trainwatch")
]


def test_the_tables_are_the_programs_own() -> None:
    refreshed = runpy.run_path(str(ROOT / "docs" / "refresh_readme.py"))["refreshed"]
    assert refreshed(README) == README, "run python docs/refresh_readme.py"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_in_it_is_one(command: str) -> None:
    context = click.Context(cli)
    name, *rest = called(shlex.split(command)[1:])
    found = cli.get_command(context, name)
    assert found is not None
    found.make_context(name, rest, parent=context)


def test_its_settings_are_settings() -> None:
    (text,) = (text for language, text in BLOCKS if language == "toml")
    assert from_table(tomllib.loads(text), "the README").complaints == ()


def test_ci_runs_the_command_that_it_shows_and_nothing_else() -> None:
    (shown,) = (text.strip() for language, text in BLOCKS if language == "sh" and "check" in text and "[test]" in text)
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.rstrip().endswith("\n" + shown)
    assert "pytest" not in script
