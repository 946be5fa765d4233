"""The frame of the command line: which words are commands, and how every end becomes an exit code and a sentence."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from tui.cli import entry
from tui.cli.group import COMMANDS, SCREEN, called, cli
from tui.errors import UnreadableError, UsageError


@pytest.fixture(autouse=True)
def own_folders(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test sees or writes the user's own files."""
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))


def ends_with(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> int:
    """The exit code when a command ends with `error`."""

    def command(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(cli, "invoke", command)
    return entry.run(["formats"])


@pytest.mark.parametrize("arguments", [["run.log"], ["--once", "summary"], ["-"], ["./summary"], ["Summary"]])
def test_a_first_word_that_is_no_command_is_a_source(arguments: list[str]) -> None:
    assert called(arguments) == [SCREEN, *arguments]


@pytest.mark.parametrize("arguments", [["summary", "--json", "run.log"], ["--help"], ["-h"], ["--version"]])
def test_a_first_word_that_is_a_command_is_one(arguments: list[str]) -> None:
    assert called(arguments) == arguments


@pytest.mark.parametrize("name", [*COMMANDS, SCREEN])
def test_every_command_has_help_worth_reading(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.run([name, "--help"] if name != SCREEN else ["x.log", "--help"]) == 0
    text = capsys.readouterr().out
    assert text.startswith(f"Usage: trainwatch {name}")
    assert all(len(line) <= 100 for line in text.splitlines())


def test_help_shows_both_ways_to_call_the_screens_options_and_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.run(["--help"]) == 0
    text = capsys.readouterr().out
    assert "trainwatch [OPTIONS] SOURCE..." in text
    assert "trainwatch COMMAND [OPTIONS] ..." in text
    assert "--replay" in text
    assert all(f"  {name} " in text for name in COMMANDS)


def test_no_argument_at_all_shows_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert entry.run([]) == 0
    assert capsys.readouterr().out.startswith("Usage: trainwatch")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--no-such", "run.log"],
        ["summary"],
        ["--once"],
        ["--deadline", "noon", "run.log"],
        ["--replay=fast", "run.log"],
        ["--config", "/no/such/file.toml", "run.log"],
        ["summary", "--jobs", "0", "run.log"],
        ["check", "--fail-on", "boredom", "run.log"],
        ["summary", "--format", "boredom", "run.log"],
        ["--once", "summary", "run.log"],
    ],
)
def test_wrong_usage_is_one_sentence_on_stderr_and_exit_code_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert entry.run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("trainwatch: ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "error",
    [UsageError("two\nlines\x1b[31m"), UnreadableError("two\nlines\x1b[31m"), click.UsageError("two\nlines\x1b[31m")],
)
def test_an_error_is_told_in_one_line_without_escapes(
    error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ends_with(monkeypatch, error) == 2
    assert capsys.readouterr().err == "trainwatch: two lines·[31m\n"


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interrupt_ends_quietly_with_130(
    error: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ends_with(monkeypatch, error) == 130
    assert capsys.readouterr() == ("", "")


def test_a_bug_is_one_sentence_and_a_report_for_the_user_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert ends_with(monkeypatch, ZeroDivisionError("by nought")) == 70
    err = capsys.readouterr().err
    assert err.startswith("trainwatch: a bug stopped trainwatch (ZeroDivisionError: by nought); the report is in ")
    (report,) = (tmp_path / "XDG_STATE_HOME" / "trainwatch").iterdir()
    assert str(report) in err
    assert "Traceback" in report.read_text()
    assert report.stat().st_mode & 0o777 == 0o600


def test_a_bug_is_told_even_where_nothing_can_be_written(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert ends_with(monkeypatch, ZeroDivisionError()) == 70
    assert (
        capsys.readouterr().err
        == "trainwatch: a bug stopped trainwatch (ZeroDivisionError) and no report could be written\n"
    )


def test_settings_that_are_not_understood_are_told_and_the_command_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".trainwatch.toml").write_text("colour = 1")
    (tmp_path / "run.log").write_text("step 1 loss 2.0\nstep 2 loss 1.0\n")
    assert entry.run(["summary", "--json", "run.log"]) == 0
    out, err = capsys.readouterr()
    assert err.count("\n") == 1
    assert "did you mean 'color'" in err
    assert json.loads(out)["schema"] == 1
