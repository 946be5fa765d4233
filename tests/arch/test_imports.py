"""Who may import whom, checked twice: by import-linter's contracts, and by what a fresh interpreter has loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = {
    "textual",
    "rich",
    "pandas",
    "numpy",
    "watchdog",
    "pyarrow",
    "charset_normalizer",
    "concurrent.futures",
    "asyncio",
}


def loaded_by(module: str) -> set[str]:
    """The names of all modules that a fresh interpreter holds after importing `module`."""
    code = f"import sys, {module}; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "src")
    return set(done.stdout.split())


def test_the_contracts_of_import_linter_hold() -> None:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    done = subprocess.run(
        [sys.executable, "-c", code, "--no-cache"], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("module", ["tui", "tui.cli", "tui.settings", "tui.model.run"])
def test_the_way_in_costs_little(module: str) -> None:
    assert not loaded_by(module) & HEAVY


def test_importing_the_package_loads_nothing_of_it() -> None:
    assert {name for name in loaded_by("tui") if name.startswith("tui")} == {"tui"}


def test_no_command_is_loaded_before_it_is_called() -> None:
    commands = {name for name in loaded_by("tui.cli") if name.startswith("tui.cli.")}
    assert commands == {"tui.cli.entry", "tui.cli.group"}
