"""`trainwatch watch`: run a command or notify when something happens to a run."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tui.cli import options
from tui.cli.kinds import kinds_and_ends
from tui.errors import UsageError

if TYPE_CHECKING:
    from tui.report.herald import News
    from tui.report.reading import Reading

COMMAND_SECONDS = 60  # after which a command is stopped, so that it cannot hold up the next alert


@click.command("watch")
@options.source
@click.option(
    "--on",
    "kinds",
    default="nan,divergence,oom,error,stall,failed,finished",
    show_default=True,
    metavar="KINDS",
    callback=kinds_and_ends,
    help="What to tell, with commas between: kinds of alert, failed, finished.",
)
@click.option("--run", "shell_command", metavar="CMD", help="Shell command to run; see below for what it is told.")
@click.option("--notify", "urls", multiple=True, metavar="URL", help="Apprise URL to notify; may be given again.")
@click.option(
    "--cool-down",
    type=click.FloatRange(min=0),
    default=300.0,
    show_default=True,
    metavar="SECONDS",
    help="Silence of a kind after it was told.",
)
@options.poll
@options.reading
def command(
    source: str,
    kinds: tuple[str, ...],
    shell_command: str | None,
    urls: tuple[str, ...],
    cool_down: float,
    config: Path | None,
    **said: object,
) -> int:
    """Follow a log until interrupted, and act on what happens from now on.

    Every message is printed; --run and --notify pass it on, and tell again when it is over. The command finds
    TRAINWATCH_ALERT_KIND, _SEVERITY, _MESSAGE, _METRIC, _STEP, _LINE, _RECOVERED (0 or 1) and _SOURCE in its
    environment.
    """
    from tui.report.following import readings
    from tui.report.herald import Herald

    tell = [_print, *([_runner(shell_command)] if shell_command else []), *([_notifier(urls)] if urls else [])]
    herald = Herald(kinds, cool_down)
    for number, reading in enumerate(readings(source, options.chosen(config, **said))):
        if number == 0:
            _print_start(source, reading)
        for news in herald.news(reading):
            for way in tell:
                way(source, news)
    return 0


Way = Callable[[str, "News"], None]


def _print_start(source: str, reading: Reading) -> None:
    from tui.views.row import plain as safe

    click.echo(safe(f"watching {source}: {reading.state.sentence} {len(reading.open_alerts)} alerts stand already."))


def _print(source: str, news: News) -> None:
    from tui.analysis.numbers import number
    from tui.views.row import plain as safe

    where = "" if news.step is None else f"step {number(news.step)}: "
    click.echo(safe(f"{time.strftime('%H:%M:%S')} {source}: {where}{news.kind}: {news.message}"))


def _runner(shell_command: str) -> Way:
    def run(source: str, news: News) -> None:
        told = {**os.environ, **environment(source, news)}
        try:
            done = subprocess.run(shell_command, shell=True, env=told, timeout=COMMAND_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            click.echo(f"trainwatch: the command was stopped after {COMMAND_SECONDS} s", err=True)
            return
        if done.returncode:
            click.echo(f"trainwatch: the command ended with {done.returncode}", err=True)

    return run


def environment(source: str, news: News) -> Mapping[str, str]:
    """What a command is told. Text of the log comes this way alone: in the command itself it would be code."""
    told = {
        "KIND": news.kind,
        "SEVERITY": news.severity,
        "MESSAGE": news.message,
        "METRIC": news.metric or "",
        "STEP": "" if news.step is None else f"{news.step:.15g}",
        "LINE": str(news.line),
        "RECOVERED": str(int(news.recovered)),
        "SOURCE": source,
    }
    return {f"TRAINWATCH_ALERT_{name}": value.replace("\0", "") for name, value in told.items()}


def _notifier(urls: tuple[str, ...]) -> Way:
    try:
        import apprise  # type: ignore[import-not-found, import-untyped, unused-ignore]  # an extra
    except ImportError:
        raise UsageError("--notify needs one more package: pip install 'trainwatch-tui[notify]'") from None
    from tui.views.row import plain as safe  # a line break in a file's name would be a header of a mail

    service = apprise.Apprise()
    for url in urls:
        if not service.add(url):
            raise UsageError(f"{url.split(':')[0]}:... is no address that Apprise knows")

    def notify(source: str, news: News) -> None:
        if not service.notify(title=safe(f"{Path(source).name}: {news.kind}"), body=safe(news.message)):
            click.echo("trainwatch: the notification could not be delivered", err=True)

    return notify
