"""The way in and the only way out: every end of the program becomes an exit code and at most one sentence."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Sequence

import click

from tui.cli.group import cli
from tui.errors import TrainwatchError

FINE = 0
FOUND = 1  # the log was read and something in it is critical
WRONG = 2  # usage, or a source that cannot be read
NO_METRICS = 3
BUG = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED = 130  # 128 + SIGINT
BROKEN_PIPE = 141  # 128 + SIGPIPE, what a shell shows for `yes | head`


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(run(typed or _what_is_piped()))


def _what_is_piped() -> list[str]:
    """`python train.py | trainwatch` means standard input, although nobody typed the `-`."""
    try:
        return ["-"] if stat.S_ISFIFO(os.fstat(0).st_mode) else []
    except OSError:  # there is no standard input
        return []


def run(arguments: list[str]) -> int:
    """Run one command; the exit code. The last guard of the program: what gets here is told, never shown as a trace."""
    try:
        with cli.make_context("trainwatch", arguments) as context:
            code = cli.invoke(context)  # not cli.main, which has ends of its own for a closed pipe and an interrupt
        sys.stdout.flush()
    except click.exceptions.Exit as end:
        return end.exit_code
    except (TrainwatchError, click.ClickException) as error:
        return _tell(_sentence(error), WRONG)
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return BROKEN_PIPE
    except Exception as bug:  # noqa: BLE001  # the top of the main thread: a bug must leave a report and a clean terminal
        from tui.cli.crash import report

        return _tell(report(bug, arguments), BUG)
    return code if isinstance(code, int) else FINE


def _sentence(error: Exception) -> str:
    return error.format_message() if isinstance(error, click.ClickException) else str(error)


def _tell(sentence: str, code: int) -> int:
    one_line = "".join(c if c.isprintable() else "·" for c in " ".join(sentence.split()))
    click.echo(f"trainwatch: {one_line}", err=True)
    return code


def _drop_output() -> None:
    """Nobody reads: what is still buffered must not fail again when the interpreter closes."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
