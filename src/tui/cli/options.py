"""The options that several commands share, and the settings they become."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from tui.errors import UsageError
from tui.settings import Settings, load

Command = TypeVar("Command", bound=Callable[..., Any])

_FORMAT = click.option(
    "--format",
    metavar="NAME",
    help="Use one format only (see `trainwatch formats`); `structure` knows no format at all.",
)
_CONFIG = click.option(
    "--config",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Settings file to use in place of the usual ones.",
)

source = click.argument("source", metavar="SOURCE")
sources = click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
poll = click.option(
    "--poll", is_flag=True, default=None, help="Look by heartbeat alone, for disks that send no events."
)
output = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where to write; - for stdout.",
)


def reading(command: Command) -> Command:
    """The options of every command that reads a log."""
    return _FORMAT(_CONFIG(command))


def chosen(config: Path | None, **arguments: object) -> Settings:
    """The settings in force here. What was not understood is told on stderr, a sentence a line."""
    settings, complaints = load(arguments, os.environ, Path.cwd(), config)
    for sentence in complaints:
        click.echo(f"trainwatch: {sentence}", err=True)
    if settings.format:
        _must_be_known(settings)
    return settings


def _must_be_known(settings: Settings) -> None:
    from tui.formats.registry import special_formats

    names = ["structure", *settings.patterns, *(known.name for known in special_formats())]
    if settings.format not in names:
        raise UsageError(f"{settings.format!r} is no format; there are {', '.join(names)}")
