"""`trainwatch SOURCE...`: the screen, or the same facts as plain text where no screen can be drawn."""

from __future__ import annotations

import os
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import click

from tui.cli import options
from tui.cli.group import COMMANDS
from tui.errors import UsageError
from tui.settings import Settings
from tui.views.terminal import can_draw


class _Screen(click.Command):
    """`--replay` may stand alone: its speed is then chosen by the length of the run."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, ["--replay=0" if arg == "--replay" else arg for arg in args])


@click.command("screen", cls=_Screen)
@options.sources
@click.option("--once", is_flag=True, help="Print the same facts as plain text and exit; so does a pipe.")
@click.option(
    "--replay",
    type=click.FloatRange(min=0),
    metavar="[=SPEED]",
    help="Play a finished log as if live: --replay=1 in real time, --replay in about a minute.",
)
@options.poll
@options.reading
@click.option("--deadline", metavar="HH:MM", help="Say whether the run will be done by then.")
@click.option("--no-gpu", is_flag=True, help="Do not ask nvidia-smi.")
@click.option("--ascii", is_flag=True, default=None, help="Draw with ASCII alone.")
@click.option("--no-color", is_flag=True, help="No colours; so does NO_COLOR.")
@click.option("--slow", is_flag=True, help="Draw seldom, for a slow link.")
@click.option("--theme", metavar="NAME", help="Colours of the screen; `t` goes through them.")
def command(
    sources: tuple[str, ...],
    once: bool,
    replay: float | None,
    config: Path | None,
    no_gpu: bool,
    no_color: bool,
    slow: bool,
    **said: object,
) -> int:
    """Watch logs, live or finished."""
    settings = options.chosen(config, gpu=False if no_gpu else None, color=False if no_color else None, **said)
    _no_command_by_mistake(sources)
    return show(sources, settings, once=once, replay=replay, slow=slow)


def show(
    sources: tuple[str, ...], settings: Settings, *, once: bool = False, replay: float | None = None, slow: bool = False
) -> int:
    """The screen on `sources`, or plain text; the exit code."""
    if once or not draws():
        return _print_once(sources, settings)
    if not settings.color:
        os.environ["NO_COLOR"] = "1"  # Textual looks for it while it loads
    from tui.views.app import run
    from tui.views.options import ScreenOptions

    return run(
        ScreenOptions(
            sources,
            poll=settings.poll,
            replay=replay,
            gpu=settings.gpu,
            gpu_seconds=settings.gpu_seconds,
            reader=settings.format or None,
            ascii=settings.ascii,
            theme=settings.theme,
            slow=slow,
            deadline=deadline(settings.deadline, time.time()),
            smoothing=settings.smoothing,
            thresholds=settings.thresholds,
            overrules=settings.names,
            patterns=settings.patterns,
        )
    )


def draws() -> bool:
    """True when standard output is a terminal that can show a screen."""
    return can_draw(os.environ, output_is_terminal=sys.stdout.isatty())


def deadline(said: str, now: float) -> float | None:
    """The next time the clock shows `said`, "18:00", in POSIX seconds; `None` for no deadline."""
    if not said:
        return None
    hours, minutes = map(int, said.split(":"))
    at = datetime.fromtimestamp(now).replace(hour=hours, minute=minutes, second=0, microsecond=0)
    return (at if at.timestamp() > now else at + timedelta(days=1)).timestamp()


def _print_once(sources: tuple[str, ...], settings: Settings) -> int:
    from tui.cli.once import look_at_gpus, plain_text
    from tui.report.reading import read_whole

    for number, source in enumerate(sources):
        reading = read_whole(source, settings, time.time())
        gpu = look_at_gpus() if settings.gpu and reading.state.status in ("running", "stalled") else None
        click.echo(("\n" if number else "") + plain_text(reading, gpu), nl=False)
    return 0


def _no_command_by_mistake(sources: tuple[str, ...]) -> None:
    for source in sources:
        if source in COMMANDS and not Path(source).exists():
            raise UsageError(f"a command comes first: trainwatch {source} ...; a file of that name is ./{source}")
